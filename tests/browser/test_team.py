"""A head shares out the work of an office in a real browser, on a screen and on a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from engine.actions.hold_task import claim_task
from tests.browser.look import PHONE, SCREEN, arrive, faults_seen, served
from tests.make import PASSWORD
from tests.web.casework import Casework, open_casework
from tests.web.citizen import furnish_portal

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(sqlite_template: Path, tmp_path: Path) -> Iterator[tuple[Casework, str]]:
    """Give the officers' pages and the address they are served at."""
    path, folder = tmp_path / "furnished.db", tmp_path / "served"
    path.write_bytes(sqlite_template.read_bytes())
    cast = furnish_portal(path)
    folder.mkdir()
    with open_casework(path, cast, folder) as made, served(made.app) as address:
        yield made, address


def sign_in(page: Page, address: str, login: str) -> None:
    """Sign somebody in."""
    page.goto(f"{address}/sign-in")
    page.locator("#login").fill(login)
    page.locator("#password").fill(PASSWORD)
    page.locator("#password").press("Enter")
    arrive(page, "/inbox")


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_a_head_shares_out_what_nobody_holds(
    page: Page, desk: tuple[Casework, str], size: dict[str, int]
) -> None:
    casework, address = desk
    for _ in range(3):
        casework.file()
    case = casework.file()
    claim_task(casework.context, casework.cast.alice, casework.place(case))
    page.set_viewport_size(size)  # type: ignore[arg-type]  # width and height
    sign_in(page, address, "bob")
    for path in ("/team", "/team/desks/free", "/absences", "/notices/settings"):
        page.goto(f"{address}{path}")
        assert faults_seen(page) == [], path
    page.goto(f"{address}/team/balance")
    assert faults_seen(page) == []
    page.get_by_label("Lý do").fill("Chia việc đầu tuần")
    page.get_by_role("button", name="Giao việc").click()
    arrive(page, "/batches/1")
    expect(page.get_by_text("Đã xong cả 7 việc.")).to_be_visible()
    assert faults_seen(page) == []
    page.goto(f"{address}/cases/{case.code}/remarks")
    assert faults_seen(page) == []
    page.get_by_label("Nội dung ghi chú").fill("Đã gọi công dân")
    page.get_by_role("button", name="Ghi", exact=True).click()
    expect(page.get_by_text("Đã gọi công dân")).to_be_visible()
