"""The checklist of papers: scans are checked by name, earlier papers re-used with consent."""

from io import BytesIO
from typing import Any

import pytest

from engine.actions.verify_cases import verify_cases
from engine.queries.paper_file import count_case_papers, get_paper_file
from engine.records.cases import Case
from engine.records.notices import sentence_of
from engine.store.documents import list_documents
from engine.store.notices import list_of_case
from engine.store.readings import list_readings
from engine.store.registers import replace_register
from tests.pages import Page
from tests.queries.births import file_birth
from tests.web.casework import PIXEL, Casework
from tests.web.citizen import upload

SCAN: dict[str, Any] = {
    "sort": "original",
    "copies": "1",
    "pages": "2",
    "legible": "on",
    "complete": "on",
}


def birth(casework: Casework) -> Case:
    return file_birth(casework.context, casework.cast.office_id)


def mark(casework: Casework, case: Case, status: int = 303, **given: Any) -> Page:
    path = f"/cases/{case.code}/papers/2"
    return casework.browser("alice").post(path, status=status, **given)


def agreed() -> dict[str, Any]:
    """Return what the officer says of a consent."""
    return {
        "consent": upload(),
        "consent_kind": "signed",
        "consent_on": "2026-11-20",
        "consent_read": "on",
    }


def scan(casework: Casework, case: Case) -> str:
    """Mark the birth paper with a scan; return its digest."""
    mark(casework, case, **SCAN, scan=(BytesIO(PIXEL), "giấy.png"))
    found = get_paper_file(casework.context, casework.cast.alice, case.code).lines[1].marked
    assert found is not None
    assert found.mark.file is not None
    return found.mark.file.digest


def test_the_list_is_that_of_the_card(casework: Casework) -> None:
    page = casework.browser("alice").get(f"/cases/{birth(casework).code}/papers")
    assert "2. Giấy chứng sinh" in page.words
    assert page.words.count("Chưa kiểm tra") == 3


def test_a_paper_of_a_case_that_only_the_guide_asks_about_is_not_demanded(
    casework: Casework,
) -> None:
    case = birth(casework)
    page = casework.browser("alice").get(f"/cases/{case.code}/papers")
    assert page.words.count("Nếu thuộc trường hợp này") == 1
    found = get_paper_file(casework.context, casework.cast.alice, case.code).lines
    assert [one.number for one in found if one.is_open] == [3]


def test_a_checked_scan_stands_with_the_officers_name(casework: Casework) -> None:
    case = birth(casework)
    scan(casework, case)
    page = casework.browser("alice").get(f"/cases/{case.code}/papers")
    assert "Đã số hóa" in page.words
    assert "Alice kiểm tra" in page.words


def test_a_scan_nobody_can_read_is_not_digitised(casework: Casework) -> None:
    case = birth(casework)
    mark(casework, case, sort="copy", copies="1", scan=(BytesIO(PIXEL), "giấy.png"))
    page = casework.browser("alice").get(f"/cases/{case.code}/papers")
    assert "Bản quét chưa đạt" in page.words


def test_marks_and_scans_are_what_the_log_says(casework: Casework) -> None:
    scan(casework, birth(casework))
    assert [one.discrepancies for one in verify_cases(casework.context)] == [()]


def test_an_earlier_paper_is_used_again_with_consent_only(casework: Casework) -> None:
    first, second = birth(casework), birth(casework)
    again: dict[str, Any] = {"sort": "reused", "earlier": scan(casework, first)}
    page = mark(casework, second, 422, **again, consent="on")
    assert "hãy chọn hình thức đồng ý" in page.words
    mark(casework, second, **again, **agreed())
    page = casework.browser("alice").get(f"/cases/{second.code}/papers")
    assert f"lấy từ {first.code}" in page.words


@pytest.mark.parametrize("lacking", ["consent", "consent_kind", "consent_on", "consent_read"])
def test_any_file_is_no_consent_the_officer_says_what_it_is(
    casework: Casework, lacking: str
) -> None:
    first, second = birth(casework), birth(casework)
    given = {name: one for name, one in agreed().items() if name != lacking}
    mark(casework, second, 422, sort="reused", earlier=scan(casework, first), **given)


def test_the_paper_itself_and_a_day_to_come_are_no_consent(casework: Casework) -> None:
    first, second = birth(casework), birth(casework)
    again: dict[str, Any] = {"sort": "reused", "earlier": scan(casework, first)}
    itself = {**agreed(), "consent": (BytesIO(PIXEL), "giấy.png")}
    assert "không phải là văn bản đồng ý" in mark(casework, second, 422, **again, **itself).words
    mark(casework, second, 422, **again, **{**agreed(), "consent_on": "2026-11-24"})


def test_the_log_names_the_consent(casework: Casework) -> None:
    first, second = birth(casework), birth(casework)
    mark(casework, second, sort="reused", earlier=scan(casework, first), **agreed())
    page = casework.browser("alice").get(f"/cases/{second.code}/replay")
    assert "đồng ý: Văn bản đồng ý có chữ ký của người nộp, 20/11/2026, giay.pdf" in page.words


def test_a_re_use_is_noted_with_its_source_and_the_applicant_is_told(casework: Casework) -> None:
    first, second = birth(casework), birth(casework)
    digest = scan(casework, first)
    mark(casework, second, sort="reused", earlier=digest, **agreed())
    with casework.context.database.read() as db:
        readings = list_readings(db, first.case_id)
        notices = list_of_case(db, first.case_id)
        papers = [one.file.name for one in list_documents(db, second.case_id)]
    assert (readings[-1].person_id, readings[-1].purpose) == (
        casework.cast.alice.person_id,
        "re-use",
    )
    told = [one for one in notices if one.kind == "used-again"]
    assert told
    assert {one.person_id for one in told} == {None}
    assert first.code in sentence_of("used-again", told[0].content).en
    assert "giay.pdf" in papers
    assert all(one.discrepancies == () for one in verify_cases(casework.context))


def test_the_dossier_of_an_earlier_paper_is_not_named_before_consent(casework: Casework) -> None:
    first, second = birth(casework), birth(casework)
    scan(casework, first)
    page = casework.browser("alice").get(f"/cases/{second.code}/papers")
    assert "Giấy chứng sinh · " in page.words
    assert first.code not in page.text


def test_a_paper_past_its_day_is_not_offered_again(casework: Casework) -> None:
    first, second = birth(casework), birth(casework)
    mark(casework, first, **SCAN, scan=(BytesIO(PIXEL), "a.png"), valid_until="2026-11-22")
    page = casework.browser("alice").get(f"/cases/{second.code}/papers")
    assert "Giấy tờ đã nộp trước đây" not in page.words


def test_a_file_of_somebody_else_is_not_used_again(casework: Casework) -> None:
    case = birth(casework)
    page = mark(casework, case, 422, sort="reused", earlier="0" * 64, **agreed())
    assert "chưa từng nộp" in page.words


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"sort": "?"}, "hãy chọn tình trạng"),
        ({"sort": "original", "copies": "-1"}, "không phải số bản"),
        ({"sort": "original", "valid_until": "mai"}, "hãy ghi ngày"),
        ({"sort": "known"}, "không có thông tin"),
    ],
)
def test_what_cannot_be_is_said(casework: Casework, given: dict[str, Any], said: str) -> None:
    assert said in mark(casework, birth(casework), 422, **given).words


def test_another_office_neither_sees_nor_marks_the_papers(casework: Casework) -> None:
    path = f"/cases/{birth(casework).code}/papers"
    charlie = casework.browser("charlie")
    charlie.get(path, status=404)
    charlie.post(f"{path}/2", status=404, **SCAN)


def test_an_auditor_reads_and_does_not_mark(casework: Casework) -> None:
    path = f"/cases/{birth(casework).code}/papers"
    erin = casework.browser("erin")
    assert "Kiểm tra giấy tờ này" not in erin.get(path).words
    erin.post(f"{path}/2", status=403, **SCAN)


def test_the_figures_of_the_index_are_counted(casework: Casework) -> None:
    first, second = birth(casework), birth(casework)
    digest = scan(casework, first)
    mark(casework, second, sort="reused", earlier=digest, **agreed())
    birth(casework)
    now = casework.context.clock.now()
    found = count_case_papers(
        casework.context, [casework.cast.office_id], now, now.replace(hour=23)
    )
    assert (found.dossiers, found.digitised) == (3, 2)
    assert (found.reusable, found.reused, found.from_store) == (1, 1, 0)


def test_a_register_that_says_nothing_offers_nothing(casework: Casework) -> None:
    with casework.context.database.begin() as db:
        replace_register(db, "birth", [("000000000123", {"so": "1"})])
    page = casework.browser("alice").get(f"/cases/{birth(casework).code}/papers")
    assert "không phải nộp" not in page.words.replace("Không phải nộp khi đã có", "")
