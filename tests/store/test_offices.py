"""Offices: the nearest office of a kind."""

import pytest

from engine.records.people import Office
from engine.store.database import Database
from engine.store.directory import Directory
from engine.store.offices import insert_office, list_offices, load_directory
from tests.store.steps import Place

# id, code, kind, parent
TREE = [
    (1, "H99", "province", None),
    (2, "H99.1", "commune", 1),
    (3, "H99.1.1", "division", 2),
    (4, "H99.2", "commune", 1),
    (5, "H99.2.1", "division", 4),
    (6, "H99.8", "construction", 1),
    (7, "H99.9", "construction", 1),
    (8, "H99.2.2", "fire-police", 4),
]
DIRECTORY = Directory(
    tuple(
        Office(office_id=id_, code=code, name_vi=code, name_en=code, kind=kind, parent_id=parent)
        for id_, code, kind, parent in TREE
    )
)


@pytest.mark.parametrize(
    ("start", "kind", "found"),
    [
        pytest.param(2, "commune", "H99.1", id="itself"),
        pytest.param(2, "division", "H99.1.1", id="below"),
        pytest.param(3, "commune", "H99.1", id="above"),
        pytest.param(3, "construction", "H99.8", id="below what is above, first by code"),
        pytest.param(3, "fire-police", "H99.2.2", id="below a sibling of what is above"),
        pytest.param(3, "ministry", None, id="nowhere"),
        pytest.param(99, "commune", None, id="from nowhere"),
    ],
)
def test_the_nearest_office_of_a_kind(start: int, kind: str, found: str | None) -> None:
    office = DIRECTORY.resolve(start, kind)
    assert (office.code if office else None) == found


def test_a_subtree_holds_the_office_and_all_below() -> None:
    assert sorted(DIRECTORY.subtree(4)) == [4, 5, 8]
    assert DIRECTORY.subtree(99) == ()


def test_offices_above_each_other_in_a_circle_are_walked_once() -> None:
    ring = [
        Office(office_id=1, code="a", name_vi="", name_en="", kind="x", parent_id=2),
        Office(office_id=2, code="b", name_vi="", name_en="", kind="x", parent_id=1),
    ]
    assert Directory(tuple(ring)).resolve(1, "y") is None


def test_the_directory_is_what_the_database_holds(database: Database, place: Place) -> None:
    with database.begin() as db:
        below = insert_office(db, "H99.1.1", ("Tổ", "Unit"), "unit", place.office.office_id)
        directory = load_directory(db)
        assert list_offices(db, "commune") == (place.office, place.other)
    assert directory.ids == {"H99.1": 1, "H99.1.1": below.office_id, "H99.2": 2}
    assert directory.resolve(place.office.office_id, "unit") == below
