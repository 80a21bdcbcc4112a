"""What the settings add to the addresses of links in mail."""

from __future__ import annotations

import re

import pytest

from feedpub.newsletter.context import View
from feedpub.newsletter.link_query import added
from feedpub.newsletter.render import render_edition
from feedpub.newsletter.templates import environment
from tests.newsletter_builders import NOW, article, config, edition, newsletter

RULES = {"ledger.example": {"utm_source": "{newsletter}", "utm_campaign": "{key}"}}
NAMES = {"newsletter": "weekly", "key": "2026-W47", "segment": ""}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        pytest.param("https://ledger.example/a/",
                     "https://ledger.example/a/?utm_source=weekly&utm_campaign=2026-W47",
                     id="a story"),
        pytest.param("https://ledger.example/a?b=1#c",
                     "https://ledger.example/a?b=1&utm_source=weekly&utm_campaign=2026-W47#c",
                     id="query and fragment stay"),
        pytest.param("https://www.ledger.example/",
                     "https://www.ledger.example/?utm_source=weekly&utm_campaign=2026-W47",
                     id="a subdomain"),
        pytest.param("https://ledger.example/?utm_source=mine",
                     "https://ledger.example/?utm_source=mine&utm_campaign=2026-W47",
                     id="what is there already stays"),
        pytest.param("https://LEDGER.example/", "https://LEDGER.example/?utm_source=weekly&utm_campaign=2026-W47",
                     id="a host in capitals"),
        pytest.param("https://other.example/", "https://other.example/", id="another host"),
        pytest.param("https://notledger.example/", "https://notledger.example/",
                     id="one that only ends so"),
        pytest.param("mailto:desk@ledger.example", "mailto:desk@ledger.example", id="a mailbox"),
        pytest.param("#note-1", "#note-1", id="a place in the mail"),
        pytest.param("https://[", "https://[", id="no address"),
    ],
)  # fmt: skip
def test_parameters_are_those_of_the_host(address, expected):
    assert added(address, RULES, NAMES) == expected


def test_nothing_is_added_twice():
    once = added("https://ledger.example/a?b=ü&c#d", RULES, NAMES)
    assert added(once, RULES, NAMES) == once


def test_the_nearest_rule_counts_and_a_star_is_for_the_others():
    rules = {"*": {"a": "1"}, "ledger.example": {"b": "2"}, "shop.ledger.example": {}}
    hosts = ("x.example", "ledger.example", "shop.ledger.example")
    assert [added(f"https://{host}/", rules, {}).partition("?")[2] for host in hosts] == [
        "a=1",
        "b=2",
        "",
    ]


def test_stories_are_tagged_in_both_parts_and_the_way_out_is_not():
    told = [article(html='<p><a href="https://ledger.example/b?x=1&amp;y=2">b</a></p>')]
    given = newsletter(query=RULES, template="article", preferences_url="https://ledger.example/me")
    rendered = render_edition(edition(told), told, given, config(), environment(None), now=NOW)
    in_html = {href.replace("&amp;", "&") for href in re.findall(r'href="([^"]+)"', rendered.html)}
    tagged = {href for href in in_html if "utm_source=weekly" in href}
    assert {href.partition("?")[0].removeprefix("https://ledger.example") for href in tagged} == {
        "/",
        "/b",
        "/2026/11/story/",
    }
    assert given.unsubscribe_url in in_html
    assert given.preferences_url in in_html
    assert all(href in rendered.text for href in tagged)
    assert "https://ledger.example/b?x=1&y=2&utm_source" in rendered.text


def test_the_web_page_is_not_tagged():
    told = [article()]
    given = newsletter(query=RULES)
    page = render_edition(
        edition(told), told, given, config(), environment(None), now=NOW, view=View(on_web=True)
    )
    assert "utm_" not in page.html


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ('{ "ledger.example/x" = { a = "1" } }', "is no host"),
        ('{ "*" = { "a b" = "1" } }', "no name of a parameter"),
        ('{ "*" = { a = "{{ subscriber.email }}" } }', "must not tell who a subscriber is"),
        ('{ "*" = { a = "{keys}" } }', "`{keys}` means nothing here"),
    ],
)
def test_a_rule_that_cannot_work_is_an_error_with_its_place(site, query, said):
    settings = '\n[[newsletters]]\nname = "w"\ntitle = "W"\nfrom = { email = "a@b.example" }\n'
    site.write("feedpub.toml", site.SETTINGS + settings + f"query = {query}\n")
    ran = site.run("build")
    assert ran.code == 2
    assert said in ran.err
    assert re.search(r"feedpub\.toml:\d+:\d+", ran.err)
