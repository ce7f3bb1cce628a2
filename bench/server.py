"""The web server as in production: gunicorn with our own settings, on a free port."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.client import Client, RequestFailed
from bench.house import House
from tests.postgres import find_port

ROOT = Path(__file__).parent.parent
START_SECONDS = 40


@dataclass(frozen=True, kw_only=True)
class Server:
    """A running web server: its port, and the number of its first process."""

    port: int
    process: int

    def processor_seconds(self) -> float:
        """Return the processor time that its processes have used; Linux only."""
        ticks = sum(
            int(fields[11]) + int(fields[12])  # utime and stime, proc(5)
            for fields in map(_fields, Path("/proc").glob("[0-9]*/stat"))
            if fields and int(fields[1]) == self.process
        )
        return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(house: House) -> Iterator[Server]:
    """Give a running server: two processes of four threads, on a free port."""
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
        yield Server(port=port, process=running.pid)
    finally:
        running.terminate()
        running.wait(30)


def _fields(path: Path) -> list[str]:
    """Return the fields after the name of a process; none when it has ended meanwhile."""
    try:
        return path.read_text().rpartition(")")[2].split()
    except OSError:
        return []


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
