"""The sample office with something on every page, its readers, and where each page stands."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flask import Flask

from engine.context import Context
from engine.records.cases import Case
from engine.sample.certificates import issue_certificates
from engine.sample.fill import before_cases, fill_sample
from engine.signatures.keys import FolderKeys
from engine.store.database import Database
from engine.store.sweep import read_rows
from engine.wiring import PROCEDURES
from tests.browser.look import served
from tests.browser.walk import Walk, walk
from tests.databases import make_tables, sqlite_url
from tests.make import make_context, publish
from tests.pages import Pages
from tests.web.citizen import FORM, REVIEW, typed, upload
from tests.web.house import make_test_settings
from web.app import create_app

CASES = 40
COMMUNE = "H99.20"
DRAWN = "dang-ky-ho-kinh-doanh"
OFFICERS = (
    *("lan.motcua", "minh.phong", "tam.lanhdao", "yen.vanthu", "an.congan"),
    *("dat.quantri", "duyet.quytrinh", "giang.thanhtra"),
)
CITIZENS = ("anybody", "complaining", "filing", "filed", "asked", "ended", "linked")
READERS = (*CITIZENS, *OFFICERS, "nhan.thietke")


@dataclass(frozen=True, kw_only=True)
class Everywhere:
    """The pages of the sample: where each stands, and who reads it with which cookies."""

    app: Flask
    address: str
    walk: Walk
    readers: Mapping[str, Pages]

    def cookies(self, reader: str) -> list[dict[str, str]]:
        """Return what a browser needs to go on as one of the readers."""
        kept = self.readers[reader].client._cookies
        held = kept.values() if kept else ()
        return [
            {"name": one.key, "value": one.value, "url": self.address + one.path} for one in held
        ]


@contextmanager
def open_everywhere(folder: Path) -> Iterator[Everywhere]:
    """Fill the sample and walk through it."""
    url = sqlite_url(folder / "motcua.db")
    make_tables(url)
    database = Database(url)
    keys = FolderKeys(folder / "keys", "mat-khau-thu")
    context = replace(make_context(database, folder), keys=keys)
    for card in sorted(PROCEDURES.glob("*/procedure.toml")):
        publish(before_cases(context), card.parent.name)
    fill_sample(context, lambda _: None, CASES)
    issue_certificates(context)
    app = create_app(context, make_test_settings(folder, sample_mode=True))
    readers = {name: (pages, starts) for name, pages, starts in _readers(app, context)}
    walked = walk(app, {name: (one.client, starts) for name, (one, starts) in readers.items()})
    with served(app) as address:
        yield Everywhere(
            app=app,
            address=address,
            walk=walked,
            readers={name: pages for name, (pages, _) in readers.items()},
        )
    database.close()


def _readers(app: Flask, context: Context) -> Iterator[tuple[str, Pages, tuple[str, ...]]]:
    """Give everybody who reads pages, signed in, and where they begin."""
    yield "anybody", Pages(app), ("/", "/verify", "/password")
    yield "complaining", _complaining(app, context), ("/feedback/own",)
    yield "filing", _filing(app), (REVIEW,)
    filed = _filing(app)
    filed.post(REVIEW)
    yield "filed", filed, ("/receipt",)
    cases = _own_cases(context)
    for name, case in cases.items():
        citizen = Pages(app)
        citizen.post("/tracking", code=case.code, digits=case.applicant.phone[-4:])
        yield name, citizen, ("/tracking/dossier",)
    for login in OFFICERS:
        officer = Pages(app)
        officer.sign_in(login)
        yield login, officer, ("/sign-in", *_extra(cases, login))
    designer = Pages(app)
    designer.sign_in("nhan.thietke")
    draft = designer.post("/workshop/new/version", key=DRAWN, number="1", name="Bản thử")
    versions = f"/workshop/procedures/{DRAWN}"
    starts = (str(draft.response.location), f"{versions}/1/text", f"{versions}/compare")
    yield "nhan.thietke", designer, ("/sign-in", *starts, f"{versions}/weigh")


def _filing(app: Flask) -> Pages:
    """Return the browser of a citizen who has filled in a form and not sent it."""
    citizen = Pages(app)
    fields = {**typed(), "deciding-office": COMMUNE, "tep_giay_sinh": upload()}
    citizen.post(FORM, **fields)
    return citizen


def _extra(cases: Mapping[str, Case], login: str) -> tuple[str, ...]:
    """Return what an officer comes to only from dossiers in a certain state."""
    if login != OFFICERS[0]:
        return ()
    return (f"/cases/{cases['ended'].code}/own-steps", f"/cases/{cases['asked'].code}/stop")


def _complaining(app: Flask, context: Context) -> Pages:
    """Return the browser of a citizen who has sent a complaint."""
    with context.database.read() as db:
        office = context.offices.get(db).by_code[COMMUNE]
    citizen = Pages(app)
    said: dict[str, Any] = {"kind": "complaint", "name": "Dora", "text": "Chậm quá"}
    citizen.post("/feedback", office=office.office_id, phone="0900000123", **said)
    return citizen


def _own_cases(context: Context) -> Mapping[str, Case]:
    """Return a case in which each thing can be seen that an applicant may come to see."""
    wanted: dict[str, Callable[[Case], bool]] = {
        "asked": lambda one: one.standing.portal_status == 5 and one.code.startswith(COMMUNE),
        "ended": lambda one: one.standing.ending == "done" and one.code.startswith(COMMUNE),
        "linked": lambda one: one.parent_case_id is not None,
    }
    with context.database.read() as db:
        cases = [one.case for one in read_rows(db, 0, 3 * CASES)]
    return {name: next(one for one in cases if fits(one)) for name, fits in wanted.items()}
