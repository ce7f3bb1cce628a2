import pytest

from engine.actions.complete_task import complete_task
from engine.actions.settle_job import settle_job
from engine.actions.start_case import start_case
from engine.records.cases import Case
from engine.records.filings import Filing
from engine.store.incidents import list_case_incidents
from engine.store.jobs import claim_due
from engine.store.readings import list_readings
from tests.make import TEST_PROCEDURES, citizen, publish, reread
from tests.web.casework import PIXEL, Casework


def fail(casework: Casework) -> None:
    """Let the look-up that waits fail for good."""
    now = casework.context.clock.now()
    with casework.context.database.begin() as db:
        jobs = [one for one in claim_due(db, now, "w", 10, 60) if one.settles]
    settle_job(casework.context, jobs[0], error="Cơ sở dữ liệu không trả lời")


def failed_token(casework: Casework, case: Case) -> int:
    """Return the token that stands still."""
    with casework.context.database.read() as db:
        return list_case_incidents(db, case.case_id)[0].token


def test_the_page_shows_where_the_case_stands_and_who_has_it(casework: Casework) -> None:
    case = casework.file()
    page = casework.browser("bob").get(f"/cases/{case.code}")
    for words in (
        case.code,
        "Thủ tục thử hai người",
        "Đang giải quyết",
        "Dora Nguyễn",
        "0900000123",
        "Chưa ai nhận",
        "Phiên bản 1",
    ):
        assert words in page.words


@pytest.mark.parametrize("what", ["", "/diagram", "/replay", "/replay/steps"])
def test_a_case_of_another_office_does_not_exist(casework: Casework, what: str) -> None:
    case = casework.file()
    casework.browser("charlie").get(f"/cases/{case.code}{what}", status=404)
    casework.browser("charlie").get(f"/cases/H99.9-000000-0000{what}", status=404)


@pytest.mark.parametrize("login", ["alice", "erin", "frank"])
def test_who_may_see_a_case_sees_it(casework: Casework, login: str) -> None:
    case = casework.file()
    assert case.code in casework.browser(login).get(f"/cases/{case.code}").words


def test_looking_leaves_a_trace_that_the_auditor_sees(casework: Casework) -> None:
    case = casework.file()
    casework.browser("alice").get(f"/cases/{case.code}")
    with casework.context.database.read() as db:
        found = [(one.person_name, one.purpose) for one in list_readings(db, case.case_id)]
    assert found == [("Alice", "case")]
    page = casework.browser("erin").get(f"/cases/{case.code}")
    assert "Ai đã xem hồ sơ này" in page.words
    assert "Ai đã xem" not in casework.browser("alice").get(f"/cases/{case.code}").words


def test_a_finished_case_says_how_it_ended(casework: Casework) -> None:
    case = casework.file()
    for element, answers in (("xem", {"so_a": "1"}), ("ghi", {"chu_b": "b"})):
        complete_task(casework.context, casework.cast.alice, casework.place(case, element), answers)
    page = casework.browser("bob").get(f"/cases/{case.code}")
    for words in ("Đã giải quyết xong", "Hiện không ai phải làm gì", "Số A", "Hồ sơ kết thúc"):
        assert words in page.words


def test_a_paper_is_downloaded_and_never_run(casework: Casework) -> None:
    case = casework.file()
    digest = casework.put_paper(case)
    alice = casework.browser("alice")
    assert "ảnh.png" in alice.get(f"/cases/{case.code}").words
    answer = alice.client.get(f"/cases/{case.code}/papers/{digest}")
    assert answer.data == PIXEL
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_picture_can_be_looked_at_in_its_sandbox(casework: Casework) -> None:
    case = casework.file()
    digest = casework.put_paper(case)
    answer = casework.browser("alice").client.get(f"/cases/{case.code}/papers/{digest}/preview")
    assert answer.mimetype == "image/png"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_paper_of_one_case_does_not_open_through_another(casework: Casework) -> None:
    mine, other = casework.file(), casework.file()
    digest = casework.put_paper(other)
    alice = casework.browser("alice")
    alice.get(f"/cases/{mine.code}/papers/{digest}", status=404)
    casework.browser("charlie").get(f"/cases/{other.code}/papers/{digest}", status=404)


def test_an_administrator_suspends_and_resumes_with_a_reason(casework: Casework) -> None:
    case = casework.file()
    frank, path = casework.browser("frank"), f"/cases/{case.code}"
    frank.post(f"{path}/suspend", reason="Chờ tòa án")
    assert "Chờ tòa án" in frank.get(path).words
    assert reread(casework.context, case).standing.status == "suspended"
    frank.post(f"{path}/resume")
    assert reread(casework.context, case).standing.status == "running"


def test_without_a_reason_nothing_is_done(casework: Casework) -> None:
    case = casework.file()
    frank = casework.browser("frank")
    frank.post(f"/cases/{case.code}/cancel", reason="  ")
    assert reread(casework.context, case).standing.status == "running"
    assert "hãy ghi lý do" in frank.get(f"/cases/{case.code}").words


@pytest.mark.parametrize("act", ["suspend", "resume", "cancel", "retry/3"])
def test_only_administrators_intervene(casework: Casework, act: str) -> None:
    case = casework.file()
    for login in ("alice", "bob", "erin"):
        casework.browser(login).post(f"/cases/{case.code}/{act}", status=403, reason="x")


def test_an_incident_stands_on_the_case_and_in_the_list(casework: Casework) -> None:
    publish(casework.context, "tra-cuu", TEST_PROCEDURES)
    filing = Filing(procedure_key="tra-cuu", office_id=casework.cast.office_id, answers=citizen())
    case = start_case(casework.context, filing)
    fail(casework)
    frank = casework.browser("frank")
    assert "Bị dừng do sự cố: Tìm" in frank.get(f"/cases/{case.code}").words
    assert "1 bước đang dừng" in frank.get("/incidents").words
    frank.post(f"/cases/{case.code}/retry/{failed_token(casework, case)}", reason="Đã sửa")
    assert "Không có sự cố" in frank.get("/incidents").words


def test_the_page_asks_the_database_eight_times(casework: Casework) -> None:
    case = casework.file()
    erin = casework.browser("erin")
    erin.get(f"/cases/{case.code}")
    with casework.context.database.count_statements() as count:
        erin.client.get(f"/cases/{case.code}")
    assert len(count.statements) <= 8


@pytest.mark.parametrize(
    ("question", "shown"),
    [("", 1), ("?q=dora", 1), ("?q=zzz", 0), ("?status=finished", 0), ("?status=running", 1)],
)
def test_cases_are_found_by_words_and_state(casework: Casework, question: str, shown: int) -> None:
    case = casework.file()
    page = casework.browser("alice").get(f"/cases{question}")
    assert page.words.count(case.code) == shown


def test_late_cases_and_those_of_one_procedure_are_found(casework: Casework) -> None:
    case = casework.file()
    casework.pass_time(days=10)
    alice = casework.browser("alice")
    assert case.code in alice.get("/cases?status=late&procedure=hai-nguoi").words
    assert case.code not in alice.get("/cases?procedure=dang-ky-khai-sinh").words


def test_the_search_of_all_pages_leads_to_the_cases(casework: Casework) -> None:
    case = casework.file()
    page = casework.browser("erin").get(f"/cases?q={case.code}")
    assert "1 hồ sơ" in page.words
    assert page.field("q") == case.code
