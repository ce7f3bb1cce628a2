"""HTTP calls to hosts on the list: the address is looked up once, judged, and used as it is.

No redirects, no proxies, no cookies; bounded in time as a whole and in size.
"""

import http.client
import socket
import ssl
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from threading import Timer
from typing import Protocol, Self, TypeAlias
from urllib.parse import urlsplit

from engine.errors import CallFailed, Words
from engine.outside.hosts import Address, AllowedHost, find_host
from engine.outside.secrets import Secret

MOST_SECONDS, CONNECT_SECONDS = 30.0, 10.0
MOST_BYTES = 1024 * 1024
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD")
# These are ours to write; with two of them a server may read another request than we sent.
OWN_HEADERS = frozenset(
    ("host", "content-length", "transfer-encoding", "connection", "expect", "upgrade", "te")
)
Resolve: TypeAlias = Callable[[str, int], Sequence[Address]]


@dataclass(frozen=True, kw_only=True)
class Request:
    """A call.

    secret   name of the secret that says who we are
    """

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    secret: str | None = None


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What came back; names of headers in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Outside(Protocol):
    """Whoever makes calls."""

    def call(self, request: Request) -> Reply:
        """Make a call; raise CallFailed."""
        ...


def resolve(host: str, port: int) -> Sequence[Address]:
    """Return the addresses of a host. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [ip_address(str(one[4][0]).partition("%")[0]) for one in found]


@dataclass(frozen=True, kw_only=True)
class HttpOutside:
    """Calls over the network.

    seconds   for a call as a whole, however slowly it is answered
    """

    hosts: tuple[AllowedHost, ...] = ()
    secrets: Mapping[str, Secret] = field(default_factory=dict, repr=False)
    seconds: float = MOST_SECONDS
    most_bytes: int = MOST_BYTES
    resolve: Resolve = resolve

    def call(self, request: Request) -> Reply:
        """Make a call; raise CallFailed whose `again` tells whether another try can work."""
        target = read_target(request.url)
        allowed = find_host(self.hosts, target.host, target.port)
        if allowed is None:
            raise refuse(
                f"{target.host}:{target.port} is not on the list of hosts (MOTCUA_HTTP_HOSTS)",
                f"{target.host}:{target.port} không có trong danh sách máy chủ (MOTCUA_HTTP_HOSTS)",
            )
        headers = self._headers(request, target)
        address = self._address(target, allowed)
        try:
            return self._send(request, target, address, headers)
        except (OSError, http.client.HTTPException) as error:
            told = type(error).__name__
            raise refuse(
                f"{target.host} gave no answer in time ({told})",
                f"{target.host} không trả lời kịp ({told})",
                again=True,
            ) from error

    def _headers(self, request: Request, target: "Target") -> dict[str, str]:
        headers = {
            "Host": target.named,
            "User-Agent": "motcua",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }
        for name, value in request.headers.items():
            if name.lower() in OWN_HEADERS or not _is_plain(name) or not _is_plain(value):
                raise refuse(
                    f"the header {name[:40]} cannot be sent", f"không gửi được {name[:40]}"
                )
            headers[name] = value
        if request.secret:
            secret = self.secrets.get(request.secret)
            if secret is None or secret.host != target.host:
                raise refuse(
                    f"there is no secret {request.secret[:40]} for {target.host}",
                    f"không có khóa {request.secret[:40]} cho {target.host}",
                )
            headers[secret.header] = secret.value
        return headers

    def _address(self, target: "Target", allowed: AllowedHost) -> str:
        try:
            found = self.resolve(target.host, target.port)
        except OSError as error:
            raise refuse(
                f"the address of {target.host} was not found",
                f"không tìm thấy địa chỉ của {target.host}",
                again=True,
            ) from error
        fit = [one for one in found if allowed.permits(one)]
        if not fit:
            raise refuse(
                f"{target.host} leads to an address that may not be called",
                f"{target.host} dẫn tới địa chỉ không được phép gọi",
            )
        return str(fit[0])

    def _send(
        self, request: Request, target: "Target", address: str, headers: Mapping[str, str]
    ) -> Reply:
        connection = http.client.HTTPConnection(target.host, target.port)
        with Wire(address, target.port, self.seconds) as wire, closing(connection):
            if target.is_secure:
                wire.secure(target.host)
            connection.sock = wire.sock
            connection.request(request.method, target.path, request.body, dict(headers))
            reply = self._read(connection.getresponse())
            if wire.is_cut:
                raise TimeoutError
            return reply

    def _read(self, response: http.client.HTTPResponse) -> Reply:
        body = response.read(self.most_bytes + 1)
        if len(body) > self.most_bytes:
            raise refuse(
                f"the answer is larger than {self.most_bytes} bytes",
                f"câu trả lời lớn hơn {self.most_bytes} byte",
            )
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Reply(status=response.status, headers=headers, body=body)


class Wire:
    """A connection that is cut when its time is over, whatever waits for it.

    The time-out of a socket counts anew with each byte; a server that sends one now and then would
    hold us for ever.
    """

    def __init__(self, address: str, port: int, seconds: float) -> None:
        self.is_cut = False
        self.sock = socket.create_connection((address, port), min(seconds, CONNECT_SECONDS))
        self.sock.settimeout(seconds)
        self._timer = Timer(seconds, self._cut)
        self._timer.daemon = True

    def secure(self, host: str) -> None:
        """Speak TLS from now on; certificate and name are checked, whatever the address."""
        checked = ssl.create_default_context()
        self.sock = checked.wrap_socket(
            self.sock, server_hostname=host, do_handshake_on_connect=False
        )
        self.sock.do_handshake()

    def _cut(self) -> None:
        self.is_cut = True
        with suppress(OSError):
            # Of the plain socket below: TLS would have to be closed by the thread that uses it.
            socket.socket.shutdown(self.sock, socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._timer.cancel()
        self.sock.close()


@dataclass(frozen=True, kw_only=True)
class Target:
    """Where a call goes, as its URL says.

    named   host and port as the Host header names them
    """

    is_secure: bool
    host: str
    port: int
    path: str
    named: str


def read_target(url: str) -> Target:
    """Return where a URL leads; raise CallFailed for one that is not plain http or https."""
    try:
        parts = urlsplit(url)
        is_fit = _is_plain(url) and " " not in url and parts.scheme in ("http", "https")
        if not is_fit or not parts.hostname or parts.username is not None:
            raise ValueError(url)
        host = parts.hostname.rstrip(".").encode("idna").decode().lower()
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        shown = url[:60]
        raise refuse(f"{shown} is no web address", f"{shown} không phải địa chỉ web") from error
    shown_host = f"[{host}]" if ":" in host else host
    return Target(
        is_secure=parts.scheme == "https",
        host=host,
        port=port,
        path=(parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
        named=shown_host if parts.port is None else f"{shown_host}:{port}",
    )


def refuse(en: str, vi: str, again: bool = False, error_code: str | None = None) -> CallFailed:
    """Return the error of a call that did not work."""
    return CallFailed(reason=Words(en=en, vi=vi), again=again, error_code=error_code)


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable()
