"""YAML front matter, read as writers mean it. The only door to PyYAML."""

from __future__ import annotations

import re
from typing import Any, ClassVar

import yaml

from feedpub.errors import ArticleError, Location
from feedpub.loaders.yaml_simple import parse_simple
from feedpub.places import Place, place_of_offset


def parse_yaml(block: str, path: str, line: int = 1) -> Any:
    """Return what the YAML holds; `line` is where it begins in the file.

    Raises:
        ArticleError: at the place that cannot be read.
    """
    fields = parse_simple(block)
    return parse_whole(block, path, line) if fields is None else fields


def parse_whole(block: str, path: str, line: int = 1) -> Any:
    """Return the same as `parse_yaml`, by way of the whole language.

    Raises:
        ArticleError: at the place that cannot be read.
    """
    try:
        if sum(block.count(sign) for sign in "[{-?") > _DEEPEST:
            _refuse_depth(block, path, line)
        if _ALIAS.search(block):
            _refuse_explosion(block, path, line)
        return yaml.load(block, Loader=_Loader)
    except yaml.MarkedYAMLError as e:
        mark = e.problem_mark or e.context_mark
        at = _location(mark, block, path, line) if mark else Location(path, line)
        raise ArticleError(
            f"not valid YAML: {_yaml_problem(e, block)}", at=at, hint=_yaml_hint(e, block)
        ) from e
    except (yaml.YAMLError, ValueError) as e:
        raise ArticleError(f"not valid YAML: {e}", at=Location(path, line)) from e
    except RecursionError as e:
        raise ArticleError("the front matter is nested too deeply", at=Location(path, line)) from e


def _place(mark: Any, block: str) -> Place:
    """Return the place of a mark; its own lines end at U+0085, U+2028 and U+2029 too."""
    return place_of_offset(block, min(mark.index, len(block)))


def _location(mark: Any, block: str, path: str, line: int) -> Location:
    place = _place(mark, block)
    return Location(path, place.line + line - 1, place.column)


_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MISFITS = (ValueError, LookupError, AttributeError, TypeError, OverflowError)
"""What PyYAML's constructors raise where a tag such as ``!!int`` finds another value."""


class _Loader(_Base):  # type: ignore[misc]
    """YAML as writers mean it: dates, versions and times stay the text that they are.

    Only ``true``, ``false``, ``null`` and whole numbers are not text, so that ``no`` may be a
    tag and ``1.10`` a title. One key twice is an error.
    """

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}

    def construct_object(self, node: Any, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except _MISFITS as e:
            tag = node.tag.replace("tag:yaml.org,2002:", "!!")
            problem = f"the tag `{tag}` does not fit its value"
            raise yaml.constructor.ConstructorError(None, None, problem, node.start_mark) from e

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        # Before it is made, since then the keys of a merge (`<<`) are among its own.
        if isinstance(node, yaml.MappingNode):
            _refuse_duplicates(node)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"(?:true|false)$", re.I), list("tTfF")
)
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:null", re.compile(r"(?:~|null|)$", re.I), ["~", "n", "N", ""]
)
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"-?(?:0|[1-9][0-9]{0,17})$"), list("-0123456789")
)
_Loader.add_implicit_resolver("tag:yaml.org,2002:merge", re.compile(r"<<$"), ["<"])


def _refuse_duplicates(node: Any) -> None:
    seen: set[str] = set()
    for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
        if key.value in seen:
            raise yaml.constructor.ConstructorError(
                None, None, f"the key `{key.value}` stands here a second time", key.start_mark
            )
        seen.add(key.value)


_DEEPEST = 500
"""How deep values may be nested; the C loader recurses, and 100,000 end the process."""


def _refuse_depth(block: str, path: str, line: int) -> None:
    depth = 0
    for event in yaml.parse(block, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            at = _location(event.start_mark, block, path, line)
            raise ArticleError("the front matter is nested too deeply", at=at)


_ALIAS = re.compile(r"(?:^|[\s\[{,:-])\*\w")
_EXPLODED = 10_000


def _refuse_explosion(block: str, path: str, line: int) -> None:
    """Raise if the aliases of a document would unfold to a very large one ("billion laughs")."""
    node = yaml.compose(block, Loader=_Loader)
    if node is not None and _size(node, {}, set()) > _EXPLODED:
        match = _ALIAS.search(block)
        place = place_of_offset(block, match.end() - 2 if match else 0)
        at = Location(path, place.line + line - 1, place.column)
        raise ArticleError(
            "the aliases (`*name`) unfold to too much", at=at, hint="write the values out"
        )


def _size(node: Any, known: dict[int, int], open_: set[int]) -> int:
    if id(node) in open_:
        return _EXPLODED + 1  # a node within itself
    if id(node) not in known:
        open_.add(id(node))
        value = node.value if isinstance(node.value, list) else []
        children = [
            child for item in value for child in (item if isinstance(item, tuple) else (item,))
        ]
        known[id(node)] = 1 + sum(_size(child, known, open_) for child in children)
        open_.discard(id(node))
    return known[id(node)]


def _yaml_problem(error: yaml.MarkedYAMLError, block: str) -> str:
    return str(error.problem or error.context or "it cannot be read")


def _yaml_hint(error: yaml.MarkedYAMLError, block: str) -> str:
    if re.search(r"^ *\t", block, re.M):
        return "YAML is indented with spaces, never with tabs"
    if "mapping values are not allowed" in str(error.problem):
        return "put the value between quotes, since it holds a colon"
    return ""


def yaml_place(block: str, key: tuple[str | int, ...]) -> Place | None:
    """Return where the field `key` stands in the block."""
    node: Any = yaml.compose(block, Loader=_Loader)
    place: Place | None = None
    for step in key:
        found = _child(node, step)
        if found is None:
            break
        mark, node = found
        place = _place(mark, block)
    return place


def _child(node: Any, step: str | int) -> tuple[Any, Any] | None:
    """Return where one step leads: the mark of the key or item, and the node."""
    if isinstance(node, yaml.MappingNode):
        return next(
            ((key.start_mark, value) for key, value in node.value if key.value == step), None
        )
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark, node.value[step]
    return None
