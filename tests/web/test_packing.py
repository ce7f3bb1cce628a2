"""Pages travel compressed to whoever takes them so."""

import gzip

import pytest

from tests.pages import Pages
from web.ui.assets import read_assets


def test_a_page_comes_compressed_and_says_so(pages: Pages) -> None:
    answer = pages.client.get("/", headers={"Accept-Encoding": "gzip, br"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    page = gzip.decompress(answer.data)
    assert page.startswith(b"<!doctype html>")
    assert len(answer.data) < len(page) / 2


@pytest.mark.parametrize("takes", ["", "br", "gzip;q=0", "identity"])
def test_who_does_not_take_it_compressed_gets_it_plain(pages: Pages, takes: str) -> None:
    answer = pages.client.get("/", headers={"Accept-Encoding": takes})
    assert "Content-Encoding" not in answer.headers
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert answer.data.startswith(b"<!doctype html>")


def test_what_is_no_page_or_short_stays_as_it_is(pages: Pages) -> None:
    font = next(name for name in read_assets().files if name.endswith(".woff2"))
    for path in ("/healthz", f"/static/dist/{font}"):
        answer = pages.client.get(path, headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200
        assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize("path", ["/services?q=khai+sinh", "/nowhere"])
def test_a_strangers_words_travel_plain_beside_a_session(pages: Pages, path: str) -> None:
    takes = {"Accept-Encoding": "gzip"}
    nobody = pages.client.application.test_client(use_cookies=False)
    assert nobody.get(path, headers=takes).headers["Content-Encoding"] == "gzip"
    pages.client.get("/sign-in")
    assert "Content-Encoding" not in pages.client.get(path, headers=takes).headers
