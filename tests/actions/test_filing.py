"""Filings that are begun, kept and sent."""

from datetime import timedelta

import pytest

from engine.actions.count_uploads import FILES_PER_ADDRESS, count_uploads
from engine.actions.forget_filing import forget_filing
from engine.actions.save_filing import KEPT_FOR, NEW_PER_ADDRESS, save_filing
from engine.actions.submit_filing import submit_filing
from engine.errors import AnswersRefused, NotFound, TooManyTries
from engine.queries.filings import find_begun
from tests.actions.conftest import Stage
from tests.make import citizen

KEY = "hai-nguoi"
HOME = "192.0.2.1"


def begin(stage: Stage, **answers: str) -> str:
    """Keep answers of Dora's and return the token."""
    return save_filing(stage.context, None, KEY, answers or dict(citizen()), HOME)


def test_what_was_typed_is_found_again_by_its_token_only(stage: Stage) -> None:
    token = begin(stage, ho_ten="Dora")
    assert find_begun(stage.context, token, KEY) == {"ho_ten": "Dora"}
    assert find_begun(stage.context, token[:-1] + "?", KEY) is None
    assert find_begun(stage.context, token, "tra-cuu") is None


def test_saving_again_keeps_the_token(stage: Stage) -> None:
    token = begin(stage, ho_ten="Dora")
    assert save_filing(stage.context, token, KEY, {"ho_ten": "Dora Nguyễn"}, HOME) == token
    assert find_begun(stage.context, token, KEY) == {"ho_ten": "Dora Nguyễn"}


def test_a_filing_is_kept_for_seven_days(stage: Stage) -> None:
    token = begin(stage)
    stage.clock.move(KEPT_FOR - timedelta(seconds=1))
    assert find_begun(stage.context, token, KEY) is not None
    stage.clock.move(timedelta(seconds=1))
    assert find_begun(stage.context, token, KEY) is None


def test_what_was_thrown_away_is_gone(stage: Stage) -> None:
    token = begin(stage)
    forget_filing(stage.context, token)
    assert find_begun(stage.context, token, KEY) is None


def test_sending_opens_a_case_and_forgets_the_answers(stage: Stage) -> None:
    token = begin(stage)
    case = submit_filing(stage.context, token, KEY, stage.cast.office_id)
    assert case.applicant.name == "Dora Nguyễn"
    assert find_begun(stage.context, token, KEY) is None


def test_sending_twice_opens_one_case(stage: Stage) -> None:
    token = begin(stage)
    first = submit_filing(stage.context, token, KEY, stage.cast.office_id)
    again = submit_filing(stage.context, token, KEY, stage.cast.office_id)
    assert again.code == first.code


def test_the_token_of_a_sent_filing_begins_another_one(stage: Stage) -> None:
    token = begin(stage)
    first = submit_filing(stage.context, token, KEY, stage.cast.office_id)
    fresh = save_filing(stage.context, token, KEY, dict(citizen()), HOME)
    second = submit_filing(stage.context, fresh, KEY, stage.cast.office_id)
    assert fresh != token
    assert second.code != first.code


def test_what_is_not_in_order_is_not_sent_and_not_lost(stage: Stage) -> None:
    token = begin(stage, ho_ten="Dora")
    with pytest.raises(AnswersRefused):
        submit_filing(stage.context, token, KEY, stage.cast.office_id)
    assert find_begun(stage.context, token, KEY) == {"ho_ten": "Dora"}


@pytest.mark.parametrize("token", [None, "", "made-up"])
def test_there_is_nothing_to_send_without_a_filing(stage: Stage, token: str | None) -> None:
    with pytest.raises(NotFound):
        submit_filing(stage.context, token, KEY, stage.cast.office_id)


def test_one_address_cannot_begin_filings_without_end(stage: Stage) -> None:
    for _ in range(NEW_PER_ADDRESS):
        begin(stage)
    with pytest.raises(TooManyTries):
        begin(stage)
    stage.clock.move(timedelta(hours=1))
    assert begin(stage)


def test_one_address_cannot_fill_the_disk(stage: Stage) -> None:
    count_uploads(stage.context, HOME, FILES_PER_ADDRESS)
    with pytest.raises(TooManyTries):
        count_uploads(stage.context, HOME, 1)
    count_uploads(stage.context, HOME, 0)
    count_uploads(stage.context, "192.0.2.2", 1)
