"""The generated parts of the README: what the program itself says."""

from __future__ import annotations

import typing
from collections.abc import Iterator

import click
import msgspec

from feedpub.cli import main
from feedpub.config import settings
from feedpub.findings import KINDS
from feedpub.loaders.record import NAMES

WIDTH = 80

TABLES = {
    "[publication]": settings.PublicationSettings,
    "[articles]": settings.ArticlesSettings,
    "[[articles.assets]]": settings.AssetsSettings,
    "[[feeds]]": settings.FeedSettings,
    "[site]": settings.SiteSettings,
    "[[newsletters]]": settings.NewsletterSettings,
    "[newsletters.fields.NAME]": settings.LateField,
    "[mail]": settings.MailSettings,
    "[brand]": settings.Brand,
    "[brand.colors], [brand.dark]": settings.Palette,
    "[brand.fonts]": settings.Fonts,
    "[brand.logo]": settings.Logo,
}


def commands() -> str:
    """The help of every command."""
    return "\n".join(
        f"### feedpub {name}\n\n```\n{text}\n```\n" for name, text in _helps(main, "feedpub")
    )


def _helps(group: click.Group, path: str) -> Iterator[tuple[str, str]]:
    context = click.Context(group, info_name=path, max_content_width=WIDTH, terminal_width=WIDTH)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        here = click.Context(command, info_name=f"{path} {name}", terminal_width=WIDTH)
        yield f"{path} {name}".removeprefix("feedpub "), command.get_help(here)
        if isinstance(command, click.Group):
            yield from _helps(command, f"{path} {name}")


def settings_tables() -> str:
    """Every setting with its paragraph and its default."""
    parts = []
    for title, kind in TABLES.items():
        rows = [f"### {title}\n", "| setting | default | |", "|---|---|---|"]
        hints = typing.get_type_hints(kind, include_extras=True)
        for field in msgspec.structs.fields(kind):
            metas = typing.get_args(hints[field.name])[1:]
            text = next(meta.description for meta in metas if meta.description)
            rows.append(f"| `{field.encode_name}` | {_default(field)} | {text} |")
        parts.append("\n".join(rows))
    return "\n\n".join(parts) + "\n"


def _default(field: msgspec.structs.FieldInfo) -> str:
    if field.required:
        return "required"
    value = field.default if field.default is not msgspec.NODEFAULT else ""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if value in ("", None, (), 0) or isinstance(value, msgspec.Struct):
        return ""
    if isinstance(value, tuple):
        return "`[" + ", ".join(f'"{item}"' for item in value) + "]`"
    return f"`{value}`"


def findings_table() -> str:
    """Every kind of finding with its cure."""
    rows = ["| code | | what it means | the cure |", "|---|---|---|---|"]
    rows += [
        f"| `{code}` | {kind.severity.value} | {kind.sentence} | {kind.cure} |"
        for code, kind in sorted(KINDS.items())
    ]
    return "\n".join(rows) + "\n"


def names_table() -> str:
    """Every field with the names under which people bring it."""
    rows = ["| field | also understood |", "|---|---|"]
    for name, names in NAMES.items():
        others = ", ".join(f"`{other}`" for other in names if other != name)
        if others:
            rows.append(f"| `{name}` | {others} |")
    return "\n".join(rows) + "\n"
