"""A dossier as its applicant follows it."""

from datetime import timedelta

import pytest

from engine.actions.complete_task import complete_as_applicant
from engine.actions.deliver_message import answer_as_applicant
from engine.actions.stop_case import withdraw_as_applicant
from engine.clock import FixedClock
from engine.context import Context
from engine.errors import NotFound
from engine.queries.tracking import Tracked, track
from engine.records.cases import Case
from tests.make import Cast
from tests.queries.births import (
    DIGITS,
    REASON,
    ask_for_more,
    draft_birth,
    file_birth,
    refuse_birth,
)


@pytest.fixture
def case(context: Context, cast: Cast) -> Case:
    """Give Dora's birth registration, just filed."""
    return file_birth(context, cast.office_id)


def lines(tracked: Tracked) -> list[tuple[str, str]]:
    return [(step.words.vi, step.state) for step in tracked.steps]


@pytest.mark.parametrize("digits", ["9999", "", "123", "0000000123"])
def test_wrong_digits_open_nothing(context: Context, case: Case, digits: str) -> None:
    with pytest.raises(NotFound):
        track(context, (case.code, digits))


def test_the_code_may_be_typed_in_small_letters_with_blanks(context: Context, case: Case) -> None:
    assert track(context, (f" {case.code.lower()} ", DIGITS)).case.code == case.code


def test_a_step_says_what_is_done_and_what_is_going_on(context: Context, case: Case) -> None:
    tracked = track(context, (case.code, DIGITS))
    assert lines(tracked) == [("Đã nộp hồ sơ", "done"), ("Đang kiểm tra hồ sơ", "now")]
    assert [step.office for step in tracked.now] == ["H99.1"]


def test_a_finished_step_names_office_and_officer(context: Context, cast: Cast, case: Case) -> None:
    ask_for_more(context, cast.alice, case)
    step = track(context, (case.code, DIGITS)).steps[1]
    assert (step.words.vi, step.state) == ("Kiểm tra hồ sơ", "done")
    assert (step.office, step.post, step.officer) == ("H99.1", "desk", "Alice")


def test_what_is_certain_to_come_ends_with_the_result(context: Context, case: Case) -> None:
    ahead = [words.vi for words in track(context, (case.code, DIGITS)).ahead]
    assert ahead[0] == "Hồ sơ đã được tiếp nhận"
    assert "Ký giấy khai sinh" in ahead
    assert "Xác minh" not in " ".join(ahead)


def test_the_applicant_is_asked_with_the_request_and_its_last_day(
    context: Context, cast: Cast, case: Case
) -> None:
    ask_for_more(context, cast.alice, case)
    (ask,) = track(context, (case.code, DIGITS)).asks
    assert ask.form is not None
    assert ask.form.form_id == "bo-sung"
    assert ask.names["noi_dung_bo_sung"] == "Thiếu giấy chứng sinh rõ nét."
    assert ask.answer_by is not None


def test_what_was_answered_is_no_longer_asked(context: Context, cast: Cast, case: Case) -> None:
    ask_for_more(context, cast.alice, case)
    (ask,) = track(context, (case.code, DIGITS)).asks
    complete_as_applicant(
        context, (case.code, DIGITS), ask.token, {"tra_loi_bo_sung": "Đã chụp lại"}
    )
    tracked = track(context, (case.code, DIGITS))
    assert tracked.asks == ()
    assert tracked.steps[2].words.vi == "Bổ sung hồ sơ"


def test_the_draft_is_shown_to_the_applicant_until_silence_is_consent(
    context: Context, cast: Cast, case: Case
) -> None:
    draft_birth(context, cast.alice, case)
    tracked = track(context, (case.code, DIGITS))
    (ask,) = tracked.asks
    assert (ask.is_task, ask.words.vi) == (False, "Chờ ông/bà xác nhận dự thảo")
    assert ask.names["noi_dung_du_thao"] == "Họ tên: NGUYỄN AN"
    assert ask.answer_by is not None
    assert [step.post for step in tracked.now] == ["applicant"]


def test_what_only_silence_brings_is_not_certain(context: Context, cast: Cast, case: Case) -> None:
    draft_birth(context, cast.alice, case)
    ahead = [words.vi for words in track(context, (case.code, DIGITS)).ahead]
    assert ahead[0] == "Ký giấy khai sinh"


def test_an_answered_message_no_longer_says_that_it_waits(
    context: Context, cast: Cast, case: Case
) -> None:
    draft_birth(context, cast.alice, case)
    own = case.code, DIGITS
    (ask,) = track(context, own).asks
    answer_as_applicant(context, own, ask.token, {"y_kien_du_thao": "dung"})
    assert ("Người nộp trả lời", "done") in lines(track(context, own))


def test_a_refusal_names_its_reason_and_looks_like_an_end(
    context: Context, cast: Cast, case: Case
) -> None:
    refuse_birth(context, cast.alice, cast.bob, case)
    tracked = track(context, (case.code, DIGITS))
    assert tracked.reason == REASON
    assert lines(tracked)[-1] == ("Không được tiếp nhận, lý do ghi trong phiếu", "ended")
    assert tracked.ahead == ()


def test_a_step_that_a_withdrawal_cut_off_is_not_done(context: Context, case: Case) -> None:
    clock = context.clock
    assert isinstance(clock, FixedClock)
    clock.move(timedelta(hours=1))
    withdraw_as_applicant(context, (case.code, DIGITS), "Tôi khai nhầm")
    tracked = track(context, (case.code, DIGITS))
    assert lines(tracked)[-1] == ("Kiểm tra hồ sơ", "stopped")
    assert (tracked.now, tracked.asks) == ((), ())


def test_following_a_dossier_takes_eight_statements_at_most(
    context: Context, cast: Cast, case: Case
) -> None:
    ask_for_more(context, cast.alice, case)
    with context.database.count_statements() as count:
        track(context, (case.code, DIGITS))
    assert len(count.statements) <= 8
