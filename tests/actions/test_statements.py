"""What a write costs the database: a budget of statements, and one commit."""

from collections.abc import Sequence

from engine.actions.complete_task import complete_task
from engine.actions.give_receipt import give_receipt
from engine.actions.hold_task import claim_task
from engine.actions.receive_dossier import Brought, accept_dossier
from engine.actions.save_filing import save_filing
from engine.actions.sign_in import sign_in
from engine.actions.submit_filing import submit_filing
from engine.queries.sessions import find_session
from engine.records.cards import Text
from engine.records.filings import DIRECT, Filing
from engine.records.papers import PaperMark
from tests.actions.conftest import Stage
from tests.make import PASSWORD, TEST_PROCEDURES, citizen, publish

COMPLETING, STARTING = 8, 12
# What a citizen has typed becomes a case that has form 01: both are written at once.
SENDING = 14
# With a letter of the step; at the desk with three papers, and form 01 after it, which asks the
# log who brought the dossier.
WRITING, RECEIVING, RECEIPT = 8, 14, 9
WANTED = {"noi_dung_bo_sung": "Bản vẽ", "ly_do_bo_sung": "Thiếu"}
HERE = "192.0.2.1"
MARKS = tuple(
    PaperMark(number=place, name=Text(vi=f"Giấy {place}", en=f"Paper {place}"), sort="original")
    for place in range(1, 4)
)


def asked(statements: Sequence[str]) -> list[str]:
    """Return the statements without SQLite's own BEGIN, which PostgreSQL sends with the first."""
    return [one for one in statements if not one.startswith("BEGIN")]


def test_completing_a_task_keeps_to_its_budget(stage: Stage) -> None:
    stage.file()  # what is read once is in memory now
    token, _ = sign_in(stage.context, "alice", PASSWORD, "here")
    place = stage.task(stage.file(), "xem")
    with stage.context.database.count_statements() as before:
        session = find_session(stage.context, token)
    assert session is not None
    with stage.context.database.count_statements() as count:
        complete_task(stage.context, session.person, place, {"so_a": 1}, "key-1")
    assert len(asked(before.statements) + asked(count.statements)) <= COMPLETING
    assert count.commits == 1


def test_ending_a_case_keeps_to_the_same_budget(stage: Stage) -> None:
    case = stage.file()
    complete_task(stage.context, stage.cast.alice, stage.task(case, "xem"), {"so_a": 1})
    place = stage.task(case, "ghi")
    with stage.context.database.count_statements() as count:
        complete_task(stage.context, stage.cast.alice, place, {"chu_b": "được"})
    assert len(asked(count.statements)) < COMPLETING
    assert count.commits == 1


def test_taking_a_task_keeps_to_the_same_budget(stage: Stage) -> None:
    place = stage.task(stage.file(), "xem")
    with stage.context.database.count_statements() as count:
        claim_task(stage.context, stage.cast.alice, place)
    assert len(asked(count.statements)) < COMPLETING
    assert count.commits == 1


def test_starting_a_case_keeps_to_its_budget(stage: Stage) -> None:
    stage.file()
    with stage.context.database.count_statements() as count:
        stage.file("key-1")
    assert len(asked(count.statements)) <= STARTING, count.statements
    assert count.commits == 1


def test_sending_a_filing_keeps_to_its_budget(stage: Stage) -> None:
    keys = [save_filing(stage.context, None, "hai-nguoi", dict(citizen()), HERE) for _ in range(2)]
    submit_filing(stage.context, keys[0], "hai-nguoi", stage.cast.office_id)
    with stage.context.database.count_statements() as count:
        submit_filing(stage.context, keys[1], "hai-nguoi", stage.cast.office_id)
    assert len(asked(count.statements)) <= SENDING, count.statements
    assert count.commits == 1


def test_a_step_with_a_letter_keeps_to_the_budget_too(stage: Stage) -> None:
    publish(stage.context, "co-thu", TEST_PROCEDURES)
    places = [stage.task(stage.file(procedure_key="co-thu"), "yeu_cau") for _ in range(2)]
    complete_task(stage.context, stage.cast.alice, places[0], WANTED)
    with stage.context.database.count_statements() as count:
        complete_task(stage.context, stage.cast.alice, places[1], WANTED)
    assert len(asked(count.statements)) <= WRITING, count.statements
    assert count.commits == 1


def test_registering_at_the_desk_with_form_01_keeps_to_its_budget(stage: Stage) -> None:
    context, alice = stage.context, stage.cast.alice
    for number in range(2):
        filing = Filing(
            procedure_key="hai-nguoi",
            office_id=stage.cast.office_id,
            answers=citizen(),
            channel=DIRECT,
            request_key=f"key-{number}",
        )
        with context.database.count_statements() as received:
            brought = Brought(filing=filing, desk_id=stage.cast.office_id)
            case = accept_dossier(context, alice, brought, MARKS)
        with context.database.count_statements() as given:
            give_receipt(context, alice, case, MARKS)
    assert len(asked(received.statements)) <= RECEIVING, received.statements
    assert len(asked(given.statements)) <= RECEIPT, given.statements
