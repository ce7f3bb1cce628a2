"""The shipped guides: these answers lead to this procedure, these papers, this fee, this day."""

import shutil
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from engine.context import Context
from engine.procedures.check import check_procedure
from engine.procedures.outcomes import fits
from engine.procedures.procedure import Procedure
from engine.procedures.reader import read_folder
from engine.store.database import Database
from tests.databases import sqlite_url
from tests.make import make_cast, make_context, publish
from tests.procedures.guided import Told, tell
from tests.procedures.shipped import BPMN, KEYS, procedure

ROWS: list[Mapping[str, Any]] = tomllib.loads(
    Path(__file__).with_name("guides.toml").read_text(encoding="utf-8")
)["told"]
GUIDED = [key for key in KEYS if procedure(key).guide]
NEEDED = {
    *("lien-thong-khai-sinh", "dang-ky-khai-sinh", "lien-thong-khai-tu", "dang-ky-ket-hon"),
    *("dang-ky-ho-kinh-doanh", "dang-ky-doanh-nghiep", "giay-phep-xay-dung"),
    *("cap-phieu-ly-lich-tu-phap", "chung-thuc-ban-sao", "dang-ky-dat-dai-lan-dau"),
}
each = pytest.mark.parametrize("key", GUIDED)


@pytest.fixture(scope="module")
def office(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    """Give an office where every procedure is published that a guide leads to."""
    folder = tmp_path_factory.mktemp("guides")
    database = Database(sqlite_url(shutil.copyfile(sqlite_template, folder / "motcua.db")))
    context = make_context(database, folder)
    make_cast(context)
    for key in sorted({*GUIDED, *targets()}):
        publish(context, key)
    yield context
    database.close()


def targets() -> set[str]:
    """Return the procedures that guides lead to."""
    found = (procedure(key).guide for key in GUIDED)
    return {one.procedure for guide in found if guide for one in guide.outcomes if one.procedure}


def name_of(row: Mapping[str, Any]) -> str:
    """Return what a row of the table is called."""
    return f"{row['guide']}-{row['outcome']}"


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_the_answers_lead_to_the_right_filing(office: Context, row: Mapping[str, Any]) -> None:
    expected = {key: one for key, one in row.items() if key not in ("guide", "answers")}
    assert tell(office, row["guide"], row["answers"]) == Told(**expected)


@each
def test_every_outcome_of_a_guide_is_in_the_table(key: str) -> None:
    guide = procedure(key).guide
    assert guide is not None
    tried = {row["outcome"] for row in ROWS if row["guide"] == key}
    assert tried == {one.outcome_id for one in guide.outcomes}


@each
def test_a_guide_has_no_fault_and_leads_to_shipped_procedures(key: str) -> None:
    found = check_procedure(key, read_folder(BPMN / key), known=KEYS)
    assert [one.en for one in found if one.rule.startswith("guide-")] == []


@each
def test_what_a_guide_hands_on_fits_the_filing_form_of_the_other(key: str) -> None:
    own = procedure(key)
    assert own.guide is not None
    others = {one.procedure for one in own.guide.outcomes if one.procedure}
    assert [wrong for other in others for wrong in misfits(own, procedure(other))] == []


def misfits(own: Procedure, other: Procedure) -> Iterator[str]:
    """Yield the choices of a guide that the filing form of another procedure does not offer."""
    assert own.guide is not None
    asked = {one.key: one for one in other.forms[other.card.filing_form].fields}
    for one in own.forms[own.guide.form].fields:
        for choice in one.choices if one.key in asked else ():
            if not fits(asked[one.key], choice.value):
                yield f"{one.key}={choice.value}"


def test_the_procedures_that_need_a_guide_have_one() -> None:
    assert set(GUIDED) >= NEEDED


def test_at_most_six_things_that_happen_in_a_life_stand_on_the_first_page() -> None:
    events = [guide.event for key in GUIDED if (guide := procedure(key).guide) and guide.event]
    assert 1 <= len(events) <= 6
