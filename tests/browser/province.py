"""The sample province with its offices, people and keys, served to a browser; no cases yet."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Page, expect

from engine.actions.sign_letters import carry_orders
from engine.clock import FixedClock
from engine.context import Context
from engine.jobs.worker import run_due
from engine.queries.sample_people import SAMPLE_PASSWORD
from engine.records.values import Json
from engine.sample.certificates import issue_certificates
from engine.sample.offices import insert_offices
from engine.sample.people import insert_people
from engine.signatures.keys import FolderKeys
from engine.store.database import Database
from engine.store.registers import replace_register
from tests.browser.look import arrive, served
from tests.databases import make_tables, sqlite_url
from tests.make import make_context, publish
from tests.web.house import make_test_settings
from web.app import create_app


@dataclass(frozen=True, kw_only=True)
class Province:
    """The context of the province and the address of its pages."""

    context: Context
    address: str

    def work(self) -> None:
        """Let the worker do what is due."""
        for _ in range(50):
            if not run_due(self.context):
                return
        raise AssertionError("there is always more to do")

    def move_to(self, instant: datetime) -> None:
        """Move the clock to an instant, and let the worker do what is due then."""
        assert isinstance(self.context.clock, FixedClock)
        self.context.clock.move_to(instant)
        self.work()

    def sign_in(self, page: Page, login: str) -> None:
        """Sign an officer in, whoever was signed in before."""
        # The page before may ask for news, for which nobody is signed in any more.
        page.goto("about:blank")
        page.context.clear_cookies()
        page.goto(f"{self.address}/sign-in")
        page.fill("[name=login]", login)
        page.fill("[name=password]", SAMPLE_PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "/sign-in" not in url)

    def do_task(self, page: Page, code: str, answers: Mapping[str, str]) -> None:
        """Complete the task of a dossier that waits in the inbox of the office."""
        page.goto(f"{self.address}/inbox/office?q={code}")
        page.locator(".row-code").get_by_role("link", name=code).click()
        arrive(page, "/tasks/[0-9]+-[0-9]+")
        for name, value in answers.items():
            choice = page.locator(f"[name='{name}'][value='{value}']")
            if choice.count():
                choice.check()
            else:
                page.fill(f"[name='{name}']", value)
        page.get_by_role("button", name="Hoàn thành bước").click()
        arrive(page, "/inbox.*")

    def sign_letters(self, page: Page, login: str, count: int) -> None:
        """Sign or seal the letters that wait for somebody, all at once."""
        self.sign_in(page, login)
        page.goto(f"{self.address}/signing")
        page.fill("#sign-password", SAMPLE_PASSWORD)
        page.get_by_role("button", name=f"Ký tất cả {count}").click()
        arrive(page, "/signing/orders/[0-9]+")
        while carry_orders(self.context):
            continue
        page.reload()
        expect(page.locator("main")).to_contain_text(f"Đã ký {count} trên {count}")


@contextmanager
def open_province(
    folder: Path, procedures: tuple[str, ...], marriages: Mapping[str, Mapping[str, Json]]
) -> Iterator[Province]:
    """Serve the province with these procedures published, on Monday 23/11/2026 at nine."""
    url = sqlite_url(folder / "motcua.db")
    make_tables(url)
    database = Database(url)
    context = replace(
        make_context(database, folder), keys=FolderKeys(folder / "keys", "mat-khau-thu")
    )
    with database.begin() as db:
        insert_people(db, insert_offices(db), context.clock.now())
        replace_register(db, "marriage", marriages.items())
    context.offices.forget()
    issue_certificates(context)
    for key in procedures:
        publish(context, key)
    with served(create_app(context, make_test_settings(folder, sample_mode=True))) as address:
        yield Province(context=context, address=address)
    database.close()
