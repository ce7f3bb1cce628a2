"""A look-up that does as it is told, in whatever process it runs; and workers that have it.

    python -m tests.jobs.probe work …

It writes down each time it is asked, in the folder MOTCUA_PROBE, and behaves as the file named
like the applicant's number says: "down", "broken", or "wait" (until the file is gone).
"""

import os
import sys
import time
from collections.abc import MutableMapping
from pathlib import Path
from typing import cast

from engine.cli import main
from engine.context import Context
from engine.jobs.connectors import CONNECTORS, JobFailed
from engine.records.connectors import REGISTER_LOOKUP
from engine.records.jobs import Job
from engine.records.values import Json

WAIT_SECONDS = 30.0


def look_up(_context: Context, job: Job) -> Json:
    """Write down that it was asked, and behave."""
    folder, number = Path(os.environ["MOTCUA_PROBE"]), str(job.inputs["number"])
    with (folder / f"asked-{number}").open("a", encoding="utf-8") as file:
        file.write(f"{job.job_id}\n")
    told = folder / number
    behaviour = told.read_text(encoding="utf-8") if told.exists() else ""
    if behaviour in ("down", "broken"):
        raise JobFailed(reason="the register is down", again=behaviour == "down")
    until = time.monotonic() + WAIT_SECONDS
    while behaviour == "wait" and told.exists() and time.monotonic() < until:
        time.sleep(0.02)
    return {"spouse": "Bình"}


def install() -> None:
    """Put it in the place of the real look-up, in this process."""
    cast(MutableMapping[str, object], CONNECTORS)[REGISTER_LOOKUP] = look_up


if __name__ == "__main__":
    install()
    sys.exit(main(sys.argv[1:]))
