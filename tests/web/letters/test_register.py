"""The register and the log book of an office."""

from datetime import date

from engine.actions.issue_letter import issue_standard
from engine.actions.receive_dossier import Brought, accept_dossier
from engine.queries.log_book import BookQuestion, print_log_book, read_log_book
from engine.records.filings import DIRECT, Filing
from engine.store.log_book import answers_filed
from tests.make import citizen
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


def test_what_a_desk_took_in_for_another_office_stands_in_its_book(casework: Casework) -> None:
    cast = casework.cast
    filing = Filing(
        procedure_key="hai-nguoi",
        office_id=cast.other_office_id,
        answers=citizen(),
        channel=DIRECT,
    )
    brought = Brought(filing=filing, desk_id=cast.office_id)
    case = accept_dossier(casework.context, cast.alice, brought)
    for reader in ("alice", "charlie"):
        assert case.code in casework.browser(reader).get("/letters/book").words
    day = date(2026, 11, 23)
    asked = BookQuestion(office="H99.1", since=day, until=day)
    (row,) = read_log_book(casework.context, cast.alice, asked).rows
    assert row.office.code == "H99.2"
    assert print_log_book(casework.context, cast.alice, asked, 1).startswith(b"%PDF-")
    with casework.context.database.read() as db:
        assert answers_filed(db, [case.case_id])[case.case_id]["ho_ten"] == citizen()["ho_ten"]
