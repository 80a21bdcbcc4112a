"""The steps from a text to a clipping."""

from feedpub.loaders.clippings.blocks import blocks
from feedpub.loaders.clippings.end import cut_tail, read_end
from feedpub.loaders.clippings.header import read_header
from feedpub.loaders.clippings.paragraphs import read_paragraphs
from feedpub.loaders.clippings.parts import Parts
from feedpub.loaders.clippings.records import Clipping


def parse_clipping(text: str) -> Clipping:
    """Read a clipping, in time proportional to its length.

    Raises:
        ClippingError: It has no headline.
    """
    parts = Parts()
    units = read_header(read_paragraphs(text), parts)
    body = read_end(cut_tail(units, parts), parts)
    return parts.clipping(blocks(body))
