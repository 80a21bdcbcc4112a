"""HTML and Markdown as browsers, editors, other programs and attackers write them."""

# ruff: noqa: E501 -- what an attacker writes stands on one line
from __future__ import annotations

import random

from tests.fuzz import odd

PIECES = (
    "<p>One <em>two</em> <strong>three</strong>.</p>",
    '<p><a href="https://example.org/a?b=1&amp;c=2">link</a></p>',
    '<img src="pic.png" alt="A picture" width=3>',
    '<figure><img src="/x.jpg"><figcaption>Words</figcaption></figure>',
    "<table><tr><td style='text-align:center;color:red'>a<td>b</table>",
    "<ul><li>a<li>b<ul><li>c</ul></ul>",
    "<pre><code class='language-html'>&lt;script&gt;alert(1)&lt;/script&gt;</code></pre>",
    "<details open><summary>s</summary>d</details>",
    '<video src="a.mp4" poster="javascript:alert(1)" onerror=alert(1)><source src="b.webm"></video>',
    '<audio src="tape.mp3" controls></audio>',
    '<picture><source srcset="a.png 1x, javascript:alert(1) 2x"><img src="a.png"></picture>',
    '<img srcset="a.png, data:text/html,x 2x,,  b.png 100w" sizes="x">',
    '<iframe src="https://www.youtube.com/embed/abc" onload=alert(1)></iframe>',
    "<iframe src=javascript:alert(1) title='\"><script>alert(1)</script>'>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    '<embed src="data:text/html;base64,PHNjcmlwdD4=">',
    "<object data=javascript:alert(1)><param name=x></object>", "<script>alert(1)</script>",
    "<script/src=//x.example/a.js></script >", "<SCRIPT\t>alert(1)</SCRIPT\n>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<style>*{background:url(javascript:alert(1))}</style>",
    "<link rel=stylesheet href=javascript:alert(1)><meta http-equiv=refresh content='0;url=javascript:x'>",
    "<base href='javascript:/x//'><a href='%0aalert(1)'>x</a>",
    "<form action=javascript:alert(1)><input formaction=javascript:alert(1) type=submit><button>x",
    "<body onload=alert(1)><p onclick='alert(1)' style='x:expression(alert(1))'>x</p>",
    "<a href='java\tscript:alert(1)'>x</a><a href='&#1;javascript:alert(1)'>y</a>",
    "<a href=javascript&colon;alert(1)>x</a><a href=&#x6A&#x61vascript:alert(1)>y</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a><a href=vbscript:x>y</a>",
    "<a href='feed:javascript:alert(1)'>x</a><a href='//x.example'>y</a><a href=#f>z</a>",
    "<a href='http://x/' ping='javascript:x' target=_blank rel='noopener \" x'>x</a>",
    "<svg onload=alert(1)><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    "<svg><script>alert(1)</script><style><img src=x onerror=alert(1)></style></svg>",
    "<svg><foreignObject><p><style><!--</style><img title='--&gt;&lt;img src=x onerror=alert(1)&gt;'>",
    "<svg><animate attributeName=href values=javascript:alert(1)></svg><svg><use href=data:x>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi><annotation-xml encoding='text/html'><svg><p>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><script>alert(1)</script></template><select><template><style></template></select>",
    "<textarea></textarea><img src=x onerror=alert(1)></textarea><title><b>x",
    "<xmp><img src=x onerror=alert(1)></xmp><noembed><p>x</noembed><noframes><p>y</noframes>",
    "<plaintext><p>x", "<listing>&lt;img src=x onerror=alert(1)&gt;</listing>",
    "<isindex type=image src=1 onerror=alert(1)><image src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)><blink><font color=red><center><nav>n</nav>",
    "<!--><img src=x onerror=alert(1)>--><!-->x<!--->y<!--a--!><b>z",
    "<![CDATA[<script>alert(1)</script>]]>", "<?php echo 1 ?><?xml x><!DOCTYPE html><!ELEMENT x>",
    "<%= x %><$x><1><a<b>c</ p></>< p>",
    "<p title=\"`onmouseover=alert(1)\" id='x' lang=\"x'\" class='a language-c++ b'>x",
    "<p/onclick=alert(1)/x=\">\"'><p \x00onclick=alert(1)><p onclick\x0c=alert(1)>",
    "<img src=\"x\"\"onerror=alert(1)><img/src='x'onerror=alert(1)><img src=`x`onerror=alert(1)>",
    "<b><p><i></b>x</i></p><a><a><nobr><nobr><table><b><tr><td></b><i>",
    "<table><caption><svg><desc><td><a><table><form>x</table>",
    "<p>&lt;script&gt; &amp;lt;b&amp;gt; &#60;img&#62; &nbsp;&copy&notit; &#8;&#x80;&#xFDD0;&#xFFFE;</p>",
    "<p>\ufdd0a\ufdd1b\ufdd2a1.md\ufdd3c</p><a href='\ufdd1/x'>s</a><a href='%EF%B7%91/x'>t</a>",
    "<a href='{{ site.url }}/x'>x</a>{% raw %}<script>{{ x }}</script>{% endraw %}",
    "{{< figure src=\"javascript:alert(1)\" caption=\"<script>alert(1)</script>\" >}}",
    "{{< youtube abc\"onload=\"x >}}{% youtube id='<b>' %}{% highlight html %}<script>{% endhighlight %}",
    "{% link _posts/a1.md %} {{ \"/x\" | relative_url }} {filename}/a1.md {#id .x}{: onclick=x}",
    "<q cite='javascript:alert(1)'>x</q><blockquote cite='/x'>y</blockquote><del cite=data:x>z</del>",
    "<ruby>漢<rp>(</rp><rt>kan</rt></ruby><bdo dir=rtl>x</bdo><time datetime='x'>y</time>",
    "<p>Intro</p><!--more--><p>Rest</p><hr><br/><wbr></br></p>",
    "<dl><dt>a<dd>b</dl><h1>t</h1><h2 id='\"><script>'>u</h2><hgroup><h3>v",
    "<dialog open>x</dialog><canvas>y</canvas><menu><slot><portal src=javascript:x>",
)  # fmt: skip

MARKDOWN = (
    "# Heading {#id .x onclick=alert(1)}\n", "Title\n=====\n",
    "Some *text* with **marks**, `code` and a [link](https://example.org \"t\").\n",
    "![alt](pic.png \"A caption\")\n",
    "![a\"onerror=\"alert(1)](x.png \"b\\\"onload=\\\"alert(1)\")\n",
    "[x](javascript:alert(1)) [y](<java\tscript:alert(1)>) [z](&#106;avascript:alert(1))\n",
    "[x](data:text/html,<script>) [y](vbscript:x) [z](http://[) [w](a1.md#f) [v](missing.md)\n",
    "<javascript:alert(1)> <https://example.org/> <a@example.org> <data:text/html,x>\n",
    "[r]: javascript:alert(1) \"t\"\n\n[r] and [r][] and [t][r]\n",
    "- a\n- b\n  - c\n\n1. x\n2. y\n", "- [ ] open\n- [x] done\n", "> quote\n>> deeper\n",
    "```html\n<script>alert(1)</script>\n```\n", "~~~ {.x onclick=alert(1)}\ncode\n",
    "    indented <script>\n", "| a | b |\n|:-:|--:|\n| `|` | <b> |\n",
    "Foot[^1] and [^x].\n\n[^1]: Note <script>alert(1)</script>\n", "Term\n: Definition\n",
    "~~gone~~ a\\<b> \\* &copy; &#0; &#x1;\n", "***\n---\n___\n",
    "<div>\n\n*a*\n\n</div>\n\n<!-- more -->\n", "*" * 60 + "a" + "*" * 60 + "\n",
    "[" * 60 + "a" + "](" * 30 + "\n", "> " * 40 + "deep\n", "`" * 30 + " <b> " + "`" * 29 + "\n",
    "<" * 40 + "a" * 10 + "\n", "[a](" + "(" * 40 + ")\n", "[a]: <" + "x" * 50 + "\n[a]\n",
    "![[]()](![]()[](\n", "<b\n\n>x</b\n", "<script>\n\nalert(1)\n\n</script>\n\n<style>\n*{}\n",
    "<img src=x\n\nonerror=alert(1)>\n", "A line  \nbroken\\\ntwice\n",
)  # fmt: skip

_AROUND = (
    ("<div>", "</div>"), ("<table><tr><td>", "</table>"), ("<svg>", "</svg>"),
    ("<math>", "</math>"), ("<pre>", "</pre>"), ("<code>", "</code>"), ("<select>", "</select>"),
    ("<p>", ""), ("<a href=x>", ""), ("<noscript>", "</noscript>"), ("<template>", "</template>"),
    ("<ul><li>", "</ul>"), ("<!--", "-->"), ("<style>", "</style>"), ("<svg><desc>", ""),
    ("<math><mtext>", ""), ("<b><i>", "</b></i>"), ("<blockquote>", "</blockquote>"),
    ("{% raw %}", "{% endraw %}"), ("<textarea>", ""), ("<title>", ""), ("<iframe>", "</iframe>"),
    ("<ruby><rt>", ""), ("<details><summary>", "</details>"),
)  # fmt: skip

_SIGNS = (
    "<", ">", "</", "/>", "&", "&#", "&lt;", "&gt;", "&amp;", "&quot;", '"', "'", "`", "=", "/",
    "\\", "\t", "\n", "\r", "\f", " ", "\x0b", "\x01", "\x1b", "\x80", "\x9f", "\u00a0", "\u2028",
    "\u200b", "\u202e", "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufeff", "\ufffe", "\U0010ffff",
    "<!--", "-->", "--!>", "<![CDATA[", "]]>", "<?", "?>", "<script>", "</script>", "<style>",
    "</style>", "<svg>", "</svg>", "<math>", "</p>", "</table>", "<p>", "<a href=",
    " onload=alert(1) ", " style='x' ", "javascript:", "data:", "{{", "}}", "{%", "%}", "{:",
    "<iframe ", "</iframe>", "<img ", "src=", "srcset=", "&#106;", "&Tab;", "&NewLine;", "&colon;",
    "日", "e\u0301", "🚢", "](", "![", "[", "]", "*", "_", "#", "\n\n", "\n    ", "\n> ", "\n- ",
    "|", "~~~", "```",
)  # fmt: skip


def html(rng: random.Random) -> str:
    """Return some HTML, mutated as often as not."""
    if rng.random() < 0.001:
        return _flood(rng)
    pieces = [_piece(rng) for _ in range(rng.randint(1, 4))]
    body = rng.choice(("", "\n", " text ")).join(pieces)
    if rng.random() < 0.3:
        before, after = rng.choice(_AROUND)
        times = rng.choice((1, 1, 1, 2, 5)) if rng.random() < 0.97 else 120
        body = before * times + body + after * times
    return mutated(rng, body, rng.choice((0, 0, 1, 2, 5)))


def markdown(rng: random.Random) -> str:
    """Return some Markdown, with HTML among it, mutated as often as not."""
    if rng.random() < 0.001:
        return _flood(rng)
    pieces = [
        rng.choice(MARKDOWN) if rng.random() < 0.7 else _piece(rng) + "\n"
        for _ in range(rng.randint(1, 5))
    ]
    return mutated(rng, rng.choice(("", "\n")).join(pieces), rng.choice((0, 0, 0, 1, 3)))


def mutated(rng: random.Random, text: str, times: int) -> str:
    """Return `text` after so many small accidents."""
    for _ in range(times):
        text = rng.choice(_MUTATIONS)(rng, text)
    return text


def _flood(rng: random.Random) -> str:
    """Return very much of the same, which takes a careless program very long."""
    pieces = rng.choices((*_SIGNS, *_PIECES_OF_TAGS), k=rng.choice((1, 1, 2, 3)))
    between = rng.choice(("", "", " ", "\n", "a"))
    return between.join(pieces) * rng.choice((300, 1_000, 30_000))


_PIECES_OF_TAGS = ("<b>", "<div>", "<table><td>", "<a href='", "<!-", "<iframe>", "<x y='",
                   "{{<figure ", "> ", "- ", "[a](", "![", "*a_", "<p title=", "&#", "<pre><code>",
                   "[^1]: ", "| ", "<svg>", "&amp;", "}}{{", "<code>`")  # fmt: skip


def _piece(rng: random.Random) -> str:
    if rng.random() < 0.15:
        return _element(rng)
    if rng.random() < 0.1:
        return odd.text(rng)
    return rng.choice(PIECES)


_NAMES = """
    a img p div td source video audio q blockquote iframe embed object svg math use image script
    style base form input button link meta b x-y svg:a template noscript table select option
    textarea area map
""".split()
_ATTRIBUTES = """
    href src srcset poster cite action formaction xlink:href data background lowsrc dynsrc longdesc
    onclick onload onerror onmouseover style class id title srcdoc target http-equiv content is
    slot values from to ping manifest code archive codebase profile usemap
""".split()


def _element(rng: random.Random) -> str:
    """Return an element with attributes that need not fit it."""
    name = rng.choice(_NAMES)
    attributes = ""
    for _ in range(rng.randint(0, 3)):
        value = rng.choice((odd.address, odd.text))(rng)
        quote = rng.choice(('"', '"', "'", "", "`"))
        space = rng.choice((" ", " ", "\t", "/", "\n", ""))
        attributes += f"{space}{_cased(rng, rng.choice(_ATTRIBUTES))}={quote}{value}{quote}"
    end = rng.choice((f"</{name}>", "", f"</{name.upper()} >"))
    return f"<{_cased(rng, name)}{attributes}>{odd.text(rng)}{end}"


def _cased(rng: random.Random, name: str) -> str:
    return name if rng.random() < 0.8 else "".join(rng.choice((c, c.upper())) for c in name)


def _insert(rng: random.Random, text: str) -> str:
    at = rng.randint(0, len(text))
    return text[:at] + rng.choice(_SIGNS) + text[at:]


def _delete(rng: random.Random, text: str) -> str:
    at = rng.randint(0, len(text))
    return text[:at] + text[at + rng.choice((1, 1, 2, 5, 20)) :]


def _copy(rng: random.Random, text: str) -> str:
    start, at = rng.randint(0, len(text)), rng.randint(0, len(text))
    return text[:at] + text[start : start + rng.randint(1, 40)] + text[at:]


def _encode(rng: random.Random, text: str) -> str:
    """Write one character as a reference, so that it is decoded later than was thought."""
    if not text:
        return text
    at = rng.randrange(len(text))
    code = ord(text[at])
    form = rng.choice(
        (f"&#{code};", f"&#x{code:X};", f"&#{code:08}", f"&amp;#{code};", f"%{code:02X}")
    )
    return text[:at] + form + text[at + 1 :]


def _splice(rng: random.Random, text: str) -> str:
    at = rng.randint(0, len(text))
    return text[:at] + rng.choice(PIECES) + text[at:]


def _cut(rng: random.Random, text: str) -> str:
    return text[: rng.randint(0, len(text))]


def _repeat(rng: random.Random, text: str) -> str:
    at = rng.randint(0, len(text))
    piece = text[at : at + rng.randint(1, 12)]
    return text[:at] + piece * rng.choice((2, 3, 10, 60)) + text[at:]


_MUTATIONS = (_insert, _insert, _insert, _delete, _delete, _copy, _encode, _splice, _cut, _repeat)
