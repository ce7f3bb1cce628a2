import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import InputRefused
from engine.procedures.card_fields import (
    ROWS,
    add_row,
    count_rows,
    move_row,
    read_fields,
    write_fields,
)

CARDS = sorted(Path("bpmn").glob("*/procedure.toml"))
CARD = b"""# why this card is as it is
code = "1.000001"
title = { vi = "M\xe1\xbb\x99t", en = "One" }
steps = [{ vi = "a", en = "A" }, { vi = "b", en = "B" }]
unknown = 7  # stays

[[papers]]
name = { vi = "p", en = "P" }
originals = 1

[[papers]]
name = { vi = "q", en = "Q" }

[cost]
wage = 5

[[cost.lines]]
part = "file"
hours = 0.5
"""


def changed(**fields: str) -> dict[str, object]:
    named = {name.replace("__", "."): text for name, text in fields.items()}
    return tomllib.loads(write_fields(CARD, {**read_fields(CARD), **named}).decode())


@pytest.mark.parametrize("path", CARDS, ids=[path.parent.name for path in CARDS])
def test_a_card_that_nobody_changed_stays_byte_for_byte(path: Path) -> None:
    content = path.read_bytes()
    assert write_fields(content, read_fields(content)) == content


def test_comments_and_unknown_keys_stay() -> None:
    written = write_fields(CARD, {**read_fields(CARD), "title.en": "Two"})
    assert b"# why this card is as it is" in written
    assert b"unknown = 7  # stays" in written
    assert tomllib.loads(written.decode())["title"] == {"vi": "Một", "en": "Two"}


def test_a_number_is_written_as_a_number_and_other_text_as_it_was_typed() -> None:
    assert changed(papers__0__originals="3")["papers"][0]["originals"] == 3  # type: ignore[index]
    assert changed(papers__0__originals="ba")["papers"][0]["originals"] == "ba"  # type: ignore[index]
    assert changed(cost__lines__0__hours="1,5")["cost"]["lines"][0]["hours"] == 1.5  # type: ignore[index]


def test_an_emptied_field_is_taken_away() -> None:
    assert "code" not in changed(code="  ")
    assert changed(title__en="")["title"] == {"vi": "Một"}


def test_emptied_costs_leave_no_table() -> None:
    left = {name: text for name, text in read_fields(CARD).items() if not name.startswith("cost")}
    assert "cost" not in tomllib.loads(write_fields(CARD, left).decode())


def test_rows_move_and_go() -> None:
    fields = read_fields(CARD)
    swapped = move_row(fields, "papers", 1, 0)
    assert [swapped["papers.0.name.vi"], swapped["papers.1.name.vi"]] == ["q", "p"]
    left = move_row(fields, "papers", 0, None)
    assert (count_rows(left, "papers"), left["papers.0.name.vi"]) == (1, "q")
    assert "papers.1.originals" not in left


@pytest.mark.parametrize("key", ROWS)
def test_a_row_can_be_added_to_every_list(key: str) -> None:
    before = read_fields(CARD)
    assert count_rows(add_row(before, key), key) == count_rows(before, key) + 1


def test_a_broken_card_is_refused_with_the_reason() -> None:
    with pytest.raises(InputRefused) as told:
        read_fields(b"code = ")
    assert "TOML" in str(told.value)


@given(st.dictionaries(st.sampled_from(sorted(read_fields(CARD))), st.text(max_size=30)))
def test_whatever_is_typed_gives_a_card_that_reads_back(typed: dict[str, str]) -> None:
    written = write_fields(CARD, {**read_fields(CARD), **typed})
    tomllib.loads(written.decode())
    assert write_fields(written, read_fields(written)) == written
