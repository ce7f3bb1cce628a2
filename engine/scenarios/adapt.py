"""Scenarios brought in line with forms that ask less than they did."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine.procedures.asking import may_be_asked
from engine.procedures.procedure import Procedure
from engine.records.scenarios import Move, Scenario
from engine.records.values import Json
from engine.scenarios.reader import read_scenario
from engine.scenarios.suite import scenario_paths
from engine.scenarios.writer import write_scenario


@dataclass(frozen=True, kw_only=True)
class Unasked:
    """A scenario that answers what no form asks any more.

    names    of those answers, each once
    content  its file without them
    """

    path: str
    names: tuple[str, ...]
    content: bytes


def find_unasked(procedure: Procedure) -> tuple[Unasked, ...]:
    """Return the scenarios of a procedure with answers that its forms do not ask."""
    found = []
    for path in scenario_paths(procedure.files):
        scenario, _findings = read_scenario(procedure.files[path], path)
        if scenario is None:
            continue
        kept = _without_unasked(procedure, scenario)
        gone = _answers(scenario).keys() - _answers(kept).keys()
        if gone:
            names = tuple(sorted({name for _move, name in gone}))
            found.append(Unasked(path=path, names=names, content=write_scenario(kept)))
    return tuple(found)


def _without_unasked(procedure: Procedure, scenario: Scenario) -> Scenario:
    answers = scenario.answers
    if scenario.begins is None:
        form = procedure.forms.get(procedure.card.filing_form)
        answers = _asked(frozenset(one.key for one in form.fields) if form else None, answers)
    moves = tuple(_move_without(procedure, move) for move in scenario.moves)
    return replace(scenario, answers=answers, moves=moves)


def _move_without(procedure: Procedure, move: Move) -> Move:
    """Return a move with what its form asks; a task of another procedure is left as it is."""
    node = procedure.diagram.process.find(move.target) if move.target else None
    if move.act != "complete" or node is None:
        return move
    keys = may_be_asked(procedure, node.node_id)
    return replace(move, answers=_asked(keys, move.answers))


def _asked(keys: frozenset[str] | None, answers: Mapping[str, Json]) -> Mapping[str, Json]:
    if keys is None:
        return answers
    return {name: value for name, value in answers.items() if name in keys}


def _answers(scenario: Scenario) -> dict[tuple[int, str], Json]:
    found = {(0, name): value for name, value in scenario.answers.items()}
    for number, move in enumerate(scenario.moves, 1):
        found |= {(number, name): value for name, value in move.answers.items()}
    return found
