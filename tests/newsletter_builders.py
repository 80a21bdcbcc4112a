"""Twelve stories of a harbour town, and the newsletter that carries them."""

from __future__ import annotations

import datetime as dt

import msgspec

from feedpub.config.settings import Config, NewsletterSettings, PublicationSettings
from feedpub.model import Article, Author, Correction, Enclosure, Image, Link
from feedpub.newsletter.edition import Edition, Entry

NOW = dt.datetime(2026, 11, 20, 6, 0, tzinfo=dt.UTC)

ANA = Author(
    name="Ana Figueira",
    url="https://ledger.example/people/ana/",
    bio="covers the port and the people who work in it. Before that she spent nine winters "
    "on a pilot boat.",
)
TOM = Author(name="Tom Hallett")
INES = Author(name="Inês Lobo", bio="is the paper's science correspondent.")


def newsletter(**changes):
    given = {
        "name": "weekly",
        "title": "The Week at the Harbour",
        "from": {"name": "The Harbour Ledger", "email": "desk@ledger.example"},
        "postal_address": "The Harbour Ledger, 1 Quay Street, Lisbon",
        "unsubscribe_url": "https://ledger.example/unsubscribe/",
        "reason": "You get this letter because you subscribed to The Week at the Harbour.",
    } | changes
    return msgspec.convert(given, NewsletterSettings)


def config(**changes):
    given = {
        "title": "The Harbour Ledger",
        "base_url": "https://ledger.example/",
        "description": "News of the harbour, every weekday",
        "language": "en",
        "timezone": "Europe/Lisbon",
    } | changes
    return Config(publication=PublicationSettings(**given))


def article(title="The ferry that came back", **changes):
    slug = changes.pop("slug", "story")
    given = {
        "path": f"articles/{slug}.md",
        "id": f"urn:uuid:{slug}",
        "url": f"https://ledger.example/2026/11/{slug}/",
        "slug": slug,
        "summary": "A short account of it.",
        "html": "<p>It came back.</p>",
        "authors": (TOM,),
        "published": dt.datetime(2026, 11, 18, 7, 30, tzinfo=dt.UTC),
        "section": "Harbour",
    } | changes
    return Article(title=title, **given)


def edition(articles=(), **changes):
    given = {
        "newsletter": "weekly",
        "key": "2026-W47",
        "date": NOW.date(),
        "subject": "The ferry that came back, and eleven more stories",
        "entries": tuple(Entry(a.id) for a in articles),
        "path": "editions/weekly-2026-W47.md",
    } | changes
    return Edition(**given)


def picture(name, width=1600, height=1067, **changes):
    given = {"url": f"https://ledger.example/images/{name}.jpg", "width": width, "height": height}
    return Image(**(given | changes))


LONG_BODY = """
<p>For eleven years the <em>Maré Alta</em> lay against the north wall with weed on her ropes,
and people who walked past with their dogs had stopped seeing her. On Wednesday at six, with the
tide running out and <a href="https://ledger.example/2026/10/tides/">the highest water of the
autumn</a> behind her, she crossed to the south bank in nineteen minutes.<sup><a
href="https://ledger.example/2026/11/ferry/#1">1</a></sup></p>
<p>Nobody had announced it. The forty passengers were shipwrights, their families, and a
schoolteacher who had been promised a crossing in 2015 and had kept the ticket.</p>
<h2>What it took</h2>
<p>The yard replaced a third of the planking, and all of the wiring. The engine is the old one:</p>
<ul>
<li>stripped to the crankshaft over two winters,</li>
<li>rebuilt with parts from a sister ship in Setúbal,
<ul><li>which is itself to sail in spring,</li></ul></li>
<li>and run for a hundred hours on the bench.</li>
</ul>
<blockquote><p>You do not restore a ferry. You persuade her, and she thinks about
it.</p></blockquote>
<figure><img src="https://ledger.example/images/engine.jpg" width="1200" height="800"
alt="Two women in overalls bend over a green diesel engine as long as a car.">
<figcaption>The engine in March, before it was painted. <small>Rui Prata for The Harbour
Ledger</small></figcaption></figure>
<h4>The bill</h4>
<table><thead><tr><th>Work</th><th style="text-align:right">Hours</th><th
style="text-align:right">Cost, €</th></tr></thead><tbody>
<tr><td>Planking and caulking</td><td style="text-align:right">4,120</td><td
style="text-align:right">168,000</td></tr>
<tr><td>Engine</td><td style="text-align:right">1,900</td><td
style="text-align:right">71,500</td></tr>
<tr><td>Wiring, lamps and the horn</td><td style="text-align:right">640</td><td
style="text-align:right">29,900</td></tr></tbody></table>
<h2>What comes next</h2>
<p>The council votes on the timetable in December. The draft, which the yard has published as
data, fits on a line:</p>
<pre><code
class="language-text">north 06:00 06:40 07:20 08:00 08:40 09:20 10:00 (then hourly) last 23:20
south 06:20 07:00 07:40
</code></pre>
<p>Whether it is kept depends on the wind in the narrows<sup><a
href="https://ledger.example/2026/11/ferry/#2">2</a></sup> and, as the skipper Dores Vaz says, on
<code>north 06:00</code> being met by the first train.</p>
<hr>
<video controls poster="https://ledger.example/images/crossing.jpg" title="The first
crossing"><source src="https://ledger.example/media/crossing.mp4"></video>
<details><summary>How we counted</summary><p>The hours are those in the
yard's own book.</p></details>
<div id="1"><sup>1</sup><p>Her old timetable allowed sixteen.</p></div>
<div id="2"><sup>2</sup><p>It blows above force 6 on about forty days of the year, says the
<a href="https://weather.example/narrows">harbour office</a>.</p></div>
"""


def ferry(**changes):
    given = {
        "title": "The ferry that came back",
        "slug": "ferry",
        "kicker": "News analysis",
        "standfirst": "After eleven years at the wall the last wooden ferry of the estuary "
        "crosses again. What it took, and what she may yet cost us.",
        "authors": (ANA, TOM, INES),
        "image": picture(
            "ferry",
            alt="A white wooden ferry with a red funnel leaves a stone quay in low morning sun.",
            caption="The Maré Alta off the north wall on Wednesday, on her first crossing "
            "since 2015.",
            credit="Rui Prata for The Harbour Ledger",
        ),
        "html": LONG_BODY,
        "updated": dt.datetime(2026, 11, 19, 9, 0, tzinfo=dt.UTC),
        "corrections": (
            Correction(
                text="An earlier version gave the length of the ferry in feet.",
                date=dt.datetime(2026, 11, 19, 9, 0, tzinfo=dt.UTC),
            ),
        ),
        "enclosures": (
            Enclosure(url="https://ledger.example/media/ferry.mp3", media_type="audio/mpeg",
                      title="Listen to this article", duration=545),
        ),
        "source": Link(url="https://yard.example/log", title="The yard's log"),
        "rights": "© 2026 The Harbour Ledger",
    } | changes  # fmt: skip
    return article(**given)


_OTHERS = (
    # slug, title, section, kicker, picture width, summary
    (
        "crane",
        "Crane No. 4 is too tall for its own bridge",
        "Harbour",
        "",
        1600,
        "The new crane was measured at low water. The bridge was measured at high water. Between "
        "the two lie three metres and forty million euros.",
    ),
    (
        "eels",
        "The eels are late this year, and so is everyone who counts them",
        "Nature",
        "Science",
        1200,
        "A hydrophone on the river bed hears what the nets do not. It has heard nothing since "
        "August.",
    ),
    (
        "rent",
        "Two rooms, no window, sea view",
        "City",
        "Letter from Quay Street",
        900,
        "On the waterfront a cupboard may be let as a studio, provided that it once held a boat.",
    ),
    (
        "lamps",
        "Who turned off the lamps on the breakwater?",
        "Harbour",
        "",
        1600,
        "For three nights the breakwater was dark. The light keeper's log says why; the port "
        "authority would rather it did not.",
    ),
    (
        "bread",
        "A bakery that opens when the boats come in",
        "City",
        "",
        1600,
        "At four in the morning the queue smells of diesel and cinnamon.",
    ),
    (
        "gulls",
        "What gulls know about Tuesdays",
        "Nature",
        "",
        1200,
        "They have learnt the timetable of the fish market, holidays included.",
    ),
    (
        "museum",
        "The museum of lost anchors finds another forty",
        "Culture",
        "",
        1600,
        "Divers did not look for them.",
    ),
    (
        "strike",
        "Pilots call off their strike an hour before the tide",
        "Harbour",
        "",
        1600,
        "A deal was reached.",
    ),
    (
        "choir",
        "The dockers' choir goes to Bergen",
        "Culture",
        "",
        1600,
        "They sing in four languages.",
    ),
    (
        "maps",
        "An old chart shows a harbour that never was",
        "Culture",
        "Archive",
        1600,
        "It has two mouths.",
    ),
)

ARABIC = {
    "slug": "souk",
    "language": "ar",
    "kicker": "رسالة من الميناء",
    "summary": "في الصباح الباكر يجتمع التجار عند الرصيف القديم، "
    "حيث تصل القوارب محملة بالسمك والتوابل والأخبار.",
    "authors": (Author(name="ليلى حداد"), Author(name="Tom Hallett")),
    "section": "Culture",
}


def harbour_stories():
    """Return twelve stories: a lead, six with pictures (one in Arabic), five more."""
    stories = [ferry()]
    for number, (slug, title, section, kicker, width, summary) in enumerate(_OTHERS):
        stories.append(
            article(
                title,
                slug=slug,
                section=section,
                kicker=kicker,
                summary=summary,
                authors=(TOM,) if number % 2 else (INES, ANA),
                image=picture(slug, width, width * 2 // 3, alt=f"Picture for the story on {slug}."),
                published=dt.datetime(2026, 11, 17 - number % 4, 7, 30, tzinfo=dt.UTC),
            )
        )
    souk = article("سوق السمك يفتح أبوابه قبل الفجر",
                   image=picture("souk", alt="قوارب صيد عند رصيف حجري."), **ARABIC)  # fmt: skip
    stories.insert(5, souk)
    return stories


def harbour_edition(**changes):
    """Return the edition of the twelve stories, with the editor's changes to two of them."""
    stories = harbour_stories()
    entries = [Entry(story.id) for story in stories]
    entries[1] = Entry(
        stories[1].id,
        blurb="Three metres and forty million euros: how to buy a crane without asking how high "
        "the bridge is.",
    )
    entries[9] = Entry(stories[9].id, "No strike after all: the pilots settle", "")
    given = {
        "entries": tuple(entries),
        "intro": "Good morning. A ferry that most of us had given up has *crossed the river*, and "
        "our lead story tells at what price. Also: [the "
        "eels](https://ledger.example/2026/11/eels/), which have not.\n\nWrite to us; we answer.",
    } | changes
    return edition(**given)
