"""Celery: ids are carried by it, and nothing depends on its keeping them."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from engine.actions.start_case import start_case
from engine.context import Context
from engine.errors import SettingRefused
from engine.jobs.carriers.broker import load_carrier
from engine.jobs.loop import CarrierLost
from engine.jobs.worker import Worker
from engine.records.filings import Filing
from engine.store import sending, timers
from engine.store.database import Database
from tests.brokers import ask
from tests.jobs.carriers import InProcesses
from tests.jobs.stage import Stage, wait_until
from tests.make import TEST_PROCEDURES, citizen, make_cast, make_context, publish
from tests.postgres import find_port

pytestmark = [pytest.mark.xdist_group("carrier-celery")]
SENDER, WORKER = 0, 1


@pytest.mark.postgres
def test_a_job_is_taken_by_a_celery_worker(with_celery: Stage) -> None:
    case = with_celery.file("tra-cuu", "000000000901", "wait")
    wait_until(lambda: with_celery.asked("000000000901"), "the look-up is asked")
    assert with_celery.job(case).worker.startswith("celery-")
    (with_celery.folder / "000000000901").unlink()
    wait_until(lambda: with_celery.has_task(case), "the job is settled")


@pytest.mark.postgres
def test_what_the_broker_loses_is_sent_again(with_celery: Stage) -> None:
    carrier = with_celery.carrier
    assert isinstance(carrier, InProcesses)
    carrier.stop()
    cases = [with_celery.file(key, "000000000902") for key in ("tra-cuu", "hen-gio")]
    carrier.start(SENDER)
    wait_until(lambda: with_celery.job(cases[0]).worker == sending.SENT, "the job is sent")
    assert ask(urlsplit(with_celery.broker).port or 0, "FLUSHALL") == b"+OK"
    carrier.stop()
    carrier.start()
    wait_until(lambda: all(map(with_celery.has_task, cases)), "both were sent again")
    assert with_celery.asked("000000000902") == 1


@pytest.mark.postgres
def test_what_arrives_twice_is_done_once(with_celery: Stage) -> None:
    carrier = with_celery.carrier
    assert isinstance(carrier, InProcesses)
    carrier.stop()
    case = with_celery.file("tra-cuu", "000000000903")
    carrier.start(SENDER)
    link = urlsplit(with_celery.broker).port or 0
    wait_until(lambda: int(ask(link, "LLEN motcua")[1:]) >= 4, "it was sent several times")
    carrier.stop()
    carrier.start(WORKER)
    wait_until(lambda: with_celery.has_task(case), "the job is settled")
    wait_until(lambda: ask(link, "LLEN motcua") == b":0", "all messages were taken")
    assert with_celery.asked("000000000903") == 1
    carrier.stop()
    carrier.start()


def away() -> str:
    """Return the address of a broker that is not there."""
    return f"redis://127.0.0.1:{find_port()}/0"


def due_rows(context: Context) -> int:
    """Return how many jobs and timers may be taken now."""
    now = context.clock.now()
    with context.database.begin() as db:
        found = sending.send_jobs(db, now, now, 9)
        return len(found) + len(timers.claim_due(db, now, 9, 0.0))


@pytest.fixture
def context(database: Database, tmp_path: Path) -> Context:
    """Give a context in which a case waits for two jobs, and nobody does them."""
    made = make_context(database, tmp_path)
    cast = make_cast(made)
    publish(made, "tra-cuu", TEST_PROCEDURES)
    filing = Filing(procedure_key="tra-cuu", office_id=cast.office_id, answers=citizen())
    start_case(made, filing)
    return made


def test_without_a_broker_rows_stay_due(context: Context) -> None:
    carrier, before = load_carrier(away()), due_rows(context)
    with pytest.raises(CarrierLost):
        carrier.jobs(context, Worker())
    assert (before, due_rows(context)) == (2, 2)


@pytest.mark.parametrize("address", ["sqs://queue", "redis://", "localhost:6379"])
def test_an_address_that_is_no_broker_is_refused_without_telling_it(address: str) -> None:
    with pytest.raises(SettingRefused, match="MOTCUA_CELERY_BROKER") as refused:
        load_carrier(address)
    assert "localhost" not in str(refused.value)
