"""Cases: opening one, taking hold of one, and writing a step of one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from engine.errors import CaseChanged, NotFound, RequestRepeated, Words
from engine.records.cases import Applicant, Case, Entry, Task
from engine.records.chain import first_link
from engine.records.codes import spellings
from engine.records.outcomes import CANCELLED, FINISHED, RUNNING, Outcome, Standing
from engine.store import incidents, jobs, log, moving, signals, subscriptions, tasks, timers
from engine.store.folding import fold, is_storable
from engine.store.tables import case, person, task
from engine.store.types import AnyRow

CASE_COLUMNS = tuple(column for column in case.c if column.name != "applicant_search")
WIDTH = len(CASE_COLUMNS)
WORDS = Words(en="dossier", vi="hồ sơ")

INSERT_CASE = insert(case).returning(case.c.id)
BY_ID = select(*CASE_COLUMNS).where(case.c.id == bindparam("case_id"))
BY_CODE = select(*CASE_COLUMNS).where(case.c.code == bindparam("wanted"))
BY_SPELLINGS = select(*CASE_COLUMNS).where(case.c.code.in_(bindparam("wanted", expanding=True)))
# Not its key: a row that another case leaves for this one and that names it must not wait, or two
# cases that leave something for each other would wait for each other.
LOCK_CASE = BY_ID.with_for_update(of=case, key_share=True)
# Both rows are locked: after waiting, PostgreSQL reads a locked row anew, and no other.
LOCK_WITH_TASK = (
    select(*CASE_COLUMNS, *tasks.TASK_COLUMNS)
    .select_from(
        case.join(task, task.c.case_id == case.c.id).outerjoin(
            person, person.c.id == task.c.holder_id
        )
    )
    .where(case.c.id == bindparam("case_id"), task.c.token == bindparam("wanted"))
    .with_for_update(of=(case, task), key_share=True)
)
SAVE_CASE = (
    update(case)
    .where(case.c.id == bindparam("case_id"), case.c.seq == bindparam("old_seq"))
    .values(
        {
            name: bindparam(f"new_{name}")
            for name in (
                "seq",
                "head",
                "state",
                "state_format",
                "status",
                "ending",
                "portal_status",
                "due_at",
                "paused",
                "ready",
                "apologies",
                "closed_at",
            )
        }
    )
)
# The mark of an order goes with it, whichever order moved the case.
GO_ON_WITH = (
    update(case)
    .where(case.c.id == bindparam("wanted"))
    .values(version_id=bindparam("new_version"), move_id=None)
)
SAVE_BOTH = SAVE_CASE.add_cte(log.APPEND.cte("appended"))
SAVE_AND_OPEN = SAVE_BOTH.add_cte(tasks.OPEN_ONE.cte("opened"))
SAVE_AND_CLOSE = SAVE_BOTH.add_cte(tasks.CLOSE_ONE.cte("closed"))
SAVE_AND_GO_ON = SAVE_AND_CLOSE.add_cte(tasks.OPEN_ONE.cte("opened"))
# By whether a task is closed with it, and whether one is opened.
STATEMENTS = {
    (False, False): SAVE_BOTH,
    (False, True): SAVE_AND_OPEN,
    (True, False): SAVE_AND_CLOSE,
    (True, True): SAVE_AND_GO_ON,
}
SAVE_STATE = (
    update(case)
    .where(case.c.id == bindparam("case_id"), case.c.seq == bindparam("old_seq"))
    .values(state=bindparam("new_state"), state_format=bindparam("new_format"))
)


def insert_case(
    db: Connection,
    *,
    code: str,
    version_id: int,
    office_id: int,
    applicant: Applicant,
    opened_at: datetime,
) -> Case:
    """Insert a case without any entry yet (`seq` 0, `head` from the code) and return it."""
    head = first_link(code)
    case_id = db.execute(
        INSERT_CASE,
        {
            "code": code,
            "version_id": version_id,
            "office_id": office_id,
            "opened_at": opened_at,
            "applicant_name": applicant.name,
            "applicant_search": fold(f"{applicant.name} {code}"),
            "phone": applicant.phone,
            "email": applicant.email,
            "number": applicant.number,
            "status": RUNNING,
            "portal_status": 1,
            "paused": False,
            "ready": False,
            "apologies": 0,
            "seq": 0,
            "head": head,
            "state_format": 0,
        },
    ).scalar_one()
    return Case(
        case_id=case_id,
        code=code,
        version_id=version_id,
        office_id=office_id,
        applicant=applicant,
        standing=Standing(status=RUNNING),
        opened_at=opened_at,
        closed_at=None,
        seq=0,
        head=head,
        state=None,
        state_format=0,
    )


def get_case(db: Connection, case_id: int) -> Case:
    """Return a case; raise NotFound without it."""
    row = db.execute(BY_ID, {"case_id": case_id}).first()
    if row is None:
        raise NotFound(what=WORDS, key=case_id)
    return case_from(row)


def find_case_by_code(db: Connection, code: str) -> Case | None:
    """Return the case with this dossier code."""
    if not is_storable(code):
        return None
    row = db.execute(BY_CODE, {"wanted": code}).first()
    return None if row is None else case_from(row)


def find_case_spelled(db: Connection, typed: str) -> Case | None:
    """Return the case of a dossier code, in whatever era's way it was typed."""
    first, *others = spellings(typed)
    found = find_case_by_code(db, first)
    if found is not None or not others:
        return found
    row = db.execute(BY_SPELLINGS, {"wanted": others}).first()
    return None if row is None else case_from(row)


def lock_case(db: Connection, case_id: int) -> Case:
    """Return a case and keep other writers off it until the transaction ends; raise NotFound."""
    row = db.execute(LOCK_CASE, {"case_id": case_id}).first()
    if row is None:
        raise NotFound(what=WORDS, key=case_id)
    return case_from(row)


def lock_case_with_task(db: Connection, case_id: int, token: int) -> tuple[Case, Task | None]:
    """Lock a case and return it with one of its open tasks, in one statement if the task is open.

    The task is None when it is not, or no longer, open. Raises NotFound without the case.
    """
    row = db.execute(LOCK_WITH_TASK, {"case_id": case_id, "wanted": token}).first()
    if row is not None:
        return case_from(row), tasks.task_from(row, WIDTH)
    found = lock_case(db, case_id)
    return found, tasks.find_task(db, case_id, token)


def save_step(
    db: Connection,
    old: Case,
    entry: Entry,
    outcome: Outcome,
    directory: Mapping[str, int],
    now: datetime,
) -> Case:
    """Write a step: the log entry, the case, and whatever rows the outcome opens or closes.

    old        the case as it was read; `entry.seq` is one more than its own
    directory  office id for each office code
    Raises     CaseChanged if somebody else has written the case since; RequestRepeated if the
               entry's request key is in the log already. Then the transaction must be given up.
    """
    standing = outcome.standing
    closed_at = (old.closed_at or now) if standing.status in (FINISHED, CANCELLED) else None
    given = {
        "case_id": old.case_id,
        "old_seq": old.seq,
        "new_seq": entry.seq,
        "new_head": entry.hash,
        "new_state": outcome.state,
        "new_state_format": outcome.state_format,
        "new_status": standing.status,
        "new_ending": standing.ending,
        "new_portal_status": standing.portal_status,
        "new_due_at": standing.due_at,
        "new_paused": standing.paused,
        "new_ready": standing.ready,
        "new_apologies": standing.apologies,
        "new_closed_at": closed_at,
    }
    new = replace(
        old,
        version_id=entry.version_id,
        move_id=old.move_id if entry.version_id == old.version_id else None,
        standing=standing,
        closed_at=closed_at,
        seq=entry.seq,
        head=entry.hash,
        state=outcome.state,
        state_format=outcome.state_format,
    )
    at_once = db.dialect.name == "postgresql" and tasks.is_usual(old, outcome)
    rows = tasks.usual_rows(new, outcome, directory, now) if at_once else {}
    try:
        changed = _write(db, entry, {**given, **rows})
    except IntegrityError as error:
        if entry.request_key is not None and "request_key" in str(error.orig):
            raise RequestRepeated(key=entry.request_key) from error
        raise CaseChanged(case=old.code) from error
    if changed != 1:
        raise CaseChanged(case=old.code)
    if new.version_id != old.version_id:
        db.execute(GO_ON_WITH, {"wanted": new.case_id, "new_version": new.version_id})
    if not at_once:
        tasks.save(db, old, new, outcome, directory, now)
    timers.save(db, new.case_id, outcome)
    subscriptions.save(db, new.case_id, outcome)
    signals.save(db, new.case_id, outcome)
    jobs.save(db, new.case_id, outcome, now)
    incidents.save(db, new.case_id, outcome, now)
    moving.save(db, new.case_id, outcome)
    return new


def _write(db: Connection, entry: Entry, given: Mapping[str, Any]) -> int:
    """Append the entry and update the case; return how many cases were updated.

    PostgreSQL takes both in one statement, and the task closed and opened by a usual step with
    them, which saves trips to the server at every step.
    """
    if db.dialect.name == "postgresql":
        statement = STATEMENTS["closed_token" in given, "task_token" in given]
        return db.execute(statement, {**given, **log.row_of(entry)}).rowcount
    log.append(db, entry)
    return db.execute(SAVE_CASE, given).rowcount


def save_state(db: Connection, old: Case, state: bytes | None, state_format: int) -> Case:
    """Replace the saved state, which is a cache; None drops it. Raises CaseChanged."""
    changed = db.execute(
        SAVE_STATE,
        {
            "case_id": old.case_id,
            "old_seq": old.seq,
            "new_state": state,
            "new_format": state_format,
        },
    ).rowcount
    if changed != 1:
        raise CaseChanged(case=old.code)
    return replace(old, state=state, state_format=state_format)


def case_from(row: AnyRow) -> Case:
    """Return the case in the first columns of a row of CASE_COLUMNS."""
    (
        opened_at,
        closed_at,
        due_at,
        case_id,
        version_id,
        office_id,
        seq,
        portal_status,
        state_format,
        paused,
        pressing,
        code,
        status,
        ending,
        name,
        phone,
        email,
        number,
        head,
        state,
        parent_case_id,
        parent_token,
        move_id,
        apologies,
        ready,
    ) = row[:WIDTH]
    return Case(
        case_id=case_id,
        code=code,
        version_id=version_id,
        office_id=office_id,
        applicant=Applicant(name=name, phone=phone, email=email, number=number),
        standing=Standing(
            status=status,
            ending=ending,
            portal_status=portal_status,
            due_at=due_at,
            paused=paused,
            ready=ready,
            apologies=apologies,
        ),
        opened_at=opened_at,
        closed_at=closed_at,
        seq=seq,
        head=head,
        state=state,
        state_format=state_format,
        parent_case_id=parent_case_id,
        parent_token=parent_token,
        move_id=move_id,
        pressing=pressing,
    )
