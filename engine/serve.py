"""The server as one command: database, procedures, sample office, web processes, a worker."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Event, Thread

from engine.actions.publish_procedure import publish_procedure
from engine.context import Context
from engine.errors import SettingRefused
from engine.procedures.digest import digest_of
from engine.procedures.reader import read_folder
from engine.records.publications import DELIVERED, Release
from engine.sample.certificates import issue_certificates
from engine.sample.fill import (
    SAMPLE_PASSWORD,
    before_cases,
    fill_sample,
    is_sample,
    sample_people,
)
from engine.store.migrate import migrate
from engine.store.releases import general_release, list_releases
from engine.store.versions import get_version
from engine.wiring import PROCEDURES, ROOT, Wires, make_context

Say = Callable[[str], None]
CARD = "procedure.toml"
PATIENCE_SECONDS = 15.0


def serve(wires: Wires, port: int, say: Say) -> int:
    """Prepare everything and serve until stopped; return the exit code.

    Raises  SettingRefused for a port that is taken, a folder or a database that cannot be used
    """
    require_port(port)
    require_folder(wires.var)
    context = make_context(wires)
    say("Preparing the database …")
    migrate(context.database)
    publish_shipped(before_cases(context) if wires.sample_mode else context, say)
    if wires.sample_mode:
        fill_sample(context, say)
        if is_sample(context):
            issue_certificates(context)
    _greet(context, port, say)
    context.database.close()
    return _run_processes(environment(wires, port), port)


def require_port(port: int) -> None:
    """Refuse a port on which something listens already."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            raise SettingRefused(
                setting="PORT",
                value=port,
                reason_en="another program listens there or it may not be used;"
                " choose another, for example make run PORT=8001",
                reason_vi="cổng đang được dùng hoặc không được phép;"
                " hãy chọn cổng khác, ví dụ make run PORT=8001",
            ) from error


def require_folder(var: Path) -> None:
    """Refuse a folder in which nothing can be written."""
    try:
        var.mkdir(parents=True, exist_ok=True)
        probe = var / ".probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise SettingRefused(
            setting="MOTCUA_VAR",
            value=var,
            reason_en="nothing can be written there; choose another folder",
            reason_vi="không ghi được vào đó; hãy chọn thư mục khác",
        ) from error


def publish_shipped(context: Context, say: Say) -> None:
    """Publish the procedures that came with this release, each when it comes for the first time.

    What an agency has published itself is never replaced; a newer folder replaces a delivered
    version in sample mode only. Otherwise the workshop begins a draft with it.
    """
    for card in sorted(PROCEDURES.glob(f"*/{CARD}")):
        key, files = card.parent.name, read_folder(card.parent)
        with context.database.read() as db:
            current = general_release(db, key, context.clock.now())
            ahead = list_releases(db, key)
        if not ahead or (context.sample_mode and current and current.origin == DELIVERED):
            publish_procedure(context, key, files)
        elif current and current.number and is_other(context, current, files):
            say(f"{key}: version {current.number} stays in force; bpmn/{key} is another.")


def is_other(context: Context, current: Release, files: Mapping[str, bytes]) -> bool:
    """Tell whether a folder holds something else than the version of a release."""
    with context.database.read() as db:
        return get_version(db, current.version_id or 0).digest != digest_of(files)


def environment(wires: Wires, port: int) -> Mapping[str, str]:
    """Return the environment that the web processes and the worker get."""
    return {
        **os.environ,
        "DATABASE_URL": wires.database_url,
        "MOTCUA_VAR": str(wires.var),
        "MOTCUA_SAMPLE": "1" if wires.sample_mode else "0",
        "PORT": str(port),
    }


def stop_on_signals(stop: Event) -> None:
    """Set `stop` when the process is asked to end, however often.

    A thread of its own sets it: the signal may come just while this one holds the event's lock.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: Thread(target=stop.set, name="stop").start())


def _greet(context: Context, port: int, say: Say) -> None:
    say(f"\nMotcua: http://127.0.0.1:{port}/\n")
    if context.sample_mode:
        say(f"Sample people, all with the password {SAMPLE_PASSWORD}:")
        for login, words in sample_people():
            say(f"  {login:<14} {words}")
        say("")


def _run_processes(variables: Mapping[str, str], port: int) -> int:
    """Run web server and worker until one ends or the process is asked to end; then end both."""
    python = sys.executable
    commands = (
        [
            python,
            "-m",
            "gunicorn",
            "-c",
            "web/gunicorn_conf.py",
            "-b",
            f"127.0.0.1:{port}",
            "web.wsgi:app",
        ],
        [python, "-m", "engine.cli", "work"],
    )
    stop = Event()
    stop_on_signals(stop)
    running = [
        subprocess.Popen(command, env=dict(variables), cwd=ROOT)  # noqa: S603  our own words
        for command in commands
    ]
    while not stop.is_set() and all(one.poll() is None for one in running):
        stop.wait(0.3)
    failed = any(one.poll() not in (None, 0) for one in running)
    for one in running:
        if one.poll() is None:
            one.terminate()
    for one in running:
        end(one)
    return 1 if failed else 0


def end(process: "subprocess.Popen[bytes]", patience: float = PATIENCE_SECONDS) -> None:
    """Wait until a process that was asked to end has ended; one that does not is killed."""
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
