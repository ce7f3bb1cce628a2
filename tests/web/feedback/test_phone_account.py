"""A citizen signs in by text message: all that is theirs on one page, from any browser."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask.sessions import SecureCookieSessionInterface

from engine.actions.save_filing import KEPT_FOR
from engine.jobs.outgoing import send_notices
from engine.outside.notices import with_kept_texts
from engine.records.cases import Case
from engine.store.sessions import hash_token
from tests.pages import Pages
from tests.queries.births import file_birth
from tests.web.citizen import FORM, REVIEW, Portal, open_case, typed

PHONE, KEPT_AT = "0900000123", "/services/dang-ky-khai-sinh"
DRAFTS = f"{KEPT_AT}/drafts"


@pytest.fixture
def town(portal: Portal, tmp_path: Path) -> Portal:
    """Give a portal whose text messages are kept in a folder."""
    context = replace(
        portal.context, notices=with_kept_texts(portal.context.notices, tmp_path / "sms")
    )
    portal.app.extensions["motcua"]["context"] = context
    return replace(portal, context=context)


def digits_of(town: Portal, folder: Path) -> str:
    """Return the digits of the last text message."""
    send_notices(town.context)
    last = max((folder / "sms").iterdir())
    return next(one for one in last.read_text("utf-8").replace(".", " ").split() if len(one) == 6)


def sign_in(town: Portal, folder: Path, case: Case) -> Pages:
    """Return a browser in which the case's applicant has signed in."""
    pages = town.browser()
    pages.post("/account/code", code=case.code, phone=PHONE)
    pages.post("/account/code/enter", digits=digits_of(town, folder))
    return pages


def test_all_dossiers_of_the_telephone_stand_on_one_page(town: Portal, tmp_path: Path) -> None:
    first, second = town.filed(), town.filed()
    page = sign_in(town, tmp_path, first).get("/account")
    assert first.code in page.words
    assert second.code in page.words


def test_wrong_digits_sign_nobody_in(town: Portal, tmp_path: Path) -> None:
    pages, case = town.browser(), town.filed()
    pages.post("/account/code", code=case.code, phone=PHONE)
    right = digits_of(town, tmp_path)
    wrong = "000000" if right != "000000" else "111111"
    page = pages.post("/account/code/enter", 422, digits=wrong)
    assert "Số lần thử còn lại: 4" in page.words
    assert case.code not in pages.get("/account").words


def test_the_page_says_the_same_of_what_does_not_fit(town: Portal, tmp_path: Path) -> None:
    case = town.filed()
    said = []
    for code, phone in ((case.code, PHONE), (case.code, "0911111111"), ("H99.1-000000-1", PHONE)):
        pages = town.browser()
        pages.post("/account/code", code=code, phone=phone)
        said.append(pages.get("/account/code").words)
    # The sample shows the digits; they differ, all other words do not.
    plain = {"".join(one for one in words if not one.isdigit()) for words in said}
    assert len(plain) == 1


def test_what_is_missing_is_said_at_its_field(town: Portal) -> None:
    page = town.browser().post("/account/code", 422, code="", phone="123")
    assert "Nhập đầy đủ số điện thoại" in page.words


def test_a_draft_goes_on_in_another_browser_and_the_first_has_it_no_more(
    town: Portal, tmp_path: Path
) -> None:
    case = town.filed()
    first = sign_in(town, tmp_path, case)
    first.post(FORM, act="later", **typed(ho_ten_tre="Nguyễn Nháp"))
    second = sign_in(town, tmp_path, case)
    key = second.get("/account").field("key")
    moved = second.post(DRAFTS, key=key, act="go")
    assert moved.response.location == FORM
    assert "Nguyễn Nháp" in second.get(FORM).text
    assert "Nguyễn Nháp" not in first.get(FORM).text


def test_after_signing_out_the_browser_shows_no_draft(town: Portal, tmp_path: Path) -> None:
    case = town.filed()
    pages = sign_in(town, tmp_path, case)
    pages.post(FORM, act="later", **typed(ho_ten_tre="Nguyễn Nháp"))
    pages.post("/account/sign-out")
    assert "Nguyễn Nháp" not in pages.get(FORM).text
    assert "Đang khai, chưa gửi" in sign_in(town, tmp_path, case).get("/account").words


def test_when_the_sign_in_is_over_a_shared_computer_shows_no_draft(
    town: Portal, tmp_path: Path
) -> None:
    case = town.filed()
    pages = sign_in(town, tmp_path, case)
    pages.post(FORM, act="later", **typed(ho_ten_tre="Nguyễn Nháp"))
    town.move(minutes=31)
    assert "Nguyễn Nháp" not in pages.get(FORM).text
    pages.get(REVIEW, 302)
    assert pages.post(REVIEW).response.location == FORM
    assert "hãy đăng nhập lại" in pages.get(FORM).words
    pages.post(f"{FORM}/anew")
    assert "Đang khai, chưa gửi" in sign_in(town, tmp_path, case).get("/account").words


def test_what_was_begun_before_signing_in_is_not_lost_by_going_on_with_another(
    town: Portal, tmp_path: Path
) -> None:
    case = town.filed()
    sign_in(town, tmp_path, case).post(FORM, act="later", **typed(ho_ten_tre="Nguyễn Nháp"))
    pages = town.browser()
    pages.post(FORM, act="later", **typed(ho_ten_tre="Nguyễn Mới"))
    pages.post("/account/code", code=case.code, phone=PHONE)
    pages.post("/account/code/enter", digits=digits_of(town, tmp_path))
    pages.post(DRAFTS, key=pages.get("/account").field("key"), act="go")
    assert "Nguyễn Nháp" in pages.get(FORM).text
    token = pages.client.get_cookie("motcua-filing-dang-ky-khai-sinh", path=KEPT_AT)
    assert token is not None
    here = hash_token(token.value).hex()
    kept = [one.get("value", "") for one in pages.get("/account").root.iter("input")]
    (other,) = {one for one in kept if len(one) == len(here)} - {here}
    pages.post(DRAFTS, key=other, act="go")
    assert "Nguyễn Mới" in pages.get(FORM).text


def test_nobody_takes_up_or_forgets_the_draft_of_another(town: Portal, tmp_path: Path) -> None:
    pages = sign_in(town, tmp_path, town.filed())
    for key in ("00" * 32, "no hash"):
        pages.post(DRAFTS, 404, key=key, act="go")
        pages.post(DRAFTS, 404, key=key, act="forget")


def test_a_form_begins_with_who_has_signed_in(town: Portal, tmp_path: Path) -> None:
    page = sign_in(town, tmp_path, town.filed()).get(FORM)
    assert page.field("so_dinh_danh") == "000000000123"
    assert page.field("so_dien_thoai") == PHONE
    assert town.browser().get(FORM).field("so_dinh_danh") == ""


def test_who_comes_through_a_guide_need_not_say_who_they_are_either(
    town: Portal, tmp_path: Path
) -> None:
    pages = sign_in(town, tmp_path, town.filed())
    pages.post("/services/dang-ky-khai-sinh/guide/file", cha_me_ket_hon="co")
    page = pages.get(FORM)
    assert page.field("so_dinh_danh") == "000000000123"
    assert 'name="cha_me_ket_hon" value="co" checked' in page.text


def test_the_cookie_says_nothing_of_who_signed_in(town: Portal, tmp_path: Path) -> None:
    pages = sign_in(town, tmp_path, town.filed())
    pages.get("/account")
    read = SecureCookieSessionInterface().get_signing_serializer(town.app)
    assert read is not None
    kept = pages.client.get_cookie("session")
    token = pages.client.get_cookie("citizen")
    assert token is not None
    assert token.http_only
    assert set(read.loads(kept.value) if kept else {}) <= {"csrf_token", "_flashes"}


def test_a_dossier_opened_by_its_code_signs_out_whose_it_is_not(
    town: Portal, tmp_path: Path
) -> None:
    mine = town.filed()
    other = file_birth(town.context, town.cast.office_id, so_dinh_danh="000000000999")
    pages = sign_in(town, tmp_path, mine)
    open_case(pages, mine)
    assert mine.code in pages.get("/account").words
    assert "tài khoản đã đăng xuất" in open_case(pages, other).words
    assert mine.code not in pages.get("/account").words


def test_a_browser_left_open_does_not_follow_to_the_next_dossier(town: Portal) -> None:
    pages, case = town.browser(), town.filed()
    open_case(pages, town.filed())
    before = pages.client.get_cookie("citizen")
    assert before is not None
    open_case(pages, case)
    copy = town.browser()
    copy.client.set_cookie("citizen", before.value)
    copy.get("/tracking/dossier", 303)


def test_the_sign_in_ends_half_an_hour_after_its_last_page(town: Portal, tmp_path: Path) -> None:
    case = town.filed()
    pages = sign_in(town, tmp_path, case)
    for _ in range(3):
        town.move(minutes=25)
        assert case.code in pages.get("/account").words
    town.move(minutes=31)
    assert case.code not in pages.get("/account").words


def test_the_sign_in_ends_after_eight_hours_in_any_case(town: Portal, tmp_path: Path) -> None:
    case = town.filed()
    pages = sign_in(town, tmp_path, case)
    for _ in range(19):
        town.move(minutes=25)
        pages.get("/account")
    town.move(minutes=6)
    assert case.code not in pages.get("/account").words


def test_a_draft_is_forgotten_after_its_days(town: Portal, tmp_path: Path) -> None:
    case = town.filed()
    sign_in(town, tmp_path, case).post(FORM, act="later", **typed())
    town.move(seconds=KEPT_FOR.total_seconds())
    assert "Đang khai" not in sign_in(town, tmp_path, case).get("/account").words


def test_a_complaint_sent_while_signed_in_stands_in_the_account(
    town: Portal, tmp_path: Path
) -> None:
    case = town.filed()
    pages = sign_in(town, tmp_path, case)
    office = str(town.cast.office_id)
    pages.post("/feedback", kind="complaint", name="D", phone=PHONE, text="Chậm", office=office)
    stranger = town.browser()
    stranger.post(
        "/feedback",
        kind="complaint",
        name="X",
        phone="0911",
        text="Ồn",
        office=office,
        code=case.code,
    )
    page = pages.get("/account")
    assert "-0001" in page.words
    assert "PAKN-H99.1-261123-0002" not in page.words
    pages.post("/feedback/mine", code="PAKN-H99.1-261123-0001")
    assert "Chậm" in pages.get("/feedback/own").words
    pages.post("/feedback/mine", 404, code="PAKN-H99.1-261123-0002")
