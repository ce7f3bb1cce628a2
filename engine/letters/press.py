"""The press: hands templates to a process of its own, and ends it when it takes too much.

Templates are written by designers and imported from elsewhere; nothing they do may reach the
server. Source: ADR 0016.
"""

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import weakref
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import IO, Any, Final, Literal, TypeAlias

from engine.errors import Words
from engine.faults import LetterStopped

FONTS: Final = Path(__file__).parent / "fonts"
WORKER: Final = Path(__file__).parent / "worker.py"
# Longer than the process gives itself: it ends by its own clock, this one is for a process that
# hangs before it has set it.
SECONDS: Final = 8.0
MOST_JOBS: Final = 500
MOST_HEAD: Final = 1_000_000
TIME = Words(en="it takes too long", vi="chạy quá lâu")
MEMORY = Words(en="it takes too much memory", vi="dùng quá nhiều bộ nhớ")
SIZE = Words(en="its result is too large", vi="kết quả quá lớn")

Format: TypeAlias = Literal["pdf", "png", "svg", "html"]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A source to be set.

    inputs      texts that it sees as sys.inputs; it sees nothing else
    standards   of PDF, such as "a-2b"
    ppi         pixels per inch of PNG pages
    timestamp   seconds since 1970 that stand in the PDF
    tagged      a PDF tells its structure; not so one that becomes a picture in another
    """

    source: str
    inputs: Mapping[str, str]
    format: Format = "pdf"
    standards: tuple[str, ...] = ()
    ppi: float = 96.0
    timestamp: int = 0
    tagged: bool = True


@dataclass(frozen=True, kw_only=True)
class Complaint:
    """What the compiler says about a source, in its own words.

    diagnostic   with the places, as it would be printed
    """

    message: str
    diagnostic: str


@dataclass(frozen=True, kw_only=True)
class Printed:
    """What came of a sheet: its parts (one PDF, or a picture per page), or why there are none."""

    parts: tuple[bytes, ...] = ()
    fault: Complaint | None = None
    warnings: tuple[Complaint, ...] = ()


class Press:
    """Sets sheets, one after another, in a process that is started with the first one."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: Process | None = None

    def print(self, sheet: Sheet) -> Printed:
        """Return what comes of a sheet.

        Raises   LetterStopped where it takes too much time, memory or room
        """
        with self._lock:
            process = self._ready()
            fresh = process.jobs == 0
            try:
                return process.ask(sheet)
            except LetterStopped:
                self.close()
                if fresh:
                    raise
            # It may have been worn out by the sheets before: a new process decides.
            return self._ready().ask(sheet)

    def close(self) -> None:
        """End the process; a later sheet starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.end()

    def _ready(self) -> "Process":
        kept = self._process
        if kept is not None and (kept.owner != os.getpid() or kept.jobs >= MOST_JOBS):
            self.close()
        if self._process is None:
            self._process = Process()
        return self._process


class Answers:
    """What the process answers, read with a deadline."""

    def __init__(self, stream: IO[bytes] | None) -> None:
        self._file = stream.fileno() if stream else -1
        self._poll = select.poll()
        self._poll.register(self._file, select.POLLIN)
        self._read = b""

    def line(self, deadline: float) -> bytes:
        """Return the next line; raise EOFError, TimeoutError, LetterStopped."""
        while b"\n" not in self._read:
            if len(self._read) > MOST_HEAD:
                raise LetterStopped(reason=SIZE)
            self._read += self._more(deadline)
        line, _, self._read = self._read.partition(b"\n")
        return line

    def take(self, size: int, deadline: float) -> bytes:
        """Return the next bytes; raise EOFError, TimeoutError."""
        pieces = [self._read]
        while sum(map(len, pieces)) < size:
            pieces.append(self._more(deadline))
        whole = b"".join(pieces)
        self._read = whole[size:]
        return whole[:size]

    def _more(self, deadline: float) -> bytes:
        left = deadline - time.monotonic()
        if left <= 0 or not self._poll.poll(left * 1000):
            raise TimeoutError
        found = os.read(self._file, 1 << 20)
        if not found:
            raise EOFError
        return found


class Process:
    """The process, and the empty folder it stands in.

    owner   process that started it; a fork of that must leave it alone
    """

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.jobs = 0
        folder = tempfile.mkdtemp(prefix="motcua-letters-")
        self._running = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-I", str(WORKER), str(FONTS)],
            cwd=folder,
            env={},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )
        self._answers = Answers(self._running.stdout)
        self._finish = weakref.finalize(self, _end, self._running, folder, self.owner)

    def ask(self, sheet: Sheet) -> Printed:
        """Return what comes of a sheet; raise LetterStopped."""
        self.jobs += 1
        deadline = time.monotonic() + SECONDS
        try:
            self._send(sheet)
            head = json.loads(self._answers.line(deadline))
            parts = [self._answers.take(size, deadline) for size in head.get("sizes", ())]
        except (EOFError, BrokenPipeError) as error:
            raise LetterStopped(reason=self._why()) from error
        except TimeoutError as error:
            raise LetterStopped(reason=TIME) from error
        return _printed(head, parts)

    def end(self) -> None:
        """Kill it and remove its folder."""
        self._finish()

    def _send(self, sheet: Sheet) -> None:
        job = {
            "source": sheet.source,
            "inputs": dict(sheet.inputs),
            "format": sheet.format,
            "standards": list(sheet.standards),
            "ppi": sheet.ppi,
            "timestamp": sheet.timestamp,
            "tagged": sheet.tagged,
        }
        text = memoryview(json.dumps(job).encode() + b"\n")
        while text and self._running.stdin is not None:
            text = text[self._running.stdin.write(text) :]

    def _why(self) -> Words:
        """Return why the process ended."""
        code = self._running.wait(timeout=SECONDS)
        return TIME if code == -signal.SIGALRM else MEMORY


def _end(running: "subprocess.Popen[bytes]", folder: str, owner: int) -> None:
    if owner == os.getpid():
        running.kill()
        running.wait()
        shutil.rmtree(folder, ignore_errors=True)
    for stream in (running.stdin, running.stdout):
        if stream is not None:
            _close(stream)


def _close(stream: IO[bytes]) -> None:
    try:
        stream.close()
    except BrokenPipeError:
        return  # what was not yet sent is of no use any more


def _printed(head: dict[str, Any], parts: Sequence[bytes]) -> Printed:
    if "message" not in head:
        return Printed(
            parts=tuple(parts), warnings=tuple(Complaint(**one) for one in head["warnings"])
        )
    if head["message"] == "too large":
        raise LetterStopped(reason=SIZE)
    return Printed(fault=Complaint(message=head["message"], diagnostic=head["diagnostic"]))
