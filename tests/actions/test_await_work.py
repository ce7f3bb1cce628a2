"""The bell for work: PostgreSQL rings it when a step leaves work; SQLite lets one look again."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from engine.actions.await_work import WorkBell
from engine.store.wakeup import notify
from tests.actions.conftest import Stage
from tests.make import TEST_PROCEDURES, publish


@pytest.mark.postgres
def test_a_step_that_leaves_work_rings_for_all_who_wait(stage: Stage) -> None:
    if not stage.context.database.is_postgres:
        pytest.skip("SQLite has nobody who rings")
    loud = replace(stage, context=replace(stage.context, wake=notify))
    publish(loud.context, "ngoai-viec", TEST_PROCEDURES)
    bell = WorkBell(loud.context)
    with ThreadPoolExecutor(2) as pool:
        waiting = [pool.submit(bell.wait, 30.0) for _ in range(2)]
        assert bell.is_ready.wait(20)
        loud.file(procedure_key="ngoai-viec")
        assert [one.result(20) for one in waiting] == [True, True]


def test_without_a_ring_one_waits_no_longer_than_asked(stage: Stage) -> None:
    begun = time.monotonic()
    assert WorkBell(stage.context).wait(0.05) is False
    assert time.monotonic() - begun < 10


@pytest.mark.postgres
def test_a_bell_can_be_waited_for_again_after_nobody_did(stage: Stage) -> None:
    bell = WorkBell(stage.context)
    assert [bell.wait(0.01) for _ in range(3)] == [False, False, False]
