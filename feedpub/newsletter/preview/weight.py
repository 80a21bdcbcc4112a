"""What a mail weighs: plain, as it is sent, as text, and story by story."""

from __future__ import annotations

from typing import NamedTuple

from feedpub.newsletter import marks
from feedpub.newsletter.gaps import quoted_printable
from feedpub.newsletter.lint.document import parse
from feedpub.newsletter.weight import story_costs


class Weight(NamedTuple):
    """Bytes of a mail."""

    html: int
    encoded: int
    """The HTML as quoted-printable."""

    text: int
    stories: tuple[int, ...]
    """HTML of each story, in the order of the edition."""

    @property
    def most(self) -> int:
        """What counts against the limit, whichever way it is measured."""
        return max(self.html, self.encoded)


def weight_of(marked: str, text: str) -> Weight:
    """Return the weight of a mail; in `marked` its stories have marks (`View.marked`)."""
    costs = story_costs(parse(marked))
    html = marks.unmarked(marked)
    return Weight(
        html=len(html.encode()),
        encoded=len(quoted_printable(html)),
        text=len(text.encode()),
        stories=tuple(costs.get(number, 0) for number in range(1, max(costs, default=0) + 1)),
    )
