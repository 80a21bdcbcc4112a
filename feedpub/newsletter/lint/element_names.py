"""The names of elements: those of HTML, of old HTML, and of pictures that are drawn in it."""

from __future__ import annotations

ELEMENTS = frozenset(
    """
    a abbr acronym address animate applet area article aside audio b base basefont bdi bdo bgsound
    big blink blockquote body br button canvas caption center circle cite clippath code col
    colgroup command content data datalist dd defs del desc details dfn dialog dir div dl dt
    element ellipse em embed fieldset figcaption figure fencedframe filter font footer
    foreignobject form frame frameset g h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe
    image img input ins isindex kbd keygen label layer legend li line lineargradient link listing
    main map mark marker marquee mask math menu menuitem meta metadata meter multicol nav
    nextid nobr noembed noframes nolayer noscript object ol optgroup option output p param path
    pattern picture plaintext polygon polyline portal pre progress q radialgradient rb rbc rect rp
    rt rtc ruby s samp script search section select selectedcontent shadow slot small source
    spacer span stop strike strong style sub summary sup svg symbol table tbody td template text
    textarea textpath tfoot th thead time title tr track tspan tt u ul use var video view wbr xml
    xmp
    """.split()
)
"""HTML (the living standard, and its section 16 on obsolete features), and SVG."""
