"""A case at a correcting step moves only where something can have been ticked for it."""

from types import SimpleNamespace
from typing import Any

from engine.moving.route import find_obstacles, make_route
from engine.runtime.version import Compiled, compile_version
from tests.engine.forms.asking import field, form
from tests.engine.moving.test_route import COMMAND, ENDS, NOW
from tests.engine.runtime.play import NoScripts, Play, compiled, flows, user

CHECK = {"kiem-tra": form(field("checklist", key="sua", source=None, lists="fields:nop"))}


def version(more: str, forms: dict[str, Any]) -> Compiled:
    """Return two steps, of which the second may correct."""
    plain = compiled(ENDS + user("a") + user("b", more) + flows("s>a", "a>b", "b>e"))
    found: Any = SimpleNamespace(diagram=plain.procedure.diagram, decisions={}, forms=forms)
    return compile_version(found, NoScripts())


OLD, NEW = version("", {}), version('motcua:corrects="sua"', CHECK)


def places(play: Play, before: Compiled) -> list[str]:
    """Return the elements of a case that keep it from moving to the new version."""
    found = find_obstacles(make_route(before, NEW, {}), play.state or b"", COMMAND, NOW)
    return [one.element for one in found]


def test_an_open_step_that_would_lose_its_questions_holds_a_case_back() -> None:
    play = Play(OLD)
    assert places(play, OLD) == []
    play.complete("a")
    assert places(play, OLD) == ["b"]


def test_a_case_whose_version_had_the_list_can_move() -> None:
    play = Play(NEW)
    play.complete("a")
    assert places(play, NEW) == []
