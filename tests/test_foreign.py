"""Template tags of other programs: carried out or reported, and never shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpub.markup.foreign import resolve_tags
from tests.site import Site


def resolved(text: str, kind: str = "markdown") -> str:
    """Return the text without marks, and make sure that nothing was reported."""
    result, found = resolve_tags(text, kind)
    assert not found
    return result


def reported(text: str, kind: str = "markdown") -> list[str]:
    return [tag.text for tag in resolve_tags(text, kind)[1]]


# --- what is carried out ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a {% raw %}{{ x }}{% endraw %} b", "a {{ x }} b", id="raw"),
        pytest.param("{%raw%}{% x %}{%endraw%}", "{% x %}", id="raw without spaces"),
        pytest.param("a{% comment %}{{ x }}\nb{% endcomment %}c", "ac", id="comment"),
        pytest.param("a\n{::comment}\nb\n{:/comment}\nc", "a\n\nc", id="comment of kramdown"),
        pytest.param(
            "{% highlight ruby %}\nx\n{% endhighlight %}", "```ruby\nx\n```", id="highlight"
        ),
        pytest.param(
            "{%- highlight c++ linenos -%}\nx\n{%- endhighlight -%}",
            "```c++\nx\n```",
            id="highlight with hyphens and options",
        ),
        pytest.param("{% highlight %}\nx\n{% endhighlight %}", "```\nx\n```", id="no language"),
        pytest.param(
            '{{< highlight go "linenos=table" >}}\nx\n{{< /highlight >}}',
            "```go\nx\n```",
            id="highlight of Hugo",
        ),
        pytest.param(
            "{% highlight liquid %}\n{% raw %}{{ x }}{% endraw %}\n{% endhighlight %}",
            "```liquid\n{{ x }}\n```",
            id="raw in highlight",
        ),
        pytest.param(
            "{% highlight md %}\n```\n{% endhighlight %}",
            "````md\n```\n````",
            id="a fence in highlight",
        ),
        pytest.param(
            '{{< figure src="a.png" alt="b" caption="{c}" >}}',
            '<figure><img src="a.png" alt="b"><figcaption>{c}</figcaption></figure>',
            id="figure",
        ),
    ],
)
def test_tags_of_an_exact_meaning_are_carried_out(text: str, expected: str) -> None:
    assert resolved(text) == expected


def test_highlighted_html_is_escaped_in_html() -> None:
    assert resolved("{% highlight html %}<b>&</b>{% endhighlight %}", "html") == (
        '<pre><code class="language-html">&lt;b&gt;&amp;&lt;/b&gt;</code></pre>'
    )


@pytest.mark.parametrize(
    ("tag", "address"),
    [
        ("{{< youtube abc-1 >}}", "https://www.youtube.com/watch?v=abc-1"),
        ('{{< youtube "abc" >}}', "https://www.youtube.com/watch?v=abc"),
        ('{{< youtube title="t" id="abc" >}}', "https://www.youtube.com/watch?v=abc"),
        ("{% youtube abc %}", "https://www.youtube.com/watch?v=abc"),
        ('{% youtube "https://youtu.be/abc" %}', "https://youtu.be/abc"),
        ("{{< vimeo 12 >}}", "https://vimeo.com/12"),
    ],
)
def test_a_video_becomes_a_link(tag: str, address: str) -> None:
    assert resolved(tag) == f'<p><a href="{address}">{address}</a></p>'


# --- code ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a `{{ x }}` b", id="inline"),
        pytest.param("a ``{% x %} ` `` b", id="inline with more ticks"),
        pytest.param("```liquid\n{{ x }}\n{: .y}\n```\n", id="fenced"),
        pytest.param("~~~\n{% x %}\n~~~", id="tildes"),
        pytest.param("a\n\n    {{ x }}\n\nb", id="indented"),
        pytest.param("日本語 `{{ x }}`", id="behind other scripts"),
        pytest.param("`{% comment %}` and `{% endcomment %}`", id="two ends of a block"),
        pytest.param("`{% raw %}` and `{% endraw %}`", id="two ends of raw"),
        pytest.param("<pre>\n{{ x }}\n\n{% y %}\n</pre>\n", id="pre in HTML"),
        pytest.param("a <code>{{ `x` }}</code> b `{{ y }}`", id="code in HTML"),
    ],
)
def test_code_is_kept_verbatim(text: str) -> None:
    assert resolved(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "<pre>{{ x }}</pre>",
        "<p><code class=a>{% x %}</code>",
        "<pre><code>{{ x }}</code>{{ y }}</pre>",
    ],
)
def test_code_in_html_is_kept_verbatim(text: str) -> None:
    assert resolved(text, "html") == text


def test_code_that_is_about_html_opens_no_code() -> None:
    assert reported("`<pre>` {{ a }} `</pre>`") == ["{{ a }}"]
    assert reported("`{{ a }}` <pre>`</pre>` {{ b }}</pre> {{ c }} `{{ d }}`") == ["{{ c }}"]


def test_raw_around_code_within_it_is_carried_out() -> None:
    """Jekyll's writers must put it there, and no reader shall see it."""
    assert resolved("`{% raw %}{{ x }}{% endraw %}`") == "`{{ x }}`"


def test_after_code_tags_count_again() -> None:
    assert reported("`{{ a }}` {{ b }} `{{ c }}` {{ d }}") == ["{{ b }}", "{{ d }}"]
    assert reported("<pre>{{ a }}</pre>{{ b }}", "html") == ["{{ b }}"]


# --- what is reported ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "tag",
    [
        "{{ page.title }}",
        "{{ x\n | y }}",
        "{{< notice >}}",
        "{{% notice %}}",
        "{{% /notice %}}",
        "{{/* c */}}",
        "{% include a.html %}",
        "{% if a %}",
        "{%- x -%}",
        "{% assign a = '{b}' %}",
        '{% include a.html url="{{ site.baseurl }}/b" %}',
        '{{< x y="{z}" >}}',
        "{% raw %}",
        "{{< youtube >}}",
        '{{< figure class="x" >}}',
        "{:toc}",
        "{: .class #id}",
        '{::options parse_block_html="true" /}',
        "{:/}",
    ],
)
@pytest.mark.parametrize("kind", ["markdown", "html"])
def test_other_tags_are_taken_out_and_reported(tag: str, kind: str) -> None:
    text, found = resolve_tags(f"é {tag} ü", kind)
    assert text == "é \ufdd0 ü"
    assert [(t.offset, t.text) for t in found] == [(2, tag)]


@pytest.mark.parametrize(
    "text",
    [
        "{a}",
        "{ : x}",
        "a } b",
        "{{",
        "100 {% off",
        "by {author} of {tag}sea",
        "\\frac{a}{b}",
        "{}",
        "{filename} x",
    ],
)
def test_other_braces_are_text(text: str) -> None:
    assert resolved(text) == text


def test_every_tag_is_told_at_its_place(site: Site) -> None:
    body = "Ünï **{{ a }}**\n\n| 日本 {% b %} |\n\nText.\n{: .c}\n"
    site.article("a.md", body)
    findings = site.run("check", "--format", "json").json()
    assert [
        (f["line"], f["column"], f["message"]) for f in findings if f["code"] == "template-tag"
    ] == [
        (5, 7, "`{{ a }}` was removed"),
        (7, 6, "`{% b %}` was removed"),
        (10, 1, "`{: .c}` was removed"),
    ]


def html_of(site: Site, body: str, name: str = "a.md") -> str:
    """Return the body of an article in the built feed."""
    site.article(name, body, title="This one").build()
    items = {item["title"]: item["content_html"] for item in site.feed()["items"]}
    return str(items["This one"])


@pytest.mark.parametrize("tag", ["{{ x }}", "{% include y.html %}", "{: .z}", "{{< w >}}"])
def test_no_tag_reaches_a_reader(site: Site, tag: str) -> None:
    body = f'# Head {tag}\n\nA {tag} b.\n\n- {tag} c\n\n<p title="{tag}">d</p>'
    html = html_of(site, body)
    assert "{" not in html
    assert "}" not in html
    assert not set(html) & set("\ufdd0\ufdd1\ufdd2\ufdd3")


def test_no_tag_reaches_the_title(site: Site) -> None:
    site.write("articles/2026-11-18-x.md", "# Head {{ x }} line {#id}\n\nText.\n").build()
    assert site.feed()["items"][0]["title"] == "Head line"


def test_a_tag_in_an_address_drops_the_link_and_keeps_the_words(site: Site) -> None:
    html = html_of(site, "[words]({{ page.url }}x) and ![p]({{ x }}.png) and [more](/y)")
    assert "<a>words</a>" in html
    assert "<img" not in html
    assert '<a href="https://post.example/y">more</a>' in html


# --- addresses -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "{{ site.url }}/x/",
        "{{site.baseurl}}/x/",
        "{{ site.url }}{{ site.baseurl }}/x/",
        "{{ '/x/' | relative_url }}",
        '{{ "x/" | absolute_url }}',
        "{{ '/x/' | prepend: site.baseurl | prepend: site.url }}",
    ],
)
@pytest.mark.parametrize("form", ["[w]({})", '<a href="{}">w</a>', "[w][1]\n\n[1]: <{}>"])
def test_the_address_of_the_site_is_filled_in(site: Site, address: str, form: str) -> None:
    body = form.format(address) if '"' not in address else f"[w]({address})"
    assert '<a href="https://post.example/x/">w</a>' in html_of(site, body)


def test_the_address_of_the_site_as_text(site: Site) -> None:
    assert "at https://post.example/x." in html_of(site, "at {{ site.url }}{{ site.baseurl }}/x.")


@pytest.mark.parametrize(
    "reference",
    [
        "{% post_url 2026-11-01-other %}",
        "{% link _posts/2026-11-01-other.md %}",
        "{{ site.baseurl }}{% post_url 2026-11-01-other %}",
        "{{ site.baseurl }}{% link _posts/2026-11-01-other.md %}",
        '{{< ref "2026-11-01-other.md" >}}',
        '{{< relref "/_posts/2026-11-01-other" >}}',
        '{{% ref "2026-11-01-other.md" %}}',
        "{filename}2026-11-01-other.md",
        "{filename}/_posts/2026-11-01-other.md",
        "{filename}../_posts/2026-11-01-other.md",
        "@/_posts/2026-11-01-other.md",
        "2026-11-01-other.md",
    ],
)
@pytest.mark.parametrize("form", ["[w]({})", '<a href="{}">w</a>'])
def test_a_link_to_a_file_becomes_one_to_its_article(site: Site, reference: str, form: str) -> None:
    site.article("_posts/2026-11-01-other.md", "Other.", date=None, title="Other")
    body = form.format(reference.replace('"', "'")) if "<a" in form else form.format(reference)
    html = html_of(site, body, "_posts/2026-11-02-this.md")
    assert '<a href="https://post.example/2026/11/other/">w</a>' in html


def test_a_fragment_goes_with_the_link(site: Site) -> None:
    site.article("other.md", "Other.", date="2026-11-01", title="Other")
    html = html_of(site, '[w]({{< relref "other.md#part" >}})')
    assert 'href="https://post.example/2026/11/other/#part"' in html


def test_a_link_to_no_article_keeps_the_words_and_is_told(site: Site) -> None:
    html = html_of(site, "Text.\n\nSee [w]({% post_url 2020-01-01-gone %}).")
    assert "See <a>w</a>." in html
    findings = site.run("check", "--format", "json").json()
    assert [(f["code"], f["line"]) for f in findings] == [("link-unresolved", 7)]


@pytest.mark.parametrize("link", ["{tag}sea", "{category}sea", "{author}ann-lee", "{index}"])
@pytest.mark.parametrize("form", ["See [w]({}).", "See <a href='{}'>w</a>."])
def test_lists_of_pelican_keep_the_words_and_are_told(site: Site, link: str, form: str) -> None:
    assert "See <a>w</a>." in html_of(site, "Text.\n\n" + form.format(link))
    findings = site.run("check", "--format", "json").json()
    assert [(f["code"], f["line"]) for f in findings] == [("link-unresolved", 7)]


def test_static_files_of_pelican_are_found(site: Site) -> None:
    html = html_of(site, "[a]({static}/files/x.pdf) [b]({attach}y.pdf)")
    assert 'href="https://post.example/files/x.pdf"' in html
    assert 'y.pdf">b</a>' in html


# --- anything --------------------------------------------------------------------------------

tagish = st.lists(
    st.sampled_from(
        [
            "{{",
            "}}",
            "{%",
            "%}",
            "{:",
            "}",
            "{",
            "`",
            "```\n",
            "\n",
            "    ",
            " ",
            '"',
            "'",
            "é",
            "<pre>",
            "</pre>",
            "raw",
            "endraw",
            "comment",
            "endcomment",
            "highlight",
            "endhighlight",
            "site.url",
            "ref",
            "youtube",
            "figure",
            "src=",
            "{filename}",
            "{static}",
            "/x",
            "::comment",
            "/",
        ]
    ),
    max_size=25,
).map("".join)


@given(tagish, st.sampled_from(["markdown", "html"]))
def test_every_report_names_what_stands_there(text: str, kind: str) -> None:
    result, found = resolve_tags(text, kind)
    assert all(text.startswith(tag.text, tag.offset) for tag in found)
    assert result.count("\ufdd0") == len(found)


def test_a_value_named_raw_is_no_block() -> None:
    text, found = resolve_tags("{{ raw }} a {{ site.url }}/x {% endraw %}", "markdown")
    assert [tag.text for tag in found] == ["{{ raw }}", "{% endraw %}"]
    assert "{{" not in text


@pytest.mark.parametrize("tag", ["{{< youtube abc >}}", '{{< figure src="p.png" >}}'])
def test_markdown_below_a_tag_is_read(site: Site, tag: str) -> None:
    assert "<strong>bold</strong>" in html_of(site, f"{tag}\n**bold**")
