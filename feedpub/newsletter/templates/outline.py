"""What a template says of itself without being rendered: its blocks, and whom it speaks to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import jinja2
from jinja2 import nodes


class Named(NamedTuple):
    """A name in a template, and the line on which it stands."""

    name: str
    line: int


class Outline(NamedTuple):
    """What is known of a template."""

    extends: str
    """The template that it extends; empty if it extends none, or one that is chosen later."""

    blocks: Sequence[Named]
    """Those that stand in no other block."""

    names: frozenset[str]
    """Of all blocks."""

    printed: frozenset[str]
    """The blocks that it prints by ``self``."""

    segments: Sequence[Named]
    """The segments that it asks for."""

    outside: Sequence[Named]
    """What nothing prints, since it stands behind ``extends`` and in no block: a first word."""


def outline(source: str) -> Outline | None:
    """Return what a template says of itself; nothing if it cannot be read."""
    try:
        tree = _READER.parse(source)
    except (jinja2.TemplateError, RecursionError):
        return None
    blocks = [*tree.find_all(nodes.Block)]
    inner = {id(each) for block in blocks for each in block.find_all(nodes.Block)}
    parents = [*tree.find_all(nodes.Extends)]
    parent = parents[0].template if len(parents) == 1 else None
    return Outline(
        extends=str(parent.value) if isinstance(parent, nodes.Const) else "",
        blocks=[Named(block.name, block.lineno) for block in blocks if id(block) not in inner],
        names=frozenset(block.name for block in blocks),
        printed=frozenset(
            each.attr
            for each in tree.find_all(nodes.Getattr)
            if isinstance(each.node, nodes.Name) and each.node.name == "self"
        ),
        segments=[*_segments(tree)],
        outside=[*_outside(tree)],
    )


_READER = jinja2.Environment(trim_blocks=True, lstrip_blocks=True)


def _outside(tree: nodes.Template) -> Iterator[Named]:
    """Yield the first text of each statement; Jinja prints what stands before ``extends``."""
    extends = [at for at, node in enumerate(tree.body) if isinstance(node, nodes.Extends)]
    for node in tree.body[extends[0] + 1 :] if extends else ():
        yield from [*_printing(node)][:1]


_ELSEWHERE = (nodes.Block, nodes.Macro, nodes.AssignBlock)
"""What prints, if at all, not where it stands."""


def _printing(node: nodes.Node) -> Iterator[Named]:
    if isinstance(node, _ELSEWHERE):
        return
    if isinstance(node, nodes.CallBlock):
        yield Named("{%", node.lineno)
    elif isinstance(node, nodes.Output):
        for piece in node.nodes:
            if not isinstance(piece, nodes.TemplateData):
                yield Named("{{", piece.lineno)
            elif words := piece.data.split(maxsplit=1):
                before = piece.data.partition(words[0])[0].count("\n")
                yield Named(words[0], piece.lineno + before)
    else:
        for each in node.iter_child_nodes():
            yield from _printing(each)


def _segments(tree: nodes.Template) -> Iterator[Named]:
    """Yield what `segment` is compared with, unless the template gives the name to something."""
    names = [name for name in tree.find_all(nodes.Name) if name.name == "segment"]
    if any(name.ctx != "load" for name in names):
        return
    for test in tree.find_all(nodes.Compare):
        sides = [test.expr, *(operand.expr for operand in test.ops)]
        if any(isinstance(side, nodes.Name) and side.name == "segment" for side in sides):
            for side in sides:
                inside = side.items if isinstance(side, nodes.Tuple | nodes.List) else [side]
                for each in inside:
                    if isinstance(each, nodes.Const) and isinstance(each.value, str) and each.value:
                        yield Named(each.value, each.lineno)
