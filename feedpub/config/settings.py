"""Every setting with its own paragraph, from which the manual is made.

The names of the fields are the names in feedpub.toml. What types cannot say is checked
in `read`.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta

from feedpub.model import Author

Format = Literal["rss", "atom", "json"]
Content = Literal["full", "summary"]
Per = Literal["tag", "author", "section"]
Every = Literal["day", "week", "month", "article"]
Inliner = Literal["premailer", "css-inline"]
FieldType = Literal["text", "address", "number", "date"]


def doc(text: str) -> Meta:
    """Attach the paragraph that the manual shows."""
    return Meta(description=text)


class Mailbox(msgspec.Struct, frozen=True, kw_only=True):
    """A sender of mail."""

    email: Annotated[str, doc("The address.")]
    name: Annotated[str, doc("The name that inboxes show beside it.")] = ""


class PublicationSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`[publication]`: what is published, and by whom."""

    title: Annotated[str, doc("The name of the publication. Feeds carry it as their title.")]
    base_url: Annotated[
        str,
        doc(
            "The address under which the output folder is served, with a slash at the end. "
            "Every address in feeds and mail begins with it or with that of another site."
        ),
    ]
    description: Annotated[str, doc("One sentence that says what readers get.")] = ""
    language: Annotated[
        str, doc("Language of the articles that name none (BCP 47: `en`, `pt-BR`).")
    ] = "en"
    timezone: Annotated[
        str,
        doc(
            "Time zone of dates that have none, and of the days and weeks of newsletters "
            "(`Europe/Lisbon`)."
        ),
    ] = "UTC"
    author: Annotated[
        Author | None,
        doc(
            "Author of articles that name none: a name, or a table with `name`, `email`, `url`. "
            "Default: the publication's title."
        ),
    ] = None
    icon: Annotated[
        str,
        doc("Square picture that readers show beside a feed: an address, or a path of the site."),
    ] = ""
    rights: Annotated[str, doc("Copyright or licence of articles that name none.")] = ""
    max_new: Annotated[
        int | None,
        doc(
            "`build --against` stops if a feed would get more new items than this at once; 0 for "
            "no limit. Default: 10, or half of what the feed holds if that is more."
        ),
    ] = None
    hubs: Annotated[
        tuple[str, ...],
        doc(
            "WebSub hubs, which bring new items to subscribers at once: their addresses. "
            "Every feed names them."
        ),
    ] = ()


class SiteSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`[site]`: what is written beside the feeds; each can be switched off with `false`."""

    pages: Annotated[
        bool,
        doc(
            "A page for people beside each feed (`feed.html`): how to subscribe, and the latest "
            "articles."
        ),
    ] = True
    stylesheet: Annotated[
        bool, doc("`feeds.css`, with which browsers show RSS and Atom as a readable list.")
    ] = True
    opml: Annotated[
        bool, doc("`feeds.opml`, a list of all feeds that readers can import at once.")
    ] = True
    autodiscovery: Annotated[
        bool,
        doc(
            "`feeds-head.html`, the lines for the `<head>` of your pages by which readers find "
            "the feeds."
        ),
    ] = True
    headers: Annotated[
        bool,
        doc(
            "`_headers`, which tells Netlify and Cloudflare Pages the types of the feeds, how "
            "long to keep them, and the hubs."
        ),
    ] = True
    xml_types: Annotated[
        bool,
        doc(
            "In `_headers`, call RSS and Atom `application/xml`, so that browsers show them with "
            "the stylesheet. Under their own types, browsers show the source or save the file."
        ),
    ] = False


class AssetsSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`assets` in `[articles]`: pictures and media files, and where they are served."""

    folder: Annotated[str, doc("Folder of the files.")]
    url: Annotated[
        str, doc("Address under which that folder is served; may begin with `{base_url}`.")
    ]


class ArticlesSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`[articles]`: where they are, and where readers find them."""

    folder: Annotated[str, doc("The folder of articles; searched to any depth.")] = "articles"
    url: Annotated[
        str,
        doc(
            "Address of an article whose record has none. May hold `{base_url}` `{year}` `{month}` "
            "`{day}` `{section}` `{slug}` `{path}`."
        ),
    ] = "{base_url}{year}/{month}/{slug}/"
    assets: Annotated[
        tuple[AssetsSettings, ...],
        doc(
            "Folders of pictures and media files with the addresses under which they are served: "
            "a table, or a list of tables. Sizes and types are read from there."
        ),
    ] = ()
    ignore: Annotated[
        tuple[str, ...],
        doc("Files that are no articles: patterns relative to `folder` (`README.md`, `pages/*`)."),
    ] = ()
    max_bytes: Annotated[int, doc("The largest article that is accepted, in bytes.")] = 5_000_000


class FeedSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`[[feeds]]`: one feed, or one for each tag, author or section."""

    path: Annotated[
        str,
        doc(
            "Where it is written, without ending: `feed` makes feed.rss, feed.atom and feed.json. "
            "With `per` it holds `{tag}`, `{author}` or `{section}`."
        ),
    ]
    formats: Annotated[tuple[Format, ...], doc("Which formats are written.")] = (
        "rss",
        "atom",
        "json",
    )
    files: Annotated[
        dict[Format, str],
        doc(
            "An exact file name for a format, so that a blog that moves in keeps its subscribers: "
            '`{ rss = "index.xml" }`.'
        ),
    ] = msgspec.field(default_factory=dict)
    limit: Annotated[
        int,
        doc(
            "How many articles the feed holds, the newest first; more, up to three times as many, "
            "if the last ones share one moment (dates without a time)."
        ),
    ] = 20
    content: Annotated[Content, doc("`full` text, or the `summary` alone.")] = "full"
    per: Annotated[Per | None, doc("One feed for each `tag`, `author` or `section`.")] = None
    title: Annotated[
        str,
        doc(
            "Title of the feed, if not the publication's; with `per` it may hold `{tag}`, "
            "`{author}` or `{section}`."
        ),
    ] = ""
    description: Annotated[str, doc("What the feed is about, if not as the publication.")] = ""
    archives: Annotated[
        bool | None,
        doc(
            "Pages with the older articles, one for each month (`feed/2026-11.rss`), which "
            "readers find from the feed. Default: yes, but no with `per`."
        ),
    ] = None

    @property
    def has_archives(self) -> bool:
        """Whether older articles are found on pages."""
        return self.per is None if self.archives is None else self.archives


class Palette(msgspec.Struct, frozen=True, kw_only=True):
    """Colours of mail, each as six digits (`#9a1b1e`); one that is not given is feedpub's."""

    page: Annotated[str, doc("Around the sheet on which everything stands.")] = ""
    sheet: Annotated[str, doc("The sheet itself.")] = ""
    panel: Annotated[str, doc("Behind code, cards and pictures that are not loaded.")] = ""
    ink: Annotated[str, doc("Text and headlines.")] = ""
    soft: Annotated[str, doc("Bylines, captions and the footer.")] = ""
    accent: Annotated[str, doc("Links, kickers and buttons.")] = ""
    rule: Annotated[str, doc("Thin lines between stories.")] = ""
    line: Annotated[str, doc("Strong lines: below the name, above a section.")] = ""


class Fonts(msgspec.Struct, frozen=True, kw_only=True):
    """Fonts of mail: CSS lists of names that devices have, the most wanted first."""

    headings: Annotated[str, doc("Of the name and the headlines.")] = ""
    text: Annotated[str, doc("Of what is read.")] = ""
    labels: Annotated[str, doc("Of bylines, captions, buttons and the footer.")] = ""


class Logo(msgspec.Struct, frozen=True, kw_only=True):
    """A picture that stands in place of the newsletter's name."""

    image: Annotated[str, doc("Its address, or its file in a folder of `assets`.")]
    dark: Annotated[str, doc("Another for dark screens; without it, one must suit both.")] = ""
    alt: Annotated[str, doc("What it says in words. Default: the newsletter's title.")] = ""
    width: Annotated[int, doc("Pixels to show it at.")] = 240


class Brand(msgspec.Struct, frozen=True, kw_only=True):
    """`[brand]`: what mail looks like; `brand` of a newsletter wins, field by field."""

    colors: Annotated[Palette, doc("A table of colours on light screens.")] = Palette()
    dark: Annotated[Palette, doc("A table of colours on dark screens.")] = Palette()
    fonts: Annotated[Fonts, doc("A table of fonts.")] = Fonts()
    logo: Annotated[Logo | None, doc("A table with the logo.")] = None
    width: Annotated[
        int | None,
        doc("Pixels that the sheet is wide where there is room, 320 to 800. Default: 600."),
    ] = None


class MailSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`[mail]`: how mail is made and judged."""

    inliner: Annotated[
        Inliner,
        doc(
            "What moves CSS into the elements: `premailer`, or `css-inline`, which is faster and "
            "has to be installed (`pip install feedpub[css-inline]`)."
        ),
    ] = "premailer"
    clients: Annotated[
        tuple[str, ...],
        doc(
            "The mail programs for which `check` judges: `core` (Gmail, Apple Mail, Outlook, "
            "Yahoo, Samsung and Thunderbird), `all`, or names such as `gmail` and "
            "`outlook.windows`."
        ),
    ] = ("core",)


class LateField(msgspec.Struct, frozen=True, kw_only=True):
    """Something about a subscriber that is filled in when mail is sent."""

    type: Annotated[
        FieldType, doc("What it holds: `text`, an `address` of the web, a `number` or a `date`.")
    ] = "text"
    default: Annotated[str, doc("Stands where a subscriber has none.")] = ""
    example: Annotated[str, doc("What previews show.")] = ""


class NewsletterSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`[[newsletters]]`: something that people subscribe to by mail."""

    name: Annotated[str, doc("Short name, used in commands and file names.")]
    title: Annotated[str, doc("The name that readers see.")]
    sender: Annotated[Mailbox, doc("Who it comes from: a table with `name` and `email`.")] = (
        msgspec.field(name="from")
    )
    reply_to: Annotated[str, doc("Where answers go, if not to the sender.")] = ""
    every: Annotated[
        Every,
        doc(
            "What an edition covers: a `day`, a `week` (from Monday), a `month`, or one `article`."
        ),
    ] = "week"
    template: Annotated[
        str, doc("Which template renders it: `digest`, `article`, `brief`, or one of your own.")
    ] = "digest"
    postal_address: Annotated[
        str, doc("Postal address of the sender, which the law of many countries demands.")
    ] = ""
    unsubscribe_url: Annotated[
        str,
        doc(
            "Where readers unsubscribe: a web or mailto address. `{{ subscriber.email }}` and "
            "other fields of the subscriber may stand in it."
        ),
    ] = ""
    preferences_url: Annotated[
        str, doc("Where readers choose what they get; written as `unsubscribe_url` is.")
    ] = ""
    reason: Annotated[str, doc("Why the reader gets this mail; one sentence for the footer.")] = ""
    start: Annotated[dt.date | None, doc("Articles before this day are in no edition.")] = None
    max_stories: Annotated[int, doc("At most so many articles in an edition; 0 for no limit.")] = 0
    sections: Annotated[tuple[str, ...], doc("Only articles of these sections.")] = ()
    tags: Annotated[tuple[str, ...], doc("Only articles with one of these tags.")] = ()
    language: Annotated[str, doc("Language of the newsletter, if not the publication's.")] = ""
    fields: Annotated[
        dict[str, LateField],
        doc(
            "What templates and editions may say about a subscriber, by name: a table with "
            "`type`, `default` and `example` for each."
        ),
    ] = msgspec.field(default_factory=dict)
    segments: Annotated[
        tuple[str, ...],
        doc(
            "Groups of subscribers who get a mail of their own; templates and editions tell them "
            "apart. Each subscriber is in one, the first if none is said."
        ),
    ] = ()
    query: Annotated[
        dict[str, dict[str, str]],
        doc(
            "What is added to the addresses of links, by their host (`*` for every host): a table "
            "of parameters, `utm_source` or any other. `{newsletter}`, `{key}` and `{segment}` "
            "are filled in. What an address has already stays."
        ),
    ] = msgspec.field(default_factory=dict)
    pages: Annotated[
        bool, doc("Whether a build writes a web page of each edition, and a list of them.")
    ] = True
    brand: Annotated[Brand, doc("What its mail looks like where that differs from `[brand]`.")] = (
        Brand()
    )


class Config(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """All of feedpub.toml."""

    publication: PublicationSettings
    articles: ArticlesSettings = ArticlesSettings()
    feeds: tuple[FeedSettings, ...] = (FeedSettings(path="feed"),)
    site: SiteSettings = SiteSettings()
    newsletters: tuple[NewsletterSettings, ...] = ()
    mail: MailSettings = MailSettings()
    brand: Brand = Brand()
    authors: Annotated[
        dict[str, Author],
        doc(
            "Authors by the short name that articles use: a table `[authors.NAME]` with `name`, "
            "`email`, `url` and `bio` for each."
        ),
    ] = msgspec.field(default_factory=dict)

    @property
    def base_url(self) -> str:
        """Address of the output folder; ends with a slash."""
        return self.publication.base_url

    @cached_property
    def text(self) -> str:
        """What was read, for the places of errors; empty if it came from nowhere."""
        return ""

    @cached_property
    def zone(self) -> ZoneInfo:
        """The publication's time zone."""
        return ZoneInfo(self.publication.timezone)

    @property
    def default_author(self) -> Author:
        """Author of articles that name none."""
        return self.publication.author or Author(name=self.publication.title)
