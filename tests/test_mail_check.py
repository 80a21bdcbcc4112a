"""The checks on mail, one by one: what each finds, and what it leaves alone."""

from __future__ import annotations

import msgspec
import pytest

from feedpub.errors import Location
from feedpub.findings import KINDS, Severity
from feedpub.newsletter.context import View
from feedpub.newsletter.lint.checks import lint, lint_html
from feedpub.newsletter.lint.mail import Mail, Origin, Told, mail_of
from feedpub.newsletter.lint.size import size_of
from feedpub.newsletter.lint.vague import is_vague
from feedpub.newsletter.marks import unmarked
from feedpub.newsletter.render import render_edition
from feedpub.newsletter.templates import builtin_folder, environment
from tests import mail_editions
from tests.newsletter_builders import (
    NOW,
    article,
    config,
    edition,
    harbour_edition,
    harbour_stories,
    newsletter,
)

PAGE = """\
<!DOCTYPE html>
<html lang="en" dir="ltr"><head><title>A letter</title>{head}</head>
<body><div lang="en" dir="ltr" style="background-color:#ffffff;color:#222222">
<h1>A letter</h1>
{body}
</div></body></html>
"""


def found(body: str = "", head: str = "", least: str = "warning") -> list[str]:
    """Return the codes of what is found in a page that is good, but for what is put into it."""
    weight = {"info": 1, "warning": 2, "error": 3}
    problems = lint_html(PAGE.format(body=body, head=head))
    return [p.code for p in problems if KINDS[p.code].severity.weight >= weight[least]]


def messages(body: str = "", head: str = "") -> list[str]:
    return [problem.message for problem in lint_html(PAGE.format(body=body, head=head))]


def test_a_good_page_has_nothing_wrong() -> None:
    assert found(least="info") == []


GOOD = (
    '<p>We write to <a href="https://a.example/log">the log of the yard</a> on most days.</p>',
    '<p><a href="mailto:desk@pier.example?subject=Tides%20and%20times">Write to the desk</a></p>',
    '<p><a name="n1"></a>A note, and <a href="#n1">back to the note</a></p>',
    '<img src="https://a.example/a.png" alt="" width="20">',
    '<img src="https://a.example/a.png" alt="A gull" width="100%">',
    '<a href="https://a.example/"><img src="https://a.example/a.png" alt="Home" width="9"></a>',
    '<table role="presentation"><tr><td>Laid out</td></tr></table>',
    '<table><tr><th scope="col">Hour</th></tr><tr><td>6</td></tr></table>',
    "<p>Write <code>{{ name }}</code> or <code>*|FNAME|*</code> there.</p>",
    "<p>Half of it, 50%, and [brackets] with {braces} and a || b.</p>",
    "<p>The set {1, 2} and 100%% sure, he said; see %appdata% too.</p>",
    "<h2>Two</h2><h3>Three</h3><h2>Two again</h2>",
    '<h2 style="color:#949494">Large and paler</h2>',
    '<p style="display:none;color:#fefefe">Hidden from everybody</p>',
    '<p style="color:var(--unknown)">A colour that nobody can tell</p>',
    '<p lang="pt-BR">Uma frase.</p>',
    '<p><a href="https://a.example/1">Read more</a> <a href="https://a.example/1">The tide</a></p>',
)


@pytest.mark.parametrize("body", GOOD)
def test_what_is_good_is_left_alone(body: str) -> None:
    # What programs lack has tests of its own.
    assert [code for code in found(body) if code != "mail-unsupported"] == []


BAD = (
    ("mail-language", '<p lang="English!">A sentence.</p>'),
    ("mail-direction", '<p dir="left">A sentence.</p>'),
    ("mail-heading", "<h1>Another</h1>"),
    ("mail-heading", "<h2>Two</h2><h4>Four</h4>"),
    ("mail-heading", "<h2> </h2>"),
    ("mail-table-role", "<table><tr><td>Laid out</td></tr></table>"),
    ("mail-table-headers", "<table><tr><th>Hour</th></tr><tr><td>6</td></tr></table>"),
    ("mail-table-headers", "<table>" + "<tr><td>Six</td><td>Low</td></tr>" * 3 + "</table>"),
    ("mail-table-headers", '<table role="presentation"><tr><th>Hour</th></tr></table>'),
    ("mail-picture-undescribed", '<img src="https://a.example/a.png" width="9">'),
    ("mail-picture-undescribed", '<img src="https://a.example/a.png" width="9" alt="IMG_01.jpg">'),
    ("mail-picture-width", '<img src="https://a.example/a.png" alt="">'),
    ("mail-picture-width", '<img src="https://a.example/a.png" alt="" width="9" height="auto">'),
    ("mail-picture-embedded", '<img src="data:image/png;base64,AAAA" alt="" width="9">'),
    ("mail-picture-embedded", '<img src="" alt="" width="9">'),
    ("mail-link-relative", '<a href="/about">About the pier</a>'),
    ("mail-link-relative", '<a href="//a.example/">About the pier</a>'),
    ("mail-link-relative", '<a href="https://intranet/x">About the pier</a>'),
    ("mail-link-relative", '<a href="https://[x/">About the pier</a>'),
    ("mail-link-relative", '<img src="a.png" alt="" width="9">'),
    ("mail-link-insecure", '<a href="HTTP://a.example/">About the pier</a>'),
    ("mail-picture-insecure", '<img src="http://a.example/a.png" alt="" width="9">'),
    ("mail-link-scheme", '<a href="javascript:go()">About the pier</a>'),
    ("mail-link-scheme", '<a href="file:///etc/hosts">About the pier</a>'),
    ("mail-link-mailto", '<a href="mailto:desk at pier">About the pier</a>'),
    ("mail-link-mailto", '<a href="mailto:a@b.example?subjct=x">About the pier</a>'),
    ("mail-link-empty", '<a href="https://a.example/"></a>'),
    ("mail-link-empty",
     '<a href="https://a.example/"><img src="https://a.example/a.png" alt="" width="9"></a>'),
    ("mail-link-empty", '<a href="#">About the pier</a>'),
    ("mail-link-vague", '<a href="https://a.example/">Click here!</a>'),
    ("mail-link-colour",
     '<p>A paragraph of many words with <a href="https://a.example/" '
     'style="color:#111144;text-decoration:none">a link in it</a> and more.</p>'),
    ("mail-fragment", '<a href="#nowhere">Down there</a>'),
    ("mail-fragment", '<p id="there">x</p><a href="#there">Down there</a>'),
    ("mail-name-twice", '<p id="a">x</p><p id="a">y</p>'),
    ("mail-active", "<script>go()</script>"),
    ("mail-active", "<form></form>"),
    ("mail-active", '<p onclick="go()">x</p>'),
    ("mail-control", "<p>a\x92b</p>"),
    ("mail-token", "<p>Dear {{ name }},</p>"),
    ("mail-token", "<p>Dear {% if name %}you{% endif %},</p>"),
    ("mail-token", "<p>Dear *|FNAME|*,</p>"),
    ("mail-token", "<p>Dear %%first name%%,</p>"),
    ("mail-token", "<p>Dear %recipient.name%,</p>"),
    ("mail-token", "<p>Dear [[name]],</p>"),
    ("mail-token", "<p>Dear <%= name %>,</p>".replace("<%", "&lt;%")),
    ("mail-token", '<a href="{{ url }}">About the pier</a>'),
    ("mail-contrast", '<p style="color:#777777">Too pale by a hair.</p>'),
    ("mail-contrast", '<p style="color:rgba(0,0,0,.4)">Too thin.</p>'),
    ("mail-contrast", '<table role="none" bgcolor="#333333"><tr><td>Dark</td></tr></table>'),
    ("mail-contrast", '<p style="background:#eee url(x.png);color:#999">On a picture</p>'),
    ("mail-contrast-inverted",
     '<p style="background-color:#0000cc;color:#ffffff">On blue, and black on blue after that</p>'),
)  # fmt: skip


@pytest.mark.parametrize(("code", "body"), BAD)
def test_what_is_bad_is_found(code: str, body: str) -> None:
    assert code in found(body, least="info")


DARK = "<style>@media (prefers-color-scheme:dark){ .p { color:#333333 !important } }</style>"
OUTLOOK = "<style>[data-ogsc] .p { color:#dddddd !important }</style>"


@pytest.mark.parametrize(("head", "where"), [(DARK, "on dark screens"),
                                             (OUTLOOK, "Outlook on the web")])  # fmt: skip
def test_colours_for_dark_screens_are_judged_too(head: str, where: str) -> None:
    grounds = '<div style="background-color:#2a2a2a;color:#eeeeee"><p class="p">Words</p></div>'
    if head == OUTLOOK:
        grounds = '<p class="p">Words</p>'
    assert any(where in message for message in messages(grounds, head))


def test_a_rule_for_dark_screens_does_not_count_on_light_ones() -> None:
    assert "mail-contrast" not in found('<p class="p">Words</p>', OUTLOOK.replace("ddd", "111"))


def test_text_in_what_outlook_alone_draws_is_judged_too() -> None:
    ghost = "<!--[if mso]><p><i><![endif]-->{}<!--[if mso]></i></p><![endif]-->"
    assert "mail-contrast" in found(
        f'<div style="color:#999999">{ghost.format("Pale words")}</div>'
    )
    assert found(f"<div>{ghost.format('Good words')}</div>") == []


def test_a_style_sheet_of_elsewhere_is_found() -> None:
    assert "mail-import" in found(head='<link rel="stylesheet" href="https://a.example/a.css">')
    assert "mail-import" in found(head="<style>@import url(https://a.example/a.css);</style>")


def test_a_document_without_language_direction_and_title_is_found() -> None:
    bare = "<!DOCTYPE html><html><head></head><body><p>Words</p></body></html>"
    codes = {problem.code for problem in lint_html(bare)}
    assert {"mail-language", "mail-direction", "mail-title"} <= codes


VAGUE = ("Click here", "Read more…", "HIER", "Cliquez ici", "aquí", "Saiba mais", "こちら",
         "→ more", "اضغط هنا", "כאן")  # fmt: skip


@pytest.mark.parametrize("words", VAGUE)
def test_vague_words_are_known_in_eight_languages(words: str) -> None:
    assert is_vague(words)


@pytest.mark.parametrize(
    "words", ["The log of the yard", "Hier war das Meer", "港の記録", "More salt"]
)
def test_words_that_say_something_are_not_vague(words: str) -> None:
    assert not is_vague(words)


# --- whole mails -----------------------------------------------------------------------------


def rendered_mail(**changes: object) -> Mail:
    """Return a digest of the twelve stories, or one with what is changed."""
    stories = changes.pop("stories", None) or harbour_stories()
    assert isinstance(stories, list)
    settings = newsletter(**changes.pop("newsletter", {}))
    whole = msgspec.structs.replace(config(), newsletters=(settings,))
    one = changes.pop("edition", None) or harbour_edition(
        preheader="Eleven years at the wall, and what the crossing cost the town in the end"
    )
    rendered = render_edition(
        one, stories, settings, whole, environment(None, marked=True), now=NOW,
        intro="<p>Good morning.</p>", view=View(marked=True),
    )  # fmt: skip
    told = {n: Told(e, a) for n, (e, a) in enumerate(zip(one.entries, stories, strict=True), 1)}
    origin = Origin(edition=one, newsletter=settings, config=whole, stories=told)
    return msgspec.structs.replace(mail_of(rendered, origin), **changes)


def codes(mail: Mail) -> set[str]:
    return {problem.code for problem in lint(mail)}


def test_nothing_is_wrong_with_a_good_digest() -> None:
    assert [problem.message for problem in lint(rendered_mail())] == []


@pytest.mark.parametrize(("subject", "words"), [
    ("News", "only 4 characters"),
    ("N", "the subject has only 1 character"),
    ("It was a long week at the harbour, " * 3, "inboxes show 78 at most"),
    ("THE FERRY IS BACK", "in capital letters"),
    ("Re: the ferry is back", "only replies"),
    ("Fwd: the ferry is back", "only replies"),
    ("The ferry \u202eis back", "U+202E"),
])  # fmt: skip
def test_a_subject_that_looks_wrong_is_told(subject: str, words: str) -> None:
    mail = rendered_mail(edition=harbour_edition(subject=subject, preheader="x" * 50))
    assert any(words in p.message for p in lint(mail) if p.code == "mail-subject")
    assert not any("1 characters" in p.message for p in lint(mail))


@pytest.mark.parametrize("subject", ["The ferry that came back", "帰ってきた渡し船、川を渡る",
                                     "العبّارة التي عادت", "NATO visits the pier"])  # fmt: skip
def test_a_good_subject_is_left_alone(subject: str) -> None:
    mail = rendered_mail(edition=harbour_edition(subject=subject, preheader="x" * 50))
    assert "mail-subject" not in codes(mail)


def test_the_preheader_must_not_repeat_the_subject() -> None:
    subject = "The ferry that came back to the old north wall"
    mail = rendered_mail(edition=harbour_edition(subject=subject, preheader=f"{subject}!"))
    assert "mail-preheader" in codes(mail)


@pytest.mark.parametrize(("field", "code"), [
    ("postal_address", "mail-address"), ("unsubscribe_url", "mail-unsubscribe"),
    ("reason", "mail-reason"),
])  # fmt: skip
def test_what_the_settings_do_not_say_is_told_at_the_settings(field: str, code: str) -> None:
    problem = next(p for p in lint(rendered_mail(newsletter={field: ""})) if p.code == code)
    assert problem.setting == ("newsletters", 0, field)


def test_both_parts_must_show_address_and_way_out() -> None:
    mail = rendered_mail()
    bare = msgspec.structs.replace(mail, text="Nothing but this, which is long enough to be text.")
    assert {"mail-address", "mail-unsubscribe", "mail-text"} <= codes(bare)


def test_the_text_part_must_not_be_empty() -> None:
    assert "mail-text" in codes(msgspec.structs.replace(rendered_mail(), text="\n"))


def test_each_story_has_its_cost() -> None:
    mail = rendered_mail()
    size = size_of(mail)
    assert [cost.number for cost in sorted(size.costs)] == list(range(1, 13))
    assert size.costs[0].title == "The ferry that came back"
    assert size.plain == len(unmarked(mail.marked).encode()) > sum(c.size for c in size.costs)


def test_a_mail_that_gmail_cuts_off_is_told_with_the_largest_stories() -> None:
    words = "<p>" + "The tide comes in, and the tide goes out again. " * 40 + "</p>"
    stories = [article(f"Story of the quay {n}", slug=f"s{n}", html=words * (40 if n == 2 else 3))
               for n in range(1, 4)]  # fmt: skip
    mail = rendered_mail(
        stories=stories, edition=edition(stories), newsletter={"template": "article"}
    )
    problem = next(p for p in lint(mail) if p.code in ("mail-large", "mail-clipped"))
    assert "story 2 7" in problem.message or "story 2 8" in problem.message
    assert "“Story of the quay 2”" in problem.message
    assert problem.edition == "articles"


@pytest.mark.parametrize("combination", mail_editions.latin_square(), ids=str)
def test_our_own_templates_have_nothing_wrong(combination: mail_editions.Combination) -> None:
    mail = mail_editions.mail(combination)
    # What a large edition weighs is told with reason.
    told = [p for p in lint_html(mail.rendered.html, mail.rendered.text)
            if p.code not in ("mail-large", "mail-clipped")]  # fmt: skip
    assert [p.message for p in told if KINDS[p.code].severity is not Severity.INFO] == []


@pytest.mark.parametrize("html", [
    "", "<", "<p", "<p style='", "<style>", "<style>{{{", "<a href=", "<!--[if mso]>", "\x00",
    "<p style='color:" + "(" * 2000, "<table>" * 3000, "<a name=x>" * 3000,
    "<style>" + "a{" * 2000 + "</style>", "<p data-src='x:y:z'>", "<p data-story='²'>",
    "<!--[if mso]><p><![endif]-->Words of all<!--[if mso]></p><![endif]-->",
    "<h1>" * 500, "<img src='" + "a" * 100_000 + "'>", "{{" * 5000, "<p lang=" + "x" * 10_000,
])  # fmt: skip
def test_no_document_breaks_the_checks(html: str) -> None:
    list(lint_html(html, text=html))


def test_text_as_pale_as_it_may_be_is_no_error() -> None:
    assert "mail-contrast" not in found('<p style="color:#767676">Pale</p>')


def test_an_element_knows_the_template_that_wrote_it() -> None:
    mail = rendered_mail()
    way_out = "https://ledger.example/unsubscribe/"
    link = next(e for e in mail.elements if e.attributes.get("href") == way_out)
    at = mail.template(link)
    assert isinstance(at, Location)
    line = (builtin_folder() / at.path.removeprefix("builtin/")).read_text().split("\n")
    assert line[(at.line or 0) - 1][(at.column or 0) - 1 :].startswith("<a")
