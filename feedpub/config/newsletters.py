"""What no type can say of `[[newsletters]]`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedpub.config.grammar import (
    LANGUAGE,
    LANGUAGE_HINT,
    is_mail_address,
    is_whole_address,
    misnamed,
)
from feedpub.config.mentions import BUILTIN, mentions, replaced
from feedpub.config.problem import Path, Problem, nearest
from feedpub.config.settings import Config, NewsletterSettings


def newsletter_problems(config: Config) -> Iterator[Problem]:
    """Yield what is wrong with newsletters: names, addresses, fields, segments."""
    seen: set[str] = set()
    for index, newsletter in enumerate(config.newsletters):
        here: Path = ("newsletters", index)
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", newsletter.name):
            hint = "use lower-case letters, digits and hyphens"
            yield (*here, "name"), f"`{newsletter.name}` is no name for files and commands", hint
        if newsletter.name in seen:
            yield (*here, "name"), f"two newsletters are named `{newsletter.name}`", ""
        seen.add(newsletter.name)
        for key, email in (("from", newsletter.sender.email), ("reply_to", newsletter.reply_to)):
            if (key == "from" or email) and not is_mail_address(email):
                yield (*here, key), f"`{email}` is no mail address", "write it as desk@example.org"
        yield from _addresses(newsletter, here)
        yield from _fields(newsletter, here)
        yield from _mentions(newsletter, here)
        yield from _segments(newsletter, here)
        yield from _queries(newsletter, here)
        if newsletter.max_stories < 0:
            yield (*here, "max_stories"), "`max_stories` must be at least 0", "0 is for no limit"
        if newsletter.language and not LANGUAGE.fullmatch(newsletter.language):
            yield (*here, "language"), f"`{newsletter.language}` is no language", LANGUAGE_HINT


def _addresses(newsletter: NewsletterSettings, here: Path) -> Iterator[Problem]:
    for key in ("unsubscribe_url", "preferences_url"):
        given = getattr(newsletter, key)
        url = replaced(given, lambda mention: "x" if mention.begin else "https://x.example/")
        if url and not is_whole_address(url) and not is_mail_address(_mailto(url)):
            hint = "write it whole, with https:// or mailto:"
            yield (*here, key), f"`{given}` is neither a web nor a mailto address", hint


def _fields(newsletter: NewsletterSettings, here: Path) -> Iterator[Problem]:
    for name, field in newsletter.fields.items():
        at: Path = (*here, "fields", name)
        if name in BUILTIN:
            yield at, f"every subscriber has a field `{name}`", "remove it"
        elif not re.fullmatch("[a-z][a-z0-9_]*", name):
            hint = "use lower-case letters, digits and underscores"
            yield at, f"`{name}` is no name of a field", hint
        if field.type == "address" and field.default and not is_whole_address(field.default):
            hint = "write it with https://"
            yield (*at, "default"), f"`{field.default}` is no address of the web", hint


def _mentions(newsletter: NewsletterSettings, here: Path) -> Iterator[Problem]:
    """Look at what settings say about subscribers."""
    known = {**BUILTIN, **newsletter.fields}
    for key in ("unsubscribe_url", "preferences_url", "reason"):
        text = getattr(newsletter, key)
        for mention in mentions(text):
            if mention.name not in known:
                hint = nearest(mention.name, known)
                yield (*here, key), f"no field `{mention.name}` is declared in `fields`", hint
        if tag := _TAG.search(replaced(text, lambda _: "x")):
            yield (*here, key), f"the template tag `{tag[0]}` is filled in by nothing", _LATE


_TAG = re.compile(r"\{\{[^{}]*\}{0,2}|\{%[^{}]*%?\}?|\}\}")
_LATE = 'late fields are written as `{{ subscriber.name | default("friend") }}`'


def _segments(newsletter: NewsletterSettings, here: Path) -> Iterator[Problem]:
    for index, segment in enumerate(newsletter.segments):
        if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", segment):
            hint = "use lower-case letters, digits and hyphens"
            yield (*here, "segments", index), f"`{segment}` is no name of a segment", hint
        if segment in newsletter.segments[:index]:
            yield (*here, "segments", index), f"two segments are named `{segment}`", "remove one"


def _queries(newsletter: NewsletterSettings, here: Path) -> Iterator[Problem]:
    for host, parameters in newsletter.query.items():
        key = (*here, "query", host)
        is_host = re.fullmatch(r"[^/?#@:\s]+", host) and is_whole_address(f"https://{host}/")
        if host != "*" and not is_host:
            yield key, f"`{host}` is no host", 'write it as "ledger.example", or "*" for all'
        for name, value in parameters.items():
            if not re.fullmatch(r"[A-Za-z0-9_.~-]+", name):
                hint = "use letters, digits and underscores"
                yield (*key, name), f"`{name}` is no name of a parameter", hint
            if "{{" in value:
                hint = "`{newsletter}`, `{key}` and `{segment}` may stand here"
                yield (*key, name), "an address must not tell who a subscriber is", hint
            else:
                yield from misnamed((*key, name), value, {"newsletter", "key", "segment"})


def _mailto(url: str) -> str:
    scheme, _, rest = url.partition(":")
    return rest.partition("?")[0] if scheme.lower() == "mailto" else ""
