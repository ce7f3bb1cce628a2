"""A building permit that is late, once and again; and one whose applicant never answers."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from engine.actions.complete_task import complete_task
from engine.actions.start_case import start_case
from engine.clock import FixedClock
from engine.jobs.worker import run_due
from engine.records.cases import Case
from engine.records.filings import Filing
from engine.records.people import Person, Post
from engine.store.passwords import WEAK, hash_password
from engine.store.people import insert_person
from tests.browser.look import PHONE, SCREEN, arrive, complaints, faults_seen, served
from tests.make import PASSWORD, citizen, publish
from tests.web.casework import Casework, open_casework
from tests.web.citizen import furnish_portal

pytestmark = pytest.mark.browser
KEY = "giay-phep-xay-dung"
FILED = Path("bpmn") / KEY / "scenarios" / "cap-phep.toml"
OFFICER = {"viewport": SCREEN, "locale": "vi-VN"}
CITIZEN = {"viewport": PHONE, "locale": "vi-VN"}


@pytest.fixture
def desk(sqlite_template: Path, tmp_path: Path) -> Iterator[tuple[Casework, str]]:
    """Give the pages of a house that decides building permits."""
    template = tmp_path / "furnished.db"
    template.write_bytes(sqlite_template.read_bytes())
    folder = tmp_path / "served"
    folder.mkdir()
    with open_casework(template, furnish_portal(template), folder) as made:
        publish(made.context, KEY)
        add_leader_above(made)
        with served(made.app) as address:
            yield made, address


def add_leader_above(casework: Casework) -> None:
    """Give the province a leader, who hears of what is late a second time."""
    context = casework.context
    with context.database.begin() as db:
        top = context.offices.get(db).by_code["H99"]
        post = Post(office_id=top.office_id, office_code=top.code, kind="leader")
        gail = Person(person_id=0, login="gail", name="Gail", posts=(post,))
        insert_person(db, gail, hash_password(PASSWORD, WEAK), context.clock.now())


@pytest.fixture
def permit(desk: tuple[Casework, str]) -> Case:
    """Give a permit that was accepted on Monday 23/11/2026 and is due on 08/12/2026."""
    casework, _address = desk
    answers = {**tomllib.loads(FILED.read_text(encoding="utf-8"))["answers"], **citizen()}
    office_id = casework.cast.office_id
    filing = Filing(procedure_key=KEY, office_id=office_id, answers=answers)
    case = start_case(casework.context, filing)
    given = {"ket_qua_kiem_tra": "du"}
    complete_task(casework.context, casework.cast.alice, casework.place(case, "kiem_tra"), given)
    return case


def move_to(casework: Casework, year: int, month: int, day: int) -> None:
    """Move the clock to ten o'clock of a day, and let the worker do what is due."""
    assert isinstance(casework.context.clock, FixedClock)
    casework.context.clock.move_to(datetime(year, month, day, 3, tzinfo=UTC))
    while run_due(casework.context):
        pass


def sign_in(page: Page, address: str, login: str) -> None:
    """Sign an officer in."""
    page.goto(f"{address}/sign-in")
    page.fill("[name=login]", login)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    arrive(page, "/inbox")


def follow(page: Page, address: str, case: Case) -> None:
    """Open Dora's dossier."""
    page.goto(f"{address}/tracking")
    page.fill("[name=code]", case.code)
    page.fill("[name=digits]", "0123")
    page.keyboard.press("Enter")
    arrive(page, "/tracking/dossier")


def apologise(bob: Page, address: str, code: str) -> None:
    """Set a new day for the dossier in the list, and read the slip that says so."""
    bob.get_by_role("link", name=code).click()
    arrive(bob, f"/cases/{code}/term")
    bob.locator("summary", has_text="Xin lỗi và hẹn lại ngày trả").click()
    bob.fill("#apology-day", "2026-12-15")
    bob.fill("#apology-reason", "Chờ ý kiến của cơ quan phòng cháy, chữa cháy")
    assert faults_seen(bob) == []
    bob.get_by_role("button", name="Đặt ngày hẹn mới").click()
    expect(bob.get_by_text("Đã đặt ngày hẹn mới.")).to_be_visible()
    bob.goto(f"{address}/cases/{code}/letters")
    expect(bob.locator("main")).to_contain_text("xin lỗi")
    assert faults_seen(bob) == []


def test_a_late_permit_is_apologised_for_once_and_stays_red_the_second_time(
    desk: tuple[Casework, str], permit: Case, browser: Browser
) -> None:
    casework, address = desk
    move_to(casework, 2026, 12, 7)
    bob = browser.new_page(**OFFICER)  # type: ignore[arg-type]
    heard = complaints(bob)
    sign_in(bob, address, "bob")
    bob.goto(f"{address}/terms?list=apology")
    assert faults_seen(bob) == []
    apologise(bob, address, permit.code)

    dora = browser.new_page(**CITIZEN)  # type: ignore[arg-type]
    follow(dora, address, permit)
    expect(dora.locator("main")).to_contain_text("15/12/2026")
    expect(dora.locator("main")).to_contain_text("Chờ ý kiến của cơ quan phòng cháy, chữa cháy")
    assert faults_seen(dora) == []

    move_to(casework, 2026, 12, 16)
    gail = browser.new_page(**OFFICER)  # type: ignore[arg-type]
    sign_in(gail, address, "gail")
    gail.goto(f"{address}/terms?list=report")
    expect(gail.get_by_text(permit.code)).to_be_visible()
    assert faults_seen(gail) == []
    sign_in(bob, address, "bob")
    bob.goto(f"{address}/cases/{permit.code}/term")
    expect(bob.locator("main")).to_contain_text("Không được hẹn lại nữa")
    expect(bob.locator("#apology-day")).to_have_count(0)
    expect(bob.locator(".state-late").first).to_be_visible()
    assert heard == []


def test_a_supplement_that_is_never_answered_closes_the_dossier(
    desk: tuple[Casework, str], permit: Case, browser: Browser
) -> None:
    casework, address = desk
    alice = browser.new_page(**OFFICER)  # type: ignore[arg-type]
    heard = complaints(alice)
    sign_in(alice, address, "alice")
    alice.goto(address + casework.path(permit, "tham_dinh"))
    alice.locator("[name=ket_qua_tham_dinh][value=thieu]").check()
    alice.fill("[name=noi_dung_bo_sung]", "Bản vẽ thiếu mặt cắt móng.")
    assert faults_seen(alice) == []
    alice.get_by_role("button", name="Hoàn thành bước").click()
    arrive(alice, "/inbox")

    dora = browser.new_page(**CITIZEN)  # type: ignore[arg-type]
    follow(dora, address, permit)
    expect(dora.get_by_role("link", name="Trả lời ngay")).to_be_visible()
    expect(dora.locator("main")).to_contain_text("15/12/2026")
    assert faults_seen(dora) == []

    # An inbox asks for news every few seconds, and her session is over by then.
    alice.goto("about:blank")
    move_to(casework, 2026, 12, 16)
    follow(dora, address, permit)
    expect(dora.get_by_role("link", name="Trả lời ngay")).to_have_count(0)
    expect(dora.locator("main")).to_contain_text("Đã đóng")
    assert faults_seen(dora) == []
    sign_in(alice, address, "alice")
    alice.goto(f"{address}/cases/{permit.code}")
    expect(alice.locator("main")).to_contain_text("Đóng hồ sơ")
    assert heard == []
