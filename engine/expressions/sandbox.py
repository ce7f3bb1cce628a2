"""Scripts run in worker processes of pydantic-monty, with limits on time, memory and output.

A script gets only the names it reads and gives back only JSON-like values; clock and randomness are
frozen, so a replay gives the same answer. Why this library, pinned exactly: ADR 0003.
"""

import datetime
import json
import os
from collections.abc import Mapping
from threading import Lock
from typing import Any, Final, NoReturn, Protocol

import pydantic_monty as monty

from engine.errors import Words
from engine.expressions.script import BUILTINS, Script, read_script
from engine.faults import ScriptFailed, ScriptRefused, ScriptStopped

FROZEN: Final = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
MEMORY: Final = 32 << 20
OUTPUT: Final = 1 << 20
DEPTH: Final = 200
WAIT_SECONDS: Final = 30.0
TRACED: Final = (monty.MontyRuntimeError, monty.MontySyntaxError)
STOPS: Final = (TimeoutError, MemoryError, RecursionError)


class ScriptRunner(Protocol):
    """What can run a script."""

    def run(self, code: str, names: Mapping[str, object]) -> dict[str, object]:
        """Return every top-level name that the script wrote, and lists and groups it changed.

        Names that begin with _ stay inside; so do imported modules, functions and classes.
        Raises   ScriptRefused, ScriptStopped, ScriptFailed; the next call works
        """
        ...


def check_script(code: str) -> frozenset[str]:
    """Return the names of the case that a script reads, those it writes itself among them.

    Raises   ScriptRefused naming the line and what is not allowed there
    """
    return read_script(code).read - BUILTINS


def names_written(code: str) -> frozenset[str]:
    """Return the names that a script can write into the data of its case.

    Raises   ScriptRefused naming the line and what is not allowed there
    """
    return read_script(code).written


class MontyRunner:
    """Runs scripts in a pool of worker processes; starts it when the first script comes.

    A server that forks must do so before its first script.

    workers   processes at most
    seconds   time of one script
    memory    bytes of one script's values
    output    bytes of the values given back, as JSON text
    """

    def __init__(
        self,
        *,
        workers: int = 2,
        seconds: float = 0.5,
        memory: int = MEMORY,
        output: int = OUTPUT,
    ) -> None:
        self._workers = workers
        self._seconds = seconds
        self._output = output
        self._limits = monty.ResourceLimits(
            max_feed_duration_secs=seconds, max_memory=memory, max_recursion_depth=DEPTH
        )
        self._policy = monty.OSPolicy(
            datetime=FROZEN, sleep="zero", random_start=monty.RandomSeed(seed=0)
        )
        self._lock = Lock()
        self._pool: monty.Monty | None = None
        self._process = 0

    def run(self, code: str, names: Mapping[str, object]) -> dict[str, object]:
        """Run a script; see `ScriptRunner`."""
        script = read_script(code)
        inputs = {name: names[name] for name in script.read if name in names}
        changeable = {name for name, value in inputs.items() if isinstance(value, list | dict)}
        wanted = sorted(script.written | changeable)
        texts = self._texts(script, inputs, wanted)
        if sum(map(len, texts.values())) > self._output:
            raise _stopped(
                f"it gives back more than {self._output} letters",
                f"kết quả dài quá {self._output} ký tự",
            )
        found = {name: _value(name, texts[name]) for name in wanted if name in texts}
        return {
            name: value
            for name, value in found.items()
            if name in script.written or value != inputs[name]
        }

    def close(self) -> None:
        """End the worker processes; a later script starts them anew."""
        with self._lock:
            if self._pool is not None and self._process == os.getpid():
                self._pool.__exit__(None, None, None)
                self._pool = None

    def _texts(
        self, script: Script, inputs: dict[str, object], wanted: list[str]
    ) -> dict[str, str]:
        try:
            with self._ready_pool().checkout(
                limits=self._limits, os_policy=self._policy
            ) as session:
                printed = monty.CollectString(max_bytes=self._output)
                session.feed_run(script.code, inputs=inputs, print_callback=printed)
                found = session.feed_run(_collecting(wanted), print_callback=printed)
        except monty.MontyError as error:
            _refuse(error)
        except TimeoutError as error:
            raise _stopped("no worker was free in time", "không có tiến trình rảnh") from error
        except ValueError as error:  # a value given is cyclic, or an integer without end
            reason = Words(en=f"a value: {error}", vi=f"một giá trị: {error}")
            raise ScriptFailed(reason=reason) from error
        if not isinstance(found, dict):
            raise _stopped("its values cannot be collected", "không lấy được kết quả")
        return {name: text for name, text in found.items() if isinstance(text, str)}

    def _ready_pool(self) -> monty.Monty:
        with self._lock:
            if self._pool is not None and self._process != os.getpid():
                # A pool does not survive a fork: its threads are gone, and using or even dropping
                # it in the child hangs both processes.
                raise _stopped(
                    "the server was forked after its first script; start it without preloading",
                    "máy chủ bị nhân đôi sau khi đã chạy kịch bản; hãy tắt chế độ nạp trước",
                )
            if self._pool is None:
                pool = monty.Monty(
                    min_processes=1,
                    max_processes=self._workers,
                    checkout_timeout=WAIT_SECONDS,
                    request_timeout=self._seconds + 2,
                )
                self._pool, self._process = pool.__enter__(), os.getpid()
            return self._pool


def _collecting(names: list[str]) -> str:
    """Return a script that gives the names that exist, each as JSON text.

    As text, because a value that is small in the sandbox (a list of a million zeros) is not small
    as Python objects here; its length is looked at before it is read.
    """
    lines = ["import json as __json", "__found = {}"]
    for name in names:
        lines += [
            "try:",
            f"    __value = {name}",
            "except NameError:",
            "    pass",
            "else:",
            "    try:",
            f"        __found['{name}'] = __json.dumps(__value, allow_nan=False)",
            "    except TypeError as __error:",
            f"        raise TypeError('{name}: ' + str(__error))",
        ]
    return "\n".join([*lines, "__found"])


def _value(name: str, text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ScriptFailed(
            reason=Words(
                en=f"{name} is no value that can be kept", vi=f"{name} không phải giá trị lưu được"
            )
        ) from error


def _refuse(error: monty.MontyError) -> NoReturn:
    """Raise what an error of the sandbox means to us."""
    if isinstance(error, monty.MontyCrashedError):
        raise _stopped("the worker process ended", "tiến trình đã dừng") from error
    inner = error.exception()
    frames = error.traceback() if isinstance(error, TRACED) else []
    line = f"line {frames[-1].line}: " if frames else ""
    text = f"{type(inner).__name__}: {inner}"[:300]
    reason = Words(en=line + text, vi=line.replace("line", "dòng") + text)
    if isinstance(inner, STOPS):
        raise ScriptStopped(reason=reason) from error
    if isinstance(error, monty.MontySyntaxError) or isinstance(inner, NotImplementedError):
        raise ScriptRefused(reason=reason) from error
    raise ScriptFailed(reason=reason) from error


def _stopped(en: str, vi: str) -> ScriptStopped:
    return ScriptStopped(reason=Words(en=en, vi=vi))
