"""The history of a case is told from its log alone."""

from datetime import UTC, datetime, timedelta

import pytest

from engine.diagrams.reader import read_diagram
from engine.queries.history import Step, stations_of, tell_history, told_briefly
from engine.records.cases import Entry
from engine.records.commands import Claim, Command, Complete, Reassign, Start
from engine.records.events import Event
from tests.make import TEST_PROCEDURES

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
NAMES = {1: "Alice", 2: "Bob"}


def happened(
    kind: str, element: str | None = None, token: int | None = None, **values: object
) -> Event:
    return Event(kind=kind, element=element, token=token, values=values)  # type: ignore[arg-type]


def entry(command: Command | None, *events: Event, hours: float = 0, seq: int = 1) -> Entry:
    return Entry(
        case_id=1,
        seq=seq,
        at=NOW + timedelta(hours=hours),
        by=getattr(command, "by", None),
        kind=command.kind if command else "complete",
        calendar_id=1,
        version_id=1,
        command=command,
        events=events,
        payload=None,
        salt=None,
        commitment=b"",
        hash=b"",
    )


def tell(*entries: Entry) -> tuple[Step, ...]:
    content = (TEST_PROCEDURES / "hai-nguoi" / "process.bpmn").read_bytes()
    diagram, _findings = read_diagram(content, "process.bpmn")
    assert diagram is not None
    return tell_history(diagram.process, entries, NAMES)


STARTED = entry(
    Start(answers={}, dossier={}, offices={}),
    happened("case-started"),
    happened("written", names={"ho_ten": "Dora"}),
    happened("entered", "nop", 1),
    happened("left", "nop", 1),
    happened("entered", "xem", 2, flow="f2"),
    happened("task-opened", "xem", 2, post="specialist"),
)


def test_what_the_applicant_filed_is_written_by_the_applicant() -> None:
    first = tell(STARTED)[0]
    assert (first.kind, first.hand) == ("case-started", "applicant")
    assert first.written == {"ho_ten": "Dora"}


def test_a_step_knows_where_tokens_stand_and_what_was_walked() -> None:
    last = tell(STARTED)[-1]
    assert last.tokens == {"xem": 1}
    assert last.walked == ("nop", "f2")


def test_answers_belong_to_the_one_who_completed() -> None:
    done = entry(
        Complete(token=2, answers={"so_a": 1}, by=1),
        happened("written", "xem", 2, names={"so_a": 1}),
        happened("task-completed", "xem", 2),
        happened("left", "xem", 2),
        happened("entered", "nhap", 3, flow="f4"),
        hours=2,
        seq=2,
    )
    completed, reached = tell(STARTED, done)[-2:]
    assert (completed.actor, completed.written) == ("Alice", {"so_a": 1})
    assert (reached.hand, reached.spent) == ("system", {"xem": timedelta(hours=2)})


def test_time_of_all_visits_is_added_up() -> None:
    def round_of(token: int, hours: float) -> Entry:
        return entry(
            Complete(token=token, answers={}, by=1),
            happened("left", "xem", token),
            happened("entered", "xem", token + 1),
            hours=hours,
        )

    steps = tell(STARTED, round_of(2, 1), round_of(3, 3))
    assert steps[-1].spent == {"xem": timedelta(hours=3)}


def test_who_gets_a_task_is_named() -> None:
    given = entry(Reassign(token=2, to=2, by=1), happened("task-reassigned", "xem", 2, holder=2))
    assert tell(STARTED, given)[-1].values["holder_name"] == "Bob"


def test_an_erased_entry_says_that_it_was() -> None:
    last = tell(STARTED, entry(None, seq=2))[-1]
    assert (last.kind, last.seq, last.tokens) == ("erased", 2, {"xem": 1})


def test_instances_count_at_their_element() -> None:
    opened = [happened("task-opened", "xem", number, label=f"n{number}") for number in (7, 8, 9)]
    steps = tell(STARTED, entry(Claim(token=7, by=1), *opened))
    assert steps[-1].tokens == {"xem": 4}
    assert [one.label for one in steps[-3:]] == ["n7", "n8", "n9"]


@pytest.mark.parametrize(
    ("kind", "failed"), [("incident-raised", ("xem",)), ("incident-cleared", ())]
)
def test_what_stands_still_is_marked_until_it_is_mended(kind: str, failed: tuple[str, ...]) -> None:
    events = [happened("incident-raised", "xem", 2, code="c", text="t"), happened(kind, "xem", 2)]
    assert tell(STARTED, entry(Claim(token=2, by=1), *events))[-1].failed == failed


def test_a_brief_history_leaves_out_what_is_only_passed() -> None:
    told = [(one.kind, one.element) for one in told_briefly(tell(STARTED), 5)]
    assert told == [("entered", "xem"), ("case-started", None)]


def test_stations_carry_the_name_of_their_element() -> None:
    content = (TEST_PROCEDURES / "hai-nguoi" / "process.bpmn").read_bytes()
    diagram, _findings = read_diagram(content, "process.bpmn")
    assert diagram is not None
    (station,) = stations_of(diagram.process, tell(STARTED)[-1])
    assert (station.name.vi, station.number) == ("Xem", 1)


@pytest.mark.parametrize(
    ("kind", "walks"),
    [
        ("signal-received", True),
        ("condition-met", True),
        ("escalation-caught", True),
        ("signal-thrown", False),
        ("escalation-thrown", False),
        ("message-sent", False),
    ],
)
def test_what_events_do_to_each_other_is_told(kind: str, walks: bool) -> None:
    done = entry(Claim(token=2, by=1), happened(kind, "xem", 2, name="x"), hours=2, seq=2)
    last = tell(STARTED, done)[-1]
    assert (last.kind, last.element, "xem" in last.walked) == (kind, "xem", walks)
