"""Versions and calendars: kept for ever, one live version for each procedure."""

import pytest

from engine.errors import NotFound
from engine.store import calendars, versions
from engine.store.bundles import pack, unpack
from engine.store.database import Database
from engine.store.versions import Bundle, VersionCache
from tests.store.steps import DIGEST, NOW, Place

FILES = {"process.bpmn": b"<x/>", "forms/đơn.form": b"{}"}


def test_files_come_back_as_they_were_published(database: Database, place: Place) -> None:
    with database.begin() as db:
        made = versions.insert_version(db, "birth", FILES, DIGEST, place.alice.person_id, NOW)
        bundle = versions.get_bundle(db, made.version_id)
    assert bundle == Bundle(version=made, files=FILES)
    assert (made.number, made.published_by) == (2, place.alice.person_id)


def test_the_same_files_are_packed_into_the_same_bytes() -> None:
    assert pack(FILES) == pack(dict(reversed(FILES.items())))
    assert unpack(pack(FILES)) == FILES


def test_the_newest_version_is_live_until_another_is_made_so(
    database: Database, place: Place
) -> None:
    with database.begin() as db:
        second = versions.insert_version(db, "birth", FILES, DIGEST, None, NOW)
        assert versions.find_live(db, "birth") == second
        first = versions.make_live(db, place.version_id)
        assert versions.list_live(db) == (first,)
        assert [one.is_live for one in versions.list_versions(db, "birth")] == [False, True]
        assert versions.find_live(db, "death") is None


def test_a_version_that_never_was_is_not_found(database: Database) -> None:
    with database.read() as db:
        with pytest.raises(NotFound):
            versions.get_version(db, 1)
        with pytest.raises(NotFound):
            versions.get_bundle(db, 1)


def test_a_version_is_compiled_once_while_it_is_in_use(database: Database, place: Place) -> None:
    compiled: list[int] = []

    def compile_bundle(bundle: Bundle) -> str:
        compiled.append(bundle.version.version_id)
        return f"compiled {bundle.version.number}"

    cache = VersionCache(compile_bundle, size=1)
    with database.begin() as db:
        second = versions.insert_version(db, "birth", FILES, DIGEST, None, NOW).version_id
        ids = [place.version_id, place.version_id, second, place.version_id]
        given = [cache.get(db, one) for one in ids]
    assert given == ["compiled 1", "compiled 1", "compiled 2", "compiled 1"]
    assert compiled == [place.version_id, second, place.version_id]


def test_a_calendar_is_kept_once(database: Database) -> None:
    with database.begin() as db:
        first = calendars.keep_calendar(db, b"one", b"{1}")
        assert calendars.keep_calendar(db, b"one", b"{1}") == first
        assert calendars.keep_calendar(db, b"two", b"{2}") != first
        assert calendars.get_calendar(db, first) == (b"one", b"{1}")
        with pytest.raises(NotFound):
            calendars.get_calendar(db, 99)
