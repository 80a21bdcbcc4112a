"""Tables of an article in a real browser: whole words, and no sideways scrolling of the page."""

from __future__ import annotations

import pytest

from tests.newsletter_builders import article
from tests.test_browser import PROBE, look
from tests.test_newsletter_body import table
from tests.test_newsletter_render import whole

pytestmark = pytest.mark.chromium


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["Planking", "1,234.50", "Wiring", "12.5 %"], id="four columns"),
        pytest.param(["Planking", "1,234.50"] * 3, id="six, row by row"),
        pytest.param(["Wirtschaftswissenschaftlerin"] * 2, id="long words, row by row"),
        pytest.param(["1,234.50"] * 13, id="thirteen, row by row"),
    ],
)
@pytest.mark.parametrize("span", ["", ' colspan="1"'], ids=["stacked", "in a box that scrolls"])
@pytest.mark.parametrize("width", [320, 640])
def test_a_table_does_not_widen_the_page(chromium, tmp_path, width, words, span):
    page = tmp_path / "page.html"
    html = table(words, ["Heading"] * len(words)).replace("<td", f"<td{span}")
    page.write_text(whole(article(html=html)).html + PROBE)
    assert look(chromium, page, width, "light", tmp_path)["scroll"] <= width
