"""The officers' pages with the cast, a small procedure of two parallel tasks, and one of forms."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from flask import Flask

from engine.actions.start_case import start_case
from engine.clock import FixedClock
from engine.context import Context
from engine.records.cases import Case
from engine.records.filings import Filing
from engine.store.database import Database
from engine.store.documents import insert_documents
from tests.databases import sqlite_url
from tests.make import (
    PASSWORD,
    TEST_PROCEDURES,
    Cast,
    citizen,
    make_context,
    publish,
    reread,
    task_at,
)
from tests.pages import Pages
from tests.web.house import make_test_settings
from web.app import create_app

SMALL = "hai-nguoi"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6260606060000000050001a5f64540"
    "0000000049454e44ae426082"
)


@dataclass(frozen=True, kw_only=True)
class Casework:
    """Context, cast and application."""

    context: Context
    cast: Cast
    app: Flask

    def browser(self, login: str) -> Pages:
        """Return the browser of somebody who has signed in."""
        browser = Pages(self.app)
        browser.sign_in(login, PASSWORD)
        return browser

    def file(self, **more: object) -> Case:
        """Open a case of the small procedure as Dora."""
        filing = Filing(procedure_key=SMALL, office_id=self.cast.office_id, answers=citizen(**more))
        return reread(self.context, start_case(self.context, filing))

    def certify(self) -> Case:
        """Open a case of a shipped procedure, with a drawing and a form whose fields depend."""
        answers = citizen(
            dia_chi="Thôn Mẫu, xã An Bình",
            loai_giay_to="van_bang",
            ten_giay_to="Bằng tốt nghiệp",
            so_trang="2",
            so_ban="3",
            mang_ban_chinh="tai_quay",
            hinh_thuc_nhan="tai_mot_cua",
        )
        filing = Filing(
            procedure_key="chung-thuc-ban-sao", office_id=self.cast.office_id, answers=answers
        )
        return start_case(self.context, filing)

    def place(self, case: Case, element: str = "xem") -> tuple[int, int]:
        """Return case id and token of an open task."""
        return task_at(self.context, case, element)

    def path(self, case: Case, element: str = "xem") -> str:
        """Return the address of an open task."""
        return "/tasks/{}-{}".format(*self.place(case, element))

    def pass_time(self, **span: float) -> None:
        """Move the clock on."""
        assert isinstance(self.context.clock, FixedClock)
        self.context.clock.move(timedelta(**span))

    def put_paper(self, case: Case, name: str = "ảnh.png") -> str:
        """Add a picture to a case; return its digest."""
        stored = self.context.files.put(BytesIO(PIXEL), name, 10_000)
        with self.context.database.begin() as db:
            now = self.context.clock.now()
            insert_documents(db, case.case_id, [("ho_ten", stored)], None, now)
        return stored.digest


@contextmanager
def open_casework(template: Path, cast: Cast, folder: Path) -> Iterator[Casework]:
    """Give the officers' pages on a copy of a furnished database."""
    database = Database(sqlite_url(shutil.copyfile(template, folder / "motcua.db")))
    context = make_context(database, folder)
    publish(context, SMALL, TEST_PROCEDURES)
    yield Casework(context=context, cast=cast, app=create_app(context, make_test_settings(folder)))
    database.close()
