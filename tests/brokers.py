"""A throw-away Redis for tests of Celery: on a free loopback port, in memory only."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.postgres import find_port

START_SECONDS = 10


class BrokerMissing(Exception):
    """No broker can be started here."""


@contextmanager
def redis_server() -> Iterator[str]:
    """Give the address of a new Redis, or of the broker in MOTCUA_TEST_BROKER."""
    if address := os.environ.get("MOTCUA_TEST_BROKER"):
        yield address
        return
    program = shutil.which("redis-server")
    if program is None:
        raise BrokerMissing("Redis is not here: install it (Debian: apt install redis-server).")
    port = find_port()
    with tempfile.TemporaryDirectory(prefix="motcua-redis-") as folder:
        words = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        running = subprocess.Popen(  # noqa: S603 – the Redis found above
            [program, *words, "--dir", folder, "--loglevel", "warning"], stdout=subprocess.DEVNULL
        )
        try:
            wait_for(port)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            running.send_signal(signal.SIGTERM)
            running.wait(START_SECONDS)


def wait_for(port: int) -> None:
    """Return once Redis answers; raise BrokerMissing when it does not."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            if ask(port, "PING") == b"+PONG":
                return
        except OSError:
            time.sleep(0.05)
    raise BrokerMissing(f"Redis did not start within {START_SECONDS} seconds.")


def ask(port: int, command: str) -> bytes:
    """Send one command without arguments and return the first line of the answer."""
    with socket.create_connection(("127.0.0.1", port), 2) as link:
        link.sendall(f"{command}\r\n".encode())
        return link.recv(1000).partition(b"\r\n")[0]
