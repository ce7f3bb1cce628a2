import json
from io import BytesIO

import pytest

from engine.actions.complete_task import complete_task
from engine.actions.hold_task import claim_task
from engine.actions.intervene import resume_case, suspend_case
from engine.actions.publish_procedure import publish_procedure
from engine.procedures.reader import read_folder
from engine.store.people import replace_posts
from engine.store.tasks import find_task
from tests.make import TEST_PROCEDURES, reread
from tests.web.casework import PIXEL, SMALL, Casework


def ask_for_file(casework: Casework) -> None:
    """Publish the small procedure with a file in the form of its first task."""
    files = dict(read_folder(TEST_PROCEDURES / SMALL))
    form = json.loads(files["forms/xem.form"])
    form["components"].append(
        {
            "type": "filepicker",
            "key": "tep",
            "id": "F_tep",
            "label": "Tệp",
            "multiple": True,
            "properties": {"labelEn": "File", "accept": "pdf,jpg,png"},
        }
    )
    files["forms/xem.form"] = json.dumps(form).encode()
    publish_procedure(casework.context, SMALL, files)


def test_a_file_becomes_a_paper_of_the_case(casework: Casework) -> None:
    ask_for_file(casework)
    case = casework.file()
    alice = casework.browser("alice")
    alice.post(casework.path(case), so_a="1", request_key="k", tep=(BytesIO(PIXEL), "a.png"))
    page = alice.get(f"/cases/{case.code}")
    assert "a.png" in page.words
    assert "/papers/" in page.text


def test_the_page_shows_form_answers_history_and_diagram(casework: Casework) -> None:
    case = casework.file()
    page = casework.browser("alice").get(casework.path(case))
    for words in ("Số A", "Dora Nguyễn", "Họ tên", "Bắt đầu: Xem", "Đang chờ:", "Ghi"):
        assert words in page.words
    assert f"/cases/{case.code}/diagram" in page.text


def test_a_task_of_another_office_does_not_exist(casework: Casework) -> None:
    case = casework.file()
    charlie = casework.browser("charlie")
    charlie.get(casework.path(case), status=404)
    charlie.post(casework.path(case), status=404, so_a="1")
    charlie.post(f"{casework.path(case)}/draft", status=404, so_a="1")
    charlie.post(f"{casework.path(case)}/fields", status=404, so_a="1")


def test_a_task_that_never_was_is_not_found(casework: Casework) -> None:
    casework.browser("alice").get("/tasks/99-1", status=404)


def test_completing_moves_the_case_on_and_leads_to_the_inbox(casework: Casework) -> None:
    case = casework.file()
    alice = casework.browser("alice")
    page = alice.post(casework.path(case), so_a="42", request_key="k", step="Xem")
    assert page.response.location == "/inbox"
    assert "Hoàn thành: Xem" in alice.get("/inbox").words
    assert reread(casework.context, case).seq == 2


def test_pressing_complete_twice_completes_once(casework: Casework) -> None:
    case = casework.file()
    alice, path = casework.browser("alice"), casework.path(case)
    for _time in range(2):
        alice.post(path, so_a="42", request_key="k", step="Xem")
    assert reread(casework.context, case).seq == 2


@pytest.mark.parametrize(
    ("typed", "said"), [("", "Nhập số A"), ("200", "100"), ("abc", "số")], ids=str
)
def test_a_wrong_answer_is_named_above_and_at_the_field(
    casework: Casework, typed: str, said: str
) -> None:
    case = casework.file()
    page = casework.browser("alice").post(
        casework.path(case), status=422, so_a=typed, request_key="k"
    )
    assert "Có 1 " in page.words
    assert page.words.count(said) >= 2
    assert page.field("so_a") == typed


def test_what_was_typed_is_still_there_when_somebody_was_faster(casework: Casework) -> None:
    case = casework.file()
    path = casework.path(case)
    complete_task(casework.context, casework.cast.bob, casework.place(case), {"so_a": "1"})
    page = casework.browser("alice").post(path, status=409, so_a="42", request_key="k")
    assert "Việc này không còn mở" in page.words
    assert "Số A" in page.words
    assert "42" in page.words


def test_what_was_typed_is_still_there_when_somebody_holds_it(casework: Casework) -> None:
    case = casework.file()
    claim_task(casework.context, casework.cast.bob, casework.place(case))
    page = casework.browser("alice").post(
        casework.path(case), status=409, so_a="42", request_key="k"
    )
    assert "Bob đang giữ việc này" in page.words
    assert "42" in page.words


def test_a_task_that_is_done_leads_to_its_case(casework: Casework) -> None:
    case = casework.file()
    path = casework.path(case)
    complete_task(casework.context, casework.cast.bob, casework.place(case), {"so_a": "1"})
    alice = casework.browser("alice")
    assert alice.get(path, status=302).response.location == f"/cases/{case.code}"
    assert "Việc đó không còn mở" in alice.get(f"/cases/{case.code}").words


def test_a_draft_is_kept_and_shown_again(casework: Casework) -> None:
    case = casework.file()
    alice, path = casework.browser("alice"), casework.path(case)
    alice.post(f"{path}/draft", so_a="4x")
    page = alice.get(path)
    assert "Đã lưu nháp 09:00" in page.words
    assert page.field("so_a") == "4x"


def test_a_draft_that_saves_itself_says_when(casework: Casework) -> None:
    case = casework.file()
    alice = casework.browser("alice")
    alice.headers["HX-Request"] = "true"
    page = alice.post(f"{casework.path(case)}/draft", status=200, so_a="4")
    assert page.words == "Đã lưu nháp 09:00"
    assert "<html" not in page.text


def test_a_draft_says_so_when_a_colleague_took_the_task(casework: Casework) -> None:
    case = casework.file()
    alice, path = casework.browser("alice"), casework.path(case)
    claim_task(casework.context, casework.cast.bob, casework.place(case))
    alice.headers["HX-Request"] = "true"
    assert "Bob đang giữ" in alice.post(f"{path}/draft", status=409, so_a="4").words
    with casework.context.database.read() as db:
        task = find_task(db, *casework.place(case))
    assert task is not None
    assert task.draft == {}


def test_the_fields_come_alone_when_answers_change(casework: Casework) -> None:
    case = casework.file()
    page = casework.browser("alice").post(f"{casework.path(case)}/fields", status=200, so_a="5")
    assert "<html" not in page.text
    assert page.field("so_a") == "5"


def test_a_colleague_sees_who_holds_the_task_and_no_form(casework: Casework) -> None:
    case = casework.file()
    claim_task(casework.context, casework.cast.alice, casework.place(case))
    page = casework.browser("bob").get(casework.path(case))
    assert "Alice đang giữ việc này" in page.words
    assert not [one for one in page.root.iter("input") if one.get("name") == "so_a"]


def test_a_head_gives_the_task_to_somebody_else(casework: Casework) -> None:
    case = casework.file()
    bob, path = casework.browser("bob"), f"{casework.path(case)}/pass-on"
    assert "Alice" in bob.get(path).words
    bob.post(path, to=str(casework.cast.alice.person_id), request_key="k")
    assert "Alice" in bob.get("/inbox/office").words


def test_who_is_no_head_gives_no_task_away(casework: Casework) -> None:
    case = casework.file()
    alice, path = casework.browser("alice"), f"{casework.path(case)}/pass-on"
    alice.get(path, status=403)
    page = alice.post(path, to=str(casework.cast.bob.person_id), request_key="k")
    assert page.response.location == casework.path(case)
    assert "Bạn không được làm việc này" in alice.get(casework.path(case)).words


def test_a_task_cannot_be_given_to_another_office(casework: Casework) -> None:
    case = casework.file()
    bob = casework.browser("bob")
    bob.post(
        f"{casework.path(case)}/pass-on",
        to=str(casework.cast.charlie.person_id),
        request_key="k",
    )
    assert "Charlie" not in bob.get("/inbox/office").words


def test_a_file_sent_with_a_wrong_answer_need_not_be_sent_again(casework: Casework) -> None:
    ask_for_file(casework)
    case = casework.file()
    alice, path = casework.browser("alice"), casework.path(case)
    page = alice.post(path, status=422, so_a="", tep=(BytesIO(PIXEL), "hien-trang.png"))
    assert "hien-trang.png" in page.words
    assert "hien-trang.png" in alice.get(path).words


def test_the_page_asks_the_database_five_times(casework: Casework) -> None:
    case = casework.file()
    alice, path = casework.browser("alice"), casework.path(case)
    alice.get(path)
    with casework.context.database.count_statements() as count:
        alice.client.get(path)
    assert len(count.statements) <= 5


def test_a_case_suspended_meanwhile_keeps_what_was_filled_in(casework: Casework) -> None:
    case, frank = casework.file(), casework.cast.frank
    alice, path = casework.browser("alice"), casework.path(case)
    suspend_case(casework.context, frank, case.case_id, "lý do")
    page = alice.post(path, 409, so_a="77")
    assert "77" in page.words
    assert "đang tạm dừng" in page.words
    resume_case(casework.context, frank, case.case_id)
    assert alice.get(path).field("so_a") == "77"


def test_a_post_lost_meanwhile_keeps_what_was_filled_in(casework: Casework) -> None:
    case, alice = casework.file(), casework.cast.alice
    browser = casework.browser("alice")
    desk = [one for one in alice.posts if one.kind == "desk"]
    with casework.context.database.begin() as db:
        replace_posts(db, alice.person_id, desk)
    refused = browser.post(casework.path(case), 403, so_a="77")
    assert "77" in refused.words


def test_a_file_sent_with_the_draft_and_again_counts_once(casework: Casework) -> None:
    ask_for_file(casework)
    path = casework.path(casework.file())
    alice = casework.browser("alice")
    for _time in range(2):
        alice.post(f"{path}/draft", so_a="1", tep=(BytesIO(PIXEL), "a.png"))
    assert alice.get(path).text.count('name="tep-remove"') == 1
