"""The older articles: pages by month that stay as they are, and lead to every article once."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from feedpub.config import Config, parse_config
from feedpub.feeds import Plan, plan
from feedpub.model import Article
from feedpub.publication import Publication
from tests.site import Site

BASE = "https://post.example/"
ATOM = "{http://www.w3.org/2005/Atom}"
HISTORY = "{http://purl.org/syndication/history/1.0}"

SETTINGS = """\
[publication]
title = "The Test Post"
base_url = "https://post.example/"
timezone = "Europe/Lisbon"

[site]
pages = false
opml = false
stylesheet = false
autodiscovery = false
headers = false

[[feeds]]
path = "feed"
"""


def archived(site: Site, more: str = "") -> Site:
    return site.write("feedpub.toml", SETTINGS + more)


def posts(site: Site, numbers: range) -> None:
    """Write articles that are three days apart, from 2026 on."""
    for number in numbers:
        day = dt.date(2026, 1, 1) + dt.timedelta(days=3 * number)
        site.article(f"{number:03}.md", title=f"Post {number}", date=f"{day}T08:00:00Z")


def build(site: Site) -> set[str]:
    """Build long after the last article, and return the files that changed."""
    ran = site.run("build", now="2028-01-01")
    assert ran.code == 0, ran.err
    return {line.removeprefix(f"{site.root / 'public'}/") for line in ran.out.splitlines()}


def files_of(*pages: str) -> set[str]:
    return {f"{page}.{format}" for page in pages for format in ("rss", "atom", "json")}


def test_a_page_changes_when_an_article_of_its_month_does_and_at_no_other_time(site: Site) -> None:
    archived(site)
    posts(site, range(100))
    build(site)
    assert build(site) == set()

    posts(site, range(100, 101))
    assert build(site) == files_of("feed", "feed/2026-10")
    posts(site, range(102, 103))  # the first of its month
    assert build(site) == files_of("feed", "feed/2026-11")

    site.article("010.md", title="Another title", date="2026-01-31T08:00:00Z")
    assert build(site) == files_of("feed/2026-01")
    site.article("back.md", title="Dated back", date="2026-03-15T08:00:00Z")
    assert build(site) == files_of("feed/2026-03")


def test_an_article_before_all_others_joins_its_page_to_the_oldest_one(site: Site) -> None:
    archived(site)
    posts(site, range(30))
    build(site)
    site.article("first.md", title="First", date="2025-11-15T08:00:00Z")
    changed = build(site)
    assert changed == files_of("feed/2025-11", "feed/2025-12", "feed/2026-01")


def follow_xml(site: Site, name: str) -> list[str]:
    """Return the ids that a reader collects which goes back from page to page (RFC 5005)."""
    ids: list[str] = []
    address: str | None = BASE + name
    while address:
        data = (site.root / "public" / address.removeprefix(BASE)).read_bytes()
        page = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
        assert not page.bozo
        ids += [entry.id for entry in page.entries]
        address = next((k.href for k in page.feed.links if k.rel == "prev-archive"), None)
    return ids


def follow_json(site: Site, name: str) -> list[str]:
    ids: list[str] = []
    address = BASE + name
    while address:
        page = site.feed(address.removeprefix(BASE))
        ids += [item["id"] for item in page["items"]]
        address = page.get("next_url", "")
    return ids


@pytest.mark.parametrize("name", ["feed.rss", "feed.atom", "feed.json"])
def test_a_reader_that_goes_back_from_page_to_page_gets_every_article_once(
    site: Site, name: str
) -> None:
    archived(site)
    posts(site, range(100))
    site.article("old.md", title="Long ago", date="1999-05-05")
    build(site)
    follow = follow_json if name.endswith("json") else follow_xml
    found = follow(site, name)
    pages = found[20:]  # the feed itself has the newest twenty, which are on pages too
    assert len(pages) == 101
    assert len(set(pages)) == 101
    assert set(found) == set(pages)
    assert set(pages) == {article["id"] for article in site.list()}


def head_of(site: Site, page: str) -> Any:
    root = etree.fromstring((site.root / "public" / page).read_bytes())
    return root if page.endswith("atom") else root[0]


def relations(site: Site, page: str) -> dict[str, str]:
    links = head_of(site, page).findall(f"{ATOM}link")
    return {link.get("rel"): link.get("href").removeprefix(BASE) for link in links}


@pytest.mark.parametrize("format_", ["rss", "atom"])
def test_a_page_says_that_it_is_one_and_of_which_feed(site: Site, format_: str) -> None:
    archived(site)
    posts(site, range(40))
    build(site)
    page = f"feed/2026-02.{format_}"
    assert head_of(site, page).find(f"{HISTORY}archive") is not None
    links = relations(site, page)
    links.pop("alternate", None)
    assert links == {
        "self": page,
        "current": f"feed.{format_}",
        "prev-archive": f"feed/2026-01.{format_}",
    }
    assert head_of(site, f"feed.{format_}").find(f"{HISTORY}archive") is None
    assert relations(site, f"feed.{format_}")["prev-archive"] == f"feed/2026-04.{format_}"


@pytest.mark.parametrize("format_", ["rss", "atom"])
def test_the_oldest_page_leads_on_since_it_leads_nowhere_else(site: Site, format_: str) -> None:
    archived(site)
    posts(site, range(1))
    build(site)
    assert "prev-archive" not in relations(site, f"feed/2026-01.{format_}")
    assert relations(site, f"feed/2026-01.{format_}")["next-archive"] == f"feed/2026-02.{format_}"
    posts(site, range(1, 40))
    assert f"feed/2026-01.{format_}" in build(site)  # for its own articles
    posts(site, range(40, 50))
    assert f"feed/2026-01.{format_}" not in build(site)


def test_a_page_has_all_articles_of_its_month_whatever_the_limit_the_newest_first(
    site: Site,
) -> None:
    archived(site, "limit = 1\n")
    posts(site, range(20))
    build(site)
    titles = [item["title"] for item in site.feed("feed/2026-01.json")["items"]]
    assert titles == [f"Post {number}" for number in range(10, -1, -1)]
    assert len(site.feed()["items"]) == 1


def test_months_are_those_of_the_publication(site: Site) -> None:
    archived(site).write("feedpub.toml", SETTINGS.replace("Europe/Lisbon", "Asia/Tokyo"))
    site.article("a.md", title="A", date="2026-02-28T14:59:59Z")
    site.article("b.md", title="B", date="2026-02-28T15:00:00Z")
    build(site)
    assert [i["title"] for i in site.feed("feed/2026-02.json")["items"]] == ["A"]
    assert [i["title"] for i in site.feed("feed/2026-03.json")["items"]] == ["B"]


def test_a_month_without_articles_has_an_empty_page_from_its_first_moment(site: Site) -> None:
    archived(site)
    site.article("a.md", title="A", date="2026-05-05")
    site.article("b.md", title="B", date="2026-07-07")
    build(site)
    assert site.feed("feed/2026-06.json")["items"] == []
    # Lisbon is an hour ahead of UTC in summer.
    assert head_of(site, "feed/2026-06.atom").findtext(f"{ATOM}updated") == "2026-05-31T23:00:00Z"
    assert (
        head_of(site, "feed/2026-06.rss").findtext("lastBuildDate")
        == "Sun, 31 May 2026 23:00:00 +0000"
    )


@pytest.mark.parametrize(("years", "pages"), [(3, 37 + 1), (4, 2)])
def test_a_long_time_without_articles_is_bridged(site: Site, years: int, pages: int) -> None:
    archived(site)
    site.article("a.md", title="A", date="2010-06-15")
    site.article("b.md", title="B", date=f"{2010 + years}-07-15")
    build(site)
    found = [name for name in site.outputs() if name.startswith("feed/") and "json" in name]
    assert len(found) == pages
    assert len(follow_json(site, "feed.json")) == 2 + 2


def test_a_publication_without_articles_has_no_archive(site: Site) -> None:
    archived(site)
    build(site)
    assert set(site.outputs()) == files_of("feed") | {".feedpub.json"}
    assert "next_url" not in site.feed()


def test_archives_can_be_switched_off_and_are_off_for_topics(site: Site) -> None:
    more = 'archives = false\n[[feeds]]\npath = "tags/{tag}"\nper = "tag"\n'
    archived(site, more).article(tags=["one"])
    build(site)
    assert set(site.outputs()) == files_of("feed", "tags/one") | {".feedpub.json"}
    archived(site, more + "archives = true\n")
    assert build(site) == files_of("tags/one", "tags/one/2026-11")


def test_an_article_of_the_first_day_of_all_is_on_a_page(site: Site) -> None:
    archived(site).article(date="0001-01-01T00:00:00Z")
    build(site)
    assert len(site.feed("feed/0001-01.json")["items"]) == 1


def test_an_exact_file_name_leaves_the_pages_beside_the_path(site: Site) -> None:
    archived(site, 'files = { rss = "index.xml" }\n').article()
    build(site)
    assert relations(site, "index.xml")["prev-archive"] == "feed/2026-11.rss"
    assert relations(site, "feed/2026-11.rss")["current"] == "index.xml"


def test_a_file_where_the_archive_needs_a_folder_is_refused(site: Site) -> None:
    ran = archived(site, 'files = { rss = "feed" }\n').article().run("build")
    assert ran.code == 2
    assert "is the file `feed`, and the archive of the feed" in ran.err
    assert "set `archives = false` for the feed" in ran.err


def test_a_page_that_lost_its_last_article_is_empty_and_the_oldest_goes(site: Site) -> None:
    archived(site)
    for month in (5, 6, 7):
        site.article(f"{month}.md", title=f"Month {month}", date=f"2026-0{month}-10")
    build(site)
    (site.root / "articles/6.md").unlink()
    assert build(site) == files_of("feed", "feed/2026-06")
    (site.root / "articles/5.md").unlink()
    build(site)
    assert "feed/2026-05.json" not in site.outputs()
    assert follow_json(site, "feed.json") == [site.list()[0]["id"]] * 2


# --- whatever the dates ----------------------------------------------------------------------

CONFIG = parse_config(SETTINGS)


class AsWritten:
    """Completes nothing."""

    def __call__(self, article: Article) -> Article:
        return article

    def digest(self, article: Article) -> str:
        return f"{article.id} {article.title} {article.published}"


def planned(moments: dict[str, dt.datetime], config: Config = CONFIG) -> Plan:
    articles = [
        Article(
            title=name, path="a.md", id=f"urn:x:{name}", url=f"{BASE}{name}/", html=f"<p>{name}",
            published=moment, updated=moment, language="en", authors=(config.default_author,),
        )
        for name, moment in moments.items()
    ]  # fmt: skip
    articles.sort(key=lambda a: (a.published, a.id), reverse=True)
    now = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
    return plan(
        Publication(config=config, now=now, articles=tuple(articles), withheld=()), AsWritten()
    )


def pages_of(found: Plan) -> dict[str, bytes]:
    return {d.path: d.body() for d in found.documents if d.kind == "archive"}


MOMENTS = st.datetimes(
    dt.datetime(2019, 1, 1),  # noqa: DTZ001
    dt.datetime(2021, 12, 31),  # noqa: DTZ001
    timezones=st.just(dt.UTC),
).map(lambda moment: moment.replace(microsecond=0, second=0, minute=0, hour=0))


@given(st.lists(MOMENTS, min_size=2, max_size=8), MOMENTS)
def test_one_more_article_changes_its_own_page_alone(
    moments: list[dt.datetime], more: dt.datetime
) -> None:
    given_ = {str(number): moment for number, moment in enumerate(moments)}
    before = pages_of(planned(given_))
    after = pages_of(planned({**given_, "more": more}))
    month = more.astimezone(CONFIG.zone).strftime("%Y-%m")
    oldest = min(moments).astimezone(CONFIG.zone).strftime("%Y-%m")
    changed = {path[5:12] for path in before if before[path] != after.get(path)}
    assert changed <= {month} | ({oldest} if more < min(moments) else set())


@given(st.lists(MOMENTS, min_size=1, max_size=8))
def test_every_article_is_on_one_page(moments: list[dt.datetime]) -> None:
    found = planned({str(number): moment for number, moment in enumerate(moments)})
    pages = [json.loads(body) for path, body in pages_of(found).items() if path.endswith("json")]
    titles = [item["title"] for page in pages for item in page["items"]]
    assert sorted(titles) == sorted(map(str, range(len(moments))))


def test_an_article_keeps_its_moment_in_atom_whoever_joins_it() -> None:
    day = dt.datetime(2026, 5, 5, tzinfo=dt.UTC)
    alone = planned({"a": day}).feeds[0].atom_updated
    joined = planned({"a": day, **{f"b{number}": day for number in range(12)}}).feeds[0]
    assert joined.atom_updated["urn:x:a"] == alone["urn:x:a"]
    assert len(set(joined.atom_updated.values())) == 13
