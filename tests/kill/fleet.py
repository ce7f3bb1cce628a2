"""Web servers and workers on one database: started, killed, started again."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

import httpx
from sqlalchemy import create_engine, text

from tests.postgres import find_port

ROOT = Path(__file__).parent.parent.parent
LEASE_SECONDS = 3
START_SECONDS, STOP_SECONDS = 40, 30
OTHERS = (
    "SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
    " AND datname = current_database() AND backend_type = 'client backend'"
)


class Fleet:
    """Two web servers and two workers.

    ports   of the web servers
    killed  how often what was ended
    """

    def __init__(self, url: str, var: Path, random: Random) -> None:
        self._random = random
        self._engine = create_engine(url, isolation_level="AUTOCOMMIT", pool_pre_ping=True)
        self.ports = (find_port(), find_port())
        self.log = var / "fleet.log"
        self.killed: Counter[str] = Counter()
        self._variables = {
            **os.environ,
            "DATABASE_URL": url,
            "MOTCUA_VAR": str(var),
            "MOTCUA_SAMPLE": "0",
            "MOTCUA_LEASE_SECONDS": str(LEASE_SECONDS),
            "MOTCUA_SECRET_KEY": "of-a-test",
            "MOTCUA_CELERY_BROKER": "",
            "WEB_WORKERS": "1",
            "WEB_THREADS": "4",
        }
        self._commands = {f"web {port}": _web(port) for port in self.ports}
        self._commands |= {f"worker {number}": _worker(number) for number in (1, 2)}
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def keep_running(self) -> None:
        """Start what does not run."""
        for name, words in self._commands.items():
            if name not in self._running or self._running[name].poll() is not None:
                with self.log.open("ab") as log:
                    self._running[name] = subprocess.Popen(  # noqa: S603 – our own words
                        [sys.executable, "-m", *words],
                        cwd=ROOT,
                        env=self._variables,
                        stdout=log,
                        stderr=log,
                        start_new_session=True,
                    )

    def strike(self) -> None:
        """End something: a whole program, one process of a web server, or connections."""
        # A program needs seconds of processor time to start; a connection costs nothing.
        acts = (self._kill_program, self._kill_child, *[self._cut] * 6)
        self._random.choice(acts)()

    def wait(self) -> None:
        """Return once both web servers answer; raise TimeoutError when they do not."""
        until = time.monotonic() + START_SECONDS
        while not all(map(_answers, self.ports)):
            if time.monotonic() > until:
                raise TimeoutError(self.log.read_text(encoding="utf-8"))
            time.sleep(0.2)

    def stop(self) -> list[str]:
        """Ask all to end, and return the names of those that did not end well."""
        self._wait_for_ears()
        for one in self._running.values():
            one.terminate()
        wrong = [name for name, one in self._running.items() if _end_of(one) != 0]
        self._engine.dispose()
        return wrong

    def _wait_for_ears(self) -> None:
        """Wait until none is still starting: such a one just ends, as any program would."""
        until = time.monotonic() + START_SECONDS
        while not all(map(_hears, self._running.values())) and time.monotonic() < until:
            time.sleep(0.1)

    def end(self) -> None:
        """End what still runs, whatever has happened."""
        for one in self._running.values():
            if one.poll() is None:
                os.killpg(one.pid, signal.SIGKILL)
                one.wait()

    def _kill_program(self) -> None:
        name = self._random.choice(list(self._running))
        running = self._running[name]
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
            self.killed[f"{name.split()[0]} programs"] += 1

    def _kill_child(self) -> None:
        """Kill what serves, not the first process of gunicorn, which starts another."""
        name = f"web {self._random.choice(self.ports)}"
        first = self._running[name].pid
        children = Path(f"/proc/{first}/task/{first}/children")
        numbers = children.read_text().split() if children.exists() else []
        if numbers:
            os.kill(int(self._random.choice(numbers)), signal.SIGKILL)
            self.killed["web processes"] += 1

    def _cut(self) -> None:
        """End one connection to the database, some, or all of them."""
        with self._engine.connect() as db:
            found = list(db.execute(text(OTHERS)).scalars())
            wanted = min(self._random.choice((1, 3, len(found))), len(found))
            chosen = self._random.sample(found, wanted)
            for number in chosen:
                db.execute(text("SELECT pg_terminate_backend(:one)"), {"one": number})
        self.killed["connections"] += len(chosen)


def _hears(running: subprocess.Popen[bytes]) -> bool:
    """Tell whether the program does something of its own when asked to end, or has ended."""
    status = Path(f"/proc/{running.pid}/status")
    if running.poll() is not None or not status.exists():
        return True
    caught = next(line for line in status.read_text().splitlines() if line.startswith("SigCgt"))
    return bool(int(caught.split()[1], 16) & 1 << (signal.SIGTERM - 1))


def _end_of(running: subprocess.Popen[bytes]) -> int | None:
    try:
        return running.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        return None


def _answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/healthz").status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


def _web(port: int) -> Sequence[str]:
    return ("gunicorn", "-c", "web/gunicorn_conf.py", "-b", f"127.0.0.1:{port}")


def _worker(number: int) -> Sequence[str]:
    return ("engine.cli", "work", "--name", f"worker-{number}")
