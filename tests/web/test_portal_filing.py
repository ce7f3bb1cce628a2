"""Filing a dossier: nothing typed is ever lost, and one filing becomes one case."""

from typing import Any

import pytest

from engine.records.values import Json
from engine.store.cases import find_case_by_code
from tests.pages import Page, Pages
from tests.queries.births import KEY
from tests.web.citizen import FORM, REVIEW, Portal, typed, upload


def codes(portal: Portal) -> list[str]:
    """Return the codes of all cases of the day."""
    with portal.context.database.read() as db:
        wanted = [
            f"H99.{office}-261123-{number:04d}" for office in (1, 2) for number in range(1, 5)
        ]
        return [code for code in wanted if find_case_by_code(db, code)]


def test_the_whole_way_from_form_to_receipt(portal: Portal, dora: Pages) -> None:
    assert dora.post(FORM, **typed(tep_giay_sinh=upload())).response.location == REVIEW
    words = dora.get(REVIEW).words
    assert "Nguyễn An" in words
    assert "20/11/2026" in words
    assert "giay.pdf" in words
    assert dora.post(REVIEW).response.location == "/receipt"
    words = dora.get("/receipt").words
    assert "H99.1-261123-0001" in words
    assert "Đang kiểm tra hồ sơ" in words


def test_the_case_holds_answers_office_and_papers(portal: Portal, dora: Pages) -> None:
    dora.post(FORM, **typed(**{"deciding-office": "H99.2"}, tep_giay_sinh=upload()))
    dora.post(REVIEW)
    words = dora.get("/tracking/dossier").words
    assert "UBND xã Hòa Lạc" in words
    assert "giay.pdf" in words


def test_faults_stand_at_the_top_and_at_the_field_and_input_is_kept(dora: Pages) -> None:
    page = dora.post(FORM, 422, **typed(so_dinh_danh="12", ho_ten="Dora Nguyễn"))
    assert "Có 1 lỗi cần sửa" in page.words
    assert 'href="#f-so_dinh_danh"' in page.text
    assert page.field("ho_ten") == "Dora Nguyễn"
    assert page.field("so_dinh_danh") == "12"


def test_a_refused_file_is_named_with_its_reason_and_the_others_stay(dora: Pages) -> None:
    files = [upload("tot.pdf"), upload("xau.pdf", b"MZ no pdf")]
    page = dora.post(FORM, 422, **typed(tep_giay_sinh=files))
    assert "Không nhận được tệp xau.pdf" in page.words
    assert "tot.pdf" in page.words
    assert "tot.pdf" in dora.get(FORM).words


def test_a_file_of_more_than_ten_megabytes_is_refused(dora: Pages) -> None:
    content = b"%PDF-1.7\n" + b"0" * (10 * 1024 * 1024) + b"%%EOF"
    page = dora.post(FORM, 422, **typed(tep_giay_sinh=upload("lon.pdf", content)))
    page.response.request.environ["wsgi.input"].close()  # the test client leaves it open
    assert "tệp lớn hơn" in page.words


def test_an_eleventh_file_is_refused_and_ten_are_kept(dora: Pages) -> None:
    files = [upload(f"t{n}.pdf", b"%%PDF-1.7\n%d\n%%%%EOF\n" % n) for n in range(11)]
    page = dora.post(FORM, 422, **typed(tep_giay_sinh=files))
    assert "tối đa 10 tệp" in page.words
    assert "t9.pdf" in page.words
    assert "t10.pdf" not in page.words


def test_the_same_file_sent_again_is_kept_once(dora: Pages) -> None:
    for _ in range(2):
        dora.post(FORM, **typed(tep_giay_sinh=upload()))
    assert dora.get(REVIEW).words.count("giay.pdf") == 1


def test_a_file_can_be_taken_back(dora: Pages) -> None:
    dora.post(FORM, **typed(tep_giay_sinh=upload()))
    digest = dora.get(FORM).field("tep_giay_sinh-remove")
    dora.post(FORM, **typed(**{"tep_giay_sinh-remove": digest}))
    assert "giay.pdf" not in dora.get(REVIEW).words


def test_a_digest_that_is_only_typed_is_no_file(portal: Portal, dora: Pages) -> None:
    portal.browser().post(FORM, **typed(tep_giay_sinh=upload()))
    dora.post(FORM, **typed(tep_giay_sinh="0" * 64))
    dora.get(f"{FORM}/{'0' * 64}", 404)


def test_only_the_one_who_uploaded_a_file_gets_it_back(portal: Portal, dora: Pages) -> None:
    dora.post(FORM, **typed(tep_giay_sinh=upload()))
    digest = dora.get(FORM).field("tep_giay_sinh-remove")
    answer = dora.get(f"{FORM}/{digest}").response
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    portal.browser().get(f"{FORM}/{digest}", 404)


def test_what_was_saved_for_later_stands_there_again(dora: Pages) -> None:
    day: dict[str, Any] = {"ngay_sinh_tre-day": "20"}
    page = dora.post(FORM, act="later", ho_ten="Dora", **day)
    assert page.response.location == FORM
    page = dora.get(FORM)
    assert page.field("ho_ten") == "Dora"
    assert page.field("ngay_sinh_tre-day") == "20"
    assert "Khai tiếp hồ sơ" in dora.get(f"/services/{KEY}").words


def test_somebody_else_does_not_see_it(portal: Portal, dora: Pages) -> None:
    dora.post(FORM, act="later", ho_ten="Dora")
    assert portal.browser().get(FORM).field("ho_ten") == ""


def test_after_a_week_it_is_gone(portal: Portal, dora: Pages) -> None:
    dora.post(FORM, act="later", ho_ten="Dora")
    portal.move(days=7)
    assert dora.get(FORM).field("ho_ten") == ""


def test_it_can_be_thrown_away(dora: Pages) -> None:
    dora.post(FORM, act="later", ho_ten="Dora")
    dora.post(f"{FORM}/anew")
    assert dora.get(FORM).field("ho_ten") == ""


def test_a_change_shows_the_fields_that_depend_on_it(dora: Pages) -> None:
    before = dora.get(FORM).text
    after = dora.post(f"{FORM}/fields", 200, cha_me_ket_hon="co").text
    assert "ho_ten_cha" not in before
    assert "ho_ten_cha" in after


def test_the_page_says_when_it_saved_what_was_typed(dora: Pages) -> None:
    assert "Đã lưu lúc 09:00" in dora.post(f"{FORM}/save", 200, ho_ten="Dora").words
    assert dora.get(FORM).field("ho_ten") == "Dora"


def review_again(dora: Pages, field: str, value: Json) -> Page:
    """Save a form that is not in order and ask for its review."""
    dora.post(FORM, act="later", **typed(**{field: value}))
    return dora.get(REVIEW, 303)


@pytest.mark.parametrize(
    ("field", "value"), [("ho_ten", ""), ("deciding-office", "H99.9"), ("so_dien_thoai", "1")]
)
def test_the_review_leads_back_to_what_is_not_in_order(dora: Pages, field: str, value: str) -> None:
    assert review_again(dora, field, value).response.location == f"{FORM}?check=1"
    assert "Có 1 lỗi cần sửa" in dora.get(f"{FORM}?check=1").words


def test_what_is_not_in_order_cannot_be_sent(portal: Portal, dora: Pages) -> None:
    dora.post(FORM, act="later", **typed(ho_ten=""))
    assert dora.post(REVIEW).response.location == f"{FORM}?check=1"
    assert codes(portal) == []


def test_a_second_click_on_send_opens_no_second_case(portal: Portal, dora: Pages) -> None:
    dora.post(FORM, **typed())
    cookie = dora.client.get_cookie(f"motcua-filing-{KEY}", path=f"/services/{KEY}")
    assert cookie is not None
    dora.post(REVIEW)
    dora.client.set_cookie(cookie.key, cookie.value, path=cookie.path)
    assert dora.post(REVIEW).response.location == "/receipt"
    assert codes(portal) == ["H99.1-261123-0001"]


def test_sending_without_a_filing_leads_to_the_form(portal: Portal, dora: Pages) -> None:
    assert dora.post(REVIEW).response.location == FORM
    assert "Không còn nội dung để nộp" in dora.get(FORM).words


def test_two_filings_after_each_other_become_two_cases(portal: Portal, dora: Pages) -> None:
    for _ in range(2):
        dora.post(FORM, **typed())
        dora.post(REVIEW)
    assert codes(portal) == ["H99.1-261123-0001", "H99.1-261123-0002"]
