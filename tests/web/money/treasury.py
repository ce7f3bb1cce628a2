"""The application with a procedure that asks for a fee, and a simulated bank."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import copyfile
from typing import Any

from flask import Flask

from engine.actions.simulate_payment import simulate_payment
from engine.actions.start_case import start_case
from engine.context import Context
from engine.jobs.worker import run_due
from engine.payments.simulator import SIMULATOR, make_simulator
from engine.records.cases import Case
from engine.records.fees import Order
from engine.records.filings import Filing
from engine.store.database import Database
from engine.store.fee_orders import list_orders
from tests.databases import sqlite_url
from tests.make import PASSWORD, TEST_PROCEDURES, Cast, citizen, make_context, publish, reread
from tests.pages import Pages
from tests.web.house import make_test_settings
from web.app import create_app

KEY = "nop-phi"


@dataclass(frozen=True, kw_only=True)
class Treasury:
    """Context, cast and application."""

    context: Context
    cast: Cast
    app: Flask

    def file(self, **answers: Any) -> Case:
        """File a dossier as Dora, and let the worker ask for the fee."""
        filing = Filing(
            procedure_key=KEY,
            office_id=self.cast.office_id,
            answers=citizen(**{"so_trang": 3, "dien": "thuong", **answers}),
            channel="online",
        )
        case = start_case(self.context, filing)
        run_due(self.context)
        return reread(self.context, case)

    def order(self, case: Case) -> Order:
        """Return the order of a case that counts."""
        with self.context.database.read() as db:
            return list_orders(db, case.case_id)[-1]

    def call(self, case: Case, act: str) -> tuple[str, ...]:
        """Let the bank call back."""
        return simulate_payment(self.context, self.order(case).reference, act)

    def browser(self, login: str | None = None) -> Pages:
        """Return a browser, of somebody who has signed in or of nobody."""
        browser = Pages(self.app)
        if login:
            browser.sign_in(login, PASSWORD)
        return browser

    def dora(self, case: Case) -> Pages:
        """Return Dora's browser with her dossier open."""
        browser = self.browser()
        browser.post("/tracking", code=case.code, digits="0123")
        return browser


@contextmanager
def open_treasury(template: Path, cast: Cast, folder: Path) -> Iterator[Treasury]:
    """Give the application on a copy of a furnished database."""
    database = Database(sqlite_url(copyfile(template, folder / "motcua.db")))
    context = replace(make_context(database, folder), payments={SIMULATOR: make_simulator(folder)})
    publish(context, KEY, TEST_PROCEDURES)
    app = create_app(context, make_test_settings(folder, sample_mode=True))
    yield Treasury(context=context, cast=cast, app=app)
    database.close()
