"""The pages of working together, as people use them."""

from typing import Any

from sqlalchemy import text

from engine.actions.hold_task import claim_task
from engine.actions.start_case import start_case
from engine.actions.work_batch import begin_completing
from engine.queries.inbox import list_tasks
from engine.queries.tracking import track
from engine.records.cases import Case
from engine.records.filings import Filing
from engine.records.inbox import InboxFilter
from tests.make import TEST_PROCEDURES, citizen, publish, reread
from tests.web.casework import Casework


def place_text(place: tuple[int, int]) -> str:
    """Return a task as forms name it."""
    return f"{place[0]}-{place[1]}"


def test_a_head_sees_who_has_how_much_and_others_do_not(casework: Casework) -> None:
    case = casework.file()
    claim_task(casework.context, casework.cast.alice, casework.place(case))
    page = casework.browser("bob").get("/team")
    assert "Alice" in page.words
    assert "Chưa ai nhận" in page.words
    casework.browser("charlie").get("/team", status=403)


def test_tasks_are_given_to_a_colleague_after_a_preview(casework: Casework) -> None:
    case = casework.file()
    place = casework.place(case)
    bob, alice = casework.browser("bob"), casework.cast.alice
    page = bob.get("/team/desks/free")
    assert case.code in page.words
    shown = bob.post("/team/preview", status=200, place=place_text(place), to=alice.person_id)
    assert "Alice" in shown.words
    key = shown.field("request_key")
    move = shown.field("move")
    bob.post("/team/moves", status=422, move=move, reason=" ", request_key=key)
    done = bob.post("/team/moves", move=move, reason="Bận họp", request_key=key)
    result = bob.get(done.response.location)
    assert "Đã xong cả 1 việc." in result.words
    view = list_tasks(casework.context, alice, InboxFilter(scope="mine"))
    assert [one.task.code for one in view.lines] == [case.code]
    told = casework.browser("alice").get("/notices")
    assert "Bob giao cho ông/bà việc" in told.words
    assert "Bận họp" in casework.browser("alice").get(f"/cases/{case.code}").words


def test_the_proposal_gives_what_nobody_holds_to_whom_has_least(casework: Casework) -> None:
    first, second = casework.file(), casework.file()
    for element in ("xem", "ghi"):
        claim_task(casework.context, casework.cast.alice, casework.place(first, element))
    claim_task(casework.context, casework.cast.alice, casework.place(second))
    page = casework.browser("bob").get("/team/balance")
    assert page.field("move").endswith(f":{casework.cast.bob.person_id}")


def test_a_preview_of_nothing_says_what_to_do(casework: Casework) -> None:
    casework.file()
    page = casework.browser("bob").post("/team/preview", status=422, who="free")
    assert "Hãy chọn ít nhất một việc." in page.words


def test_tasks_of_another_office_cannot_be_previewed(casework: Casework) -> None:
    case = casework.file()
    charlie = casework.browser("charlie")
    charlie.post("/team/preview", status=403, place=place_text(casework.place(case)))


def equal(casework: Casework, number: int) -> tuple[list[Case], str]:
    """Open cases that wait for the same decision; return them and the page that takes it."""
    publish(casework.context, "duyet-chung", TEST_PROCEDURES)
    office_id = casework.cast.office_id
    filing = Filing(procedure_key="duyet-chung", office_id=office_id, answers=citizen())
    cases = [start_case(casework.context, filing) for _ in range(number)]
    return cases, casework.path(cases[0], "duyet") + "/equal"


def test_equal_tasks_are_completed_with_one_form(casework: Casework) -> None:
    cases, path = equal(casework, 3)
    alice = casework.browser("alice")
    assert "Xử lý nhiều hồ sơ cùng lúc" in alice.get("/inbox/office").words
    assert all(case.code in alice.get(path).words for case in cases)
    places = [place_text(casework.place(case, "duyet")) for case in cases[:2]]
    alice.post(path, status=422, place=places)
    alice.post(path, status=422, y_kien="dong_y")
    done = alice.post(path, place=places, y_kien="dong_y", request_key="k1")
    assert "Đã xong cả 2 việc." in alice.get(done.response.location).words
    endings = [reread(casework.context, case).standing.status for case in cases]
    assert endings == ["finished", "finished", "running"]
    again = alice.post(
        path.replace(places[0], place_text(casework.place(cases[2], "duyet"))),
        status=303,
        place=places,
        y_kien="dong_y",
        request_key="k1",
    )
    assert again.response.location == done.response.location


def test_a_refused_one_keeps_its_reason_and_the_input(casework: Casework) -> None:
    cases, path = equal(casework, 2)
    places = [casework.place(case, "duyet") for case in cases]
    alice = casework.browser("alice")
    with casework.context.database.begin() as db:
        barred = {"barred": f"[{casework.cast.alice.person_id}]", "wanted": cases[1].case_id}
        db.execute(text("UPDATE task SET forbidden = :barred WHERE case_id = :wanted"), barred)
    batch = begin_completing(
        casework.context,
        casework.cast.alice,
        [(*place, case.code) for place, case in zip(places, cases, strict=True)],
        {"y_kien": "dong_y"},
        "k2",
    )
    page = alice.get(f"/batches/{batch.batch_id}")
    assert "Đã xong 0/2" in page.words
    alice.post(f"/batches/{batch.batch_id}")
    page = alice.get(f"/batches/{batch.batch_id}")
    assert "Có 1 việc chưa làm được; lý do ghi bên cạnh. 1 việc đã xong." in page.words
    assert path


def test_a_form_of_one_dossier_is_not_completed_for_several(casework: Casework) -> None:
    alice = casework.browser("alice")
    alice.get(casework.path(casework.file()) + "/equal", status=302)
    assert "hãy xử lý từng hồ sơ" in alice.get("/inbox").words


def test_an_absence_is_entered_shown_and_called_off(casework: Casework) -> None:
    cast, alice = casework.cast, casework.browser("alice")
    days = {"starts": "2026-11-23", "ends": "2026-11-25"}
    sent: dict[str, Any] = {"person": cast.alice.person_id, "reason": "Nghỉ phép", **days}
    alice.post("/absences", status=422, **sent)
    alice.post("/absences", substitute=cast.bob.person_id, **sent)
    page = alice.get("/absences")
    assert "Vắng hôm nay" in page.words
    case = casework.file()
    claim_task(casework.context, cast.alice, casework.place(case))
    assert "Thay mặt Alice" in casework.browser("bob").get("/inbox").words
    assert "Vắng đến hết 25/11/2026" in casework.browser("bob").get("/team").words
    alice.post("/absences/1/call-off")
    assert "Không ai vắng." in alice.get("/absences").words


def test_who_passes_on_a_leaders_signature_names_the_paper(casework: Casework) -> None:
    cast, bob = casework.cast, casework.browser("bob")
    days = {"starts": "2026-11-23", "ends": "2026-11-25"}
    ids = {"person": cast.bob.person_id, "substitute": cast.alice.person_id}
    sent: dict[str, Any] = {**ids, **days, "reason": "Nghỉ phép", "may_sign": "1"}
    assert "văn bản ủy quyền" in bob.post("/absences", status=422, **sent).words
    bob.post("/absences", mandate="12/UQ-UBND", mandate_on="2026-11-20", **sent)
    assert "(12/UQ-UBND, 20/11/2026)" in bob.get("/absences").words


def test_a_remark_tells_whom_it_mentions_and_never_the_citizen(casework: Casework) -> None:
    case, alice = casework.file(), casework.browser("alice")
    path = f"/cases/{case.code}/remarks"
    bob = casework.cast.bob.person_id
    alice.post(path, status=422, text=" ")
    alice.post(path, text="Cần hỏi lại địa chính", mention=bob)
    assert "Cần hỏi lại địa chính" in casework.browser("bob").get(path).words
    assert "Alice nhắc đến ông/bà" in casework.browser("bob").get("/notices").words
    casework.browser("charlie").get(path, status=404)
    tracked = track(casework.context, (case.code, "0123"))
    assert "địa chính" not in repr(tracked)


def test_an_urgent_case_stands_first_in_every_inbox(casework: Casework) -> None:
    first, second = casework.file(), casework.file()
    bob = casework.browser("bob")
    path = f"/cases/{second.code}/priority"
    bob.post(path, pressing="1", reason="")
    view = list_tasks(casework.context, casework.cast.alice, InboxFilter(scope="all"))
    assert view.lines[0].task.code == first.code
    bob.post(path, pressing="1", reason="Trẻ cần nhập viện")
    view = list_tasks(casework.context, casework.cast.alice, InboxFilter(scope="all"))
    assert [one.task.code for one in view.lines][:2] == [second.code] * 2
    assert "Khẩn" in casework.browser("alice").get("/inbox/office").words
    assert "Đánh dấu khẩn: Trẻ cần nhập viện" in bob.get(f"/cases/{second.code}").words
    casework.browser("alice").post(path, pressing="0", reason="x")
    assert "Khẩn" in bob.get(f"/cases/{second.code}/remarks").words
    bob.post(path, pressing="0", reason="Xong việc gấp")
    view = list_tasks(casework.context, casework.cast.alice, InboxFilter(scope="all"))
    assert view.lines[0].task.code == first.code


def test_one_says_by_which_channels_one_is_told(casework: Casework) -> None:
    alice = casework.browser("alice")
    page = alice.get("/notices/settings")
    assert "Bản tin buổi sáng" in page.words
    alice.post("/notices/settings", late="mail")
    found = alice.get("/notices/settings").root.iter("input")
    ticked = [one.get("name") for one in found if one.get("checked") is not None]
    assert ticked == ["late"]


def test_a_batch_is_its_owners(casework: Casework) -> None:
    casework.browser("alice").get("/batches/1", status=404)
