"""What is noteworthy about articles, feeds and newsletters, with place, code and cure.

To add a kind of finding: one line in `KINDS`. Its code stays the same for ever.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from feedpub.errors import FeedpubError, Location, printable


class Severity(enum.Enum):
    """How much a finding matters; the order is that of weight."""

    ERROR = "error"
    """Something is lost or wrong for readers."""

    WARNING = "warning"
    """Readers probably see something that was not meant."""

    INFO = "info"
    """Worth knowing; nothing need be done."""

    @property
    def weight(self) -> int:
        """Errors weigh most."""
        return {"error": 3, "warning": 2, "info": 1}[self.value]


class Kind(NamedTuple):
    """A kind of finding."""

    severity: Severity
    sentence: str
    cure: str


_REBUILD = "Run `feedpub build`; a file in the output folder is never edited by hand."

KINDS: Mapping[str, Kind] = {
    "article-broken": Kind(
        Severity.ERROR,
        "The article cannot be read, so it is left out.",
        "Mend the place that is named; the other articles are published meanwhile.",
    ),
    "article-linked": Kind(
        Severity.WARNING,
        "A symbolic link leads to an article that is read already, so the link is left out.",
        "Remove the link, or name it in `ignore` of [articles].",
    ),
    "format-unknown": Kind(
        Severity.INFO,
        "Files are in a format of articles that feedpub does not read.",
        "Convert them to Markdown, as `pandoc` does, or name them in `ignore` of [articles].",
    ),
    "duplicate-id": Kind(
        Severity.ERROR,
        "Two articles have one id, so readers would show only one of them.",
        "Remove the `id` from the copy; a new one is made for it.",
    ),
    "duplicate-address": Kind(
        Severity.ERROR,
        "Two articles have one address.",
        "Give one of them another `url` or `slug`.",
    ),
    "picture-missing": Kind(
        Severity.ERROR,
        "A picture that the article names does not exist.",
        "Correct the path, which is relative to the article's file, or add the picture.",
    ),
    "enclosure-missing": Kind(
        Severity.ERROR,
        "A media file that the article names does not exist.",
        "Correct the path, which is relative to the article's file, or add the file.",
    ),
    "template-tag": Kind(
        Severity.WARNING,
        "A template tag of another program was removed.",
        "Replace it by what it stood for; to show it as text, put it between backticks.",
    ),
    "link-unresolved": Kind(
        Severity.WARNING,
        "A link names a file that is no article here; the words were kept, the link was not.",
        "Write the address of the page.",
    ),
    "link-withheld": Kind(
        Severity.WARNING,
        "A link names an article that readers cannot see; the words were kept, the link was not.",
        "Publish that article first, or do nothing: the link is there as soon as the article is.",
    ),
    "date-future": Kind(
        Severity.WARNING,
        "An update or a correction has a date that is still to come, so it is ignored.",
        "Correct the date, or do nothing if that is meant.",
    ),
    "date-unreadable": Kind(
        Severity.WARNING,
        "The date cannot be read; the date in the file's name is used.",
        "Write the date as 2026-11-20T17:00:00+00:00.",
    ),
    "control-character": Kind(
        Severity.WARNING,
        "A character that feeds cannot hold was removed or repaired.",
        "Delete the invisible character in the article.",
    ),
    "field-ignored": Kind(
        Severity.ERROR,
        "A field could not be used and was left out.",
        "Correct the value.",
    ),
    "picture-undescribed": Kind(
        Severity.INFO,
        "A picture has no description for those who cannot see it.",
        "Write one: `![what it shows](picture.jpg)`, or `alt` in `image`.",
    ),
    "html-removed": Kind(
        Severity.INFO,
        "HTML that no feed reader or mail client runs was removed.",
        "Nothing need be done, unless the text depends on it.",
    ),
    "file-foreign": Kind(
        Severity.WARNING,
        "A page, list or header file is not written, since there is one that feedpub did not make.",
        "Switch it off in [site], or build once with `--overwrite` to replace the file.",
    ),
    "tag-spelling": Kind(
        Severity.WARNING,
        "One tag is spelt in two ways; both are in the same feed.",
        "Settle on one spelling.",
    ),
    # --- editions of newsletters -----------------------------------------------------------
    "edition-broken": Kind(
        Severity.ERROR,
        "An edition cannot be used, so its web page stays as it was.",
        "Mend the place that is named, or compose the edition anew.",
    ),
    "edition-article": Kind(
        Severity.WARNING,
        "An edition names an article that its web page leaves out.",
        "Remove the article from the edition, or publish it.",
    ),
    "edition-repeats": Kind(
        Severity.WARNING,
        "An article is in two editions of one newsletter.",
        "Remove it from one of them; the later one cannot be rendered as mail.",
    ),
    "edition-undated": Kind(
        Severity.WARNING,
        "An edition says no day from which its web page is there, so it has none.",
        "Write the day of the mailing: `date: 2026-11-20`.",
    ),
    "template-broken": Kind(
        Severity.ERROR,
        "A template cannot be rendered, so the web pages that need it stay as they were.",
        "Mend the place that is named; the feeds and the other pages are written meanwhile.",
    ),
    # --- identity and time -----------------------------------------------------------------
    "identity-unsettled": Kind(
        Severity.ERROR,
        "Which article is which cannot be told, so nothing can be built.",
        "Answer the question with one of the commands of the hint.",
    ),
    "id-changed": Kind(
        Severity.ERROR,
        "A published article has another id, so every subscriber would see it as new.",
        "Restore the id; feedpub.lock has it.",
    ),
    "id-lookalike": Kind(
        Severity.WARNING,
        "Two ids differ only in http or https, a slash, upper case or an encoding.",
        "Give one of the articles an id that nobody takes for the other.",
    ),
    "id-weak": Kind(
        Severity.WARNING,
        "An id is so short that another feed may have the same, or no address, as Atom demands.",
        "Before the article is published: remove the `id`, and a good one is made. Afterwards: "
        "keep it.",
    ),
    "date-moved": Kind(
        Severity.WARNING,
        "A published article has another date; some readers show it again, others lose it.",
        "Restore the date, and say in `updated` what is new; if nobody had the article yet, "
        "`feedpub lock move FILE FILE` notes the new date.",
    ),
    "text-changed": Kind(
        Severity.INFO,
        "Title or text are not those that were first published, and `updated` does not say so.",
        "Set `updated` if readers should know of the change; for a slip of the pen, do nothing.",
    ),
    "updated-early": Kind(
        Severity.WARNING,
        "An article was updated before it was published; the earlier date is ignored.",
        "Correct `updated`, or remove it.",
    ),
    # --- texts -----------------------------------------------------------------------------
    "text-missing": Kind(
        Severity.WARNING,
        "An article has nothing but its title.",
        "Write its text, or set `draft: true` until there is one.",
    ),
    "title-markup": Kind(
        Severity.WARNING,
        "A title holds markup, which some readers run and others show.",
        "Write titles as plain text; a sign that is meant reads better as a word.",
    ),
    "escaped-twice": Kind(
        Severity.WARNING,
        "A text was escaped twice, so that readers see `&amp;` or the like.",
        "Write the sign itself: `&`, `<`, `“`.",
    ),
    "mojibake": Kind(
        Severity.WARNING,
        "Letters were broken when a text was converted (`cafÃ©`).",
        "Write the letters anew, and save the file as UTF-8.",
    ),
    "title-repeated": Kind(
        Severity.WARNING,
        "Two articles of one day have the same title, and nearly the same text.",
        "Delete the copy, or give one of them a title of its own.",
    ),
    "article-large": Kind(
        Severity.WARNING,
        "An article is larger than 1 MB; Google News and some readers drop it.",
        "Move pictures and data out of the text.",
    ),
    "link-broken": Kind(
        Severity.WARNING,
        "A link leads to an address of this publication where no article is.",
        "Correct the address; a link to the article's file (`other.md`) follows it wherever it "
        "goes.",
    ),
    "fragment-missing": Kind(
        Severity.INFO,
        "A link leads to a place within an article that the article does not have.",
        "Correct what follows the `#`, or give the heading that id: `## Heading {#id}`.",
    ),
    "picture-insecure": Kind(
        Severity.INFO,
        "A picture is fetched without encryption, which many readers refuse.",
        "Write its address with https.",
    ),
    "enclosure-type": Kind(
        Severity.WARNING,
        "Nothing tells what kind of file an enclosure is, so players do not offer it.",
        "Say it: `type: audio/mpeg`.",
    ),
    "enclosure-length": Kind(
        Severity.INFO,
        "The size of an enclosure is not known, so that feeds say 0.",
        "Say it in bytes: `length: 123456`; of files in the publication it is read.",
    ),
    # --- feeds as a whole ------------------------------------------------------------------
    "feed-empty": Kind(
        Severity.WARNING,
        "A feed has no items.",
        "Publish an article; or correct what the feed is made of, so as not to empty it.",
    ),
    "feed-large": Kind(
        Severity.WARNING,
        "A feed is larger than 1 MB, and every reader fetches all of it.",
        'Lower its `limit`, or set `content = "summary"`.',
    ),
    "feed-too-large": Kind(
        Severity.ERROR,
        "A feed is larger than 2 MB (an archive: 5 MB), which services refuse.",
        'Lower its `limit`, or set `content = "summary"`.',
    ),
    "feed-long": Kind(
        Severity.INFO,
        "A feed has more than 200 items; few readers show so many.",
        "Lower its `limit`; the archives hold the others.",
    ),
    "output-stale": Kind(
        Severity.INFO,
        "What is in the output folder is not what a build would write.",
        "Run `feedpub build`.",
    ),
    "article-gone": Kind(
        Severity.INFO,
        "A feed in the output folder still has an article that is gone or withdrawn.",
        "If that is meant, run `feedpub build`; if not, restore the article.",
    ),
    "formats-differ": Kind(
        Severity.ERROR,
        "The formats of one feed do not say the same.",
        "Run `feedpub build`; if that does not help, please report it.",
    ),
    # --- rules of the formats: RSS 2.0 with its Best Practices Profile, RFC 4287, JSON Feed ---
    "feed-malformed": Kind(
        Severity.ERROR,
        "A feed is not well-formed, so that no reader can read any of it.",
        _REBUILD,
    ),
    "feed-incomplete": Kind(
        Severity.ERROR,
        "A feed lacks something that its format demands.",
        _REBUILD,
    ),
    "feed-ids": Kind(
        Severity.ERROR,
        "Two items of a feed have one id, or an item has the feed's.",
        _REBUILD,
    ),
    "feed-guid": Kind(
        Severity.ERROR,
        "An item of an RSS feed has no guid, or one that is said to be an address and is none.",
        _REBUILD,
    ),
    "feed-date": Kind(
        Severity.ERROR,
        "A date in a feed is not written as its format demands, or names the wrong weekday.",
        _REBUILD,
    ),
    "feed-date-future": Kind(
        Severity.WARNING,
        "A feed holds a date that is still to come.",
        "Correct the date of the article.",
    ),
    "feed-dates-equal": Kind(
        Severity.WARNING,
        "Two entries of an Atom feed were updated at the same moment, so readers cannot sort them.",
        _REBUILD,
    ),
    "feed-address": Kind(
        Severity.ERROR,
        "A feed holds an address that is not whole, or has signs that no address may have.",
        "Write the address with https://, and percent-encode what is not ASCII.",
    ),
    "feed-address-odd": Kind(
        Severity.WARNING,
        "An address is not written in its usual form, so that readers take it for another.",
        "Write host and scheme in lower case, without default port and `/../`.",
    ),
    "feed-relative": Kind(
        Severity.ERROR,
        "The text of an item has a relative address, which each reader resolves differently.",
        "Write the address whole.",
    ),
    "feed-html-unsafe": Kind(
        Severity.ERROR,
        "The text of an item has elements or attributes that readers remove for safety.",
        _REBUILD,
    ),
    "feed-html-broken": Kind(
        Severity.WARNING,
        "The text of an item has HTML that is not closed, or that no reader knows.",
        _REBUILD,
    ),
    "feed-html-undeclared": Kind(
        Severity.WARNING,
        "An Atom text holds HTML and does not say so, so that readers show the tags.",
        _REBUILD,
    ),
    "feed-link-twice": Kind(
        Severity.ERROR,
        "An Atom entry has two links of one kind.",
        _REBUILD,
    ),
    "feed-link-relation": Kind(
        Severity.WARNING,
        "A link has a relation that is not registered.",
        _REBUILD,
    ),
    "feed-enclosure": Kind(
        Severity.ERROR,
        "An enclosure lacks its address, type or length, or an item of RSS has several.",
        _REBUILD,
    ),
    "feed-media": Kind(
        Severity.ERROR,
        "A group of media holds no alternatives.",
        _REBUILD,
    ),
    "feed-type": Kind(
        Severity.ERROR,
        "Something in a feed is said to be of a type that does not exist.",
        _REBUILD,
    ),
    "feed-contact": Kind(
        Severity.ERROR,
        "A contact of an RSS feed has no mail address.",
        _REBUILD,
    ),
    "feed-contact-unnamed": Kind(
        Severity.WARNING,
        "A contact of an RSS feed has no name beside the mail address.",
        _REBUILD,
    ),
    "feed-self": Kind(
        Severity.WARNING,
        "A feed does not say its own address, or another.",
        "Correct `base_url`, and build.",
    ),
    "feed-order": Kind(
        Severity.WARNING,
        "An item has its full text before its summary, so that some readers show the summary.",
        _REBUILD,
    ),
    "feed-twice": Kind(
        Severity.WARNING,
        "A feed says one thing in two elements that mean the same.",
        _REBUILD,
    ),
    "feed-image": Kind(
        Severity.WARNING,
        "The picture of an RSS feed is no GIF, JPEG or PNG, or differs from the feed in title "
        "or link.",
        "Set `icon` to a square PNG.",
    ),
    "feed-source": Kind(
        Severity.WARNING,
        "The source of an entry lacks its id, title or date.",
        _REBUILD,
    ),
    "feed-namespace": Kind(
        Severity.WARNING,
        "A feed has elements of a namespace that validators do not know.",
        _REBUILD,
    ),
    "feed-element": Kind(
        Severity.WARNING,
        "A feed has an element where its format has none.",
        _REBUILD,
    ),
    "feed-archive": Kind(
        Severity.WARNING,
        "An archive does not lead to the feed that it belongs to (RFC 5005).",
        _REBUILD,
    ),
    "feed-podcast": Kind(
        Severity.WARNING,
        "A podcast lacks what directories demand: picture, category, whether it is explicit.",
        _REBUILD,
    ),
    "feed-language": Kind(
        Severity.INFO,
        "A feed does not say its language or encoding.",
        "Set `language` in [publication].",
    ),
    # --- newsletters -----------------------------------------------------------------------
    "mail-broken": Kind(
        Severity.ERROR,
        "An edition cannot be rendered.",
        "Mend the place that is named.",
    ),
    "mail-template": Kind(
        Severity.WARNING,
        "A template of the publication says something that never comes into a mail.",
        "Correct the name, or move it into a block.",
    ),
    "mail-unclosed": Kind(
        Severity.WARNING,
        "An element of a template is not closed, so that mail programs guess where it ends.",
        "Write its end tag.",
    ),
    "mail-font": Kind(
        Severity.WARNING,
        "A list of fonts does not end with a generic family, for programs that have none of them.",
        "End it with `serif`, `sans-serif` or `monospace`.",
    ),
    "mail-clipped": Kind(
        Severity.ERROR,
        "The HTML of a mail is so large that Gmail cuts it off, the way out with it.",
        "Put fewer stories into the edition (`max_stories`), or shorten the largest.",
    ),
    "mail-large": Kind(
        Severity.WARNING,
        "The HTML of a mail comes near the size at which Gmail cuts it off.",
        "Put fewer stories into the edition (`max_stories`), or shorten the largest.",
    ),
    "mail-line": Kind(
        Severity.ERROR,
        "A mail has a line that is longer than mail servers take (RFC 5322, 998 bytes).",
        "Shorten the address or the words that stand there without a space.",
    ),
    "mail-control": Kind(
        Severity.ERROR,
        "A mail holds a control character, for which Gmail cuts off even a short mail.",
        "Delete the invisible character.",
    ),
    "mail-address": Kind(
        Severity.ERROR,
        "A mail does not show the postal address of its sender, which many laws demand.",
        "Set `postal_address`, and keep the block `address` of the template.",
    ),
    "mail-unsubscribe": Kind(
        Severity.ERROR,
        "A mail does not say how to unsubscribe, which laws and Gmail demand.",
        "Set `unsubscribe_url`, and keep the block `links` of the template.",
    ),
    "mail-reason": Kind(
        Severity.INFO,
        "A mail does not say why the reader gets it.",
        "Set `reason`; fewer people report a mail as spam that they remember asking for.",
    ),
    "mail-browser": Kind(
        Severity.INFO,
        "A mail has no link to its page on the web.",
        "Print `{{ view_url }}` as a link; the block `links` of base.html does.",
    ),
    "mail-subject": Kind(
        Severity.WARNING,
        "A subject says too little, is cut off, or looks like spam.",
        "Say what is in the mail, in 10 to 78 characters.",
    ),
    "mail-preheader": Kind(
        Severity.WARNING,
        "The line that inboxes show after the subject is missing, too short or too long.",
        "Write `preheader`: 35 to 140 characters that go on from the subject.",
    ),
    "mail-token": Kind(
        Severity.ERROR,
        "A template tag was not filled in, so readers would see it.",
        "Declare the field in `fields`, or replace the tag; to show it as text, write it as code.",
    ),
    "mail-field": Kind(
        Severity.WARNING,
        "A late field has nothing that stands there for subscribers without a value.",
        'Write `{{ subscriber.name | default("friend") }}`, or give the field a `default`.',
    ),
    "mail-field-unused": Kind(
        Severity.INFO,
        "A late field is declared, and no mail uses it.",
        "Remove it, or use it.",
    ),
    "mail-contrast": Kind(
        Severity.ERROR,
        "Text cannot be read well on its ground (WCAG 2.2, 1.4.3).",
        "Make one of the two colours darker, or the other lighter.",
    ),
    "mail-contrast-inverted": Kind(
        Severity.WARNING,
        "Text cannot be read well where a mail program turns the colours for dark screens.",
        "Choose a pair of colours with more contrast: 7:1 survives, 4.5:1 may not.",
    ),
    "mail-language": Kind(
        Severity.ERROR,
        "A mail does not say its language, so that screen readers pronounce it wrongly.",
        "Write `lang` on `<html>` and on the element around the text.",
    ),
    "mail-direction": Kind(
        Severity.WARNING,
        "A mail does not say in which direction it is read.",
        "Write `dir` on `<html>` and on the element around the text.",
    ),
    "mail-title": Kind(
        Severity.WARNING,
        "The document of a mail has no title.",
        "Write `<title>{{ subject }}</title>`.",
    ),
    "mail-heading": Kind(
        Severity.WARNING,
        "The headings of a mail do not make an outline.",
        "One `<h1>`, and below each heading the next level.",
    ),
    "mail-table-role": Kind(
        Severity.ERROR,
        "A table for layout is read out as if it held data, or data as if it were layout.",
        'Write `role="presentation"` on every table for layout, and on no other.',
    ),
    "mail-table-headers": Kind(
        Severity.WARNING,
        "A table of data has no headers, so that nobody knows which column is read out.",
        'Write the first row as headers; in HTML as `<th scope="col">`.',
    ),
    "mail-picture-undescribed": Kind(
        Severity.ERROR,
        "A picture has no words for those who do not see it; many inboxes load none at first.",
        'Write `alt`: what it shows, or `alt=""` if it only adorns.',
    ),
    "mail-picture-width": Kind(
        Severity.WARNING,
        "A picture does not say how wide it is, so that Outlook on Windows shows all of it.",
        'Write `width="600"`, a number of pixels.',
    ),
    "mail-picture-large": Kind(
        Severity.INFO,
        "A picture is larger than any screen shows it, so that the mail is slow on telephones.",
        "Save it with at most 1200 pixels, twice the width of the mail.",
    ),
    "mail-picture-embedded": Kind(
        Severity.ERROR,
        "A picture has no address, or stands in the mail itself.",
        "Put the picture into a folder of `assets`, and name it by its address.",
    ),
    "mail-link-relative": Kind(
        Severity.ERROR,
        "An address is not whole, so that it leads nowhere from an inbox.",
        "Write it with https:// and the host.",
    ),
    "mail-link-insecure": Kind(
        Severity.INFO,
        "A link is not encrypted.",
        "Write it with https, if the page is there too.",
    ),
    "mail-picture-insecure": Kind(
        Severity.WARNING,
        "A picture is fetched without encryption, which many mail programs refuse.",
        "Write its address with https.",
    ),
    "mail-link-scheme": Kind(
        Severity.ERROR,
        "A link is of a kind that no mail program follows.",
        "Link to a page of the web, or to a mail address.",
    ),
    "mail-link-mailto": Kind(
        Severity.WARNING,
        "A link to a mail address does not work.",
        "Write `mailto:desk@example.org?subject=Words%20and%20more`.",
    ),
    "mail-link-empty": Kind(
        Severity.ERROR,
        "A link has no words, or leads nowhere.",
        "Write words into it; for a picture, describe where it leads in `alt`.",
    ),
    "mail-link-vague": Kind(
        Severity.WARNING,
        "The words of a link say nothing to those who hear only the links.",
        "Make the words a link that say what is behind it.",
    ),
    "mail-link-same": Kind(
        Severity.INFO,
        "Two links say the same and lead to different places.",
        "Let each say what is behind it.",
    ),
    "mail-link-colour": Kind(
        Severity.WARNING,
        "Links in running text differ from it in nothing but colour (WCAG 2.2, 1.4.1).",
        "Underline them.",
    ),
    "mail-fragment": Kind(
        Severity.WARNING,
        "A link within the mail leads nowhere in some mail programs.",
        'Write `<a name="place"></a>` where it leads.',
    ),
    "mail-name-twice": Kind(
        Severity.WARNING,
        "Two places of a mail have one name, so that links lead to the first.",
        "Give one of them another.",
    ),
    "mail-active": Kind(
        Severity.ERROR,
        "A mail holds something that mail programs remove, or refuse the mail for.",
        "Link to a page on the web that has it.",
    ),
    "mail-import": Kind(
        Severity.ERROR,
        "A mail fetches a style sheet, which no mail program does for certain.",
        "Write the rules into the template.",
    ),
    "mail-text": Kind(
        Severity.WARNING,
        "The text part lacks something that the HTML has.",
        "Show it in the template that ends with .txt too.",
    ),
    "mail-style-broken": Kind(
        Severity.ERROR,
        "A style sheet is not closed where it should be, so that mail programs lose its rules.",
        "Close what is named, or delete what closes nothing.",
    ),
    "mail-style-ignored": Kind(
        Severity.WARNING,
        "Mail programs leave out a part of the CSS, since it is none.",
        "Write rules as `selector { property: value; property: value }`.",
    ),
    "mail-style-unknown": Kind(
        Severity.WARNING,
        "A name or a value in the CSS does not exist, so that nothing is seen of it.",
        "Correct the spelling.",
    ),
    "mail-unreadable": Kind(
        Severity.ERROR,
        "Some mail programs cannot show a part of the mail at all.",
        "Write it in a way that they know; the notes of the finding say more.",
    ),
    "mail-unsupported": Kind(
        Severity.WARNING,
        "Some mail programs show a part of the mail otherwise than it was meant.",
        "Write it in a way that they know; the notes of the finding say more.",
    ),
    "mail-degraded": Kind(
        Severity.INFO,
        "Some mail programs do without an adornment; nothing is lost.",
        "Nothing need be done.",
    ),
}


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One finding at one place."""

    code: str
    message: str
    at: Location | None = None
    hint: str = ""

    @property
    def severity(self) -> Severity:
        """That of its kind."""
        return KINDS[self.code].severity

    @property
    def advice(self) -> str:
        """The hint for this place, or else the cure for the kind."""
        return self.hint or KINDS[self.code].cure

    def __post_init__(self) -> None:
        for name in ("message", "hint"):
            if not (text := getattr(self, name)).isprintable():
                msgspec.structs.force_setattr(self, name, printable(text))

    def __str__(self) -> str:
        return f"{self.at}: {self.message}" if self.at else self.message


def broken(error: FeedpubError) -> Finding:
    """Return the finding that an unusable article leaves behind."""
    return Finding(code="article-broken", message=error.message, at=error.at, hint=error.hint)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings once each, by file and place."""
    return sorted(set(findings), key=lambda f: (_place(f.at), f.code, f.message))


def _place(at: Location | None) -> tuple[str, int, int]:
    return (at.path, at.line or 0, at.column or 0) if at else ("", 0, 0)
