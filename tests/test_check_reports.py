"""The findings of `check` as SARIF and as annotations of GitHub."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from feedpub.cli.reports.github import as_github
from feedpub.cli.reports.sarif import as_sarif
from feedpub.errors import Location
from feedpub.findings import KINDS, Finding
from tests.site import Site

SCHEMA = json.loads((Path(__file__).parent / "data/sarif/sarif-2.1.0.schema.json").read_bytes())


@pytest.fixture
def site(site: Site) -> Site:
    """A publication with an error, a warning and an info."""
    site.article("b.md", 'Text\n\n<img src="https://x.example/a.png">\n', title="B")
    site.article("c, d é.md", "{% include x %}", title="C")
    return site.article("a.md", title=None)


def sarif(site: Site) -> dict[str, Any]:
    log: dict[str, Any] = site.run("check", "--format", "sarif").json()
    return log


def results(site: Site) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = sarif(site)["runs"][0]["results"]
    return found


def fingerprints(site: Site) -> list[str]:
    return [result["partialFingerprints"]["primaryLocationLineHash"] for result in results(site)]


def test_sarif_is_valid_by_its_schema(site: Site) -> None:
    log = sarif(site)
    jsonschema.Draft4Validator(SCHEMA).validate(log)
    for result in log["runs"][0]["results"]:
        for location in result["locations"]:  # what errata 01 demands besides
            assert location["physicalLocation"]["region"]["startLine"] >= 1


def test_a_log_without_results_is_valid_too(site: Site) -> None:
    for file in (site.root / "articles").iterdir():
        file.unlink()
    site.article("a.md")
    log = sarif(site)
    jsonschema.Draft4Validator(SCHEMA).validate(log)
    assert log["runs"][0]["results"] == []


def test_the_schema_would_notice_a_fault(site: Site) -> None:
    log = sarif(site)
    log["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(SCHEMA).validate(log)


def test_every_kind_of_finding_is_a_rule_of_sarif(site: Site) -> None:
    driver = sarif(site)["runs"][0]["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == list(KINDS)
    for result in results(site):
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_names_the_place(site: Site) -> None:
    last = results(site)[-1]
    assert last["level"] == "warning"
    assert last["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "articles/c%2C%20d%20%C3%A9.md"},
                "region": {"startLine": 5, "startColumn": 1},
            }
        }
    ]


def test_a_fingerprint_stays_when_lines_move(site: Site) -> None:
    before = fingerprints(site)
    site.article("c, d é.md", "One more line.\n\n{% include x %}", title="C", section="News")
    assert fingerprints(site) == before


def test_two_findings_of_one_line_have_two_fingerprints(site: Site) -> None:
    site.article("c, d é.md", "{% include x %} and {% include x %}", title="C")
    found = fingerprints(site)
    assert len(set(found)) == len(found) == 4


def test_paths_count_from_the_top_of_the_repository(site: Site) -> None:
    (site.root.parent / ".git").mkdir()
    uris = [
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in results(site)
    ]
    assert all(uri.startswith("site/articles/") for uri in uris)
    out = site.run("check", "--format", "github").out
    assert out.startswith("::error file=site/articles/a.md,")
    assert site.run("check").out.startswith("articles/a.md:")


def test_an_output_folder_beside_the_publication_is_named_from_the_top(site: Site) -> None:
    (site.root.parent / ".git").mkdir()
    site.article("a.md").build("--output", "../public")
    (site.root.parent / "public/feed.rss").write_text("<rss")
    ran = site.run("check", "--output", "../public", "--format", "github")
    assert "::error file=public/feed.rss,line=1,title=feed-malformed::" in ran.out
    assert "../public/feed.rss:1: error" in site.run("check", "--output", "../public").out


def test_github_gets_one_command_for_each_finding(site: Site) -> None:
    ran = site.run("check", "--format", "github")
    assert ran.out.splitlines() == [
        "::error file=articles/a.md,line=1,title=article-broken::"
        "the article has no title%0Aadd `title: …`",
        "::notice file=articles/b.md,line=7,col=29,title=picture-undescribed::"
        "the picture `a.png` has no description%0A"
        "Write one: `![what it shows](picture.jpg)`, or `alt` in `image`.",
        "::warning file=articles/c%2C d é.md,line=5,col=1,title=template-tag::"
        "`{%25 include x %25}` was removed%0A"
        "Replace it by what it stood for; to show it as text, put it between backticks.",
    ]
    assert ran.code == 1


def test_github_takes_no_finding_for_another_command(tmp_path: Path) -> None:
    at = Location("a:b,c%.md", 1)
    finding = Finding(code="mojibake", message="100 %\n::error::x", at=at, hint="a")
    assert as_github([finding], tmp_path) == (
        "::warning file=a%3Ab%2Cc%25.md,line=1,title=mojibake::100 %25 ::error::x%0Aa"
    )


def test_a_finding_without_a_place_can_be_shown(tmp_path: Path) -> None:
    finding = Finding(code="feed-empty", message="nothing")
    assert as_github([finding], tmp_path).startswith("::warning title=feed-empty::nothing")
    log = json.loads(as_sarif([finding], tmp_path))
    jsonschema.Draft4Validator(SCHEMA).validate(log)
