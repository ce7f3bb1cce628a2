"""Signing in by text message: six digits for who holds code and telephone, nothing for others."""

from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from engine.actions.phone_sign_in import ask_code, redeem_code, sample_code
from engine.context import Context
from engine.errors import NotFound, TooManyTries
from engine.jobs.outgoing import send_notices
from engine.outside.notices import with_kept_texts
from engine.records.notices import NoticeRules
from engine.refusals import CodeRefused
from engine.store.expiry import drop_expired
from engine.store.sessions import hash_token
from tests.actions.conftest import Stage
from tests.actions.test_notices import SMS, Telephones

PHONE, HERE = "0900000123", "192.0.2.1"
LEFT = text("SELECT (SELECT count(*) FROM sign_in_code) + (SELECT count(*) FROM notice)")


def house(stage: Stage, *statuses: int, **rules: object) -> tuple[Context, Telephones]:
    """Return a context that sends text messages."""
    phones = Telephones(*statuses)
    notices = NoticeRules(gateways={"sms": SMS}, **rules)  # type: ignore[arg-type]
    return replace(stage.context, outside=phones, notices=notices), phones


def digits_in(phones: Telephones) -> str:
    """Return the six digits of the last text message."""
    words: list[str] = phones.asked[-1]["content"].replace(".", " ").split()
    return next(one for one in words if one.isdigit() and len(one) == 6)


def test_the_digits_sign_in_for_that_number_and_telephone(stage: Stage) -> None:
    context, phones = house(stage)
    token = ask_code(context, stage.file().code.lower(), "+84 900 000 123", HERE)
    assert send_notices(context) == 1
    assert phones.asked[-1]["phone"] == PHONE
    found = redeem_code(context, token, f" {digits_in(phones)} ", HERE)
    assert found.who is not None
    assert (found.who.number, found.who.phone) == ("000000000123", PHONE)


def test_digits_are_used_up(stage: Stage) -> None:
    context, phones = house(stage)
    token = ask_code(context, stage.file().code, PHONE, HERE)
    send_notices(context)
    redeem_code(context, token, digits_in(phones), HERE)
    with pytest.raises(CodeRefused):
        redeem_code(context, token, digits_in(phones), HERE)


@pytest.mark.parametrize("wrong", ["telephone", "dossier", "nothing"])
def test_what_does_not_fit_is_answered_alike_and_nothing_is_sent(stage: Stage, wrong: str) -> None:
    context, phones = house(stage)
    code = stage.file().code
    asked = {"telephone": (code, "0911111111"), "dossier": (f"{code[:-1]}9", PHONE)}
    token = ask_code(context, *asked.get(wrong, ("", "")), HERE)
    assert send_notices(context) == 1
    with pytest.raises(CodeRefused) as refused:
        redeem_code(context, token, context.codes.code_of(hash_token(token)), HERE)
    assert (refused.value.values["left"], phones.asked) == (4, [])


def test_after_five_tries_the_right_digits_no_longer_count(stage: Stage) -> None:
    context, phones = house(stage)
    token = ask_code(context, stage.file().code, PHONE, HERE)
    send_notices(context)
    right = digits_in(phones)
    for _ in range(5):
        with pytest.raises(CodeRefused):
            redeem_code(context, token, "000000" if right != "000000" else "111111", HERE)
    with pytest.raises(CodeRefused):
        redeem_code(context, token, right, HERE)


def test_after_ten_minutes_nothing_is_sent_and_nothing_opens(stage: Stage) -> None:
    context, phones = house(stage)
    token = ask_code(context, stage.file().code, PHONE, HERE)
    stage.clock.move(timedelta(minutes=10))
    send_notices(context)
    with pytest.raises(CodeRefused):
        redeem_code(context, token, context.codes.code_of(hash_token(token)), HERE)
    assert phones.asked == []


def test_one_telephone_rings_five_times_an_hour_and_ten_a_day_at_most(stage: Stage) -> None:
    context, _phones = house(stage)
    for hour in range(2):
        for number in range(5):
            ask_code(context, f"H99.1-2611{hour}-{number}", PHONE, f"192.0.2.{number}")
        with pytest.raises(TooManyTries):
            ask_code(context, "H99.1-261123-0001", PHONE, "192.0.2.9")
        stage.clock.move(timedelta(hours=1))
    with pytest.raises(TooManyTries):
        ask_code(context, "H99.1-261123-0001", PHONE, "192.0.2.9")


def test_a_dossier_is_tried_five_times_an_hour_however_its_code_is_spelled(stage: Stage) -> None:
    context, _phones = house(stage)
    code = stage.file().code
    for number in range(5):
        ask_code(context, code[:3] + " " * number + code[3:], f"09000002{number}", HERE)
    with pytest.raises(TooManyTries):
        ask_code(context, code.replace("-", "–"), PHONE, "192.0.2.9")


def test_it_rings_in_quiet_hours_too_for_somebody_waits_for_it(stage: Stage) -> None:
    context, phones = house(stage, quiet=(time(0), time(23, 59)))
    ask_code(context, stage.file().code, PHONE, HERE)
    send_notices(context)
    assert len(phones.asked) == 1


def test_the_database_holds_no_digits_and_the_sweep_leaves_nothing(stage: Stage) -> None:
    context, phones = house(stage)
    ask_code(context, stage.file().code, PHONE, HERE)
    send_notices(context)
    with context.database.read() as db:
        kept = str(db.execute(text("SELECT content FROM notice")).all())
    assert digits_in(phones) not in kept
    stage.clock.move(timedelta(days=2))
    with context.database.begin() as db:
        drop_expired(db, context.clock.now())
        left = db.execute(LEFT).scalar()
    assert left == 0


def test_without_text_messages_the_way_is_not_there(stage: Stage) -> None:
    with pytest.raises(NotFound):
        ask_code(stage.context, stage.file().code, PHONE, HERE)


def test_a_dossier_without_a_personal_number_opens_itself_only(stage: Stage) -> None:
    context, phones = house(stage)
    case = stage.file()
    with context.database.begin() as db:
        db.execute(text('UPDATE "case" SET number = NULL'))
    token = ask_code(context, case.code, PHONE, HERE)
    send_notices(context)
    found = redeem_code(context, token, digits_in(phones), HERE)
    assert (found.who, found.case.code) == (None, case.code)


def test_the_sample_keeps_text_messages_in_a_folder(stage: Stage, tmp_path: Path) -> None:
    rules = with_kept_texts(NoticeRules(), tmp_path / "sms")
    context = replace(stage.context, notices=rules)
    token = ask_code(context, stage.file().code, PHONE, HERE)
    send_notices(context)
    (kept,) = (tmp_path / "sms").iterdir()
    assert str(sample_code(context, token)) in kept.read_text(encoding="utf-8")
    assert sample_code(replace(context, sample_mode=False), token) is None
