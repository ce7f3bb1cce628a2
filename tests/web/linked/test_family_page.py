"""Dossiers of several offices: each sees where the others stand; the citizen follows one page."""

from datetime import timedelta

import pytest

from engine.actions.deliver_letter import recall_letter
from engine.actions.issue_letter import issue_standard
from engine.actions.publish_procedure import publish_procedure
from engine.actions.set_date import NewDate, set_date
from engine.actions.start_case import start_case
from engine.clock import FixedClock
from engine.jobs.worker import run_due
from engine.records.cases import Case
from engine.records.filings import Filing
from engine.records.terms import dates_set
from engine.store.cases import find_case_by_code
from engine.store.crossing import list_kin
from engine.store.log import read_log
from tests.drawn import DONE, FILED, Pool, chain, drawn_files
from tests.make import citizen, reread
from tests.pages import Pages
from tests.web.casework import Casework

CALL = '<callActivity id="goi" name="Gọi" calledElement="con"/>'
WORK = (
    '<userTask id="xem" name="Xem giúp" motcua:post="specialist" motcua:office="fire-police"'
    ' motcua:term="1 working day"/>'
)


@pytest.fixture
def linked(casework: Casework) -> tuple[Casework, Case, Case]:
    """Give the house, a dossier that called another, and the one it called."""
    for key, inside in (("con", WORK), ("me", CALL)):
        middle = "xem" if inside is WORK else "goi"
        pool = Pool(elements=FILED + inside + DONE, ways=chain("nop", middle, "xong"))
        publish_procedure(casework.context, key, drawn_files(pool))
    filing = Filing(procedure_key="me", office_id=casework.cast.office_id, answers=citizen())
    caller = start_case(casework.context, filing)
    run_due(casework.context)
    with casework.context.database.read() as db:
        _none, (code,) = list_kin(db, caller)
        called = find_case_by_code(db, code)
    assert called is not None
    return casework, reread(casework.context, caller), called


def test_each_office_sees_where_the_other_dossier_stands(
    linked: tuple[Casework, Case, Case],
) -> None:
    casework, caller, called = linked
    page = casework.browser("alice").get(f"/cases/{caller.code}/linked")
    assert called.code in page.words
    assert "Xem giúp" in page.words
    assert "Công an PCCC" in page.words


def test_a_delay_is_counted_to_the_office_that_had_the_step(
    linked: tuple[Casework, Case, Case],
) -> None:
    casework, caller, _called = linked
    clock = casework.context.clock
    assert isinstance(clock, FixedClock)
    clock.move(timedelta(days=4))
    page = casework.browser("alice").get(f"/cases/{caller.code}/linked")
    assert "Bước bị chậm" in page.words
    assert "ngày làm việc" in page.words


def test_a_dossier_late_as_a_whole_counts_to_its_office_and_the_apology_names_it(
    linked: tuple[Casework, Case, Case],
) -> None:
    casework, caller, called = linked
    clock = casework.context.clock
    assert isinstance(clock, FixedClock)
    clock.move(timedelta(days=8))
    page = casework.browser("alice").get(f"/cases/{caller.code}/linked")
    assert "cả hồ sơ" in page.words
    assert "Chờ kết quả của: Công an PCCC" in page.words
    day = (clock.now() + timedelta(days=7)).date()
    sorry = NewDate(act="apology", due_on=day, reason="Chưa có ý kiến", basis="Luật")
    set_date(casework.context, casework.cast.bob, caller.code, sorry)
    with casework.context.database.read() as db:
        (change,) = dates_set(read_log(db, caller.case_id))
    assert change.reason == "Chưa có ý kiến (chậm tại: Công an PCCC)"


def test_whoever_may_see_none_of_them_is_told_of_none(
    linked: tuple[Casework, Case, Case],
) -> None:
    casework, caller, _called = linked
    casework.browser("charlie").get(f"/cases/{caller.code}/linked", 404)


def test_a_citizen_follows_all_offices_on_one_page(linked: tuple[Casework, Case, Case]) -> None:
    casework, caller, called = linked
    pages = Pages(casework.app)
    pages.post("/tracking", code=caller.code, digits="0123")
    page = pages.get("/tracking/dossier")
    assert "Nộp một lần, nhiều cơ quan" in page.words
    assert called.code in page.words
    pages.post("/tracking/linked", code=called.code)
    assert f"{called.code}" in pages.get("/tracking/dossier").words


def test_one_page_shows_lateness_apology_and_letters_of_all(
    linked: tuple[Casework, Case, Case],
) -> None:
    casework, caller, called = linked
    clock = casework.context.clock
    assert isinstance(clock, FixedClock)
    clock.move(timedelta(days=8))
    sorry = NewDate(
        act="apology",
        due_on=(clock.now() + timedelta(days=8)).date(),
        reason="Thiếu người",
        basis="Luật",
    )
    set_date(casework.context, casework.cast.bob, called.code, sorry)
    why = {"reason": "Không thuộc thẩm quyền"}
    letter = issue_standard(casework.context, casework.cast.alice, called.case_id, "03", why)
    pages = Pages(casework.app)
    pages.post("/tracking", code=caller.code, digits="0123")
    page = pages.get("/tracking/dossier")
    assert "trễ" in page.words or "quá hạn" in page.words.casefold()
    assert "Cơ quan xin lỗi" in page.words
    assert letter.title.vi in page.words
    file = pages.get(f"/tracking/linked/letters/{letter.letter_id}")
    assert file.response.data.startswith(b"%PDF-")
    pages.get("/tracking/linked/letters/9999", 404)
    recall_letter(casework.context, casework.cast.bob, letter.letter_id, "Nhầm người")
    words = pages.get("/tracking/dossier").words
    assert f"{letter.title.vi} · Đã thu hồi" in words
    pages.get(f"/tracking/linked/letters/{letter.letter_id}", 404)


def test_a_dossier_of_somebody_else_is_not_opened(linked: tuple[Casework, Case, Case]) -> None:
    casework, caller, _called = linked
    other = casework.file(so_dien_thoai="0911111111")
    pages = Pages(casework.app)
    pages.post("/tracking", code=caller.code, digits="0123")
    pages.post("/tracking/linked", 404, code=other.code)
