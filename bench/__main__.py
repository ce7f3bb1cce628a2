"""Measure everything and compare it with what is promised: make bench.

    python -m bench [NAME …]   NAMES: steps, printing, signing, crowds, completing, verifying, size,
     starting, receiving, office, digest, listing, warnings, timers, messages, external, migrating

The PostgreSQL server is that of MOTCUA_TEST_POSTGRES, else of DATABASE_URL; a database of our own
is made in it and dropped again.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack

from sqlalchemy import create_engine, text

from bench.checking import measure_checking
from bench.client import RequestFailed
from bench.completing import measure_completing
from bench.crowds import measure_crowds
from bench.deciding import measure_deciding
from bench.external import measure_external
from bench.figures import Figure, append_results
from bench.house import House, open_house
from bench.listing import measure_listing
from bench.messages import measure_messages
from bench.migrate import measure_migrating
from bench.printing import measure_printing
from bench.receiving import measure_receiving
from bench.server import Server, serving
from bench.signing import measure_signing
from bench.sizing import measure_size
from bench.starting import measure_starting
from bench.stepping import measure_steps
from bench.team import measure_digest, measure_office
from bench.timers import measure_timers
from bench.verifying import measure_verifying
from bench.warnings import measure_warnings
from engine.clock import SystemClock

SETTINGS = ("server_version", "fsync", "synchronous_commit", "shared_buffers")
# Without a server.
ALONE: Sequence[tuple[str, Callable[[], tuple[Figure, ...]]]] = (
    ("steps", measure_steps),
    ("checking", measure_checking),
    ("deciding", measure_deciding),
    ("printing", measure_printing),
    ("signing", measure_signing),
    ("crowds", measure_crowds),
)
# In this order: verifying wants the finished cases that completing leaves, and nothing else.
MEASURES: Sequence[tuple[str, Callable[[House, Server], tuple[Figure, ...]]]] = (
    ("completing", measure_completing),
    ("verifying", lambda house, _: measure_verifying(house)),
    ("size", lambda house, _: measure_size(house)),
    ("starting", measure_starting),
    ("receiving", lambda house, _: measure_receiving(house)),
    ("office", measure_office),
    ("digest", lambda house, _: measure_digest(house)),
    ("listing", measure_listing),
    ("warnings", lambda house, _: measure_warnings(house)),
    ("timers", lambda house, _: measure_timers(house)),
    ("messages", lambda house, _: measure_messages(house)),
    ("external", measure_external),
    ("migrating", lambda house, _: measure_migrating(house)),
)


def main(names: Sequence[str]) -> int:
    """Measure what is named, or all; return 0 when every promise is kept, 1 otherwise."""
    server = os.environ.get("MOTCUA_TEST_POSTGRES") or os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgresql"):
        sys.stderr.write("Set DATABASE_URL to a PostgreSQL server, or run make bench.\n")
        return 2
    load = os.getloadavg()[0]
    found = []
    try:
        for one in _measure(server, names):
            sys.stdout.write(one.line() + "\n")
            sys.stdout.flush()
            found.append(one)
    except RequestFailed as error:
        sys.stderr.write(f"{error}\n")
        return 2
    told = {**_settings(server), "load_before": f"{load:.1f}"}
    path = append_results(found, SystemClock().now(), told)
    shown = ", ".join(f"{key} {value}" for key, value in told.items())
    sys.stdout.write(f"\n{shown}\nAppended to {path.relative_to(path.parents[2])}\n")
    return 0 if all(one.is_reached for one in found) else 1


def _measure(server: str, names: Sequence[str]) -> Iterator[Figure]:
    for name, alone in ALONE:
        if not names or name in names:
            yield from alone()
    wanted = [measure for name, measure in MEASURES if not names or name in names]
    if not wanted:
        return
    with ExitStack() as stack:
        house = stack.enter_context(open_house(server))
        web = stack.enter_context(serving(house))
        for measure in wanted:
            yield from measure(house, web)


def _settings(server: str) -> dict[str, str]:
    """Return what the server says of itself that makes it fast or slow."""
    engine = create_engine(server)
    with engine.connect() as db:
        found = {one: str(db.execute(text(f"SHOW {one}")).scalar_one()) for one in SETTINGS}
    engine.dispose()
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
