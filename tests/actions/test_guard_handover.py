"""A result leaves the desk once its letters are issued and signed, or with a reason on paper."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from engine.actions.complete_task import complete_task
from engine.actions.issue_letter import carry_letter
from engine.actions.sign_letter import sign_letter
from engine.queries.handing_over import open_letters
from engine.records.cases import Case
from engine.refusals import HandoverRefused
from engine.store.log import read_log
from tests.actions.conftest import Stage
from tests.actions.handing import STEPS, draw_handover
from tests.actions.signing import Desk, open_desk
from tests.make import publish, reread, task_at


@dataclass(frozen=True, kw_only=True)
class Counter:
    """A desk with a decided case, whose result Alice hands over."""

    desk: Desk
    case: Case

    def hand_over(self, on_paper: str = "") -> Case:
        """Complete the last step."""
        context, alice = self.desk.context, self.desk.stage.cast.alice
        place = task_at(context, self.case, "gui")
        return complete_task(context, alice, place, {}, on_paper=on_paper)

    def make_letter(self) -> int:
        """Let the worker make the letter of the result; return its number."""
        (one,) = open_letters(self.desk.context, reread(self.desk.context, self.case))
        carry_letter(self.desk.context, one.letter.letter_id)
        return one.letter.letter_id


@pytest.fixture
def counter(stage: Stage, tmp_path: Path) -> Counter:
    """Give a desk that has a result to hand over; its letter is asked for, not made."""
    desk = open_desk(stage, tmp_path)
    publish(desk.context, "co-thu", draw_handover(tmp_path))
    case, alice = stage.file(procedure_key="co-thu"), stage.cast.alice
    for element, answers in STEPS:
        complete_task(desk.context, alice, task_at(desk.context, case, element), answers)
    return Counter(desk=desk, case=case)


def test_a_letter_that_is_not_made_stops_the_handover(counter: Counter) -> None:
    with pytest.raises(HandoverRefused) as refused:
        counter.hand_over()
    assert "đang được lập, UBND xã An Bình" in refused.value.text("vi")


def test_a_letter_that_is_not_signed_stops_it_and_says_who_has_it(counter: Counter) -> None:
    counter.make_letter()
    with pytest.raises(HandoverRefused) as refused:
        counter.hand_over()
    assert "chưa ký (Người ký ban hành), chờ lãnh đạo, UBND xã An Bình" in refused.value.text("vi")
    assert reread(counter.desk.context, counter.case).standing.ending is None


def test_a_signed_letter_is_handed_over(counter: Counter) -> None:
    letter_id = counter.make_letter()
    for number, person in enumerate((counter.desk.leader, counter.desk.clerk)):
        sign_letter(counter.desk.context, person, letter_id, number)
    assert counter.hand_over().standing.ending == "done"


def test_a_result_signed_on_paper_is_handed_over_and_the_log_says_why(counter: Counter) -> None:
    counter.make_letter()
    assert counter.hand_over("  Mất điện, lãnh đạo ký bản giấy ").standing.ending == "done"
    with counter.desk.context.database.read() as db:
        events = [one for entry in read_log(db, counter.case.case_id) for one in entry.events]
    (noted,) = [one for one in events if one.kind == "result-on-paper"]
    assert noted.values["reason"] == "Mất điện, lãnh đạo ký bản giấy"
    assert "Người ký ban hành" in str(noted.values["letters_vi"])
