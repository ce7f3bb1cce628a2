"""One suite for three carriers: a thread on SQLite, processes on PostgreSQL, Celery."""

from collections import Counter
from datetime import timedelta
from threading import Thread

from sqlalchemy import update

from engine.actions.intervene import resume_case, suspend_case
from engine.actions.settle_job import settle_job
from engine.records.cases import Case
from engine.records.jobs import Job
from engine.store import jobs, timers
from engine.store.incidents import list_case_incidents
from engine.store.tables import job
from tests.jobs.stage import Stage, wait_until

LONG = 3_600.0


def steal(stage: Stage, case: Case) -> Job:
    """Take the job of a case although somebody is at work on it: as if its lease were over."""
    now = stage.context.clock.now()
    with stage.context.database.begin() as db:
        db.execute(update(job).where(job.c.case_id == case.case_id).values(run_at=now))
        taken = jobs.claim_due(db, now, "thief", 9, LONG)
    return next(one for one in taken if one.case_id == case.case_id and one.settles)


def test_every_timer_fires_once(playing: Stage) -> None:
    cases = [playing.file("hen-gio", f"00000000010{number}") for number in range(6)]
    wait_until(lambda: all(map(playing.has_task, cases)), "all timers have fired")
    wanted = Counter({"start": 1, "fire-timer": 1})
    assert [playing.kinds(case) for case in cases] == [wanted] * 6


def test_every_job_is_done_and_settled_once(playing: Stage) -> None:
    numbers = [f"00000000020{number}" for number in range(6)]
    cases = [playing.file("tra-cuu", number) for number in numbers]
    wait_until(lambda: all(map(playing.has_task, cases)), "all jobs are done")
    wanted = Counter({"start": 1, "settle-job": 1})
    assert [playing.kinds(case) for case in cases] == [wanted] * 6
    assert [playing.asked(number) for number in numbers] == [1] * 6


def test_a_failing_job_is_tried_later_and_later_and_ends_as_an_incident(playing: Stage) -> None:
    case, pauses = playing.file("tra-cuu", "000000000301", "down"), []
    for attempt in range(1, 6):
        wait_until(
            lambda n=attempt: playing.job(case)[0] == n and playing.job(case)[2] is None,  # type: ignore[misc]
            f"attempt {attempt} has failed",
        )
        pauses.append(round(playing.seconds_to(playing.job(case).run_at), -1))
        playing.hasten(case)
    wait_until(lambda: playing.job(case) is None, "the last attempt has failed")
    with playing.context.database.read() as db:
        (incident,) = list_case_incidents(db, case.case_id)
    assert (pauses, incident.code) == ([10, 40, 160, 640, 2560], "connector-failed")


def test_what_a_dead_worker_has_taken_another_takes_over(playing: Stage) -> None:
    playing.carrier.stop()
    cases = [playing.file("tra-cuu", "000000000401"), playing.file("hen-gio", "000000000402")]
    now = playing.context.clock.now() + timedelta(seconds=1)
    with playing.context.database.begin() as db:
        assert jobs.claim_due(db, now, "dead", 9, 1.0)
        assert timers.claim_due(db, now, 9, 1.0)
    playing.carrier.start()
    wait_until(lambda: all(map(playing.has_task, cases)), "both cases have gone on")
    assert playing.asked("000000000401") == 1


def test_a_worker_that_comes_back_late_settles_nothing(playing: Stage) -> None:
    case = playing.file("tra-cuu", "000000000501", "wait")
    wait_until(lambda: playing.asked("000000000501"), "the look-up is asked")
    assert settle_job(playing.context, steal(playing, case), {"spouse": "An"}) is not None
    (playing.folder / "000000000501").unlink()
    playing.carrier.stop()
    assert playing.kinds(case) == Counter({"start": 1, "settle-job": 1})
    playing.carrier.start()


def test_a_long_job_keeps_its_lease_and_is_done_once(playing: Stage) -> None:
    case = playing.file("tra-cuu", "000000000601", "wait")
    wait_until(lambda: playing.asked("000000000601"), "the look-up is asked")
    first = playing.job(case).run_at
    wait_until(
        lambda: playing.seconds_to(first) < -1 and playing.job(case).run_at > first,
        "its first lease is long over",
    )
    (playing.folder / "000000000601").unlink()
    wait_until(lambda: playing.has_task(case), "the job is settled")
    assert playing.asked("000000000601") == 1


def test_slow_jobs_do_not_hold_up_timers(playing: Stage) -> None:
    slow = [playing.file("tra-cuu", "000000000651", "wait") for _ in range(2)]
    wait_until(lambda: playing.asked("000000000651"), "the look-up is asked")
    case = playing.file("hen-gio", "000000000652")
    wait_until(lambda: playing.has_task(case), "the timer has fired")
    assert [playing.has_task(one) for one in slow] == [False] * 2
    (playing.folder / "000000000651").unlink()
    wait_until(lambda: all(map(playing.has_task, slow)), "the jobs are settled")


def test_asked_to_end_a_worker_finishes_what_it_is_at(playing: Stage) -> None:
    case = playing.file("tra-cuu", "000000000701", "wait")
    wait_until(lambda: playing.asked("000000000701"), "the look-up is asked")
    playing.carrier.ask_to_stop()
    stopping = Thread(target=playing.carrier.stop)
    stopping.start()
    (playing.folder / "000000000701").unlink()
    stopping.join()
    assert (playing.has_task(case), playing.asked("000000000701")) == (True, 1)
    playing.carrier.start()


def test_a_suspended_case_rests_and_goes_on_once_resumed(playing: Stage) -> None:
    case, frank = playing.file("tra-cuu", "000000000801", "down"), playing.cast.frank
    wait_until(lambda: playing.job(case).attempt and not playing.job(case).worker, "it failed")
    suspend_case(playing.context, frank, case.case_id, "toà án yêu cầu")
    playing.hasten(case)
    wait_until(lambda: playing.seconds_to(playing.job(case).run_at) > 60, "the job rests")
    assert playing.asked("000000000801") == 1
    (playing.folder / "000000000801").unlink()
    resume_case(playing.context, frank, case.case_id)
    wait_until(lambda: playing.has_task(case), "the case has gone on")


def test_a_timer_of_a_suspended_case_fires_once_it_is_resumed(playing: Stage) -> None:
    case, frank = playing.file("hen-gio", "000000000802"), playing.cast.frank
    suspend_case(playing.context, frank, case.case_id, "toà án yêu cầu")
    with playing.context.database.read() as db:
        (timer,) = timers.list_case_timers(db, case.case_id)
    wait_until(lambda: playing.seconds_to(timer.due_at) < -0.5, "the timer is due")
    assert not playing.has_task(case)
    resume_case(playing.context, frank, case.case_id)
    wait_until(lambda: playing.has_task(case), "the timer has fired")
