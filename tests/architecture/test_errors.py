"""Every error has a code and says the same in both languages."""

import string
from collections import Counter

import pytest

from engine import errors
from engine.errors import MotcuaError
from tests.architecture.error_page import PAGE, family, page

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
    tree = errors.__doc__ or ""
    assert [kind.__name__ for kind in FAMILY if kind.__name__ not in tree] == []


def test_the_page_of_errors_is_up_to_date() -> None:
    assert page() == PAGE.read_text(encoding="utf-8"), "python -m tests.architecture.error_page"
