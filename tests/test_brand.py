"""The brand: colours, fonts, logo and width in the settings, and what mail makes of them."""

from __future__ import annotations

import re

import msgspec
import pytest

from feedpub.config.brand import brand_problems, picture_address
from feedpub.config.settings import ArticlesSettings, AssetsSettings, Brand
from feedpub.newsletter import brand as brands
from feedpub.newsletter.brand import DARK, LIGHT, look_of
from feedpub.newsletter.colors import contrast, lightened, luminance
from feedpub.newsletter.schemes import dark, light
from tests.newsletter_builders import config, newsletter
from tests.test_newsletter_render import ferry, harbour_stories, render, whole

ASSETS = ArticlesSettings(
    assets=(AssetsSettings(folder="articles/images", url="{base_url}images/"),)
)


def branded(**brand):
    return msgspec.structs.replace(config(), brand=msgspec.convert(brand, Brand), articles=ASSETS)


# What is valid where


def test_a_newsletter_wins_over_the_publication_and_both_over_ours_field_by_field():
    publication = branded(colors={"accent": "#004488", "ink": "#111111"}, width=640)
    look = look_of(newsletter(brand={"colors": {"accent": "#226622"}}), publication)
    assert look.light.accent == "#226622"
    assert look.light.ink == "#111111"
    assert look.light.sheet == LIGHT.sheet
    assert (look.width, look.column) == (640, 592)


def test_without_a_brand_it_is_ours():
    look = look_of(newsletter(), config())
    assert (look.light, look.dark, look.width, look.column) == (LIGHT, DARK, 600, 552)
    assert look.logo is None


@pytest.mark.parametrize(
    ("language", "font"), [("en", "Georgia,'Times"), ("ja", "Georgia,'Hiragino"), ("ja-JP", "G")]
)
def test_the_fonts_are_those_of_the_language(language, font):
    assert look_of(newsletter(language=language), config()).fonts.text.startswith(font)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_a_button_can_be_read_in_our_colours(palette):
    assert contrast(palette.sheet, palette.accent) >= 4.5


@pytest.mark.parametrize("accent", ["#004488", "#9a1b1e", "#000000", "#226622", "#ffcc00"])
def test_an_accent_without_a_dark_one_is_made_light_enough_for_dark_screens(accent):
    look = look_of(newsletter(), branded(colors={"accent": accent}))
    assert contrast(look.dark.accent, look.dark.sheet) >= 4.5
    assert contrast(look.dark.accent, look.dark.panel) >= 4.5


@pytest.mark.parametrize(
    "color", ["#00695c", "#000000", "#d9d4c9", "#ffffff", "#9a1b1e", "#ffee00"]
)
def test_lines_without_a_dark_colour_are_visible_in_the_dark_and_do_not_glare(color):
    given = branded(colors={"line": color, "rule": color})
    look = look_of(newsletter(), given)
    assert 2.8 <= contrast(look.dark.line, look.dark.sheet) <= 7.3
    assert 1.3 <= contrast(look.dark.rule, look.dark.sheet) <= 3.2
    assert (look.dark.page, look.dark.ink) == (DARK.page, DARK.ink)


def test_lines_keep_their_hue_in_the_dark():
    dark = look_of(newsletter(), branded(colors={"line": "#00695c"})).dark
    red, green, blue = (int(dark.line[at : at + 2], 16) for at in (1, 3, 5))
    assert red < blue < green


def test_dark_lines_that_are_given_stay():
    lines = {"line": "#123456", "rule": "#654321"}
    dark = look_of(newsletter(), branded(colors={"line": "#00695c"}, dark=lines)).dark
    assert (dark.line, dark.rule) == ("#123456", "#654321")


def test_a_dark_accent_that_is_given_stays():
    given = branded(colors={"accent": "#004488"}, dark={"accent": "#88bbff"})
    assert look_of(newsletter(), given).dark.accent == "#88bbff"


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == contrast("#ffffff", "#000000") == 21
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert luminance("#ffffff") == pytest.approx(1)
    assert lightened("#004488", 0.5) == "#80a2c4"


# What is drawn


def test_colours_fonts_and_width_are_everywhere_in_the_mail():
    given = branded(
        colors={name: f"#0{n}0{n}0{n}" for n, name in enumerate(LIGHT.__struct_fields__, 1)},
        dark={name: f"#f{n}f{n}f{n}" for n, name in enumerate(DARK.__struct_fields__, 1)},
        fonts={"headings": "Charter", "text": 'Cambria, "Noto Serif"', "labels": "Verdana"},
        width=700,
    )
    for rendered in (render(harbour_stories(), publication=given), article(given)):
        assert not [c for c in (*astuple(LIGHT), *astuple(DARK)) if c in rendered.html]
        assert "Georgia,serif" not in re.sub(r"<!--.*?-->", "", rendered.html, flags=re.DOTALL)
        assert "system-ui" not in rendered.html
        assert "max-width:700px" in rendered.html.replace(" ", "")
        assert re.search(r'\[if mso\]><table [^>]*width="700"', rendered.html)
        assert 'width="652"' in rendered.html
        assert 'width="552"' not in rendered.html


def article(given):
    settings = newsletter(template="article", every="article")
    return render([ferry()], settings, given)


def astuple(palette):
    return msgspec.structs.astuple(palette)


def test_outlook_gets_fonts_that_windows_has():
    given = branded(fonts={"headings": "Charter, Cambria, serif", "text": "Charter, sans-serif"})
    fonts = look_of(newsletter(), given).outlook
    assert (fonts.headings, fonts.text, fonts.labels) == ("'Cambria'", "'Arial'", "'Segoe UI'")


LOGO = {"image": "articles/images/logo.png", "dark": "https://x.example/dark.png", "width": 180}


def test_a_logo_is_not_wider_than_the_column():
    look = look_of(newsletter(), branded(logo=LOGO | {"width": 900}, width=400))
    assert look.logo.width == look.column == 352


def test_a_logo_stands_in_the_heading_with_words_for_those_who_do_not_see_it():
    html = render(harbour_stories(), publication=branded(logo=LOGO)).html
    heading = re.search(r"<h1.*?</h1>", html, re.DOTALL)[0]
    assert 'src="https://ledger.example/images/logo.png"' in heading
    assert 'alt="The Week at the Harbour"' in heading
    assert 'width="180"' in heading
    assert "max-width:180px" in heading


def test_the_logo_for_dark_screens_is_hidden_unless_a_rule_shows_it():
    html = render(harbour_stories(), publication=branded(logo=LOGO)).html
    shown = re.search(r"<img[^>]*dark\.png[^>]*>", html)[0]
    assert "display:none" in shown
    assert "mso-hide:all" in shown
    assert re.search(r"<!--\[if !mso\]><!-->\s*<img[^>]*dark\.png[^>]*>\s*<!--<!\[endif\]-->", html)
    assert ".logo-dark{display:block !important" in html
    assert "[data-ogsc] .logo-dark{display:block !important" in html
    assert "logo-dark" not in render([], publication=branded(logo=LOGO | {"dark": ""})).html


def test_an_article_keeps_its_headline_as_the_heading_beside_a_logo():
    html = article(branded(logo=LOGO)).html
    assert html.count("<h1") == 1
    assert "The ferry that came back" in re.search(r"<h1.*?</h1>", html, re.DOTALL)[0]


@pytest.mark.parametrize(
    ("reference", "address"),
    [
        ("https://x.example/a b.png", "https://x.example/a%20b.png"),
        ("articles/images/brand/logo.png", "https://ledger.example/images/brand/logo.png"),
        ("articles/images/logo é.png", "https://ledger.example/images/logo%20%C3%A9.png"),
        ("./articles/images/logo.png", "https://ledger.example/images/logo.png"),
        ("/logo.png", "https://ledger.example/logo.png"),
        ("articles/logo.png", ""),
        ("articles/images/../../secret.png", ""),
        ("../logo.png", ""),
        ("file:///etc/passwd", ""),
        ("javascript:alert(1)", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_a_logo_is_an_address_or_a_file_that_is_served(reference, address):
    assert picture_address(reference, branded()) == address


# What the settings refuse


@pytest.mark.parametrize(
    ("brand", "place", "message", "hint"),
    [
        ('colors.accent = "red"', "11:1", "`red` is no colour of six digits", "#9a1b1e"),
        ('colors.ink = "#abc"', "11:1", "`#abc` is no colour of six digits", '"#aabbcc"'),
        ('dark.page = "#12345g"', "11:1", "`#12345g` is no colour", "six digits"),
        ('fonts.text = "a;}</style>"', "11:1", "`a;}</style>` is no list of fonts", "Charter"),
        ('fonts.text = "url(x)"', "11:1", "`url(x)` is no list of fonts", "Charter"),
        ('logo.image = "logo.png"', "11:1", "`logo.png` is not served", "assets"),
        ("width = 100", "11:1", "`width` cannot be 100 pixels", "600"),
        ('colors.acent = "#9a1b1e"', "11:1", "acent", "accent"),
    ],
)
def test_a_wrong_setting_is_told_with_its_place(site, brand, place, message, hint):
    head = '[publication]\ntitle = "T"\nbase_url = "https://t.example/"\n'
    site.write("feedpub.toml", head + "\n" * 6 + f"[brand]\n{brand}\n")
    ran = site.run("check")
    assert ran.code == 2
    assert f"feedpub.toml:{place}" in ran.err
    assert message in ran.err
    assert hint in ran.err


def test_the_brand_of_a_newsletter_is_looked_at_too(site):
    head = '[publication]\ntitle = "T"\nbase_url = "https://t.example/"\n'
    letter = (
        '[[newsletters]]\nname = "w"\ntitle = "W"\nfrom = { email = "a@t.example", name = "A" }'
    )
    site.write("feedpub.toml", head + letter + '\n[newsletters.brand]\ncolors = { ink = "black" }')
    assert "`black` is no colour" in site.run("check").err


@pytest.mark.parametrize(
    "fonts",
    ["Arial", "-apple-system, Arial", "'A B', \"C D\" ,serif", "Times New Roman, serif", "游明朝"],
)
def test_lists_of_fonts_as_css_has_them_are_accepted(fonts):
    brand = msgspec.convert({"fonts": {"text": fonts}}, Brand)
    assert list(brand_problems(brand)) == []
    shown = look_of(newsletter(), branded(fonts={"text": fonts})).fonts.text
    assert '"' not in shown
    assert " ," not in shown


# Light and dark


def test_a_colour_of_both_screens_becomes_two_rules():
    css = "{# #}/* x */ .a, .b { color:light-dark(#111111,#eeeeee); margin:0 }"
    assert light(css.removeprefix("{# #}")).strip() == ".a, .b { color:#111111; margin:0 }"
    assert dark(css.removeprefix("{# #}")) == ".a,.b{color:#eeeeee !important}"


def test_borders_and_grounds_give_only_their_colour():
    css = ".a{border-top:1px solid light-dark(#1,#2);background:light-dark(#3,#4)}"
    assert dark(css).split("\n") == [
        ".a{background-color:#4 !important}",
        ".a{border-top-color:#2 !important}",
    ]


def test_outlook_com_marks_text_and_grounds_by_names_of_its_own():
    css = ".a,.b{color:light-dark(#111111,#eeeeee)}.c{background-color:light-dark(#222222,#dddddd)}"
    assert dark(css, "[t] ", "[g] ").split("\n") == [
        "[t] .a,[t] .b{color:#eeeeee !important}",
        "[g] .c{background-color:#dddddd !important}",
    ]


def test_of_two_rules_for_one_element_the_later_still_wins_in_the_dark():
    css = ".a{color:light-dark(#1,#2)}.b{color:light-dark(#3,#4)}.c{color:light-dark(#1,#2)}"
    assert [rule[:2] for rule in dark(css).split("\n")] == [".a", ".b", ".c"]


def test_rules_for_narrow_screens_are_dark_as_well():
    css = "@media (max-width:480px) {\n.a { border-bottom:0 solid light-dark(#1,#2) !important }\n}"
    assert dark(css) == ".a{border-bottom-color:#2 !important}"


def test_html_in_a_stylesheet_is_refused():
    with pytest.raises(ValueError, match="CSS alone"):
        light("<style>.a { color:red }</style>")


def test_what_is_dark_is_said_of_every_colour_in_the_elements():
    for rendered in (render(harbour_stories()), whole()):
        night = rendered.html.partition("prefers-color-scheme: dark) {")[2].partition("</style>")[0]
        colours = set(re.findall(r"#[0-9a-f]{6}", night))
        assert colours <= {*astuple(brands.DARK), "#4d430f"}
        assert not colours & set(astuple(brands.LIGHT))


# Logos that are files


WITH_LOGOS = """\
[publication]
title = "The Ledger"
base_url = "https://ledger.example/"
timezone = "UTC"

[articles]
assets = [{ folder = "articles/images", url = "{base_url}images/" }]

[brand.logo]
image = "articles/images/logo.png"

[[newsletters]]
name = "weekly"
title = "The Week"
from = { name = "The Ledger", email = "post@ledger.example" }
every = "week"
template = "digest"
postal_address = "1 Quay"
unsubscribe_url = "https://ledger.example/out"

[newsletters.brand.logo]
image = "articles/images/logo.png"
dark = "articles/images/night.png"
"""
LOGO_PLACES = ["feedpub.toml:10:1", "feedpub.toml:22:1", "feedpub.toml:23:1"]
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080600000"
    "01f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


@pytest.fixture
def letters(site):
    site.write("feedpub.toml", WITH_LOGOS)
    return site.article(published="2026-11-19", summary="Of boats.")


def told_logos(ran):
    lines = [line for line in (ran.err + ran.out).splitlines() if "does not exist" in line]
    assert all("articles/images/" in line for line in lines)
    return [place for place in LOGO_PLACES if any(place in line for line in lines)]


@pytest.mark.parametrize(
    "command", [["check"], ["build"], ["build", "--strict"], ["newsletter", "render", "weekly"]]
)
def test_a_logo_that_does_not_exist_is_told_at_its_setting(letters, command):
    ran = letters.run(*command)
    assert told_logos(ran) == LOGO_PLACES
    assert ran.code == 1


def test_a_logo_that_was_added_or_removed_is_noticed_by_the_next_build(letters):
    assert told_logos(letters.run("build")) == LOGO_PLACES
    letters.write("articles/images/logo.png", PIXEL)
    letters.write("articles/images/night.png", PIXEL)
    assert letters.run("build", "--strict").code == 0
    assert told_logos(letters.run("build")) == []
    (letters.root / "articles/images/night.png").unlink()
    assert told_logos(letters.run("build")) == LOGO_PLACES[2:]


def test_local_pictures_are_those_of_the_logo_too(letters):
    letters.write("articles/images/logo.png", PIXEL)
    letters.run("newsletter", "render", "weekly", "--local-pictures", "-o", "out")
    html = next((letters.root / "out").glob("*.html")).read_text("utf-8")
    on_disk = (letters.root / "articles/images/logo.png").resolve().as_uri()
    assert f'src="{on_disk}"' in html
    assert 'src="https://ledger.example/images/night.png"' in html, "there is no such file"


def test_a_logo_stands_on_no_ground_of_its_own_in_the_dark():
    html = render(harbour_stories(), publication=branded(logo=LOGO)).html
    for before in ("", "[data-ogsb] "):
        rule = f"{before}.logo{{background-color:transparent !important}}"
        assert rule in html, "it is stronger than that of `img`, which stands after it"
    assert ".logo{background" not in render(harbour_stories()).html
