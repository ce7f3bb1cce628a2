"""The three ways in which work is carried out, started and stopped by tests."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Thread
from typing import Protocol

from engine.context import Context
from engine.jobs.start import run_worker
from engine.jobs.worker import Worker

LEASE_SECONDS = 2
STOP_SECONDS = 15
ROOT = Path(__file__).parent.parent.parent


class Carrying(Protocol):
    """Workers that can be started and stopped, any number of times."""

    def start(self) -> None:
        """Start them."""

    def ask_to_stop(self) -> None:
        """Tell them to end, and return at once."""

    def stop(self) -> None:
        """Tell them to end, and return when they have."""


class InThread:
    """One worker in a thread of this process, as `make run` has on SQLite."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._running: tuple[Worker, Thread] | None = None

    def start(self) -> None:
        worker = Worker(name="thread", lease_seconds=LEASE_SECONDS)
        thread = Thread(target=run_worker, args=(self._context, worker))
        self._running = (worker, thread)
        thread.start()

    def ask_to_stop(self) -> None:
        if self._running:
            self._running[0].stop.set()

    def stop(self) -> None:
        self.ask_to_stop()
        if self._running:
            self._running[1].join(STOP_SECONDS)
            assert not self._running[1].is_alive()
        self._running = None


class InProcesses:
    """Processes, each started with its own words."""

    def __init__(self, folder: Path, url: str, *commands: Sequence[str], broker: str = "") -> None:
        self._commands = commands
        self._folder = folder
        self._variables = {
            **os.environ,
            "DATABASE_URL": url,
            "MOTCUA_VAR": str(folder),
            "MOTCUA_PROBE": str(folder),
            "MOTCUA_LEASE_SECONDS": str(LEASE_SECONDS),
            "MOTCUA_CELERY_BROKER": broker,
        }
        self._running: list[subprocess.Popen[bytes]] = []

    @property
    def said(self) -> str:
        """What they have written to the terminal."""
        return (self._folder / "workers.log").read_text(encoding="utf-8")

    def start(self, *only: int) -> None:
        """Start them, or only those with these numbers."""
        log = (self._folder / "workers.log").open("ab")
        self._running = [
            subprocess.Popen(  # noqa: S603 – our own words
                [sys.executable, "-m", *words],
                cwd=ROOT,
                env=self._variables,
                stdout=log,
                stderr=log,
            )
            for number, words in enumerate(self._commands)
            if not only or number in only
        ]
        log.close()

    def ask_to_stop(self) -> None:
        for one in self._running:
            one.terminate()

    def stop(self) -> None:
        self.ask_to_stop()
        codes = [self._wait(one) for one in self._running]
        # One that was asked to end before it had begun just ends.
        assert set(codes) <= {0, -signal.SIGTERM}, f"{codes}: {self.said}"
        self._running = []

    def _wait(self, running: "subprocess.Popen[bytes]") -> int:
        try:
            return running.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            # Celery 5.7 now and then needs to be asked twice; ours does not hear the second time.
            running.terminate()
            return running.wait(STOP_SECONDS)


def processes(folder: Path, url: str) -> InProcesses:
    """Return two workers of our own."""
    words = ["tests.jobs.probe", "work"]
    return InProcesses(folder, url, words, words)


def celery(folder: Path, url: str, broker: str) -> InProcesses:
    """Return one that sends, a Celery worker of two processes for jobs, and one for timers."""
    words = ["celery", "-A", "tests.jobs.probe_celery", "worker", "--loglevel", "WARNING"]
    words += ["--without-gossip", "--without-mingle"]
    doing = [*words, "--queues", "motcua", "--concurrency", "2", "--hostname", "jobs@%h"]
    timing = [*words, "--queues", "motcua-timers", "--pool", "solo", "--hostname", "timers@%h"]
    return InProcesses(folder, url, ["tests.jobs.probe", "work"], doing, timing, broker=broker)
