"""A real OpenID Connect provider in a process of its own, for tests."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import parse_qs, urlsplit

import httpx

DORA = {"sub": "dora", "citizen_id": "000000000123", "name": "Dora Nguyễn"}


@contextmanager
def provider() -> Iterator[str]:
    """Start a provider that knows Dora; give its issuer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    users = ["--user-claims", json.dumps(DORA), "--user-claims", json.dumps({"sub": "nobody"})]
    with subprocess.Popen([*command, *users], stderr=subprocess.DEVNULL) as running:  # noqa: S603
        address = f"http://127.0.0.1:{port}"
        try:
            _wait(f"{address}/.well-known/openid-configuration")
            found = httpx.get(f"{address}/.well-known/openid-configuration").json()
            yield str(found["issuer"])
        finally:
            running.terminate()


def agree(url: str, subject: str = "dora") -> tuple[str, str]:
    """Sign in at the provider as somebody; return state and code that it sends back."""
    answer = httpx.post(url, data={"sub": subject, "action": "authorize"})
    found = parse_qs(urlsplit(answer.headers["location"]).query)
    return found["state"][0], found["code"][0]


def _wait(url: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with suppress(httpx.TransportError):
            if httpx.get(url).status_code == 200:
                return
    raise TimeoutError(url)
