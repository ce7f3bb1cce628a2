"""A small server on this machine, for calls that are made in tests."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from socket import create_server, socket
from threading import Thread

from engine.outside.hosts import Address, read_hosts
from engine.outside.http import HttpOutside

Answer = Callable[[socket], None]


@dataclass(frozen=True, kw_only=True)
class Heard:
    """Where the server listens, and what it was sent."""

    port: int
    requests: list[bytes] = field(default_factory=list)

    def outside(self, host: str = "tax.example.vn", seconds: float = 10.0) -> HttpOutside:
        """Return calls that take this server for a host."""
        return HttpOutside(
            hosts=read_hosts(f"{host}:{self.port}=127.0.0.0/8"),
            seconds=seconds,
            most_bytes=1000,
            resolve=leading_to("127.0.0.1"),
        )

    def url(self, path: str = "/", host: str = "tax.example.vn") -> str:
        """Return an address of the server."""
        return f"http://{host}:{self.port}{path}"


def leading_to(*addresses: str) -> Callable[[str, int], list[Address]]:
    """Return a look-up that gives these addresses for every name."""
    return lambda _host, _port: [ip_address(one) for one in addresses]


def saying(status: str, body: bytes = b"", headers: str = "") -> Answer:
    """Return an answer of the server."""

    def answer(client: socket) -> None:
        head = f"HTTP/1.1 {status}\r\n{headers}Content-Length: {len(body)}\r\n\r\n"
        client.sendall(head.encode() + body)

    return answer


@contextmanager
def listening(*answers: Answer) -> Iterator[Heard]:
    """Give a server that answers so many calls, in this order."""
    with create_server(("127.0.0.1", 0)) as server:
        heard = Heard(port=server.getsockname()[1])

        def serve() -> None:
            for answer in answers:
                client, _address = server.accept()
                with client:
                    heard.requests.append(client.recv(65536))
                    answer(client)

        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield heard
        thread.join(10)
