"""Documents, readings, and filings that are not sent yet."""

from datetime import timedelta

from engine.records.documents import Document, Reading
from engine.records.forms import StoredFile
from engine.store import documents, filings, readings
from engine.store.database import Database
from engine.store.filings import Begun
from tests.store.steps import NOW, Place, open_case

SCAN = StoredFile(digest="ab" * 32, name="khai sinh.pdf", size=100, media="application/pdf")
MONTH = NOW + timedelta(days=30)


def test_a_file_given_twice_for_a_question_is_one_document(
    database: Database, place: Place
) -> None:
    with database.begin() as db:
        case_id = open_case(db, place).case_id
        documents.insert_documents(db, case_id, [("proof", SCAN), ("other", SCAN)], None, NOW)
        documents.insert_documents(db, case_id, [("proof", SCAN)], None, NOW)
        found = documents.list_documents(db, case_id)
    assert found == tuple(
        Document(file=SCAN, field=field, at=NOW, by=None) for field in ("other", "proof")
    )


def test_a_file_is_found_only_through_its_own_case(database: Database, place: Place) -> None:
    with database.begin() as db:
        own, other = open_case(db, place).case_id, open_case(db, place).case_id
        documents.insert_documents(db, own, [("proof", SCAN)], place.alice.person_id, NOW)
        assert documents.find_document(db, own, SCAN.digest) is not None
        assert documents.find_document(db, other, SCAN.digest) is None


def test_readings_say_who_looked_when_and_why(database: Database, place: Place) -> None:
    with database.begin() as db:
        case_id = open_case(db, place).case_id
        readings.insert_reading(db, case_id, place.alice.person_id, "audit", NOW)
        found = readings.list_readings(db, case_id)
    reading = Reading(person_id=place.alice.person_id, person_name="Alice", at=NOW, purpose="audit")
    assert found == (reading,)


def test_a_begun_filing_is_found_again_and_forgotten(database: Database) -> None:
    first, second = (Begun(procedure_key="birth", answers={"n": n}, saved_at=NOW) for n in (1, 2))
    with database.begin() as db:
        assert filings.save_filing(db, b"t", first, MONTH)
        assert filings.save_filing(db, b"t", second, MONTH)
        assert filings.find_filing(db, b"t", NOW) == second
        assert filings.find_filing(db, b"other", NOW) is None
        assert filings.find_filing(db, b"t", MONTH) is None
        filings.drop_filing(db, b"t")
        assert filings.drop_old_filings(db, MONTH) == 0


def test_a_token_of_one_procedure_does_not_open_another(database: Database) -> None:
    birth, death = (
        Begun(procedure_key=key, answers={}, saved_at=NOW) for key in ("birth", "death")
    )
    with database.begin() as db:
        assert filings.save_filing(db, b"t", birth, MONTH)
        assert not filings.save_filing(db, b"t", death, MONTH)
        assert filings.drop_old_filings(db, MONTH) == 1
