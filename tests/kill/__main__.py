"""End processes and connections at random under load, and count what was lost: make kill.

    python -m tests.kill [SECONDS [SEED]]     on the PostgreSQL server of MOTCUA_TEST_POSTGRES

The exit code is 0 when every promise was kept, 1 otherwise.
"""

import os
import secrets
import sys
from collections.abc import Sequence

from tests.kill.storm import run_storm

SECONDS = 180.0


def main(arguments: Sequence[str]) -> int:
    """Run it and print the table."""
    server = os.environ.get("MOTCUA_TEST_POSTGRES", "")
    if not server:
        sys.stderr.write("Run make kill: it brings a PostgreSQL of its own.\n")
        return 2
    seconds = float(arguments[0]) if arguments else SECONDS
    seed = int(arguments[1]) if len(arguments) > 1 else secrets.randbelow(1_000_000)
    report = run_storm(server, seconds, seed)
    sys.stdout.write("\n".join(report.lines()) + "\n")
    return 0 if report.is_clean else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
