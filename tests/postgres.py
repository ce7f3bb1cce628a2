"""Run a command beside a throw-away PostgreSQL, and stop that at the end whatever happens.

    python -m tests.postgres COMMAND [ARGUMENT …]

The cluster lives in a temporary folder and listens on a free loopback port; clusters that exist
already are not touched. The command finds it in MOTCUA_TEST_POSTGRES, an SQLAlchemy address.
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

# Rows of a test run need not outlive it: no waiting for the disk. No socket file: its path
# may be too long.
OPTIONS = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=100"
    " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c timezone=UTC"
)


class PostgresMissing(Exception):
    """PostgreSQL cannot be started here."""


def find_programs() -> Path:
    """Return the folder that holds initdb and pg_ctl: Debian's newest, or that of the path."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    found = max(debian, key=lambda path: int(path.parts[-3]), default=None) or shutil.which(
        "initdb"
    )
    if found is None:
        raise PostgresMissing(
            "PostgreSQL is not here: install it (Debian: apt install postgresql)."
        )
    return Path(found).resolve().parent


def find_owner() -> pwd.struct_passwd | None:
    """Return another user to run the server as, because it refuses root; None when we are not."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise PostgresMissing("PostgreSQL does not run as root: add a user postgres.")


def find_port() -> int:
    """Return a loopback port that is free at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def call(command: Sequence[str | Path], owner: pwd.struct_passwd | None) -> None:
    """Run one of PostgreSQL's programs as `owner`; when it fails, say what it said."""
    done = subprocess.run(  # noqa: S603 – programs of the PostgreSQL found above
        command,
        user=owner.pw_uid if owner else None,
        group=owner.pw_gid if owner else None,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise PostgresMissing(f"{command[0]} failed:\n{done.stdout}")


def make_cluster(programs: Path, folder: Path, password: str) -> Path:
    """Make an empty cluster below `folder`, which becomes the server user's, and return it."""
    owner = find_owner()
    secret, place = folder / "password", folder / "cluster"
    secret.write_text(password)
    for path in (folder, secret):
        if owner:
            os.chown(path, owner.pw_uid, owner.pw_gid)
    access = ["-U", "motcua", f"--pwfile={secret}", "-A", "scram-sha-256"]
    words = ["-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions"]
    call([programs / "initdb", "-D", place, *access, *words], owner)
    return place


@contextmanager
def cluster() -> Iterator[str]:
    """Give the address of a new cluster's first database; the cluster is gone afterwards."""
    programs, owner, port, password = (
        find_programs(),
        find_owner(),
        find_port(),
        secrets.token_hex(8),
    )
    folder = Path(tempfile.mkdtemp(prefix="motcua-postgres-"))
    try:
        place = make_cluster(programs, folder, password)
        control = (programs / "pg_ctl", "-D", place, "-s", "-w")
        # The log goes to a file: a server holding our output open would keep the caller waiting.
        call([*control, "-l", folder / "log", "-o", f"{OPTIONS} -p {port}", "start"], owner)
        try:
            yield f"postgresql+psycopg://motcua:{password}@127.0.0.1:{port}/postgres"
        finally:
            call([*control, "-m", "immediate", "stop"], owner)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(command: Sequence[str]) -> int:
    """Run `command` beside a new cluster and return its exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    signal.signal(signal.SIGHUP, lambda *_: sys.exit(129))
    try:
        with cluster() as address:
            seen = {**os.environ, "MOTCUA_TEST_POSTGRES": address}
            child = subprocess.Popen(command, env=seen)  # noqa: S603 – what the caller asked for
            try:
                return child.wait()
            except BaseException:
                child.terminate()
                child.wait()
                raise
    except PostgresMissing as error:
        sys.stderr.write(f"{error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
