"""Whatever is altered in the database is found and named."""

import pytest
from sqlalchemy import delete, text

from engine.actions.complete_task import complete_task
from engine.actions.verify_cases import verify_cases
from engine.records.cases import Case
from engine.store.all_tables import all_tables
from engine.store.database import Db
from engine.store.log import erase_payloads
from tests.actions.conftest import Stage

INCIDENT = (
    "INSERT INTO incident (raised_at, case_id, token, element, code, text)"
    " SELECT opened_at, id, 9, 'xem', 'x', 'x' FROM \"case\""
)
JOB = (
    "INSERT INTO job (run_at, created_at, case_id, token, attempt, fence, settles, element, kind,"
    " inputs) SELECT opened_at, opened_at, id, 9, 0, 0, true, 'xem', 'notice', '{}' FROM \"case\""
)
NOTICE = JOB.replace("true", "false")
PAPER = (
    "INSERT INTO document (case_id, digest, field, name, size, media, at)"
    " SELECT id, 'ab', 'cmnd', 'x.pdf', 1, 'application/pdf', opened_at FROM \"case\""
)


def run_case(stage: Stage) -> Case:
    case = stage.file()
    complete_task(stage.context, stage.cast.alice, stage.task(case, "xem"), {"so_a": 1})
    return case


def lower_fence(db: Db) -> None:
    """Take down the triggers around the log, as whoever owns the database can."""
    names = ["log_no_update", "log_no_delete"]
    if db.dialect.name == "postgresql":
        names = [f"{name} ON log" for name in [*names, "log_no_truncate"]]
    for name in names:
        db.execute(text(f"DROP TRIGGER {name}"))


def altered(stage: Stage, *statements: str) -> list[str]:
    """Alter the database behind its back and return what verifying says."""
    with stage.context.database.begin() as db:
        lower_fence(db)
        for statement in statements:
            db.execute(text(statement))
    return [
        f"{one.code}: {one.what.en}"
        for verdict in verify_cases(stage.context)
        for one in verdict.discrepancies
    ]


def test_untouched_cases_verify(stage: Stage) -> None:
    run_case(stage)
    run_case(stage)
    seen: list[tuple[int, int]] = []
    verdicts = list(verify_cases(stage.context, progress=lambda *count: seen.append(count)))
    assert [verdict.intact for verdict in verdicts] == [True, True]
    assert seen[-1] == (2, 2)


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE log SET payload = salt WHERE seq = 2", "content of entry 2"),
        ("UPDATE log SET kind = 'claim' WHERE seq = 2", "entry 2 (claim) does not follow"),
        ('UPDATE log SET "by" = 5 WHERE seq = 2', "entry 2 (complete) does not follow"),
        ("DELETE FROM log WHERE seq = 1", "entry 1 is missing"),
        ("DELETE FROM log WHERE seq = 2", "entry 2 is missing"),
        ("UPDATE log SET seq = seq + 10 WHERE seq = 2", "entry 2 is missing"),
        ("UPDATE \"case\" SET status = 'finished'", "the case row"),
        ("UPDATE \"case\" SET applicant_name = 'Mallory'", "the applicant"),
        ('UPDATE "case" SET due_at = opened_at', "the case row"),
        ("UPDATE task SET post = 'leader'", "the task with number"),
        ("DELETE FROM task", "the task with number"),
        ("DELETE FROM timer", "the timer with number"),
        ("UPDATE task SET due_at = case_due_at", "the task with number"),
        ("UPDATE task SET form = 'xem'", "the task with number"),
        ("UPDATE task SET applicant_name = 'Mallory'", "the task with number"),
        ('UPDATE "case" SET office_id = 3', "office, version"),
        ('UPDATE "case" SET closed_at = opened_at', "day of opening or closing"),
        ('UPDATE "case" SET opened_at = due_at', "day of opening"),
        ("UPDATE calendar SET content = digest", "the calendar with number 1 was changed"),
        ("UPDATE version SET files = (SELECT digest FROM calendar)", "the version with number"),
        ("UPDATE version SET digest = 'ab'", "the version with number"),
        ("DELETE FROM calendar", "the calendar with number"),
        (INCIDENT, "the incident with number 9"),
        (JOB, "the job with number 9"),
        ('UPDATE "case" SET pressing = true', "the mark of urgency"),
        ("UPDATE task SET pressing = true", "the mark of urgency"),
        (NOTICE, "the notice with number 9"),
        (PAPER, "the paper cmnd"),
    ],
    ids=lambda text: str(text)[:44],
)
def test_an_altered_row_is_found_and_named(stage: Stage, statement: str, says: str) -> None:
    case = run_case(stage)
    found = altered(stage, statement)
    assert any(line.startswith(case.code) and says in line for line in found), found


def test_entries_put_in_another_order_are_found(stage: Stage) -> None:
    case = run_case(stage)
    found = altered(
        stage,
        "UPDATE log SET seq = 9 WHERE seq = 1",
        "UPDATE log SET seq = 1 WHERE seq = 2",
        "UPDATE log SET seq = 2 WHERE seq = 9",
    )
    assert any("does not follow" in line for line in found), found
    assert all(line.startswith(case.code) for line in found)


def test_an_inserted_entry_is_found(stage: Stage) -> None:
    run_case(stage)
    found = altered(
        stage,
        "INSERT INTO log (seq, at, case_id, calendar_id, version_id, kind, commitment, hash)"
        " SELECT 3, at, case_id, calendar_id, version_id, kind, commitment, hash"
        " FROM log WHERE seq = 2",
    )
    assert any("after number 2" in line for line in found)


def test_a_case_removed_with_all_its_rows_is_missed(stage: Stage) -> None:
    case = run_case(stage)
    bound = [str(delete(one)) for one in all_tables().sorted_tables if "case_id" in one.c]
    found = altered(stage, *reversed(bound), 'DELETE FROM "case"')
    assert found == [
        f"{case.code}: the whole case was removed: its code was given out and is no longer there"
    ]


def test_an_erased_payload_leaves_the_chain_whole(stage: Stage) -> None:
    case = run_case(stage)
    with stage.context.database.begin() as db:
        erase_payloads(db, case.case_id)
    (verdict,) = verify_cases(stage.context, [case.code])
    assert verdict.intact
    assert verdict.erased
