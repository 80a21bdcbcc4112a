"""Fields written down in every syntax that loaders read; files with accidents."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

from tests.fuzz import bodies, odd

Fields = dict[str, Any]


def yaml_plain(fields: Fields) -> str:
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def yaml(rng: random.Random, fields: Fields) -> str:
    return "".join(
        f"{_yaml_key(rng, str(name))}:{_yaml_value(rng, value, 1)}\n"
        for name, value in fields.items()
    )


def _yaml_key(rng: random.Random, name: str) -> str:
    plain = name.isidentifier() or rng.random() < 0.05
    return name if plain else json.dumps(name, ensure_ascii=False)


def _yaml_value(rng: random.Random, value: Any, depth: int) -> str:
    """Return the value with the space before it, in one of YAML's many ways."""
    indent = "\n" + "  " * depth
    if isinstance(value, str):
        lines = value.split("\n")
        forms: tuple[Callable[[], str], ...] = (
            lambda: f" {value}",
            lambda: f" {value}",
            lambda: f" {json.dumps(value)}",
            lambda: f" {json.dumps(value, ensure_ascii=False)}",
            lambda: " '" + value.replace("'", "''") + "'",
            lambda: (
                f" {rng.choice('|>')}{rng.choice(('', '-', '+', '2'))}{indent}" + indent.join(lines)
            ),
            lambda: f" {rng.choice(_YAML_TAGS)} {json.dumps(value)}",
        )
        return rng.choice(forms if rng.random() < 0.3 else forms[2:5])()
    if isinstance(value, list) and value and rng.random() < 0.5:
        return "".join(f"{indent}-{_yaml_value(rng, item, depth + 1)}" for item in value)
    if isinstance(value, dict) and value and rng.random() < 0.5:
        return "".join(
            f"{indent}{_yaml_key(rng, name)}:{_yaml_value(rng, item, depth + 1)}"
            for name, item in value.items()
        )
    if rng.random() < 0.03:
        return rng.choice(_YAML_ODDITIES)
    return f" {json.dumps(value, ensure_ascii=rng.random() < 0.5)}"


_YAML_ODDITIES = (
    " &x [*x]", " *nowhere", " !!set {a, b}", " {? [a] : b}", " ? x\n  : y", " !!binary aGk=",
    " !!timestamp 2026-11-18", " !!int 0x1F", " <<: {a: b}", " 2026-11-18", " 07:30:00", " .inf",
    " 1_000", " 0o17", " =", " " + "[" * 600, " " + "- " * 600,
)  # fmt: skip
_YAML_TAGS = (
    "!!str", "!!int", "!!float", "!!bool", "!!null", "!!timestamp", "!!binary", "!x", "!",
    "!!python/object/apply:os.system", "&a", "!!omap", "!!map", "!!seq",
)  # fmt: skip


def toml(rng: random.Random, fields: Fields) -> str:
    tables = {name: value for name, value in fields.items() if _is_table(rng, value)}
    lines = [
        f"{_toml_key(name)} = {_toml_value(rng, value)}\n"
        for name, value in fields.items()
        if name not in tables
    ]
    for name, value in tables.items():
        for table in value if isinstance(value, list) else [value]:
            brackets = ("[[", "]]") if isinstance(value, list) else ("[", "]")
            lines.append(f"{brackets[0]}{_toml_key(name)}{brackets[1]}\n")
            lines += [f"{_toml_key(k)} = {_toml_value(rng, v)}\n" for k, v in table.items()]
    return "".join(lines)


def _is_table(rng: random.Random, value: Any) -> bool:
    if isinstance(value, list):
        return bool(value) and all(isinstance(item, dict) for item in value)
    return isinstance(value, dict) and rng.random() < 0.7


def _toml_key(name: str) -> str:
    return name if name.isidentifier() and name.isascii() else json.dumps(name, ensure_ascii=False)


def _toml_value(rng: random.Random, value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_toml_value(rng, item) for item in value) + "]"
    if isinstance(value, dict):
        pairs = (f"{_toml_key(str(k))} = {_toml_value(rng, v)}" for k, v in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, str):
        if value[:4].isdecimal() and value.isascii() and rng.random() < 0.6:
            return value  # a date, mostly
        forms = (
    json.dumps(value, ensure_ascii=False), json.dumps(value), f"'{value}'", f'"""{value}"""',
    f"'''\n{value}'''",
)  # fmt: skip
        return rng.choice(forms[:1] * 4 + forms)
    if value is None:
        return rng.choice(('""', "null", "nan", "inf", "07:30:00", "1979-05-27T07:32:00"))
    return json.dumps(value)


def to_json(rng: random.Random, value: Any) -> str:
    """Return JSON, sometimes with half a surrogate pair, a key twice, or depth."""
    text = json.dumps(value, indent=rng.choice((None, 1, 2)), ensure_ascii=rng.random() < 0.5)
    if rng.random() < 0.05:
        half = json.dumps(rng.choice(odd.SURROGATES))[1:-1]
        at = text.find('"', rng.randint(0, len(text))) + 1
        text = text[:at] + half + text[at:] if at else text
    if rng.random() < 0.02:
        text = text.replace('"', '"title": "again", "', 1)
    if rng.random() < 0.01:
        text = text.replace(":", ": " + "[" * rng.choice((100, 3000, 100_000)), 1)
    return text


def _header(rng: random.Random, fields: Fields) -> str:
    words = {name: v if isinstance(v, str) else json.dumps(v) for name, v in fields.items()}
    return "".join(f"{str(name).title()}: {value}\n" for name, value in words.items()) + "\n"


def matter(rng: random.Random, fields: Fields) -> str:
    form = rng.random()
    if form < 0.5:
        return f"---\n{broken(rng, yaml(rng, fields))}---\n"
    if form < 0.75:
        return f"+++\n{broken(rng, toml(rng, fields))}+++\n"
    if form < 0.9:
        return broken(rng, to_json(rng, fields)) + "\n"
    return broken(rng, _header(rng, fields))


# --- accidents -------------------------------------------------------------------------------


def broken(rng: random.Random, text: str) -> str:
    """Return the text, one in twelve with its syntax broken somewhere."""
    if rng.random() > 1 / 12:
        return text
    lines = text.split("\n")
    at = rng.randrange(len(lines))
    accident = rng.randrange(8)
    if accident == 0:
        del lines[at]
    elif accident == 1:
        lines.insert(at, lines[at])
    elif accident == 2:
        lines[at] = rng.choice(("\t", " ", "  ")) + lines[at]
    elif accident == 3:
        lines[at] = lines[at][: rng.randint(0, len(lines[at]))]
    elif accident == 4:
        lines.insert(at, rng.choice(odd.TEXTS))
    elif accident == 5:
        lines[at] = lines[at].replace(rng.choice('":,[]{}='), rng.choice(('"', "", ":", "'")))
    else:
        return bodies.mutated(rng, text, rng.randint(1, 3))
    return "\n".join(lines)


def damaged(rng: random.Random, text: str) -> bytes:
    """Return the bytes, a few of them not as they should be."""
    data = text.encode("utf-8", "surrogatepass")
    accident = rng.random()
    if accident < 0.94:
        return data
    if accident < 0.95:
        return b"\xef\xbb\xbf" + data
    if accident < 0.97:
        return data.replace(b"\n", rng.choice((b"\r\n", b"\r")))
    if accident < 0.975:
        return text.encode(rng.choice(("latin-1", "utf-16", "cp1252", "shift-jis")), "replace")
    if accident < 0.985:
        return data[: rng.randint(0, len(data))]
    at = rng.randint(0, len(data))
    return data[:at] + rng.choice((b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\x1a")) + data[at:]
