"""The register and the log book of an office."""

from engine.actions.issue_letter import issue_standard
from tests.web.casework import Casework

REASON = {"reason": "Không thuộc thẩm quyền"}


def test_the_register_lists_the_letters_of_ones_office(casework: Casework) -> None:
    case = casework.file()
    issue_standard(casework.context, casework.cast.alice, case.case_id, "03", REASON)
    assert "01/PTC-BPTNTKQ" in casework.browser("alice").get("/letters").words
    assert "01/PTC-BPTNTKQ" not in casework.browser("charlie").get("/letters").words
    assert "01/PTC-BPTNTKQ" in casework.browser("erin").get("/letters").words


def test_the_register_finds_by_name_number_kind_and_state(casework: Casework) -> None:
    case = casework.file()
    issue_standard(casework.context, casework.cast.alice, case.case_id, "03", REASON)
    alice = casework.browser("alice")
    for wish, found in (
        ("q=dora", True),
        ("q=01/ptc", True),
        ("q=nobody", False),
        ("kind=03", True),
        ("kind=02", False),
        ("state=issued&year=2026", True),
        ("state=delivered", False),
    ):
        assert ("01/PTC-BPTNTKQ" in alice.get(f"/letters?{wish}").words) is found, wish


def test_the_log_book_holds_what_was_received_in_the_period(casework: Casework) -> None:
    case = casework.file()
    alice = casework.browser("alice")
    assert case.code in alice.get("/letters/book").words
    earlier = alice.get("/letters/book?since=2026-10-01&until=2026-10-31")
    assert case.code not in earlier.words
    file = alice.get("/letters/book/file?since=2026-11-01&until=2026-11-30")
    assert file.response.data.startswith(b"%PDF-")


def test_the_log_book_of_another_office_is_not_read(casework: Casework) -> None:
    casework.browser("charlie").get("/letters/book?office=H99.1", status=404)
