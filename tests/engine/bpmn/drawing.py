"""Pieces of diagrams for the tests of compensation, calls, pools and data."""

from collections.abc import Mapping
from typing import Any

from engine.expressions.expression import compile_expression
from engine.expressions.sandbox import ScriptRunner
from engine.records.commands import Retry
from tests.engine.runtime.play import Play, compiled, user

ENDS = '<startEvent id="s"/><endEvent id="e"/>'
MULTI = '<multiInstanceLoopCharacteristics motcua:collection="{}" motcua:elementName="{}"{}/>'
ERROR = '<errorEventDefinition errorRef="err"/>'
UNDO = "<compensateEventDefinition{}/>"


class Lines:
    """A runner of scripts that are lines such as: total = price * 2."""

    def run(self, code: str, names: Mapping[str, object]) -> dict[str, Any]:
        """Return what the lines set."""
        seen: dict[str, Any] = dict(names)
        written: dict[str, Any] = {}
        for line in code.strip().splitlines():
            name, _, text = line.partition("=")
            value = compile_expression(text).value(seen, missing_is_null=True)
            seen[name.strip()] = written[name.strip()] = value
        return written


def arrows(*pairs: str) -> str:
    """Return sequence flows from "a>b" or "a>b:amount > 5", with ids made of their ends."""
    made = []
    for pair in pairs:
        ends, _, condition = pair.partition(":")
        source, _, target = ends.partition(">")
        inside = f"<conditionExpression>{condition}</conditionExpression>" if condition else ""
        made.append(
            f'<sequenceFlow id="{source}_{target}" sourceRef="{source}" targetRef="{target}">'
            f"{inside}</sequenceFlow>"
        )
    return "".join(made)


def way(*names: str) -> str:
    """Return the arrows of a way through these elements."""
    return arrows(*(f"{one}>{other}" for one, other in zip(names, names[1:], strict=False)))


def script(name: str, code: str, more: str = "") -> str:
    """Return a script task, see `Lines`."""
    return f'<scriptTask id="{name}" {more}><script>{code}</script></scriptTask>'


def sub(name: str, inside: str, tag: str = "subProcess", more: str = "") -> str:
    """Return a subprocess."""
    return f'<{tag} id="{name}" {more}>{inside}</{tag}>'


def inner(name: str, *steps: str, body: str) -> str:
    """Return the inside of a subprocess: a way from its start to its end through the steps."""
    ends = f'<startEvent id="s_{name}"/><endEvent id="e_{name}"/>'
    return ends + body + way(f"s_{name}", *steps, f"e_{name}")


def border(name: str, host: str, inside: str, stays: bool = False) -> str:
    """Return an event on the border of an activity."""
    mark = ' cancelActivity="false"' if stays else ""
    return f'<boundaryEvent id="{name}" attachedToRef="{host}"{mark}>{inside}</boundaryEvent>'


def undo_by(host: str, undoer: str) -> str:
    """Return a compensation event on the border of `host`, tied to what undoes it."""
    tie = f'<association id="tie_{host}" sourceRef="c_{host}" targetRef="{undoer}"/>'
    return border(f"c_{host}", host, UNDO.format("")) + tie


def undone(name: str, more: str = "", inside: str = "") -> str:
    """Return a user task with a user task x_<name> that undoes it."""
    undoer = user(f"x_{name}", 'isForCompensation="true"')
    return user(name, more, inside) + undoer + undo_by(name, f"x_{name}")


def throw_undo(name: str, activity: str = "", more: str = "", tag: str = "") -> str:
    """Return an event that asks to undo an activity, or all of the scope."""
    tag = tag or "intermediateThrowEvent"
    which = f' activityRef="{activity}"' if activity else ""
    return f'<{tag} id="{name}">{UNDO.format(which + more)}</{tag}>'


def triggered(name: str, trigger: str, inside: str, more: str = "") -> str:
    """Return an event subprocess; `inside` leads on from the start s_<name>."""
    start = f'<startEvent id="s_{name}" {more}>{trigger}</startEvent>'
    return sub(name, start + inside, more='triggeredByEvent="true"')


def started(body: str, names: Mapping[str, Any] | None = None, beside: str = "") -> Play:
    """Return a case of a process with this inside, with scripts of `Lines`."""
    runner: ScriptRunner = Lines()
    return Play(compiled(body, scripts=runner, beside=beside), names)


def finished(play: Play) -> bool:
    """Tell whether the case has ended, without a row left, and its log gives the same state."""
    rows = (play.tasks, play.timers, play.awaited, play.jobs, play.incidents)
    assert play.rebuilt() == play.state
    return play.standing.status == "finished" and not any(rows)


def retry(play: Play) -> None:
    """Try the only incident again."""
    (incident,) = play.incidents.values()
    play.give(Retry(token=incident.token, by=1, reason="mended"))
