"""Calls: only to hosts on the list, at addresses that were judged, bounded in time and size."""

import time
from socket import socket
from threading import Event

import pytest

from engine.errors import CallFailed
from engine.outside.hosts import read_hosts
from engine.outside.http import HttpOutside, Request, read_target
from engine.outside.secrets import Secret
from tests.engine.outside.server import Heard, leading_to, listening, saying


def get(heard: Heard, path: str = "/") -> Request:
    """Return a call to the server."""
    return Request(method="GET", url=heard.url(path))


def test_a_call_brings_back_status_headers_and_body() -> None:
    with listening(saying("200 OK", b"12", "X-Kind: tax\r\n")) as heard:
        reply = heard.outside().call(get(heard, "/a?b=1"))
    assert (reply.status, reply.headers["x-kind"], reply.body) == (200, "tax", b"12")
    assert heard.requests[0].startswith(b"GET /a?b=1 HTTP/1.1\r\nHost: tax.example.vn:")


def test_a_redirect_is_not_followed() -> None:
    with listening(saying("302 Found", b"", "Location: http://127.0.0.1/\r\n")) as heard:
        assert heard.outside().call(get(heard)).status == 302
    assert len(heard.requests) == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://other.vn/",
        "http://tax.example.vn/",
        "http://tax.example.vn:22/",
        "http://127.0.0.1/",
    ],
)
def test_a_host_or_port_that_is_not_on_the_list_is_not_called(url: str) -> None:
    outside = HttpOutside(hosts=read_hosts("tax.example.vn:8443"), resolve=leading_to("8.8.8.8"))
    with pytest.raises(CallFailed, match="not on the list") as caught:
        outside.call(Request(method="GET", url=url))
    assert not caught.value.again


@pytest.mark.parametrize("inner", ["127.0.0.1", "169.254.169.254", "10.0.0.1", "::1", "fe80::1"])
def test_a_name_that_leads_inside_is_not_called(inner: str) -> None:
    outside = HttpOutside(hosts=read_hosts("tax.example.vn"), resolve=leading_to(inner))
    with pytest.raises(CallFailed, match="may not be called"):
        outside.call(Request(method="GET", url="http://tax.example.vn/"))


def test_a_name_is_looked_up_once_so_it_cannot_lead_elsewhere_afterwards() -> None:
    asked: list[str] = []
    with listening(saying("200 OK")) as heard:
        plain = heard.outside()

        def once(host: str, port: int) -> object:
            asked.append(host)
            return plain.resolve(host, port) if len(asked) == 1 else leading_to("10.0.0.1")("", 0)

        outside = HttpOutside(hosts=plain.hosts, resolve=once)  # type: ignore[arg-type]
        assert outside.call(get(heard)).status == 200
    assert asked == ["tax.example.vn"]


def test_of_several_addresses_only_those_outside_are_called() -> None:
    with listening(saying("200 OK")) as heard:
        mixed = leading_to("10.0.0.1", "127.0.0.1")
        outside = HttpOutside(hosts=heard.outside().hosts, resolve=mixed)
        assert outside.call(get(heard)).status == 200


def test_an_answer_that_is_too_large_is_not_read_to_its_end() -> None:
    large = pytest.raises(CallFailed, match="larger than 1000")
    with listening(saying("200 OK", b"x" * 5000)) as heard, large:
        heard.outside().call(get(heard))


def test_a_server_that_does_not_prove_who_it_is_is_not_spoken_to() -> None:
    with listening(saying("200 OK")) as heard:
        url = heard.url().replace("http:", "https:")
        with pytest.raises(CallFailed, match="SSL"):
            heard.outside().call(Request(method="GET", url=url))
    assert b"GET" not in b"".join(heard.requests)


def drip(client: socket) -> None:
    """Send a byte now and then, for ever."""
    slowly = Event()
    client.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    try:
        while True:
            client.sendall(b"x")
            slowly.wait(0.02)
    except OSError:
        return


def mute(client: socket) -> None:
    """Say nothing until the other side goes."""
    client.recv(1)


@pytest.mark.parametrize("answer", [drip, mute])
def test_a_call_ends_when_its_time_is_over_however_slowly_it_is_answered(answer: object) -> None:
    with listening(answer) as heard:  # type: ignore[arg-type]
        begun = time.monotonic()
        with pytest.raises(CallFailed, match="no answer in time") as caught:
            heard.outside(seconds=0.2).call(get(heard))
    assert caught.value.again
    assert time.monotonic() - begun < 5


def test_a_server_that_is_away_may_be_tried_again() -> None:
    with listening() as heard:
        outside = heard.outside()
    with pytest.raises(CallFailed) as caught:
        outside.call(get(heard))
    assert caught.value.again


def test_a_name_without_an_address_may_be_tried_again() -> None:
    def nowhere(_host: str, _port: int) -> list[object]:
        raise OSError

    outside = HttpOutside(hosts=read_hosts("tax.example.vn"), resolve=nowhere)  # type: ignore[arg-type]
    with pytest.raises(CallFailed, match="was not found") as caught:
        outside.call(Request(method="GET", url="http://tax.example.vn/"))
    assert caught.value.again


URLS = [
    "ftp://a.vn/", "file:///etc/passwd", "gopher://a.vn/", "http://", "http:///x", "a.vn", "",
    "http://user:word@a.vn/", "http://a.vn\\@b.vn/", "http://a.vn:99999/", "http://a.vn/a b",
    "http://a.vn/\r\nX: y", "http://a.vn/\0", "http://[::1", "http://ă.vn/",
]  # fmt: skip


@pytest.mark.parametrize("url", URLS)
def test_what_is_no_plain_web_address_is_refused(url: str) -> None:
    with pytest.raises(CallFailed, match="no web address"):
        read_target(url)


@pytest.mark.parametrize("host", ["TAX.Example.VN", "tax.example.vn."])
def test_a_name_is_the_same_however_it_is_written(host: str) -> None:
    assert read_target(f"https://{host}/x").host == "tax.example.vn"


@pytest.mark.parametrize(
    "headers", [{"Host": "b.vn"}, {"Content-Length": "1"}, {"X": "a\r\nY: b"}, {"X\r\n": "a"}]
)
def test_headers_that_would_change_the_request_are_refused(headers: dict[str, str]) -> None:
    outside = HttpOutside(hosts=read_hosts("a.vn"), resolve=leading_to("8.8.8.8"))
    with pytest.raises(CallFailed, match="cannot be sent"):
        outside.call(Request(method="GET", url="http://a.vn/", headers=headers))


def test_a_secret_goes_to_its_own_host_and_to_no_other() -> None:
    with listening(saying("200 OK")) as heard:
        plain = heard.outside()
        secrets = {
            "tax": Secret(host="tax.example.vn", header="X-Key", value="abc"),
            "else": Secret(host="other.vn", header="X-Key", value="def"),
        }
        outside = HttpOutside(hosts=plain.hosts, resolve=plain.resolve, secrets=secrets)
        outside.call(Request(method="GET", url=heard.url(), secret="tax"))
        for name in ("else", "unknown"):
            with pytest.raises(CallFailed, match="no secret"):
                outside.call(Request(method="GET", url=heard.url(), secret=name))
    assert b"\r\nX-Key: abc\r\n" in heard.requests[0]
    assert "abc" not in repr(outside)
