import pytest

from engine.actions.hold_task import claim_task
from tests.pages import Page
from tests.web.casework import Casework


def rows(page: Page) -> list[str]:
    return [one.get("id", "") for one in page.root.iter("tr") if one.get("id")]


def test_the_office_tab_shows_both_tasks_with_what_one_needs(casework: Casework) -> None:
    case = casework.file()
    page = casework.browser("alice").get("/inbox/office")
    assert len(rows(page)) == 2
    for words in (case.code, "Thủ tục thử hai người", "Dora Nguyễn", "Xem", "Chưa ai"):
        assert words in page.words
    assert "Còn 1 ngày làm việc" in page.words


def test_mine_is_empty_and_leads_to_what_is_free(casework: Casework) -> None:
    casework.file()
    page = casework.browser("alice").get("/inbox")
    assert "Đơn vị của bạn còn 2 việc chưa ai nhận." in page.words
    assert "/inbox/office?state=free" in page.text


def test_somebody_of_another_office_sees_nothing(casework: Casework) -> None:
    case = casework.file()
    charlie = casework.browser("charlie")
    for path in ("/inbox", "/inbox/office", "/cases"):
        assert case.code not in charlie.get(path).words


def test_a_task_taken_is_mine_and_shows_its_holder_to_colleagues(casework: Casework) -> None:
    case = casework.file()
    alice, back = casework.browser("alice"), "/inbox/office"
    alice.post(f"{casework.path(case)}/claim", request_key="k1", back=back)
    assert len(rows(alice.get("/inbox"))) == 1
    assert "Alice" in casework.browser("bob").get("/inbox/office").words


def test_pressing_take_twice_takes_once(casework: Casework) -> None:
    case = casework.file()
    alice, path = casework.browser("alice"), f"{casework.path(case)}/claim"
    alice.post(path, request_key="same", back="/inbox")
    page = alice.post(path, request_key="same", back="/inbox")
    assert page.response.location == "/inbox"
    assert len(rows(alice.get("/inbox"))) == 1


def test_a_colleague_who_was_faster_is_named(casework: Casework) -> None:
    case = casework.file()
    claim_task(casework.context, casework.cast.bob, casework.place(case))
    alice = casework.browser("alice")
    alice.post(f"{casework.path(case)}/claim", request_key="k", back="/inbox/office")
    assert "Bob đang giữ việc này" in alice.get("/inbox/office").words


def test_a_task_handed_back_is_free_again(casework: Casework) -> None:
    case = casework.file()
    alice, path = casework.browser("alice"), casework.path(case)
    alice.post(f"{path}/claim", request_key="k1", back="/inbox")
    alice.post(f"{path}/release", request_key="k2", back="/inbox")
    assert len(rows(alice.get("/inbox/office?state=free"))) == 2


def test_a_button_never_leads_to_another_server(casework: Casework) -> None:
    case = casework.file()
    page = casework.browser("alice").post(
        f"{casework.path(case)}/claim", request_key="k", back="//evil.example/inbox"
    )
    assert page.response.location == "/inbox"


@pytest.mark.parametrize(
    ("state", "shown"), [("late", 2), ("today", 0), ("paused", 0), ("free", 2), ("nonsense", 2)]
)
def test_a_filter_shows_what_it_says(casework: Casework, state: str, shown: int) -> None:
    casework.file()
    casework.pass_time(days=10)
    page = casework.browser("alice").get(f"/inbox/office?state={state}")
    assert len(rows(page)) == shown


def test_search_ignores_diacritics(casework: Casework) -> None:
    casework.file(ho_ten="Đỗ Thị Ước")
    casework.file()
    alice = casework.browser("alice")
    assert len(rows(alice.get("/inbox/office?q=do+thi+uoc"))) == 2
    assert "Không có việc phù hợp" in alice.get("/inbox/office?q=zzz").words


def test_a_page_past_the_last_shows_the_last(casework: Casework) -> None:
    casework.file()
    assert len(rows(casework.browser("alice").get("/inbox/office?page=9"))) == 2


def test_the_list_answers_204_while_nothing_changes_and_rows_when_it_does(
    casework: Casework,
) -> None:
    case = casework.file()
    alice = casework.browser("alice")
    page = alice.get("/inbox/office")
    found = (one for one in page.root.iter("section") if one.get("id") == "task-list")
    address = next(found).get("hx-get", "")
    alice.get(address, status=204)
    claim_task(casework.context, casework.cast.bob, casework.place(case))
    changed = alice.get(address)
    assert "Bob" in changed.words
    assert "Danh sách vừa thay đổi." in changed.words


def test_a_button_answers_htmx_with_the_list_alone(casework: Casework) -> None:
    case = casework.file()
    alice = casework.browser("alice")
    alice.headers["HX-Request"] = "true"
    page = alice.post(
        f"{casework.path(case)}/claim", status=200, request_key="k", back="/inbox/office"
    )
    assert "<html" not in page.text
    assert f"Bạn đã nhận việc của hồ sơ {case.code}." in page.words


def test_the_inbox_asks_the_database_six_times(casework: Casework) -> None:
    casework.file()
    alice = casework.browser("alice")
    alice.get("/inbox/office")
    with casework.context.database.count_statements() as count:
        alice.client.get("/inbox/office")
    assert len(count.statements) <= 6


def test_what_one_has_done_this_week_is_counted(casework: Casework) -> None:
    case = casework.file()
    alice = casework.browser("alice")
    alice.post(casework.path(case), so_a="7", request_key="k", step="Xem")
    page = alice.get("/inbox/office")
    assert "1 Bạn đã xử lý tuần này" in page.words


def test_the_page_reads_in_english_too(casework: Casework) -> None:
    casework.file()
    page = casework.browser("alice").get("/inbox/office?lang=en")
    for words in ("A trial with two people", "An Bình Commune", "Current step", "Nobody"):
        assert words in page.words


def test_the_frame_names_ones_office(casework: Casework) -> None:
    alice = casework.browser("alice")
    assert "UBND xã An Bình" in alice.get("/inbox").words
    assert "An Bình Commune" in alice.get("/inbox?lang=en").words
