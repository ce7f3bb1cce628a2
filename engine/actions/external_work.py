"""Work for programs outside: fetched by topic under a lock, and reported back.

A lock is a lease with a fence: a client that dies loses it when its time is over, another gets the
work with a new lock, and what comes with the old one is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from engine.actions.carry_out import carry_out
from engine.context import Context
from engine.errors import CommandRefused, InputRefused, TopicRefused, Words, WorkGone
from engine.faults import ElementError
from engine.records.clients import Client, Work
from engine.records.commands import SettleJob
from engine.records.jobs import Job
from engine.records.values import Json
from engine.runtime.values import keep
from engine.store import external, jobs
from engine.store.external import Taking
from engine.store.log import find_request

MOST_ATTEMPTS = 6
LONGEST_REASON = 1_000


@dataclass(frozen=True, kw_only=True)
class Held:
    """What a client says it holds: the number of the work, and the lock it got with it."""

    work_id: int
    lock: int


@dataclass(frozen=True, kw_only=True)
class Failure:
    """Why work failed.

    retries   how often it shall be tried again; None: six attempts in all
    after     when to try again; None: later after each attempt (10 s, 40 s, 160 s … an hour)
    """

    reason: str
    retries: int | None = None
    after: timedelta | None = None


def fetch_work(
    context: Context,
    client: Client,
    topics: Sequence[str],
    most: int,
    lock_seconds: float,
    worker: str,
) -> tuple[Work, ...]:
    """Take up to `most` pieces of work for `lock_seconds`; earlier topics go first.

    Raises  TopicRefused for a topic that is not meant for the client
    """
    require_topics(client, topics)
    now = context.clock.now()
    taking = Taking(
        client_id=client.client_id,
        worker=worker,
        now=now,
        until=now + timedelta(seconds=lock_seconds),
    )
    found: list[Work] = []
    with context.database.begin() as db:
        for topic in dict.fromkeys(topics):
            if len(found) < most:
                found += external.fetch(db, topic, most - len(found), taking)
    return tuple(found)


def require_topics(client: Client, topics: Sequence[str]) -> None:
    """Raise TopicRefused unless the client may ask for all these topics."""
    for topic in topics:
        if not client.may_take(topic):
            raise TopicRefused(topic=topic, allowed=", ".join(client.topics))


def complete_work(context: Context, client: Client, held: Held, result: Json) -> None:
    """Hand the result to the case, which goes on; a second time nothing happens.

    Raises  WorkGone for an old lock; CaseNotRunning while the case is suspended; InputRefused for
            a result that case data cannot hold: the work is kept, and can be reported once more
    """
    try:
        kept = keep("work", "result", result)
    except ElementError as unfit:
        reason = Words(en=unfit.text("en"), vi=unfit.text("vi"))
        raise InputRefused(reason=reason) from unfit
    _settle(context, client, held, kept)


def report_error(context: Context, client: Client, held: Held, code: str, reason: str) -> None:
    """Let the boundary event that catches `code` take over; an incident where none does.

    Raises  WorkGone; CaseNotRunning
    """
    _settle(context, client, held, None, (reason or code)[:LONGEST_REASON], code)


def fail_work(context: Context, client: Client, held: Held, failure: Failure) -> datetime | None:
    """Say that it did not work; return when it will be tried again, None if never.

    Then it becomes an incident. Raises  WorkGone; CaseNotRunning
    """
    job = _find(context, client, held)
    reason = failure.reason[:LONGEST_REASON]
    more = job.attempt < MOST_ATTEMPTS if failure.retries is None else failure.retries > 0
    if not more:
        _settle(context, client, held, None, reason)
        return None
    pause = jobs.back_off(job.attempt) if failure.after is None else failure.after
    again_at = context.clock.now() + pause
    with context.database.begin() as db:
        _require(jobs.retry_later(db, job, again_at, reason), held)
    return again_at


def extend_lock(context: Context, client: Client, held: Held, seconds: float) -> datetime:
    """Keep the work for `seconds` from now; return until when. Raises WorkGone."""
    job = _find(context, client, held)
    until = context.clock.now() + timedelta(seconds=seconds)
    with context.database.begin() as db:
        _require(jobs.extend(db, job, until), held)
    return until


def unlock_work(context: Context, client: Client, held: Held) -> None:
    """Give the work back untried, for others to take at once. Raises WorkGone."""
    job = _find(context, client, held)
    with context.database.begin() as db:
        _require(jobs.rest(db, job, context.clock.now()), held)


def _settle(
    context: Context,
    client: Client,
    held: Held,
    result: Json,
    error: str | None = None,
    error_code: str | None = None,
) -> None:
    key = f"work-{client.client_id}-{held.work_id}-{held.lock}"
    with context.database.begin() as db:
        found = external.lock_held(db, held.work_id, held.lock, client.client_id)
        if found is not None:
            case, job = found
            command = SettleJob(token=job.token, result=result, error=error, error_code=error_code)
            try:
                # The row of the job goes with the step: the case no longer waits for it.
                carry_out(context, db, case, command, key)
            except CommandRefused as refusal:
                raise WorkGone(work=held.work_id, lock=held.lock) from refusal
            return
    _require(_was_done(context, key), held)


def _was_done(context: Context, key: str) -> bool:
    """Tell whether this very report was taken before: its answer may have got lost."""
    with context.database.read() as db:
        return find_request(db, key) is not None


def _lookup(context: Context, client: Client, held: Held) -> Job | None:
    with context.database.read() as db:
        return external.find_held(db, held.work_id, held.lock, client.client_id)


def _find(context: Context, client: Client, held: Held) -> Job:
    job = _lookup(context, client, held)
    if job is None:
        raise WorkGone(work=held.work_id, lock=held.lock)
    return job


def _require(kept: bool, held: Held) -> None:
    if not kept:
        raise WorkGone(work=held.work_id, lock=held.lock)
