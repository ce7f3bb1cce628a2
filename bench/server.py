"""The web server as in production: gunicorn with our own settings, on a free port."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.client import Client, RequestFailed
from bench.house import House
from tests.postgres import find_port

ROOT = Path(__file__).parent.parent
START_SECONDS = 40


@contextmanager
def serving(house: House) -> Iterator[int]:
    """Give the port of a running server: two processes of four threads."""
    port = find_port()
    variables = {
        **os.environ,
        "DATABASE_URL": house.url,
        "MOTCUA_VAR": str(house.var),
        "MOTCUA_SAMPLE": "0",
        "MOTCUA_PROXIES": "1",  # so that a client can be many citizens, as behind a proxy
        "WEB_WORKERS": "2",
        "WEB_THREADS": "4",
    }
    words = ["-m", "gunicorn", "-c", "web/gunicorn_conf.py", "-b", f"127.0.0.1:{port}"]
    running = subprocess.Popen([sys.executable, *words], cwd=ROOT, env=variables)  # noqa: S603
    try:
        _wait(running, port)
        yield port
    finally:
        running.terminate()
        running.wait(30)


def _wait(running: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and running.poll() is None:
        try:
            client = Client(port)
            client.get("/sign-in")
            client.close()
        except (OSError, RequestFailed):
            time.sleep(0.2)
        else:
            return
    raise RequestFailed(f"the server did not start within {START_SECONDS} seconds")
