"""Opening and following a dossier."""

import pytest

from engine.actions.open_tracking import PER_CODE
from engine.actions.start_case import start_case
from engine.records.filings import Filing
from tests.make import TEST_PROCEDURES, citizen, publish
from tests.pages import Pages
from tests.queries.births import DIGITS, REASON, ask_for_more, refuse_birth
from tests.web.citizen import Portal, open_case

DOSSIER = "/tracking/dossier"


def test_code_and_digits_open_the_dossier(portal: Portal, dora: Pages) -> None:
    case = portal.filed()
    words = open_case(dora, case).words
    assert case.code in words
    assert "Đang kiểm tra hồ sơ" in words
    assert "UBND xã An Bình" in words


def test_the_dossier_is_whole_in_english(portal: Portal, dora: Pages) -> None:
    open_case(dora, portal.filed())
    words = dora.get(f"{DOSSIER}?lang=en").words
    assert "Dossier being checked" in words
    assert "not yet taken by an officer" in words


def test_a_day_in_a_year_without_decision_is_said_to_be_provisional(
    portal: Portal, dora: Pages
) -> None:
    publish(portal.context, "co-han", TEST_PROCEDURES)
    portal.move(days=37)  # Wednesday 30/12/2026: due in January
    filing = Filing(procedure_key="co-han", office_id=portal.cast.office_id, answers=citizen())
    assert "chưa được quyết định" in open_case(dora, start_case(portal.context, filing)).words


@pytest.mark.parametrize("digits", ["0900 000 123", "+84 900 000 123"])
def test_the_whole_telephone_number_does_as_well(portal: Portal, dora: Pages, digits: str) -> None:
    dora.post("/tracking", code=portal.filed().code, digits=digits)
    dora.get(DOSSIER)


@pytest.mark.parametrize("digits", ["9999", "0000"])
def test_wrong_digits_tell_no_more_than_a_wrong_code(
    portal: Portal, dora: Pages, digits: str
) -> None:
    case = portal.filed()
    wrong_digits = dora.post("/tracking", 422, code=case.code, digits=digits)
    wrong_code = dora.post("/tracking", 422, code="H99.1-261123-9999", digits=DIGITS)
    assert wrong_digits.words == wrong_code.words
    dora.get(DOSSIER, 303)


def test_what_is_missing_is_said_at_its_field(dora: Pages) -> None:
    page = dora.post("/tracking", 422, code="", digits="12")
    assert "Có 2 lỗi cần sửa" in page.words
    assert 'id="digits-fault"' in page.text


def test_after_five_wrong_tries_the_page_says_how_long_to_wait(portal: Portal, dora: Pages) -> None:
    case = portal.filed()
    for _ in range(PER_CODE[0]):
        dora.post("/tracking", 422, code=case.code, digits="9999")
    page = dora.post("/tracking", 429, code=case.code, digits=DIGITS)
    assert "Hãy thử lại sau 15 phút" in page.words
    assert page.response.headers["Retry-After"] == "900"


def test_neither_code_nor_digits_stand_in_an_address(portal: Portal, dora: Pages) -> None:
    case = portal.filed()
    answer = dora.post("/tracking", code=case.code, digits=DIGITS).response
    assert answer.location == DOSSIER
    page = dora.get(DOSSIER)
    assert f"code={case.code}" not in page.text
    assert page.response.headers["Cache-Control"] == "no-store"


def test_somebody_elses_browser_does_not_see_it(portal: Portal, dora: Pages) -> None:
    open_case(dora, portal.filed())
    assert portal.browser().get(DOSSIER, 303).response.location == "/tracking"


def test_it_closes_half_an_hour_after_its_last_use(portal: Portal, dora: Pages) -> None:
    open_case(dora, portal.filed())
    portal.move(minutes=29)
    dora.get(DOSSIER)
    portal.move(minutes=29)
    dora.get(DOSSIER)
    portal.move(minutes=31)
    dora.get(DOSSIER, 303)


def test_it_can_be_closed(portal: Portal, dora: Pages) -> None:
    open_case(dora, portal.filed())
    dora.post("/tracking/close")
    dora.get(DOSSIER, 303)


def test_a_finished_step_names_agency_post_and_officer(portal: Portal, dora: Pages) -> None:
    case = portal.filed()
    portal.move(hours=1)
    ask_for_more(portal.context, portal.cast.alice, case)
    words = open_case(dora, case).words
    assert "Cán bộ Một cửa: Alice" in words
    assert "09:00 23/11/2026 – 10:00 23/11/2026" in words


def test_what_is_asked_stands_first_with_its_last_day(portal: Portal, dora: Pages) -> None:
    case = ask_for_more(portal.context, portal.cast.alice, portal.filed())
    words = open_case(dora, case).words
    assert words.index("Cơ quan đang chờ ông/bà trả lời") < words.index("Các bước của hồ sơ")
    assert "Hãy trả lời trước 17:00 15/12/2026" in words


def test_a_refusal_is_shown_with_its_reason(portal: Portal, dora: Pages) -> None:
    cast, case = portal.cast, portal.filed()
    refuse_birth(portal.context, cast.alice, cast.bob, case)
    words = open_case(dora, case).words
    assert "Bị từ chối" in words
    assert REASON in words
    assert "Rút hồ sơ" not in words


def test_a_paper_of_another_dossier_is_not_given_out(portal: Portal, dora: Pages) -> None:
    open_case(dora, portal.filed())
    dora.get(f"/tracking/papers/{'0' * 64}", 404)
