"""Citizens complain, follow and rate; officers answer."""

from dataclasses import replace
from typing import Any

from engine.actions.rate_case import rate_case
from engine.actions.stop_case import withdraw_as_applicant
from engine.store.passwords import WEAK, hash_password
from engine.store.people import insert_person
from tests.make import PASSWORD
from tests.pages import Pages
from tests.web.casework import Casework


def send(casework: Casework, pages: Pages, status: int = 303, **more: str) -> None:
    """Send a complaint to the first commune."""
    given = {"kind": "complaint", "name": "Dora", "phone": "0900 000 123", "text": "Chậm quá"}
    pages.post("/feedback", status, **{**given, "office": str(casework.cast.office_id), **more})


def test_a_complaint_is_sent_followed_and_answered(casework: Casework) -> None:
    pages = Pages(casework.app)
    assert "15 ngày làm việc" in pages.get("/feedback").words
    send(casework, pages)
    code = "PAKN-H99.1-261123-0001"
    assert code in pages.get("/feedback/own").words
    bob = casework.browser("bob")
    page = bob.get("/complaints")
    assert "Chậm quá" in page.words
    bob.post("/complaints/1", act="answered", text="Chúng tôi xin lỗi")
    other = Pages(casework.app)
    other.post("/feedback/follow", code=code, digits="0123")
    assert "Chúng tôi xin lỗi" in other.get("/feedback/own").words
    bob.post("/complaints/1", act="publish")
    assert "Chúng tôi xin lỗi" in Pages(casework.app).get("/feedback/answers").words


def test_what_was_written_stays_when_something_is_missing(casework: Casework) -> None:
    pages = Pages(casework.app)
    given = {"kind": "complaint", "name": "", "phone": "", "text": "Chậm quá", "office": "1"}
    page = pages.post("/feedback", 422, **given)
    assert "Chậm quá" in page.text
    assert "hãy ghi họ tên" in page.words


def test_wrong_digits_open_nothing(casework: Casework) -> None:
    pages = Pages(casework.app)
    send(casework, pages)
    page = Pages(casework.app).post(
        "/feedback/follow", 404, code="PAKN-H99.1-261123-0001", digits="0000"
    )
    assert "Không tìm thấy" in page.words
    assert Pages(casework.app).get("/feedback/own", 303).response.location == "/feedback/follow"


def test_a_citizen_rates_an_ended_dossier_and_sees_who_looked(casework: Casework) -> None:
    case = casework.file()
    casework.browser("alice").get(f"/cases/{case.code}")
    withdraw_as_applicant(casework.context, (case.code, "0123"), "đổi ý")
    pages = Pages(casework.app)
    pages.post("/tracking", code=case.code, digits="0123")
    assert "Rất hài lòng" in pages.get("/tracking/dossier").words
    pages.post("/tracking/rate", points="4", text="Tốt")
    assert "Đánh giá đã được ghi nhận" in pages.get("/tracking/dossier").words
    assert "Alice" in pages.get("/tracking/readers").words
    assert "4/5 điểm" in casework.browser("alice").get(f"/cases/{case.code}/replay").words


def test_an_officer_writes_down_a_call_of_last_week(casework: Casework) -> None:
    alice = casework.browser("alice")
    assert "tính từ ngày nhận" in alice.get("/complaints/new").words
    given: dict[str, Any] = {"kind": "complaint", "name": "Dora", "phone": "0900 000 123"}
    given |= {"text": "Chậm quá", "office": str(casework.cast.office_id), "channel": "telephone"}
    page = alice.post("/complaints/new", 422, **given, came_on="hôm qua")
    assert "Chậm quá" in page.text
    alice.post("/complaints/new", **given, came_on="2026-11-20")
    page = casework.browser("bob").get("/complaints")
    assert "qua điện thoại" in page.words
    assert "người ghi: Alice" in page.words
    assert "chờ trả lời" in casework.browser("bob").get("/team").words


def test_a_clerk_reads_what_they_wrote_down_and_answers_nothing(casework: Casework) -> None:
    context, alice = casework.context, casework.cast.alice
    post = replace(alice.posts[0], kind="clerk")
    gina = replace(alice, person_id=0, login="gina", name="Gina", posts=(post,))
    with context.database.begin() as db:
        insert_person(db, gina, hash_password(PASSWORD, WEAK), context.clock.now())
    clerk = casework.browser("gina")
    assert 'href="/complaints"' in clerk.get("/cases").text
    given: dict[str, Any] = {"kind": "complaint", "name": "Dora", "phone": "0900 000 123"}
    given |= {"text": "Chậm quá", "office": str(casework.cast.office_id), "channel": "mail"}
    clerk.post("/complaints/new", **given, came_on="2026-11-20")
    assert "Chậm quá" in clerk.get("/complaints").words
    clerk.post("/complaints/1", 403, act="answered", text="Xong")


def test_where_nobody_leads_above_a_head_is_told_who_answers(casework: Casework) -> None:
    send(casework, Pages(casework.app))
    bob = casework.browser("bob")
    assert "chuyển cơ quan cấp trên" in bob.get("/complaints").words
    bob.post("/complaints/1", act="above")
    assert "cơ quan cấp trên trực tiếp" in bob.get("/complaints").words


def test_the_office_reads_what_was_said_with_a_rating(casework: Casework) -> None:
    case = casework.file()
    withdraw_as_applicant(casework.context, (case.code, "0123"), "đổi ý")
    rate_case(casework.context, (case.code, "0123"), 2, "Phải đi lại ba lần")
    page = casework.browser("bob").get("/complaints")
    assert "Phải đi lại ba lần" in page.words
    assert f"/cases/{case.code}" in page.text
