"""The body of an article, in the HTML that mail clients have.

Comes in clean (`markup.clean`) with absolute addresses. What mail lacks is said in another
way: figures become tables, players become cards with a link, addresses within the page
become ``<a name>``. How it looks is in templates/styles: text.css, quote.css,
code.css, table.css, notes.css, card.css.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import msgspec

from feedpub.newsletter import tree
from feedpub.newsletter.anchors import settle_anchors
from feedpub.newsletter.flow import settle_directions, settle_paragraphs
from feedpub.newsletter.pictures import described, settle_pictures
from feedpub.newsletter.quotes import is_pull_quote, take_speaker
from feedpub.newsletter.tables import settle_tables
from feedpub.newsletter.tree import Element
from feedpub.newsletter.words import WORDS, Words

COLUMN = 552
"""Pixels that text and pictures have: 600, less the padding of the sheet."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where in a mail a body stands."""

    url: str = ""
    """Address of the article; links to parts that are not in the mail lead there."""

    prefix: str = ""
    """Keeps the anchors of several articles in one mail apart."""

    under: int = 1
    """Level of the heading above the body."""

    direction: str = "ltr"
    width: int = COLUMN
    words: Words = WORDS["en"]


def mail_html(markup: str, place: Place) -> str:
    """Return the clean HTML of an article as a mail may carry it."""
    root = tree.parse(markup)
    for step in _STEPS:
        step(root, place)
    return tree.inner_html(root)


def _anchors(root: Element, place: Place) -> None:
    settle_anchors(root, place.url, place.prefix, place.words.notes)


def _players(root: Element, place: Place) -> None:
    """Replace what plays or embeds by a card with a link."""
    labels = {"video": place.words.video, "audio": place.words.audio, "iframe": place.words.embed}
    for player in tree.elements(root, *labels):
        address = player.get("src") or next((s.get("src") for s in player.iter("source")), None)
        if not address:
            tree.unwrap(player)
            continue
        poster = player.get("poster")
        card = _card(address, labels[player.tag], _title(player, address))
        tree.replace(player, card)
        if poster:
            card.addprevious(_poster(player, address, labels[player.tag], place))


def _poster(player: Element, address: str, label: str, place: Place) -> Element:
    """Return the still picture of a film; it leads where the card below it does."""
    link = tree.new("a", {"href": address})
    words = place.words.label(label, _title(player, address))
    picture = {"src": player.get("poster"), "alt": words}
    link.append(tree.new("img", picture | {"width": player.get("width") or str(place.width)}))
    return link


_PLAY = "\u25b6\ufe0e "


def _card(address: str, label: str, title: str) -> Element:
    table, cell = _layout("card")
    link = tree.new("a", {"href": address}, f"{_PLAY}{title}")
    host = urlsplit(address).hostname or ""
    below = tree.new("span", {"class": "host"}, " · ".join(filter(None, [label, host])))
    cell.extend([link, tree.new("br"), below])
    return table


def _title(player: Element, address: str) -> str:
    return player.get("title") or urlsplit(address).path.rstrip("/").rpartition("/")[2] or address


def _pictures(root: Element, place: Place) -> None:
    settle_pictures(root, place.width)


def _figures(root: Element, place: Place) -> None:
    """Make a figure a table: what it shows, and below it the caption."""
    for figure in tree.elements(root, "figure"):
        if (description := described(figure)) is not None:
            description.text = place.words.label(place.words.picture, description.text or "")
            description.set("class", "missing")
        captions = figure.xpath("figcaption")
        for caption in captions:
            caption.drop_tree()
        table, cell = _layout("figure")
        tree.move_content(figure, cell)
        if not tree.words_of(cell) and not len(cell):
            cell.getparent().drop_tree()
        for caption in captions:
            row = tree.new("tr")
            below = tree.new("td", {"class": "caption"})
            tree.move_content(caption, below)
            row.append(below)
            table.append(row)
        tree.replace(figure, table)


def _pull_quotes(root: Element, _: Place) -> None:
    """Make a quotation that has an ``aside`` to itself one that is set apart."""
    for quote in tree.elements(root, "blockquote"):
        if is_pull_quote(quote):
            speaker = take_speaker(quote)
            if speaker is not None:
                speaker.set("class", "byline")
                quote.append(speaker)
            quote.set("class", "pull")
            tree.unwrap(quote.getparent())


def _details(root: Element, _: Place) -> None:
    """Open what the reader of a page would unfold."""
    for summary in tree.elements(root, "summary"):
        bold = tree.new("strong")
        tree.move_content(summary, bold)
        paragraph = tree.new("p")
        paragraph.append(bold)
        tree.replace(summary, paragraph)


def _headings(root: Element, place: Place) -> None:
    """Put the headings below the one above the body, without a level left out."""
    above: list[int] = []
    for heading in tree.elements(root, *(f"h{level}" for level in range(1, 7))):
        level = int(heading.tag[1])
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        heading.tag = f"h{min(place.under + len(above), 6)}"


def _tables(root: Element, _: Place) -> None:
    settle_tables(root)


def _code(root: Element, _: Place) -> None:
    """Give a block of code a cell, since Outlook pads nothing else."""
    for pre in tree.elements(root, "pre"):
        table, cell = _layout("code")
        tree.replace(pre, table)
        pre.set("dir", "ltr")  # code is, whatever the article's language
        cell.append(pre)


def _layout(name: str) -> tuple[Element, Element]:
    """Return a table of one cell, and the cell."""
    table = tree.new("table", {"role": "presentation", "width": "100%", "cellpadding": "0",
                               "cellspacing": "0", "border": "0", "class": name})  # fmt: skip
    row, cell = tree.new("tr"), tree.new("td", {"class": f"{name}-cell"})
    row.append(cell)
    table.append(row)
    return table, cell


_PLAIN_BLOCKS = "article aside center details footer header hgroup main nav section".split()
_PLAIN_WORDS = "data time wbr picture source".split()

_OURS = frozenset(
    "figure figure-cell caption missing card card-cell host code code-cell scroll data stack pull "
    "byline dense heads head whole notes notes-title rtl".split()
)
_KEPT = frozenset(
    "align alt border cellpadding cellspacing class colspan dir href lang name reversed role "
    "rowspan scope src start style title type value width".split()
)


def _elements(root: Element, _: Place) -> None:
    """Leave only elements and attributes that mail clients know."""
    for element in tree.elements(root, *_PLAIN_BLOCKS):
        element.tag = "div"
    for element in tree.elements(root, *_PLAIN_WORDS):
        tree.unwrap(element)
    for element in tree.elements(root):
        for name in set(element.attrib) - _KEPT:
            del element.attrib[name]
        if not _OURS.issuperset(element.get("class", "x").split()):
            element.attrib.pop("class", None)
        if element.tag == "a" and not element.get("href") and not element.get("name"):
            tree.unwrap(element)


def _paragraphs(root: Element, _: Place) -> None:
    settle_paragraphs(root)


def _directions(root: Element, place: Place) -> None:
    settle_directions(root, place.direction)


def _empty(root: Element, _: Place) -> None:
    """Take out paragraphs with nothing in them, which would be gaps."""
    for element in reversed(tree.elements(root, "p", "div")):
        if not len(element) and not (element.text or "").strip():
            tree.remove(element)


_STEPS: tuple[Callable[[Element, Place], None], ...] = (
    _anchors,
    _players,
    _pictures,
    _figures,
    _pull_quotes,
    _details,
    _headings,
    _tables,
    _code,
    _elements,
    _paragraphs,
    _directions,
    _empty,
)
