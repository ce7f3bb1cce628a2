"""Which case am I: asked and answered without JavaScript, kept nowhere, carried into the filing."""

import pytest
from flask import Flask

from engine.store.tables import filing
from tests.make import publish
from tests.pages import Pages
from tests.web.citizen import Portal

BIRTH, COPIES = "/services/dang-ky-khai-sinh", "/services/chung-thuc-ban-sao"
SINGLE = "cong_dan=trong_nuoc&can_gi=chi_khai_sinh&cha_me_ket_hon=khong&nop_thay=khong"
MARRIED = f"{SINGLE}&giay_sinh=giay_chung_sinh".replace("khong&", "co&", 1)
COUNTED = "co_vneid=khong&co_ban_chinh=co&so_trang=10&so_ban=2&mang_ban_chinh=tai_quay"


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "path",
    [
        f"{BIRTH}/guide",
        f"{BIRTH}/guide?go=1",
        f"{BIRTH}/guide?{MARRIED}",
        f"{BIRTH}/guide?cong_dan=nuoc_ngoai",
        f"{COPIES}/guide?{COUNTED}",
        f"{COPIES}/guide?{COUNTED}&edit=1",
    ],
)
def test_the_page_is_whole_in_both_languages(dora: Pages, path: str, language: str) -> None:
    page = dora.get(f"{path}{'&' if '?' in path else '?'}lang={language}")
    assert page.root.get("lang") == language
    assert len(page.text) <= 100_000


def test_the_page_of_a_procedure_leads_to_its_guide(dora: Pages) -> None:
    page = dora.get(BIRTH)
    assert "Tôi thuộc trường hợp nào?" in page.words
    assert f'href="{BIRTH}/guide"' in page.text


def test_the_answers_tell_case_papers_fee_and_day(dora: Pages) -> None:
    words = dora.get(f"{COPIES}/guide?{COUNTED}").words
    for told in ("Làm ngay tại quầy", "24.000 đ", "Thứ Hai, 23/11/2026", "Bản chính giấy tờ"):
        assert told in words


def test_a_paper_that_is_not_needed_in_this_case_is_said(dora: Pages) -> None:
    needed, spared = dora.get(f"{BIRTH}/guide?{MARRIED}").words.split("Trường hợp này không cần")
    assert "Giấy chứng sinh" in needed
    assert "Văn bản ủy quyền" in spared


def test_a_term_that_begins_later_names_no_day(dora: Pages) -> None:
    words = dora.get(f"{COPIES}/guide?{COUNTED.replace('tai_quay', 'hen')}").words
    assert "Tính từ khi quầy nhận bản chính" in words
    assert "Nộp bây giờ" not in words


def test_a_foreign_element_leads_elsewhere_and_files_nothing(dora: Pages) -> None:
    page = dora.get(f"{BIRTH}/guide?cong_dan=nuoc_ngoai")
    assert "Nơi cần đến" in page.words
    assert "Nộp hồ sơ trực tuyến" not in page.words


def test_a_procedure_that_is_not_offered_here_is_not_linked(dora: Pages) -> None:
    page = dora.get(f"{BIRTH}/guide?{MARRIED.replace('chi_khai_sinh', 'nhom')}")
    assert "hiện chưa nhận ở đây" in page.words


def test_the_guide_of_another_procedure_goes_on_with_the_answers(
    portal: Portal, dora: Pages
) -> None:
    publish(portal.context, "lien-thong-khai-sinh")
    page = dora.get(f"{BIRTH}/guide?{MARRIED.replace('chi_khai_sinh', 'nhom')}")
    link = next(one for one in page.root.iter("a") if "Tiếp tục" in "".join(one.itertext()))
    onward = dora.get(str(link.get("href")))
    assert "Trẻ sẽ đăng ký thường trú cùng cha mẹ?" in onward.words
    assert 'value="nhom" checked' in onward.text
    assert "lỗi cần sửa" not in onward.words


def test_what_happens_in_a_life_stands_on_the_first_page(portal: Portal, dora: Pages) -> None:
    assert "Tôi có con mới sinh" not in dora.get("/").words
    publish(portal.context, "lien-thong-khai-sinh")
    page = dora.get("/")
    assert "Tôi có con mới sinh" in page.words
    assert 'href="/services/lien-thong-khai-sinh/guide"' in page.text


def test_questions_that_follow_are_asked_before_anything_is_called_wrong(dora: Pages) -> None:
    page = dora.get(f"{COPIES}/guide?co_vneid=khong&go=1")
    assert "xin trả lời thêm" in page.words
    assert "lỗi cần sửa" not in page.words
    assert "Ông/bà có bản chính?" in page.words


def test_a_question_left_out_is_named(dora: Pages) -> None:
    page = dora.get(f"{BIRTH}/guide?cong_dan=trong_nuoc&go=1")
    assert "Có 4 lỗi cần sửa" in page.words


def test_fields_are_given_anew_after_a_change(dora: Pages) -> None:
    page = dora.get(f"{BIRTH}/guide/fields?cong_dan=nuoc_ngoai")
    assert "Ông/bà cần những gì" not in page.words


def test_the_filing_begins_with_the_answers_filled_in(dora: Pages) -> None:
    page = dora.get(f"{BIRTH}/guide?{MARRIED}")
    evidence, married = page.field("giay_sinh"), page.field("cha_me_ket_hon")
    answer = dora.post(f"{BIRTH}/guide/file", giay_sinh=evidence, cha_me_ket_hon=married)
    assert answer.response.location == f"{BIRTH}/file"
    form = dora.get(f"{BIRTH}/file").text
    assert 'name="giay_sinh" value="giay_chung_sinh" checked' in form
    assert 'name="cha_me_ket_hon" value="co" checked' in form


def test_what_was_typed_before_stays_and_nothing_else_is_taken_over(dora: Pages) -> None:
    dora.post(f"{BIRTH}/file", act="later", ho_ten="Dora Nguyễn")
    dora.post(f"{BIRTH}/guide/file", cha_me_ket_hon="khong", ho_ten="Eva", giay_sinh="không có")
    page = dora.get(f"{BIRTH}/file")
    assert page.field("ho_ten") == "Dora Nguyễn"
    assert 'value="khong" checked' in page.text


def test_nothing_is_kept_before_somebody_begins_to_file(portal: Portal, dora: Pages) -> None:
    dora.get(f"{BIRTH}/guide?{MARRIED}")
    with portal.context.database.read() as db:
        assert db.execute(filing.select()).all() == []
    assert "motcua-filing" not in str(dora.client.get_cookie("motcua-filing-dang-ky-khai-sinh"))


def test_what_makes_no_sense_in_the_address_asks_again(dora: Pages) -> None:
    page = dora.get(f"{COPIES}/guide?co_vneid=x&so_trang=%00%27&unknown=1")
    assert "Giấy tờ đã hiển thị trên VNeID?" in page.words


def test_a_procedure_without_a_guide_has_no_such_page(portal: Portal, app: Flask) -> None:
    publish(portal.context, "dang-ky-khai-tu")
    portal.browser().get("/services/dang-ky-khai-tu/guide", 404)
    portal.browser().get("/services/khong-co/guide", 404)
