"""The letters of the shipped procedures say all they must where their steps issue them."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from engine.drafting.templates import own_letter
from engine.expressions.sandbox import MontyRunner
from engine.letters.merge import is_missing
from engine.lint.letter_names import FIXED
from engine.records.letters import standard_kind
from engine.records.scenarios import Scenario
from engine.records.values import Json
from engine.runtime.lettering import is_wanted
from engine.runtime.peek import peek
from engine.runtime.version import compile_version
from engine.scenarios.session import back_to, play_session
from tests.procedures.shipped import KEYS, calendar, procedure, scenarios_of

# What the office, the day and the dossier give, whatever is answered.
AROUND = {one.name for one in FIXED}
# Procedures whose result is no document of the office, or one that another procedure issues.
WITHOUT = {"cong-bo-thu-tuc", "lien-thong-karaoke", "lien-thong-khai-sinh", "lien-thong-khai-tu"}


def names_after(key: str, scenario: Scenario, moves: int) -> Mapping[str, Json]:
    """Return the case data after some moves of a scenario."""
    version = compile_version(procedure(key), MontyRunner(workers=1))
    session = play_session(version, back_to(scenario, moves), calendar(), {})
    assert session.fault is None
    return peek(session.trial.state or b"").names


def issued(key: str) -> Iterator[tuple[str, str, Mapping[str, Json]]]:
    """Give (scenario, letter, case data) of each letter that the scenarios issue."""
    nodes = procedure(key).diagram.process.nodes
    for name, scenario in scenarios_of(key).items():
        for number, move in enumerate(scenario.moves, 1):
            node = nodes.get(move.target or "")
            letter = node.attributes.get("letter") if node and move.act == "complete" else None
            if node is None or letter is None:
                continue
            names = names_after(key, scenario, number)
            if is_wanted(procedure(key).diagram.process, node.node_id, names):
                yield name, letter, names


@cache
def letters_of(key: str) -> tuple[tuple[str, str, Mapping[str, Json]], ...]:
    """Return the same once for all tests."""
    return tuple(issued(key))


@pytest.mark.parametrize("key", KEYS)
def test_every_letter_of_a_folder_is_issued_by_some_scenario(key: str) -> None:
    own = {Path(one).stem for one in procedure(key).files if one.endswith(".typ")}
    assert own - {letter for _, letter, _ in letters_of(key)} == set()


@pytest.mark.parametrize("key", sorted(set(KEYS) - WITHOUT))
def test_every_case_that_ends_well_has_given_a_document(key: str) -> None:
    given = {name for name, letter, _ in letters_of(key) if standard_kind(letter) is None}
    done = {name for name, one in scenarios_of(key).items() if one.expected.ending == "done"}
    assert done - given == set()


@pytest.mark.parametrize("key", KEYS)
def test_no_letter_lacks_what_its_template_must_have(key: str) -> None:
    lacking = []
    for scenario, letter, names in letters_of(key):
        chosen = own_letter(procedure(key), letter)
        needed = chosen.template.needed() - AROUND if chosen else frozenset()
        missing = [one for one in needed if is_missing(names.get(one))]
        lacking += [(scenario, letter, one) for one in missing]
    assert lacking == []


@pytest.mark.parametrize("key", KEYS)
def test_every_letter_of_a_procedure_has_a_number_and_a_name(key: str) -> None:
    own = [Path(one).stem for one in procedure(key).files if one.endswith(".typ")]
    chosen = {name: own_letter(procedure(key), name) for name in own}
    bare = [
        name
        for name, one in chosen.items()
        if one is None or not one.book or "number: " in one.template.text and not one.symbol
    ]
    assert bare == []
