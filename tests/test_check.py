"""`feedpub check`: everything noteworthy, with place, code and cure; nothing is written."""

from __future__ import annotations

import pytest

from tests.site import Site


@pytest.fixture
def site(site: Site) -> Site:
    """A publication with an error, a warning and an info."""
    site.article(
        "b.md", "Text ![](https://x.example/a.png)\n", title="B", image="https://x.example/b.png"
    )
    site.article("c.md", "{% include x %}", title="C")
    return site.article("a.md", title=None)


def test_check_prints_every_finding_with_code_and_cure(site: Site) -> None:
    ran = site.run("check")
    assert ran.code == 1
    assert ran.out.splitlines()[:2] == [
        "articles/a.md:1: error: the article has no title [article-broken]",
        "    add `title: …`",
    ]
    assert "articles/c.md:5:1: warning: `{% include x %}` was removed [template-tag]\n" in ran.out
    assert (
        "info: the picture `https://x.example/b.png` has no description [picture-undescribed]"
        in ran.out
    )
    assert ran.err == "1 error, 1 warning, 1 info\n"


def test_check_prints_json(site: Site) -> None:
    found = site.run("check", "--format", "json").json()
    assert [finding["severity"] for finding in found] == ["error", "info", "warning"]
    assert found[2] == {
        "code": "template-tag",
        "severity": "warning",
        "path": "articles/c.md",
        "line": 5,
        "column": 1,
        "message": "`{% include x %}` was removed",
        "hint": "Replace it by what it stood for; to show it as text, put it between backticks.",
    }


def test_check_writes_nothing(site: Site) -> None:
    before = sorted(site.root.rglob("*"))
    site.run("check")
    assert sorted(site.root.rglob("*")) == before


def test_check_looks_at_articles_that_no_feed_shows(site: Site) -> None:
    site.write("feedpub.toml", Site.SETTINGS + "limit = 1\n")
    site.article("a.md", "![x](no.png)", title="A", date="2020-01-01")
    site.article("d.md", "![x](none.png)", title="D", draft=True)
    assert "`no.png`" not in site.run("build").err
    out = site.run("check").out
    assert "articles/a.md:5:6: error: the picture `no.png` does not exist" in out
    assert "articles/d.md:6:6: error: the picture `none.png` does not exist" in out


@pytest.mark.parametrize("command", ["build", "check"])
def test_files_that_are_not_read_are_counted_by_their_ending(site: Site, command: str) -> None:
    for name in ("x/one.rst", "two.RST", "y.org", "pages/z.rst", "_p.rst", "p.pdf"):
        site.write(f"articles/{name}", "")
    site.write("feedpub.toml", Site.SETTINGS + '[articles]\nignore = ["pages/*"]\n')
    ran = site.run(command)
    said = ran.out if command == "check" else ran.err
    assert said.count("in a format that feedpub does not read") == 2
    assert "2 files are in a format that feedpub does not read: .rst" in said
    assert "1 file is in a format that feedpub does not read: .org" in said
    places = [f["path"] for f in site.run("check", "--format", "json").json()]
    assert "articles/two.RST" in places and "articles/x/one.rst" not in places


def test_a_link_to_an_article_is_no_second_one(site: Site) -> None:
    site.write("real.md", "---\ntitle: R\ndate: 2026-11-18\n---\n")
    for name, target in (("a0.md", "c.md"), ("r1.md", "../real.md"), ("r2.md", "../real.md")):
        (site.root / "articles" / name).symlink_to(target)
    found = site.run("check", "--format", "json").json()
    linked = [(f["path"], f["severity"]) for f in found if f["code"] == "article-linked"]
    assert linked == [("articles/a0.md", "warning"), ("articles/r2.md", "warning")]
    paths = {article["path"] for article in site.list()}
    assert paths == {"articles/b.md", "articles/c.md", "articles/r1.md"}


def test_a_good_publication_has_nothing_to_say(site: Site) -> None:
    for name in "ab":
        site.article(f"{name}.md", title=name)
    ran = site.article("c.md", title="c").run("check", "--fail-on", "info")
    assert (ran.code, ran.out, ran.err) == (0, "", "0 errors, 0 warnings, 0 infos\n")
    assert site.run("check", "--format", "json").json() == []


@pytest.mark.parametrize("date", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_the_first_and_the_last_day_of_all_can_be_checked(site: Site, date: str) -> None:
    settings = Site.SETTINGS.replace("Europe/Lisbon", "Pacific/Apia")
    for zone in (settings, settings.replace("Pacific/Apia", "America/Los_Angeles")):
        site.write("feedpub.toml", zone).article("a.md", date=date).article("b.md", date=date)
        assert site.run("check", "--fail-on", "never").code == 0
