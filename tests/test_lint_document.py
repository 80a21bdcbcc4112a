"""The document that the checks of mail see: elements, texts and styles with exact places."""

from __future__ import annotations

import pytest

from feedpub.newsletter.lint import css
from feedpub.newsletter.lint.document import Document, Element, parse
from feedpub.newsletter.lint.element import Element as SameElement


def only(document: Document, tag: str) -> Element:
    (found,) = [element for element in document.elements if element.tag == tag]
    return found


def test_an_element_knows_where_it_starts_and_ends() -> None:
    html = "<p>é <b class=x>one</b> two</p>"
    bold = only(parse(html), "b")
    assert html[bold.at : bold.end] == "<b class=x>one</b>"
    assert html[bold.inside :].startswith("one")
    assert isinstance(bold, SameElement)


@pytest.mark.parametrize(
    "written",
    ['style="color:red"', "style='color:red'", "STYLE = color:red", 'a b="" style="color:red"'],
)
def test_an_attribute_knows_where_its_value_starts(written: str) -> None:
    html = f"<p {written}>x</p>"
    paragraph = only(parse(html), "p")
    assert paragraph.attributes["style"] == "color:red"
    assert html[paragraph.value_at("style") :].startswith("color:red")


def test_an_attribute_without_a_value_is_where_its_name_is() -> None:
    html = "<ol reversed>"
    element = only(parse(html), "ol")
    assert element.attributes == {"reversed": ""}
    assert html[element.value_at("reversed") :] == "reversed>"
    assert element.value_at("start") == element.at


def test_places_in_a_value_hold_where_characters_are_written_as_references() -> None:
    html = '<p style="font-family:&quot;A&quot;,&#x42;;color:red;top:0">'
    element = only(parse(html), "p")
    first, second, third = css.style_of(element)
    assert first.value == '"A",B'
    assert html[second.at :].startswith("color")
    assert html[third.value_at :].startswith('0">')


def test_of_an_attribute_given_twice_the_first_counts() -> None:
    assert only(parse("<p id=a id=b>"), "p").attributes == {"id": "a"}


def test_what_a_tag_leaves_out_is_closed_as_in_browsers() -> None:
    document = parse("<ul><li>one<li>two</ul><p>a<p>b<table><tr><td>c<td>d<tr><td>e</table>f")
    assert [item.words for item in document.elements if item.tag == "li"] == ["one", "two"]
    assert [item.own_text for item in document.elements if item.tag == "p"] == ["a", "b"]
    assert [cell.words for cell in document.elements if cell.tag == "td"] == ["c", "d", "e"]
    assert [row.words for row in document.elements if row.tag == "tr"] == ["c d", "e"]


def test_an_end_tag_does_not_leave_its_table_cell() -> None:
    document = parse("<p>a<div><table><tr><td>b</p></div>c</table>d</div>e")
    assert only(document, "td").words == "bc"
    assert only(document, "div").words == "bc d"


def test_words_are_apart_where_blocks_are() -> None:
    document = parse(
        "<div><p>One</p><p>t<b>w</b>o&nbsp;&amp;</p>three<br>four<style>x</style></div>"
    )
    assert only(document, "div").words == "One two & three four"


def test_ancestors_are_nearest_first_and_descendants_in_order() -> None:
    document = parse("<table><tr><td><p><b>x</b></p><i></i></table>")
    bold = only(document, "b")
    assert [element.tag for element in bold.ancestors()] == ["p", "td", "tr", "table"]
    assert [e.tag for e in only(document, "td").descendants()] == ["p", "b", "i"]


def test_conditional_comments_tell_who_sees_an_element() -> None:
    html = """<!--[if mso]><table><tr><td width=600><v:rect/><![endif]--><div>x</div>
        <!--[if mso]></td></tr></table><![endif]--><!--[if !mso]><!--><b>y</b>
        <!--<![endif]--><i>z</i><!-- <u>nobody</u> --><!--[if lt mso 9]><s>old</s><![endif]-->"""
    document = parse(html)
    seen = {element.tag: element.mso for element in document.elements}
    assert seen == {
        "table": "only", "tr": "only", "td": "only", "v:rect": "only",
        "div": "", "b": "not", "i": "",
    }  # fmt: skip
    cell = only(document, "td")
    assert html[cell.value_at("width") :].startswith("600")
    assert next(only(document, "div").ancestors()) is cell
    assert only(document, "b").parent is None


@pytest.mark.parametrize(
    ("expression", "seen"),
    [
        ("mso", "only"),
        ("gte mso 9", "only"),
        ("gte mso 16", "only"),
        ("lte mso 12", "only"),
        ("lt mso 12", None),
        ("(gte mso 12)&(lt mso 15)", "only"),
        ("mso | IE", "only"),
        ("vml", "only"),
        ("gt mso 20", None),
        ("IE 6", None),
        ("!mso", None),
    ],
)
def test_a_hidden_part_is_read_if_some_outlook_reads_it(expression: str, seen: str | None) -> None:
    found = [e.mso for e in parse(f"<!--[if {expression}]><p>x</p><![endif]-->").elements]
    assert found == ([seen] if seen else [])


@pytest.mark.parametrize(
    "opening", ["<!--[if !mso]><!-->", "<!--[if !mso]><!-- -->", "<![if !mso]>"]
)
@pytest.mark.parametrize("closing", ["<!--<![endif]-->", "<![endif]>"])
def test_a_part_for_all_but_outlook_ends_with_its_end(opening: str, closing: str) -> None:
    document = parse(f"{opening}<b>x</b>{closing}<i>y</i>")
    assert [element.mso for element in document.elements] == ["not", ""]


def test_words_for_outlook_alone_are_not_those_of_others() -> None:
    document = parse("<a>Read<!--[if mso]><i>&nbsp;wide</i><![endif]--></a>")
    assert only(document, "a").words == "Read"
    assert only(document, "i").words == "wide"


def test_styles_come_with_what_is_said_about_them() -> None:
    html = """<head><style>p{}</style><style media=screen data-premailer="ignore">a{}</style>
        <!--[if mso]><style>b{}</style><![endif]--></head>"""
    plain, ignored, outlook = parse(html).styles
    assert (plain.text, plain.media, plain.ignored, plain.mso) == ("p{}", "", False, "")
    assert (ignored.media, ignored.ignored) == ("screen", True)
    assert outlook.mso == "only"
    assert all(html[style.at :].startswith(style.text) for style in parse(html).styles)


N = 300_000


@pytest.mark.parametrize(
    "html",
    [
        "", "<", "</", "<a", "<a b", "<a b=", "<a b='", "<!--", "<!", "<?x", "<style>", "<title>&",
        "<!--[if mso]>", "<!--[if ]><![endif]-->", "\0<p\0>", "<a =x>", "<p/><br/>", "&#xFFFFFFFF;",
        "<!-->x<!--->y", "<![endif]-->",
    ],
)  # fmt: skip
def test_there_is_no_text_that_cannot_be_parsed(html: str) -> None:
    assert parse(html).text == html


@pytest.mark.parametrize(
    "piece",
    ["<", "<a ", "<b>", "<!--", "<style>", "</p>", "<p style='", "<!--[if mso]>", "&", "<td>",
     "<!--[if mso]><td><![endif]-->", "<li><p><table>"],
)  # fmt: skip
def test_long_nonsense_takes_no_more_than_time_in_proportion(piece: str) -> None:
    # Anything that grows with the square would take hours here.
    document = parse(piece * (N // len(piece)))
    assert all(element.end >= element.at for element in document.elements)


def test_depth_is_bounded() -> None:
    deepest = parse("<b>" * 5000 + "x").elements[-1]
    assert len(list(deepest.ancestors())) == 512


# --- style sheets ---------------------------------------------------------------------------

SHEET = """/* c */ @import url("x.css");
p { color:red; background : url(data:image/png;base64,AA==) !IMPORTANT ; --A:{b:c}; bad }
@media (max-width:480px) {
  .a, .b > c { color:#fff!important }
  @media print { q { top:0 } }
}
a { color:blue; &:hover { color:/* ; */green } }
@font-face { font-family:x }
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_every_rule_and_declaration_is_known_by_its_place(ends: str) -> None:
    html = f"<p>é</p><style>{SHEET}</style>".replace("\n", ends)
    (style,) = parse(html).styles
    sheet = css.sheet(style.text, style.at)
    for rule in sheet.rules:
        assert html[rule.at :].startswith(rule.selector)
        for declaration in rule.declarations:
            assert html[declaration.at :].lower().startswith(declaration.name.lower())
            assert html[declaration.value_at :].startswith(declaration.value[:3])
    assert all(html[rule.at :].startswith(f"@{rule.name}") for rule in sheet.at_rules)
    assert [html[problem.at :][:3] for problem in sheet.problems] == ["bad"]
    assert [html[at:][:7] for at in sheet.comments] == ["/* c */", "/* ; */"]


def test_rules_stand_alone_with_what_is_around_them() -> None:
    rules = {rule.selector: rule for rule in css.sheet(SHEET).rules}
    assert list(rules) == ["p", ".a, .b > c", "q", "a", "&:hover"]
    assert rules["q"].conditions == ("@media (max-width:480px)", "@media print")
    assert rules["&:hover"].outer == ("a",)
    assert str(rules["&:hover"].declarations[0]) == "color: green"


def test_declarations_keep_how_they_are_written() -> None:
    color, background, custom = css.sheet(SHEET).rules[0].declarations
    assert (color.value, color.important) == ("red", "")
    assert (background.value, background.important) == (
        "url(data:image/png;base64,AA==)", "!IMPORTANT",
    )  # fmt: skip
    assert not background.close
    assert (custom.name, custom.value) == ("--A", "{b:c}")
    assert css.sheet(SHEET).rules[1].declarations[0].close


def test_what_describes_is_held_by_its_at_rule() -> None:
    rule = css.sheet(SHEET).at_rules[-1]
    assert (rule.name, [str(declaration) for declaration in rule.declarations]) == (
        "font-face", ["font-family: x"],
    )  # fmt: skip


@pytest.mark.parametrize("piece", ["{", "a{", "(", "@media x{", ";", "/*", "a:b;", "!", "'", "\\"])
def test_hostile_css_is_a_problem_and_no_crash(piece: str) -> None:
    assert isinstance(css.sheet(piece * 20_000), css.Sheet)
    css.declarations(piece * 20_000)


MAIL = """<html><body><div id=d class="a b" lang=de-CH><p>1</p><p title="x y">2</p>
    <!--[if mso]><p>o</p><![endif]--><a href="https://shop.example/">3</a></div></body></html>"""


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ("p", "12o"), ("P", "12o"), ("*", None), (".a.b > p", "12o"), ("body p", "12o"),
        ("html > p", ""), ("#d p + p", "2"), ("p ~ a", "3"), ("p:first-child", "1"),
        ("a:last-child", "3"), ("p:nth-child(2)", "2"), ("p:nth-child(odd)", "1"),
        ("[title]", "2"), ("[title~=y]", "2"), ("[title='x']", ""), ("a[href*='shop']", "3"),
        ("a[href^=https]", "3"), ("[lang|=de] a", "3"), (":not(p):link", "3"), ("u, a , b", "3"),
        (":is(p, a):not(:first-child)", "23"), ("u + .body a", ""),
    ],
)  # fmt: skip
def test_selectors_find_what_browsers_find(selector: str, found: str | None) -> None:
    elements = [element for element in parse(MAIL).elements if element.words in "123o"]
    said = "".join(element.words for element in elements if css.matches(selector, element))
    if found is not None:
        # Outlook's paragraph has no number among the others, so it is nobody's second child.
        assert said.replace("o", "") == found.replace("o", "")


@pytest.mark.parametrize(
    "selector", ["p:hover", "p::before", "p:unknown", "p[", "", ",", "p >", "(", "a b:foo"]
)
def test_what_cannot_be_told_is_left_open(selector: str) -> None:
    document = parse("<a><p>x</p><b>y</b></a>")
    assert css.matches(selector, only(document, "b" if " " in selector[1:2] else "p")) is None


def test_a_selector_of_many_steps_does_not_explode() -> None:
    deepest = parse("<div>" * 500).elements[-1]
    assert css.matches(" ".join(["div"] * 200) + " p", deepest) is False
    assert css.matches("p " + " ".join(["div"] * 200), deepest) is False
