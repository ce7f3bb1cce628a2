"""The desk's pages: three outcomes on one page, what waits, and what is known of a person."""

from typing import Any

from engine.actions.look_up import PER_OFFICER, count_look_up
from engine.store.cases import find_case_by_code
from engine.store.letters import list_case_letters
from engine.store.papers import list_marks
from engine.store.readings import list_readings
from tests.queries.births import KEY, file_birth
from tests.web.casework import SMALL, Casework
from tests.web.citizen import typed
from tests.web.test_receive_page import DORA, receive

PATH = f"/receive/{SMALL}"
BIRTH = f"/receive/{KEY}"


def send_home(casework: Casework, **more: Any) -> str:
    """Send Dora home for her birth paper; return the address of what was kept."""
    lack = {"paper-2-sort": "missing", "paper-2-why": "Bắt buộc", "outcome": "ask"}
    fields = {
        **typed(),
        "rest": "yes",
        "deciding-office": str(casework.cast.office_id),
        **lack,
        **more,
    }
    return str(casework.browser("alice").post(BIRTH, **fields).response.location)


def test_an_accepted_dossier_has_its_receipt(casework: Casework) -> None:
    code = receive(casework, request_key="k")
    with casework.context.database.read() as db:
        case = find_case_by_code(db, code)
        assert case is not None
        letters = list_case_letters(db, case.case_id)
    assert [one.kind for one in letters] == ["01"]


def test_marked_papers_stand_with_the_case(casework: Casework) -> None:
    fields = {**typed(), "rest": "yes", "deciding-office": str(casework.cast.office_id)}
    ticked: dict[str, Any] = {
        "paper-1-sort": "electronic",
        "paper-2-sort": "copy",
        "paper-2-copies": "2",
    }
    page = casework.browser("alice").post(BIRTH, **fields, **ticked)
    with casework.context.database.read() as db:
        case = find_case_by_code(db, page.response.location.rpartition("/")[2])
        assert case is not None
        marks = list_marks(db, case.case_id)
    assert [(one.mark.number, one.mark.sort, one.mark.copies) for one in marks] == [
        (1, "electronic", 1),
        (2, "copy", 2),
    ]
    assert {one.by for one in marks} == {casework.cast.alice.person_id}


def test_what_is_missing_goes_into_form_02(casework: Casework) -> None:
    path = send_home(casework)
    alice = casework.browser("alice")
    page = alice.get(path)
    assert "Giấy chứng sinh" in page.words
    assert "Bắt buộc" in page.words
    slip = alice.get(f"{path}/slip.pdf")
    assert slip.response.data.startswith(b"%PDF")


def test_whoever_returns_finds_what_was_typed_and_is_not_asked_again(casework: Casework) -> None:
    number = send_home(casework).rpartition("/")[2]
    alice = casework.browser("alice")
    assert "Dora" in alice.get("/desk").words
    page = alice.get(f"{BIRTH}?again={number}")
    assert page.field("ho_ten") == "Dora Nguyễn"
    assert 'value="ask"' not in page.text
    fields = {
        **typed(),
        "rest": "yes",
        "deciding-office": str(casework.cast.office_id),
        "again": number,
    }
    done = alice.post(BIRTH, **fields)
    assert "/cases/" in done.response.location


def test_a_missing_paper_is_not_accepted(casework: Casework) -> None:
    fields = {
        **typed(),
        "rest": "yes",
        "deciding-office": str(casework.cast.office_id),
        "paper-2-sort": "missing",
    }
    page = casework.browser("alice").post(BIRTH, status=422, **fields)
    assert "đánh dấu còn thiếu" in page.words


def test_a_refusal_needs_its_reason(casework: Casework) -> None:
    alice = casework.browser("alice")
    refused: dict[str, Any] = {**DORA, "outcome": "refuse"}
    page = alice.post(PATH, status=422, **refused)
    assert "lý do không tiếp nhận" in page.words
    done = alice.post(PATH, **refused, refusal="Không thuộc thẩm quyền")
    for path in (done.response.location, "/desk"):
        words = alice.get(path).words
        assert "Từ chối tiếp nhận" in words, path
        assert "Bị từ chối" not in words, path
    assert "Không thuộc thẩm quyền" in alice.get(done.response.location).words


def test_what_is_known_is_filled_in_with_its_origin(casework: Casework) -> None:
    code = receive(casework, request_key="k")
    number: dict[str, Any] = {"look-up-number": DORA["so_dinh_danh"], "outcome": "look-up"}
    page = casework.browser("alice").post(PATH, status=200, **number)
    assert page.field("ho_ten") == "Dora Nguyễn"
    assert f"Đã biết từ hồ sơ {code}" in page.words


def test_a_look_up_changes_nothing_that_was_typed(casework: Casework) -> None:
    receive(casework, request_key="k")
    number: dict[str, Any] = {"look-up-number": DORA["so_dinh_danh"], "outcome": "look-up"}
    page = casework.browser("alice").post(PATH, status=200, ho_ten="Dora Trần", **number)
    assert page.field("ho_ten") == "Dora Trần"


def test_an_unknown_number_says_so(casework: Casework) -> None:
    number: dict[str, Any] = {"look-up-number": "000000000999", "outcome": "look-up"}
    page = casework.browser("alice").post(PATH, status=200, **number)
    assert "Chưa có thông tin nào theo số này" in page.words


def test_a_dossier_for_another_commune_is_handed_over(casework: Casework) -> None:
    other: dict[str, Any] = {
        "deciding-office": str(casework.cast.other_office_id),
        "request_key": "k",
    }
    alice = casework.browser("alice")
    code = alice.post(PATH, **{**DORA, **other}).response.location.rpartition("/")[2]
    assert code.startswith("H99.2-")
    assert code in alice.get("/desk").words
    alice.post(f"/desk/cases/{code}/hand-over")
    assert "đã bàn giao trước đó" not in alice.get("/desk").words
    assert code in casework.browser("charlie").get(f"/cases/{code}").words


def test_online_filings_wait_at_the_desk_that_decides(casework: Casework) -> None:
    code = file_birth(casework.context, casework.cast.office_id).code
    assert code in casework.browser("alice").get("/desk").words
    assert code not in casework.browser("charlie").get("/desk").words


def test_another_desk_of_the_province_finds_whoever_was_sent_home(casework: Casework) -> None:
    send_home(casework)
    charlie = casework.browser("charlie")
    assert "Dora" not in charlie.get("/desk").words
    assert "Dora" in charlie.post("/desk", status=200, who="000000000123").words


def test_a_kept_dossier_of_another_desk_is_opened_by_the_whole_number_only(
    casework: Casework,
) -> None:
    path = send_home(casework)
    number = path.rpartition("/")[2]
    charlie = casework.browser("charlie")
    for closed in (path, f"{path}/slip.pdf", f"{BIRTH}?again={number}", f"{path}?found=x"):
        charlie.get(closed, status=403)
    page = charlie.post("/desk", status=200, who="000000000123")
    (way,) = (one.get("href") for one in page.root.iter("a") if path in one.get("href", ""))
    assert way is not None
    assert "Giấy chứng sinh" in charlie.get(way).words
    proof = way.partition("?")[2]
    charlie.get(f"{path}/slip.pdf?{proof}")
    again = charlie.get(f"{BIRTH}?again={number}&{proof}")
    assert again.field("ho_ten") == "Dora Nguyễn"
    assert again.field("found")
    alice = casework.browser("alice").get(path).words
    assert "Charlie" in alice.partition("Ai đã xem")[2]


def test_a_refused_dossier_stays_with_its_desk(casework: Casework) -> None:
    refused: dict[str, Any] = {**DORA, "outcome": "refuse", "refusal": "Không thuộc thẩm quyền"}
    path = casework.browser("alice").post(PATH, **refused).response.location
    charlie = casework.browser("charlie")
    assert "Dora" not in charlie.post("/desk", status=200, who=DORA["so_dinh_danh"]).words
    charlie.get(path, status=403)


def test_who_holds_no_desk_sees_none(casework: Casework) -> None:
    for login in ("erin", "frank"):
        casework.browser(login).get("/desk", status=403)


def test_a_look_up_gives_neither_telephone_nor_codes_of_other_offices(casework: Casework) -> None:
    code = receive(casework, request_key="k")
    number: dict[str, Any] = {"look-up-number": DORA["so_dinh_danh"], "outcome": "look-up"}
    alice = casework.browser("alice").post(PATH, status=200, **number)
    charlie = casework.browser("charlie").post(PATH, status=200, **number)
    for page in (alice, charlie):
        assert page.field("ho_ten") == "Dora Nguyễn"
        assert page.field("so_dien_thoai") == ""
        assert DORA["so_dien_thoai"] not in page.text
    assert code in alice.words
    assert code not in charlie.text
    assert "Đã biết từ hồ sơ ngày" in charlie.words


def test_a_look_up_is_noted_with_the_case_it_found(casework: Casework) -> None:
    code = receive(casework, request_key="k")
    number: dict[str, Any] = {"look-up-number": DORA["so_dinh_danh"], "outcome": "look-up"}
    casework.browser("charlie").post(PATH, status=200, **number)
    with casework.context.database.read() as db:
        case = find_case_by_code(db, code)
        assert case is not None
        readings = list_readings(db, case.case_id)
    assert [(one.person_id, one.purpose) for one in readings] == [
        (casework.cast.charlie.person_id, "look-up")
    ]
    assert "Tra cứu theo số định danh" in casework.browser("erin").get(f"/cases/{code}").words


def test_nobody_looks_up_one_number_after_another(casework: Casework) -> None:
    alice = casework.browser("alice")
    number: dict[str, Any] = {"look-up-number": DORA["so_dinh_danh"], "outcome": "look-up"}
    for _time in range(PER_OFFICER[0]):
        count_look_up(casework.context, casework.cast.alice)
    page = alice.post(PATH, status=429, ho_ten="Dora Trần", **number)
    assert "Thử quá nhiều lần" in page.words
    assert page.field("ho_ten") == "Dora Trần"


def test_nothing_is_received_whose_papers_nobody_has_checked(casework: Casework) -> None:
    alice = casework.browser("alice")
    fields = {**DORA, "deciding-office": str(casework.cast.office_id), "rest": ""}
    page = alice.post(PATH, status=422, **fields)
    assert "Chưa kiểm tra: " in page.words
    assert page.field("ho_ten") == DORA["ho_ten"]
    alice.post(PATH, status=303, **{**fields, "rest": "yes"})
