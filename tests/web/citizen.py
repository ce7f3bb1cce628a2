"""What Dora, a citizen, does in the tests of the portal: without an account, by forms alone."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import Flask

from engine.clock import FixedClock
from engine.context import Context
from engine.records.cases import Case
from engine.store.cases import find_case_by_code
from engine.store.database import Database
from tests.databases import sqlite_url
from tests.make import Cast, make_cast, make_context, publish
from tests.pages import Page, Pages
from tests.queries.births import DIGITS, KEY, birth_answers, file_birth
from tests.web.house import make_test_settings
from web.app import create_app

FORM = f"/services/{KEY}/file"
REVIEW = f"/services/{KEY}/review"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@dataclass(frozen=True, kw_only=True)
class Portal:
    """The citizens' pages over a database with the cast and two procedures."""

    context: Context
    cast: Cast
    app: Flask

    def browser(self) -> Pages:
        """Return a new browser."""
        return Pages(self.app)

    def filed(self) -> Case:
        """Return Dora's birth registration, just filed."""
        return file_birth(self.context, self.cast.office_id)

    def find(self, code: str) -> Case:
        """Return a case by its dossier code."""
        with self.context.database.read() as db:
            found = find_case_by_code(db, code)
        assert found is not None
        return found

    def move(self, **time: float) -> None:
        """Move the clock on."""
        clock = self.context.clock
        assert isinstance(clock, FixedClock)
        clock.move(timedelta(**time))


def furnish_portal(path: Path) -> Cast:
    """Put the cast and two published procedures into an empty database."""
    database = Database(sqlite_url(path))
    context = make_context(database, path.parent)
    cast = make_cast(context)
    for key in (KEY, "chung-thuc-ban-sao"):
        publish(context, key)
    database.close()
    return cast


@contextmanager
def open_portal(furnished: Path, cast: Cast, folder: Path) -> Iterator[Portal]:
    """Give a portal on a copy of a furnished database."""
    database = Database(sqlite_url(shutil.copyfile(furnished, folder / "portal.db")))
    context = make_context(database, folder)
    yield Portal(context=context, cast=cast, app=create_app(context, make_test_settings(folder)))
    database.close()


def typed(**more: Any) -> dict[str, Any]:
    """Return the fields of the filing form as a browser posts them."""
    fields = {"deciding-office": "H99.1", **birth_answers(), **more}
    year, month, day = fields.pop("ngay_sinh_tre").split("-")
    date = {"day": day, "month": month, "year": year}
    return fields | {f"ngay_sinh_tre-{part}": text for part, text in date.items()}


def upload(name: str = "giay.pdf", content: bytes = PDF) -> tuple[BytesIO, str]:
    """Return a file as a browser sends it."""
    return BytesIO(content), name


def open_case(dora: Pages, case: Case) -> Page:
    """Open a dossier with code and digits and return its page."""
    dora.post("/tracking", code=case.code, digits=DIGITS)
    return dora.get("/tracking/dossier")
