"""A client that costs little: one connection kept open, requests written as bytes."""

import json
import re
import socket
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

TIMEOUT_SECONDS = 30
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)
COOKIE = re.compile(rb"\r\nset-cookie: ([^=]+)=([^;\r]*)", re.IGNORECASE)
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class RequestFailed(Exception):
    """The server answered something else than was expected, so nothing was measured."""


class Client:
    """A keep-alive connection to one server.

    address        where it seems to be
    keeps_cookies  takes the cookies it is given; without pages in between, what a page would show
                   once would gather in them
    """

    def __init__(self, port: int, cookies: Mapping[str, str] | None = None) -> None:
        self._port = port
        self._socket = self._connect()
        self.cookies = dict(cookies or {})
        self.token = ""
        self.address = "10.0.0.1"
        self.keeps_cookies = True

    def get(self, path: str, expected: int = 200) -> str:
        """Return a page; remember its CSRF token, if it has one."""
        text = self._send("GET", path, b"", expected).decode()
        found = TOKEN.search(text)
        self.token = found[1] if found else self.token
        return text

    def post(self, path: str, answers: Mapping[str, str], expected: int = 303) -> None:
        """Post a form with the CSRF token of the last page that had one."""
        body = urlencode({"csrf_token": self.token, **answers}).encode()
        self._send("POST", path, body, expected)

    def call(self, path: str, body: Mapping[str, Any], expected: int = 200) -> Any:
        """Call the API as a program whose token is `token`; return its answer."""
        more = f"Authorization: Bearer {self.token}\r\n"
        answer = self._send("POST", path, json.dumps(body).encode(), expected, (JSON, more))
        return json.loads(answer) if answer else None

    def close(self) -> None:
        """Close the connection."""
        self._socket.close()

    def _connect(self) -> socket.socket:
        made = socket.create_connection(("127.0.0.1", self._port), TIMEOUT_SECONDS)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return made

    def _send(
        self,
        method: str,
        path: str,
        body: bytes,
        expected: int,
        kind: tuple[str, str] = (FORM, ""),
    ) -> bytes:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\nCookie: {cookies}\r\n"
            f"Accept-Language: vi\r\nX-Forwarded-For: {self.address}\r\n"
            f"Content-Type: {kind[0]}\r\n{kind[1]}"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        self._socket.sendall(head.encode() + body)
        status, answer_head, answer = self._receive()
        for name, value in COOKIE.findall(answer_head) if self.keeps_cookies else ():
            self.cookies[name.decode()] = value.decode()
        if b"connection: close" in answer_head.lower():
            self._socket.close()
            self._socket = self._connect()
        if status != expected:
            shown = re.sub(r"<[^>]+>|\s+", " ", answer.decode(errors="replace"))
            raise RequestFailed(f"{method} {path} gave {status}: {' '.join(shown.split())[:500]}")
        return answer

    def _receive(self) -> tuple[int, bytes, bytes]:
        got = b""
        while b"\r\n\r\n" not in got:
            part = self._socket.recv(65536)
            if not part:
                raise RequestFailed("the server closed the connection")
            got += part
        head, _, answer = got.partition(b"\r\n\r\n")
        found = LENGTH.search(head + b"\r\n")
        length = int(found[1]) if found else 0
        while len(answer) < length:
            answer += self._socket.recv(65536)
        return int(head.split(b" ", 2)[1]), head + b"\r\n", answer
