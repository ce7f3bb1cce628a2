"""Worker processes on PostgreSQL: killed, cut off, named."""

import pytest
from sqlalchemy import text

from tests.jobs.stage import Stage, wait_until

pytestmark = [pytest.mark.postgres, pytest.mark.xdist_group("carrier-processes")]
CUT_OFF = (
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
    " WHERE pid <> pg_backend_pid() AND datname = current_database()"
)
LISTENING = (
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND application_name LIKE 'motcua %-%'"
)


def test_workers_that_lose_their_connections_go_on(with_processes: Stage) -> None:
    log = with_processes.folder / "workers.log"
    wait_until(lambda: log.read_text(encoding="utf-8").count(" works.") == 2, "both have begun")
    first = with_processes.file("tra-cuu", "000000001001")
    wait_until(lambda: with_processes.has_task(first), "the workers are at work")
    with with_processes.context.database.begin() as db:
        assert db.execute(text(CUT_OFF)).scalar_one() >= 4
    with_processes.context.database.close()
    cases = [with_processes.file(key, "000000001002") for key in ("tra-cuu", "hen-gio")]
    wait_until(lambda: all(map(with_processes.has_task, cases)), "they have gone on")


def test_each_worker_is_seen_in_the_database_by_its_name(with_processes: Stage) -> None:
    def listening() -> int:
        with with_processes.context.database.read() as db:
            return int(db.execute(text(LISTENING)).scalar_one())

    wait_until(lambda: listening() == 4, "two processes listen, with two threads each")


def test_the_worker_that_holds_a_job_is_told(with_processes: Stage) -> None:
    case = with_processes.file("tra-cuu", "000000001003", "wait")
    wait_until(lambda: with_processes.asked("000000001003"), "the look-up is asked")
    name = with_processes.job(case).worker
    (with_processes.folder / "000000001003").unlink()
    assert f"{name} works." in (with_processes.folder / "workers.log").read_text(encoding="utf-8")
