from typing import Any

from engine.store.cases import find_case_by_code
from engine.store.letters import list_case_letters
from engine.store.log import read_log
from tests.queries.births import KEY
from tests.web.casework import SMALL, Casework
from tests.web.citizen import typed, upload

PATH = f"/receive/{SMALL}"
DORA = {
    "ho_ten": "Dora Nguyễn",
    "so_dien_thoai": "0900000123",
    "so_dinh_danh": "000000000123",
    "rest": "yes",
}


def receive(casework: Casework, login: str = "alice", **more: Any) -> str:
    """Take a dossier in at the desk; return its code."""
    browser = casework.browser(login)
    page = browser.post(PATH, **{**DORA, "deciding-office": str(casework.cast.office_id), **more})
    return page.response.location.rpartition("/")[2]


def test_the_desk_chooses_among_the_procedures_of_its_office(casework: Casework) -> None:
    page = casework.browser("alice").get("/receive")
    assert "Thủ tục thử hai người" in page.words
    assert PATH in page.text


def test_a_dossier_taken_in_says_by_whom_and_how_it_came(casework: Casework) -> None:
    code = receive(casework, request_key="k")
    with casework.context.database.read() as db:
        case = find_case_by_code(db, code)
        assert case is not None
        first, *_receipt = read_log(db, case.case_id)
    assert first.by == casework.cast.alice.person_id
    assert getattr(first.command, "dossier")["channel"] == "direct"  # noqa: B009  # any command


def test_pressing_twice_opens_one_case(casework: Casework) -> None:
    codes = {receive(casework, request_key="same") for _time in range(2)}
    assert len(codes) == 1


def test_what_is_missing_is_named_and_what_was_typed_stays(casework: Casework) -> None:
    page = casework.browser("alice").post(
        PATH, status=422, ho_ten="Dora Nguyễn", **{"deciding-office": str(casework.cast.office_id)}
    )
    assert "Có 2 " in page.words
    assert page.field("ho_ten") == "Dora Nguyễn"


def test_the_desk_takes_nothing_in_for_another_office(casework: Casework) -> None:
    other = str(casework.cast.other_office_id)
    code = receive(casework, office=other, request_key="k")
    assert code.startswith("H99.1-")


def test_who_has_no_desk_takes_nothing_in(casework: Casework) -> None:
    for login in ("erin", "frank"):
        casework.browser(login).get("/receive", status=403)
        casework.browser(login).get(PATH, status=403)


def test_files_sent_once_need_not_be_sent_again(casework: Casework) -> None:
    alice, path = casework.browser("alice"), f"/receive/{KEY}"
    fields = {**typed(), "rest": "yes", "deciding-office": str(casework.cast.office_id)}
    first = alice.post(path, status=422, **{**fields, "ho_ten": "", "tep_giay_sinh": upload()})
    assert "giay.pdf" in first.words
    page = alice.post(path, **{**fields, "kept": first.field("kept"), "request_key": "k"})
    assert "giay.pdf" in alice.get(page.response.location).words


def test_a_file_that_was_never_sent_cannot_be_named(casework: Casework) -> None:
    case = casework.file()
    digest = casework.put_paper(case, "riêng.png")
    forged = f'{{"tep_giay_sinh": [{{"digest": "{digest}", "name": "riêng.png"}}]}}.x'
    alice = casework.browser("alice")
    fields = {
        **typed(),
        "rest": "yes",
        "deciding-office": str(casework.cast.office_id),
        "kept": forged,
    }
    page = alice.post(f"/receive/{KEY}", status=422, **{**fields, "ho_ten": ""})
    assert "riêng.png" not in page.words


def test_an_authorised_person_stands_in_form_01_and_in_the_log(casework: Casework) -> None:
    agent = {"agent-name": "Lê Văn Tám", "agent-paper": "Giấy ủy quyền số 12, 01/11/2026"}
    code = receive(casework, request_key="k", **agent)
    with casework.context.database.read() as db:
        case = find_case_by_code(db, code)
        assert case is not None
        (receipt,) = list_case_letters(db, case.case_id)
    assert receipt.facts["form.agent.name"] == "Lê Văn Tám"
    words = casework.browser("alice").get(f"/cases/{code}").words
    assert "Người được ủy quyền nộp hồ sơ: Lê Văn Tám" in words


def test_an_authorised_person_shows_a_paper(casework: Casework) -> None:
    office = str(casework.cast.office_id)
    given = {**DORA, "deciding-office": office, "agent-name": "Lê Văn Tám"}
    page = casework.browser("alice").post(PATH, status=422, **given)
    assert "giấy tờ ủy quyền" in page.words
    assert page.field("agent-name") == "Lê Văn Tám"
