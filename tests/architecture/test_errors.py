"""Every error has a code and says the same in both languages."""

import ast
import string
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine import errors, faults, refusals
from engine.errors import MotcuaError
from tests.architecture.error_page import PAGE, family, page
from tests.architecture.sources import CODE, parse, python_files, where

FAMILY = family()
each = pytest.mark.parametrize("kind", FAMILY, ids=lambda kind: kind.__name__)


def placeholders(template: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(template) if field}


@each
def test_an_error_has_a_code_of_its_own(kind: type[MotcuaError]) -> None:
    assert "code" in vars(kind)
    assert kind.code == kind.code.lower().strip().replace(" ", "-")


@each
def test_both_sentences_name_the_same_values(kind: type[MotcuaError]) -> None:
    plain = {name.removesuffix("_en") for name in placeholders(kind.en)}
    assert plain == {name.removesuffix("_vi") for name in placeholders(kind.vi)}


@each
def test_the_two_sentences_differ(kind: type[MotcuaError]) -> None:
    assert kind.vi != kind.en


@each
def test_both_sentences_end_like_sentences(kind: type[MotcuaError]) -> None:
    for sentence in (kind.en, kind.vi):
        assert sentence.rstrip().endswith((".", "}")), sentence


def test_no_code_is_used_twice() -> None:
    used = Counter(kind.code for kind in FAMILY)
    assert [code for code, times in used.items() if times > 1] == []


def test_the_tree_at_the_top_names_every_error() -> None:
    tree = (errors.__doc__ or "") + (faults.__doc__ or "") + (refusals.__doc__ or "")
    assert [kind.__name__ for kind in FAMILY if kind.__name__ not in tree] == []


def test_the_page_of_errors_is_up_to_date() -> None:
    assert page() == PAGE.read_text(encoding="utf-8"), "python -m tests.architecture.error_page"


def calls_of(path: Path) -> Iterator[tuple[int, type[MotcuaError], set[str]]]:
    """Give each place where an error is made: line, class, names of its values."""
    kinds = {kind.__name__: kind for kind in FAMILY if "__init__" not in vars(kind)}
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in kinds:
            given = {keyword.arg for keyword in node.keywords if keyword.arg}
            if len(given) == len(node.keywords):  # else the values come in a mapping
                yield node.lineno, kinds[node.func.id], given


def test_every_error_made_is_given_the_values_its_sentences_name() -> None:
    found = [
        f"{where(path, line)} lacks {missing}"
        for path in python_files(*CODE)
        for line, kind, given in calls_of(path)
        if (missing := (placeholders(kind.en) | placeholders(kind.vi)) - given)
    ]
    assert found == []
