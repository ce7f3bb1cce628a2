"""The letters of a case: what can be read, delivered and taken back, and by whom."""

import pytest

from engine.actions.complete_task import complete_task
from engine.actions.deliver_letter import open_own_letter
from engine.actions.issue_letter import issue_standard
from engine.actions.start_case import start_case
from engine.jobs.worker import run_due
from engine.records.cases import Case
from engine.records.filings import Filing
from engine.records.letters import DELIVERED, ISSUED, RECALLED, Letter
from engine.store.letters import get_letter
from engine.store.readings import list_readings
from tests.actions.signing import LATE
from tests.make import TEST_PROCEDURES, citizen, publish, task_at
from tests.web.casework import Casework

REASON = {"reason": "Không thuộc thẩm quyền"}


def issue(casework: Casework, case: Case, kind: str = "03") -> Letter:
    return issue_standard(casework.context, casework.cast.alice, case.case_id, kind, REASON)


def reread(casework: Casework, letter: Letter) -> Letter:
    with casework.context.database.read() as db:
        return get_letter(db, letter.letter_id)


def test_the_page_lists_number_kind_and_state(casework: Casework) -> None:
    case = casework.file()
    letter = issue(casework, case)
    page = casework.browser("bob").get(f"/cases/{case.code}/letters")
    for words in ("Phiếu từ chối", "01/PTC-BPTNTKQ", "Đã ban hành, chưa giao"):
        assert words in page.words
    file = casework.browser("bob").get(f"/cases/{case.code}/letters/{letter.letter_id}/file")
    assert file.response.data.startswith(b"%PDF-")
    assert file.response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("what", ["", "/slip", "/slip/file", "/1/file"])
def test_letters_of_another_office_do_not_exist(casework: Casework, what: str) -> None:
    case = casework.file()
    issue(casework, case)
    casework.browser("charlie").get(f"/cases/{case.code}/letters{what}", status=404)


def test_a_printed_control_slip_is_noted(casework: Casework) -> None:
    case = casework.file()
    casework.browser("bob").get(f"/cases/{case.code}/letters/slip/file")
    with casework.context.database.read() as db:
        purposes = [one.purpose for one in list_readings(db, case.case_id)]
    assert purposes == ["file"]


def test_handing_over_needs_to_whom_and_which_paper(casework: Casework) -> None:
    case = casework.file()
    letter, alice = issue(casework, case), casework.browser("alice")
    at = f"/cases/{case.code}/letters/{letter.letter_id}/deliver"
    alice.post(at, way="hand", to="Dora Nguyễn")
    assert "giấy tờ tùy thân" in alice.get(f"/cases/{case.code}/letters").words
    assert reread(casework, letter).state == ISSUED
    alice.post(at, way="hand", to="Dora Nguyễn", paper="CCCD 000000000123")
    assert "trao cho Dora Nguyễn" in alice.get(f"/cases/{case.code}/letters").words
    assert reread(casework, letter).state == DELIVERED


def test_a_letter_is_delivered_once(casework: Casework) -> None:
    case = casework.file()
    letter, alice = issue(casework, case), casework.browser("alice")
    at = f"/cases/{case.code}/letters/{letter.letter_id}/deliver"
    for number in ("EB000000001VN", "EB000000002VN"):
        alice.post(at, way="post", tracking=number)
    delivery = reread(casework, letter).delivery
    assert delivery is not None
    assert delivery["tracking"] == "EB000000001VN"


def test_taking_back_needs_a_reason(casework: Casework) -> None:
    case = casework.file()
    letter, alice = issue(casework, case), casework.browser("alice")
    at = f"/cases/{case.code}/letters/{letter.letter_id}/recall"
    alice.post(at, reason=" ")
    assert reread(casework, letter).state == ISSUED
    alice.post(at, reason="Nhầm người")
    assert reread(casework, letter).state == RECALLED


def test_a_delivered_letter_is_taken_back_by_who_leads_the_office(casework: Casework) -> None:
    case = casework.file()
    letter, alice = issue(casework, case), casework.browser("alice")
    at = f"/cases/{case.code}/letters/{letter.letter_id}"
    alice.post(f"{at}/deliver", way="post", tracking="EB000000001VN")
    assert f"{at}/recall" not in alice.get(f"/cases/{case.code}/letters").text
    alice.post(f"{at}/recall", status=403, reason="Nhầm người")
    assert reread(casework, letter).state == DELIVERED
    bob = casework.browser("bob")
    assert f"{at}/recall" in bob.get(f"/cases/{case.code}/letters").text
    bob.post(f"{at}/recall", reason="Nhầm người")
    assert reread(casework, letter).state == RECALLED


def test_who_may_not_sign_a_letter_does_not_take_it_back(casework: Casework) -> None:
    case = casework.file()
    late = issue_standard(casework.context, casework.cast.alice, case.case_id, "04", LATE)
    at = f"/cases/{case.code}/letters/{late.letter_id}/recall"
    casework.browser("alice").post(at, status=403, reason="Nhầm")
    assert reread(casework, late).state == ISSUED
    casework.browser("bob").post(at, reason="Nhầm")
    assert reread(casework, late).state == RECALLED


def test_only_who_may_sign_a_letter_is_led_to_its_signature(casework: Casework) -> None:
    case = casework.file()
    late = issue_standard(casework.context, casework.cast.alice, case.case_id, "04", LATE)
    led = {
        login: f'href="/signing/letters/{late.letter_id}"'
        in casework.browser(login).get(f"/cases/{case.code}/letters").text
        for login in ("alice", "bob")
    }
    assert led == {"alice": False, "bob": True}


def test_an_auditor_reads_a_letter_and_is_not_led_to_what_clerks_edit(casework: Casework) -> None:
    case = casework.file()
    issue_standard(casework.context, casework.cast.alice, case.case_id, "03", REASON)
    page = casework.browser("erin").get(f"/cases/{case.code}/letters")
    assert ("Phiếu từ chối" in page.words, "/docx" in page.text) == (True, False)


def test_charlie_delivers_no_letter_of_another_office(casework: Casework) -> None:
    case = casework.file()
    letter = issue(casework, case)
    charlie = casework.browser("charlie")
    at = f"/cases/{case.code}/letters/{letter.letter_id}/deliver"
    charlie.post(at, status=404, way="post", tracking="1")
    assert reread(casework, letter).state == ISSUED


def test_a_letter_opened_by_the_applicant_is_delivered(casework: Casework) -> None:
    case = casework.file()
    letter = issue(casework, case)
    opened = open_own_letter(casework.context, (case.code, "0123"), letter.letter_id)
    assert opened.state == DELIVERED
    assert (opened.delivery or {})["way"] == "online"


def test_the_task_page_shows_the_letter_before_it_is_issued(casework: Casework) -> None:
    case, path = open_with_letters(casework)
    alice = casework.browser("alice")
    assert f"{path}/letter" in alice.get(path).text
    page = alice.post(f"{path}/letter", status=200, noi_dung_bo_sung="Bản vẽ")
    assert "“Lý do” chưa có nội dung" in page.words
    assert "data:image/png;base64," in page.text
    full = alice.post(f"{path}/letter", status=200, noi_dung_bo_sung="A", ly_do_bo_sung="B")
    assert "đã đủ nội dung" in full.words


def test_what_a_letter_lacks_is_filled_in_on_its_page(casework: Casework) -> None:
    case, _path = open_with_letters(casework)
    context, alice = casework.context, casework.cast.alice
    wanted = {"noi_dung_bo_sung": "Bản vẽ", "ly_do_bo_sung": "Thiếu"}
    complete_task(context, alice, task_at(context, case, "yeu_cau"), wanted)
    complete_task(context, alice, task_at(context, case, "tra_loi"), {})
    run_due(context)
    browser = casework.browser("alice")
    page = browser.get(f"/cases/{case.code}/letters")
    assert "Còn thiếu: Kết luận" in page.words
    browser.post(f"/cases/{case.code}/letters/2/complete", ket_luan="Đồng ý")
    run_due(context)
    assert "01/TB-UBND" in browser.get(f"/cases/{case.code}/letters").words


def test_the_control_slip_tells_who_passed_it_to_whom(casework: Casework) -> None:
    case = casework.file()
    place = casework.place(case, "xem")
    complete_task(casework.context, casework.cast.alice, place, {"so_a": 1})
    browser = casework.browser("bob")
    page = browser.get(f"/cases/{case.code}/letters/slip")
    assert "Người nộp hồ sơ Dora Nguyễn" in page.words
    assert "chuyên viên: Alice" in page.words
    file = browser.get(f"/cases/{case.code}/letters/slip/file")
    assert file.response.data.startswith(b"%PDF-")


def open_with_letters(casework: Casework) -> tuple[Case, str]:
    """Open a case whose first step writes a letter; return it and the address of that step."""
    publish(casework.context, "co-thu", TEST_PROCEDURES)
    filing = Filing(procedure_key="co-thu", office_id=casework.cast.office_id, answers=citizen())
    case = start_case(casework.context, filing)
    return case, casework.path(case, "yeu_cau")
