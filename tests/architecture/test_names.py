"""Names say what a thing is; words that fit everything are not used."""

import re

import pytest

from tests.architecture.sources import ALL, names_defined, parse, python_files, where

BANNED = {"data", "info", "item", "obj", "manager", "service", "handler", "helper", "util"}
# What BPMN calls a service task keeps its name.
# What a library asks for by this name: a token's `data`, a parser's hook, what a signer is given.
LIBRARY = {
    "runtime": {"data"},
    "letters": {"data", "handle_data"},
    "signatures": {"data"},
}
BPMN = re.compile(r"service_?task", re.IGNORECASE)


def banned_words(name: str) -> set[str]:
    """Return the banned words in a name; plurals count as the word."""
    words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", BPMN.sub("", name))
    lower = {word.lower() for word in words}
    return (lower | {word.removesuffix("s") for word in lower}) & BANNED


@pytest.mark.parametrize("name", ["case_data", "ItemList", "get_items", "HTTPHandler", "utils"])
def test_the_check_finds_a_banned_word(name: str) -> None:
    assert banned_words(name)


@pytest.mark.parametrize("name", ["database", "update_at", "ServiceTask", "itemise", "objects_of"])
def test_the_check_leaves_other_words_alone(name: str) -> None:
    assert not banned_words(name)


def test_no_name_holds_a_banned_word() -> None:
    found = [
        f"{where(path, line)} {name}"
        for path in python_files(*ALL)
        for name, line in names_defined(parse(path))
        if banned_words(name) and name not in LIBRARY.get(path.parent.name, ())
    ]
    assert found == []


def test_no_module_or_folder_is_called_by_a_banned_word() -> None:
    parts = {part for path in python_files(*ALL) for part in (*path.parent.parts, path.stem)}
    assert sorted(part for part in parts if banned_words(part)) == []
