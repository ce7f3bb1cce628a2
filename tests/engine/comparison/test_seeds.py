"""More than thirty changes made on purpose: each is found, alone, and named in both languages."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from engine.comparison.compare import compare_folders
from tests.engine.comparison.folder import FILES, edited

SEEDS = tomllib.loads(Path(__file__).with_name("seeds.toml").read_text(encoding="utf-8"))["seed"]


@pytest.mark.parametrize("seed", SEEDS, ids=[one["name"] for one in SEEDS])
def test_a_change_made_on_purpose_is_named(seed: dict[str, Any]) -> None:
    after = edited(seed["path"], *((old, new) for old, new in seed["edits"]))
    found = compare_folders(FILES, after)
    assert found.broken == ()
    assert [one.words.vi for one in found.loud] == seed["vi"]
    assert [one.words.en for one in found.loud] == seed["en"]
    assert found.changes


@pytest.mark.parametrize("seed", SEEDS, ids=[one["name"] for one in SEEDS])
def test_the_way_back_is_the_mirror(seed: dict[str, Any]) -> None:
    after = edited(seed["path"], *((old, new) for old, new in seed["edits"]))
    turned = {"added": "removed", "removed": "added"}
    there = sorted(
        (turned.get(one.kind, one.kind), one.subject, one.here or "", one.there or "")
        for one in compare_folders(FILES, after).changes
    )
    back = sorted(
        (one.kind, one.subject, one.there or "", one.here or "")
        for one in compare_folders(after, FILES).changes
    )
    assert there == back


def test_there_are_more_than_thirty() -> None:
    assert len(SEEDS) > 30
