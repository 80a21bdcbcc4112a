"""Clippings: articles as people paste them from a news page into a plain text file.

A text is read in four steps: lines become `paragraphs`; `pictures` are put together from the
lines they were pasted as; the `header` is read down to the first paragraph of the body; the
`end` is read backwards. What is left becomes `blocks`. What is not surely furniture stays in
the body, and what is dropped is listed.

These steps know the places. What one line is by its words alone is known in `furniture`,
`labels`, `dates`, `names`, `captions` and `biographies`: to teach them a page's words, add a
line to one of their tables. There, a line is furniture, a date, a byline or a credit only if
*all* of it is; a sentence that merely begins the same way is not.
"""

from feedpub.loaders.clippings.parse import parse_clipping
from feedpub.loaders.clippings.records import Block, Clipping, ClippingError, Picture

__all__ = ["Block", "Clipping", "ClippingError", "Picture", "parse_clipping"]
