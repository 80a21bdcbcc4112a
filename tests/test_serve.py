"""`serve`: what a good static host does, asked over real connections."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest

from feedpub.errors import ConfigError
from feedpub.web import Mount, StaticSite
from feedpub.web.conditions import accepts_gzip
from feedpub.web.find import parts_of
from feedpub.web.host_file import parse_host_file
from feedpub.web.kinds import content_type, media_type
from feedpub.web.ranges import Range, parse_ranges
from feedpub.web.stored import HELD
from feedpub.web.watch import watching
from tests.serving import Got, Serving
from tests.site import Site

AUDIO = bytes(range(256)) * 40

SETTINGS = """\
[publication]
title = "The <Test> Post"
base_url = "https://post.example/"

[site]
headers = false

[[articles.assets]]
folder = "articles"
url = "{base_url}media/"

[[articles.assets]]
folder = "elsewhere"
url = "https://cdn.example/"

[[feeds]]
path = "feed"
files = { atom = "index.xml" }

[[feeds]]
path = "tags/{tag}"
per = "tag"
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A publication with a site of other files around its feeds, and things to be hidden."""
    site = Site(tmp_path_factory.mktemp("serve") / "site")
    site.write("feedpub.toml", SETTINGS).article("a.md", "Long. " * 200, tags=["sea"])
    site.article("secret.md", draft=True).write("articles/a.mp3", AUDIO)
    site.write("elsewhere/b.mp3", AUDIO)
    site.write("public/page/index.html", "<p>A page</p>" * 40)
    site.write("public/short.txt", "short").write("public/sound.mp3", AUDIO)
    site.write("public/long.bin", b"\x00" * HELD + b"end")
    site.write("public/ü b.txt", "umlaut").write("public/.secret", "x")
    site.write("public/.well-known/security.txt", "Contact: us")
    site.write("public/_headers", "/short.txt\n  Cache-Control: max-age=7\n  X-Own: yes\n")
    site.write("public/_redirects", "/a /b\n").write("outside.txt", "outside")
    (site.root / "public/out.txt").symlink_to(site.root / "outside.txt")
    (site.root / "public/hidden.txt").symlink_to(".secret")
    (site.root / "public/inside.txt").symlink_to("short.txt")
    os.mkfifo(site.root / "public/pipe.txt")
    return site


@pytest.fixture(scope="module")
def serving(site: Site) -> Iterator[Serving]:
    with Serving(site.root) as serving:
        yield serving


Get = Callable[..., Got]


@pytest.fixture
def get(serving: Serving) -> Get:
    return serving.get


# --- What is served --------------------------------------------------------------------------


def test_the_addresses_of_the_feeds_are_printed_and_work(serving: Serving, get: Get) -> None:
    assert serving.first == f"{serving.base}feed.rss"
    assert get("/feed.rss").status == 200


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("/feed.rss", "application/rss+xml; charset=utf-8"),
        ("/feed.json", "application/feed+json; charset=utf-8"),
        pytest.param("/index.xml", "application/atom+xml; charset=utf-8", id="a feed named .xml"),
        ("/tags/sea.atom", "application/atom+xml; charset=utf-8"),
        ("/page/", "text/html; charset=utf-8"),
        ("/short.txt", "text/plain; charset=utf-8"),
        ("/sound.mp3", "audio/mpeg"),
        ("/long.bin", "application/octet-stream"),
    ],
)
def test_types_are_those_that_readers_expect(get: Get, path: str, type_: str) -> None:
    answer = get(path)
    assert (answer.status, answer["content-type"]) == (200, type_)
    assert answer["x-content-type-options"] == "nosniff"
    assert answer["access-control-allow-origin"] == "*"


def test_bytes_are_those_of_the_file(site: Site, get: Get) -> None:
    for name, body in site.outputs().items():
        if not name.startswith((".feedpub", ".secret", "_", "hidden", "out", "pipe")):
            path = name.replace("ü b", "%C3%BC%20b")
            answer = get("/" + path)
            assert (answer.status, answer.body) == (200, body), name
            assert answer["content-length"] == str(len(body))


def test_media_files_are_served_where_the_settings_say(get: Get) -> None:
    assert get("/media/a.mp3").body == AUDIO
    assert get("/b.mp3").status == 404  # that address is another host's


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/.feedpub.json",
        "/.secret",
        "/_headers",
        "/_redirects",
        "/../outside.txt",
        "/..%2foutside.txt",
        "/%2e%2e/outside.txt",
        "/page/..%2f..%2foutside.txt",
        "/..%5coutside.txt",
        "/page/../short.txt",
        "//short.txt",
        "//evil.example/page",
        "/short.txt/",
        "/short.txt%00",
        "/%00",
        "/%ff",
        "/" + "a" * 5000,
        "/C:/outside.txt",
        pytest.param("/out.txt", id="a link that leads out of the folder"),
        pytest.param("/hidden.txt", id="a link to a hidden file"),
        pytest.param("/pipe.txt", id="no regular file"),
        pytest.param("/media/secret.md", id="a draft in a folder of media files"),
        pytest.param("/media/../feedpub.toml", id="up from a folder of media files"),
        pytest.param("/page", id="never the folder itself"),
    ],
)
def test_what_is_nobodys_business_is_not_there(get: Get, path: str) -> None:
    answer = get(path)
    assert answer.status == (301 if path == "/page" else 404)
    assert b"outside" not in answer.body


def test_links_within_the_folder_and_well_known_files_are_served(get: Get) -> None:
    assert get("/inside.txt").body == b"short"
    assert get("/.well-known/security.txt").body == b"Contact: us"


def test_a_folder_gets_its_slash(get: Get) -> None:
    answer = get("/page?x=%20y")
    assert (answer.status, answer["location"]) == (301, "/page/?x=%20y")
    assert get("/page/").body == get("/page/index.html").body


def test_a_page_for_what_is_not_there_names_the_feeds(get: Get) -> None:
    page = get("/nothing").body.decode()
    assert "The &lt;Test&gt; Post" in page
    assert '<a href="/feed.html">/feed.html</a>' in page
    assert '<a href="/feed.rss">/feed.rss</a>' in page


def test_the_sites_own_page_for_what_is_not_there(site: Site, get: Get) -> None:
    site.write("public/404.html", "<p>Lost?</p>")
    answer = get("/nothing", If_None_Match="*", Range="bytes=0-1")
    (site.root / "public/404.html").unlink()
    assert (answer.status, answer.body) == (404, b"<p>Lost?</p>")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"])
def test_files_are_only_read(get: Get, method: str) -> None:
    answer = get("/feed.rss", method=method)
    assert (answer.status, answer["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/feed.rss", "/sound.mp3", "/long.bin", "/nothing", "/page"])
def test_head_has_the_headers_of_get_and_no_body(get: Get, path: str) -> None:
    head, whole = get(path, method="HEAD"), get(path)
    assert head.body == b""
    assert {**head.headers, "date": ""} == {**whole.headers, "date": ""}


def test_head_does_not_rely_on_its_server_to_leave_the_body_out(site: Site) -> None:
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        sent.append(message)

    app = StaticSite([Mount((), site.root / "public")])
    path = {"path": "/sound.mp3", "raw_path": b"/sound.mp3", "query_string": b""}
    asyncio.run(app({"type": "http", "method": "HEAD", "headers": [], **path}, receive, send))
    assert (b"content-length", b"10240") in sent[0]["headers"]
    assert not any(message.get("body") for message in sent)


def test_what_the_site_tells_its_host_is_done(get: Get) -> None:
    answer = get("/short.txt")
    assert (answer["cache-control"], answer["x-own"]) == ("max-age=7", "yes")


def test_feeds_may_be_kept_for_a_quarter_of_an_hour(get: Get) -> None:
    assert get("/feed.rss")["cache-control"] == "public, max-age=900"
    assert get("/page/")["cache-control"] == "no-cache"


# --- Who has the bytes already ---------------------------------------------------------------


def test_equal_bytes_have_equal_tags_whenever_they_were_written(site: Site, get: Get) -> None:
    before = get("/feed.rss")
    assert before["etag"].startswith('"')
    body = (site.root / "public/feed.rss").read_bytes()
    (site.root / "public/copy.rss").write_bytes(body)
    os.utime(site.root / "public/copy.rss", (0, 0))
    copy = get("/copy.rss")
    assert copy["etag"] == before["etag"]
    assert copy["last-modified"] == "Thu, 01 Jan 1970 00:00:00 GMT"
    (site.root / "public/copy.rss").write_bytes(body[:-1] + b" ")
    os.utime(site.root / "public/copy.rss", (0, 0))
    assert get("/copy.rss")["etag"] != before["etag"]


@pytest.mark.parametrize("path", ["/feed.rss", "/sound.mp3", "/long.bin"])
@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', 'W/{},"x"', "*"])
def test_who_has_the_tag_gets_no_body(get: Get, path: str, form: str) -> None:
    tag = get(path)["etag"]
    answer = get(path, If_None_Match=form.format(tag))
    assert (answer.status, answer.body, answer["etag"]) == (304, b"", tag)
    assert "content-type" not in answer.headers
    assert answer["cache-control"]


def test_another_tag_counts_more_than_the_date(get: Get) -> None:
    date = get("/feed.rss")["last-modified"]
    answer = get("/feed.rss", If_None_Match='"other"', If_Modified_Since=date)
    assert answer.status == 200


def test_the_date_counts_where_there_is_no_tag(get: Get) -> None:
    date = get("/feed.rss")["last-modified"]
    assert get("/feed.rss", If_Modified_Since=date).status == 304
    assert get("/feed.rss", If_Modified_Since="Thu, 01 Jan 1970 00:00:00 GMT").status == 200
    assert get("/feed.rss", If_Modified_Since="yesterday").status == 200
    assert parsedate_to_datetime(date).tzinfo


def test_a_download_that_goes_on_stops_if_the_file_is_another(get: Get) -> None:
    tag = get("/sound.mp3")["etag"]
    assert get("/sound.mp3", If_Match=tag).status == 200
    assert get("/sound.mp3", If_Match="*").status == 200
    assert get("/sound.mp3", If_Match='"other"').status == 412
    assert get("/sound.mp3", If_Match=f"W/{tag}").status == 412
    assert get("/sound.mp3", If_Unmodified_Since="Thu, 01 Jan 1970 00:00:00 GMT").status == 412


# --- Compression -----------------------------------------------------------------------------


def test_text_is_compressed_for_those_who_ask(get: Get) -> None:
    plain, packed = get("/feed.rss"), get("/feed.rss", Accept_Encoding="gzip")
    assert packed["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert int(packed["content-length"]) == len(packed.body) < len(plain.body) / 2
    assert packed["etag"] != plain["etag"]
    assert packed["vary"] == plain["vary"] == "Accept-Encoding"
    again = get("/feed.rss", Accept_Encoding="gzip", If_None_Match=packed["etag"])
    assert (again.status, again["vary"]) == (304, "Accept-Encoding")
    assert get("/feed.rss", If_None_Match=packed["etag"]).status == 200


@pytest.mark.parametrize("path", ["/sound.mp3", "/short.txt", "/long.bin"])
def test_what_gains_nothing_is_not_compressed(get: Get, path: str) -> None:
    answer = get(path, Accept_Encoding="gzip")
    assert (answer.status, answer["content-encoding"], answer["vary"]) == (200, "", "")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("gzip, deflate, br", True),
        ("GZIP;q=0.5", True),
        ("*", True),
        ("x-gzip", True),
        ("", False),
        ("br", False),
        ("identity", False),
        ("gzip;q=0", False),
        ("gzip; q=0.000, *", False),
        ("*;q=0", False),
    ],
)
def test_a_weight_of_nought_refuses_gzip(value: str, expected: bool) -> None:
    assert accepts_gzip(value) is expected


# --- Parts -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=100-199", 100, 200),
        ("bytes=10000-", 10000, len(AUDIO)),
        ("bytes=-5", len(AUDIO) - 5, len(AUDIO)),
        ("bytes=-99999999", 0, len(AUDIO)),
        ("bytes=10000-99999999", 10000, len(AUDIO)),
        ("BYTES = 0-9, 5-20", 0, 21),
    ],
)
@pytest.mark.parametrize("path", ["/sound.mp3", "/media/a.mp3"])
def test_a_player_gets_the_part_that_it_asks_for(
    get: Get, path: str, value: str, start: int, end: int
) -> None:
    answer = get(path, Range=value)
    assert (answer.status, answer.body) == (206, AUDIO[start:end])
    assert answer["content-range"] == f"bytes {start}-{end - 1}/{len(AUDIO)}"
    assert answer["content-length"] == str(end - start)
    assert get(path)["accept-ranges"] == "bytes"


def test_a_part_of_a_file_that_is_not_held(get: Get) -> None:
    assert get("/long.bin", Range="bytes=-4").body == b"\x00end"


def test_several_parts_come_in_one_answer(get: Get) -> None:
    answer = get("/sound.mp3", Range="bytes=0-1,-2")
    assert answer.status == 206
    boundary = answer["content-type"].partition("boundary=")[2]
    assert answer["content-type"].startswith("multipart/byteranges;")
    _, first, second, end = answer.body.split(b"--" + boundary.encode())
    assert first.startswith(b"\r\nContent-Type: audio/mpeg\r\nContent-Range: bytes 0-1/10240\r\n")
    assert first.endswith(b"\r\n\r\n\x00\x01\r\n")
    assert second.endswith(b"\r\n\r\n\xfe\xff\r\n")
    assert end == b"--\r\n"
    assert answer["content-length"] == str(len(answer.body))


@pytest.mark.parametrize("value", ["bytes=10240-", "bytes=99999-100000", "bytes=-0"])
def test_a_part_beyond_the_end_is_refused(get: Get, value: str) -> None:
    answer = get("/sound.mp3", Range=value)
    assert (answer.status, answer["content-range"]) == (416, "bytes */10240")


@pytest.mark.parametrize(
    "value", ["items=0-1", "bytes=5-1", "bytes=a-b", "bytes=", "0-1", "bytes=" + "0-0," * 99]
)
def test_a_part_that_is_none_is_the_whole(get: Get, value: str) -> None:
    assert get("/sound.mp3", Range=value).body == AUDIO


def test_a_part_of_another_file_is_the_whole(get: Get) -> None:
    whole = get("/sound.mp3")
    for known in (whole["etag"], whole["last-modified"]):
        assert get("/sound.mp3", Range="bytes=0-1", If_Range=known).status == 206
    for other in ('"other"', f"W/{whole['etag']}", "Thu, 01 Jan 1970 00:00:00 GMT"):
        assert get("/sound.mp3", Range="bytes=0-1", If_Range=other).body == AUDIO


def test_a_part_of_a_text_is_one_of_its_plain_bytes(get: Get) -> None:
    answer = get("/feed.rss", Range="bytes=0-4", Accept_Encoding="gzip")
    assert (answer.status, answer.body, answer["content-encoding"]) == (206, b"<?xml", "")


def test_who_has_the_bytes_needs_no_part(get: Get) -> None:
    tag = get("/sound.mp3")["etag"]
    assert get("/sound.mp3", Range="bytes=0-1", If_None_Match=tag).status == 304


def test_parts_that_touch_are_one() -> None:
    assert parse_ranges("bytes=5-9,0-4,20-29", 100) == [Range(0, 10), Range(20, 30)]


# --- The command -----------------------------------------------------------------------------


@pytest.fixture
def small(tmp_path: Path) -> Site:
    return Site(tmp_path / "small").write("feedpub.toml", Site.SETTINGS).article()


def test_ctrl_c_ends_it_without_a_complaint(small: Site) -> None:
    serving = Serving(small.root)
    serving.get("/feed.rss")
    assert serving.end() == 0
    assert serving.said().splitlines()[-1] == "stopped"
    assert "GET /feed.rss 200" in serving.said()


def test_a_service_manager_ends_it_too(small: Site) -> None:
    assert Serving(small.root).end(signal.SIGTERM) in (0, -signal.SIGTERM)


def test_a_port_that_is_taken_is_said_with_the_way_out(small: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ran = small.run("serve", "--port", port)
    assert ran.code == 2
    assert f"Error: cannot listen at 127.0.0.1, port {port}: address already in use" in ran.err
    assert "Hint: another program is there: take another with `--port`" in ran.err


def test_a_host_that_is_not_this_machine(small: Site) -> None:
    ran = small.run("serve", "--host", "203.0.113.7", "--port", "0")
    assert ran.code == 2
    assert "Hint: name an address of this machine: `--host 127.0.0.1`" in ran.err


def test_without_a_build_there_must_have_been_one(small: Site) -> None:
    ran = small.run("serve", "--no-build", "--port", "0")
    assert ran.code == 2
    assert "Hint: run `feedpub build` first, or leave out --no-build" in ran.err
    small.build()
    small.article("b.md", title="Not built")
    with Serving(small.root, "--no-build") as serving:
        assert b"Not built" not in serving.get("/feed.rss").body


def test_a_publication_in_a_folder_of_its_host(small: Site) -> None:
    address = "https://post.example/my%20blog/"
    small.write("feedpub.toml", Site.SETTINGS.replace("https://post.example/", address))
    with Serving(small.root) as serving:
        assert serving.first == f"{serving.base}my%20blog/feed.rss"
        assert serving.get("/my%20blog/feed.rss").status == 200
        assert serving.get("/feed.rss").status == 404


def test_at_another_address_everything_leads_there_and_nothing_else_changes(small: Site) -> None:
    settings = Site.SETTINGS.replace(
        "[[feeds]]",
        '[articles]\nurl = "https://post.example/{slug}/"\n[[articles.assets]]\n'
        'folder = "sound"\nurl = "https://post.example/sound/"\n[[feeds]]',
    )
    small.write("feedpub.toml", settings).write("sound/a.mp3", AUDIO)
    small.article(enclosures=["../sound/a.mp3"]).build()
    small.write("public/page.html", "<p>Page</p>").article("new.md", title="New")
    before, lock = small.outputs(), (small.root / "feedpub.lock").read_bytes()
    with Serving(small.root, "--base-url", "http://127.0.0.1:9/x") as serving:
        feed = json.loads(serving.get("/x/feed.json").body)
        assert serving.get("/x/sound/a.mp3").body == AUDIO
        assert serving.get("/x/page.html").status == 200
    assert feed["home_page_url"] == "http://127.0.0.1:9/x/"
    assert {item["url"] for item in feed["items"]} == {
        "http://127.0.0.1:9/x/a/",
        "http://127.0.0.1:9/x/new/",
    }
    assert feed["feed_url"] == "http://127.0.0.1:9/x/feed.json"
    assert "post.example" not in json.dumps(feed["items"])
    assert small.outputs() == before
    assert (small.root / "feedpub.lock").read_bytes() == lock
    small.build()
    assert not any(b"127.0.0.1" in body for body in small.outputs().values())


def test_what_a_build_tells_hosts_is_done_here_too(small: Site) -> None:
    small.write(
        "feedpub.toml",
        '[publication]\ntitle = "P"\nbase_url = "https://post.example/"\n'
        'hubs = ["https://hub.example/"]\n[site]\nxml_types = true\n',
    )
    with Serving(small.root) as serving:
        answer = serving.get("/feed.rss")
        assert answer["content-type"] == "application/xml; charset=utf-8"
        assert '<https://hub.example/>; rel="hub"' in answer["link"]
        again = serving.get("/feed.rss", If_None_Match=answer["etag"])
        assert (again.status, again["link"]) == (304, answer["link"])
        assert f"look at {serving.base}feed.html" in serving.said()


@pytest.mark.parametrize("address", ["nowhere", "http://", "http://x.example/?a"])
def test_another_address_must_be_one(small: Site, address: str) -> None:
    ran = small.run("serve", "--base-url", address, "--port", "0")
    assert ran.code == 2
    assert "is no web address" in ran.err


def test_a_mistake_ends_it_before_anybody_connects(small: Site) -> None:
    small.write("feedpub.toml", "[publication]\n")
    assert small.run("serve", "--port", "0").code == 2


# --- Watching --------------------------------------------------------------------------------


def test_watching_builds_again_and_survives_mistakes(small: Site) -> None:
    small.write("public/page.html", "<html><body><p>Page</p></body></html>")
    with Serving(small.root, "--watch") as serving:
        builds = serving.get("/.feedpub/builds").body
        page = serving.get("/page.html")
        assert b'fetch("/.feedpub/builds")' in page.body
        assert page.body.endswith(b"</script></body></html>")
        assert page["cache-control"] == serving.get("/feed.rss")["cache-control"] == "no-cache"

        small.article("b.md", title="A second one")
        until(lambda: b"A second one" in serving.get("/feed.rss").body)
        until(lambda: serving.get("/.feedpub/builds").body != builds)
        assert serving.get("/page.html")["etag"] != page["etag"]

        settings = (small.root / "feedpub.toml").read_bytes()
        small.write("feedpub.toml", "[publication]\n")
        until(lambda: "Error: feedpub.toml" in serving.said())
        assert serving.get("/feed.rss").status == 200

        small.write("feedpub.toml", settings).article("c.md", title="A third one")
        until(lambda: b"A third one" in serving.get("/feed.rss").body)
        assert "builds" not in " ".join(serving.requests())


def test_what_cannot_be_watched_is_said(tmp_path: Path) -> None:
    with (
        pytest.raises(ConfigError, match="the files cannot be watched") as caught,
        watching(tmp_path / "nowhere", [], lambda: None, without="look yourself"),
    ):
        pytest.fail("there is nothing to watch")
    assert caught.value.hint == "look yourself"


@pytest.mark.parametrize(("command", "hint"), [
    (("serve", "--watch"), "serve without --watch"),
    (("newsletter", "preview", "weekly", "--serve"), "leave --serve out"),
])  # fmt: skip
def test_who_cannot_watch_is_told_how_to_do_without(
    small: Site, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], hint: str
) -> None:
    def refuse(*_: object, **__: object) -> Iterator[None]:
        raise OSError("No space left on device")
        yield

    monkeypatch.setattr("watchfiles.watch", refuse)
    settings = (small.root / "feedpub.toml").read_text()
    mail = 'from = { name = "A", email = "a@b.example" }'
    table = f'[[newsletters]]\nname = "weekly"\ntitle = "W"\n{mail}\n'
    small.write("feedpub.toml", f"{settings}\n{table}")
    ran = small.run(*command, "--port", "0")
    assert ran.code == 2
    assert f"the files cannot be watched: no space left on device\nHint: {hint}" in ran.err


@pytest.mark.chromium
def test_a_page_in_a_browser_loads_itself_anew(small: Site, chromium: str) -> None:
    small.write("public/page.html", "<html><body><p>Page</p></body></html>")
    with Serving(small.root, "--watch") as serving:
        # A port for tools keeps the browser open.
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0"]
        profile = f"--user-data-dir={small.root.parent / 'profile'}"
        browser = subprocess.Popen(
            [chromium, *options, profile, f"{serving.base}page.html"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            until(lambda: "GET /page.html 200" in serving.requests())
            until(lambda: "GET /favicon.ico 404" in serving.requests())
            assert serving.requests().count("GET /page.html 200") == 1
            small.article("b.md", title="A second one")
            until(lambda: serving.requests().count("GET /page.html 200") == 2)
        finally:
            browser.kill()
            browser.wait()


def until(true: Callable[[], bool]) -> None:
    """Wait for a server in another process; what never comes true fails."""
    for _ in range(1500):
        if true():
            return
        time.sleep(0.02)
    pytest.fail("it never came true")


# --- Parts of it, alone ----------------------------------------------------------------------


def test_an_encoded_slash_separates_nothing() -> None:
    assert parts_of(b"/a%20b/c") == ("a b", "c")
    assert parts_of(b"/a/") == ("a", "")
    assert parts_of(b"/a%2fb") is None
    assert parts_of(b"*") is None


@pytest.mark.parametrize(
    ("name", "body", "expected"),
    [
        (
            "index.xml",
            b'<?xml version="1.0"?>\n<!-- x --><rss version="2.0">',
            "application/rss+xml",
        ),
        ("feed", b"<rss>", "application/octet-stream"),
        ("sitemap.xml", b"<urlset>", "application/xml"),
        ("a.json", b'{"version": "https://jsonfeed.org/version/1.1"', "application/feed+json"),
        ("a.json", b'{"version": "1"}', "application/json"),
        ("A.JPG", b"", "image/jpeg"),
    ],
)
def test_feeds_are_known_by_how_they_begin(name: str, body: bytes, expected: str) -> None:
    assert media_type(name, body) == expected


def test_only_text_has_a_charset() -> None:
    assert content_type("text/css") == "text/css; charset=utf-8"
    assert content_type("image/svg+xml") == "image/svg+xml; charset=utf-8"
    assert content_type("audio/mpeg") == "audio/mpeg"


def test_rules_of_a_host_file() -> None:
    text = (
        "# ours\n/*\n  X-A: 1\n/feed.rss\n  content-type: application/rss+xml\n  Link: <a>\n"
        "  Link: <b>\n  ETag: no\n  nonsense\n\n/tags/*\n\tX-B: 2\n"
    )
    rules = parse_host_file(text)
    assert rules.headers("/feed.rss") == {
        "X-A": "1",
        "Content-Type": "application/rss+xml",
        "Link": "<a>, <b>",
    }
    assert rules.headers("/tags/sea.rss") == {"X-A": "1", "X-B": "2"}
    assert rules.headers("/tagsx") == {"X-A": "1"}
