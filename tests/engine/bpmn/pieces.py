"""Pieces of diagrams with events, and a case that is looked at after each step."""

from collections.abc import Mapping
from typing import Any

from engine.diagrams.reader import read_diagram
from engine.records.outcomes import FINISHED
from engine.runtime.version import Compiled
from tests.engine.runtime.play import HEAD, Play, compiled, flows

ENDS = '<startEvent id="s"/><endEvent id="e"/>'
FORK = '<parallelGateway id="fork"/>'
DECLARED = (
    '<message id="msg2" name="other"/>'
    '<signal id="sig" name="alarm"/><signal id="sig2" name="calm"/>'
    '<error id="err2" name="worse" errorCode="E2"/>'
    '<escalation id="esc" name="up" escalationCode="U1"/>'
    '<escalation id="esc2" name="higher" escalationCode="U2"/>'
    '<timerEventDefinition id="tick"><timeDuration>P1D</timeDuration></timerEventDefinition>'
    '<signalEventDefinition id="alarmed" signalRef="sig"/>'
)
REFERENCES = {
    "message": 'messageRef="m"',
    "message other": 'messageRef="msg2"',
    "signal": 'signalRef="sig"',
    "signal calm": 'signalRef="sig2"',
    "error": 'errorRef="err"',
    "error 2": 'errorRef="err2"',
    "escalation": 'escalationRef="esc"',
    "escalation 2": 'escalationRef="esc2"',
}
ONE_DAY = "timer P1D"


def trigger(what: str) -> str:
    """Return event definitions from a text: "message", "timer P1D", "if x > 5", "a + b"."""
    return "".join(_definition(one.strip()) for one in what.split(" + ") if one.strip())


def _definition(what: str) -> str:
    kind, _, text = what.partition(" ")
    if kind == "timer":
        tag = "timeCycle" if text.startswith("R") else "timeDuration"
        tag = "timeDate" if text[:2] == "20" else tag
        return f"<timerEventDefinition><{tag}>{text}</{tag}></timerEventDefinition>"
    if kind == "if":
        text = text.replace(">", "&gt;").replace("<", "&lt;")
        inside = f"<condition>{text}</condition>"
        return f"<conditionalEventDefinition>{inside}</conditionalEventDefinition>"
    if kind == "any":
        return f"<{text}EventDefinition/>"
    if kind == "link":
        return f'<linkEventDefinition name="{text}"/>'
    if kind == "see":
        return f"<eventDefinitionRef>{text}</eventDefinitionRef>"
    return f"<{kind}EventDefinition {REFERENCES.get(what, '')}/>"


def catch(name: str, what: str, more: str = "") -> str:
    """Return an intermediate event that waits."""
    return _event("intermediateCatchEvent", name, what, more)


def throw(name: str, what: str, more: str = "") -> str:
    """Return an intermediate event that throws."""
    return _event("intermediateThrowEvent", name, what, more)


def end(name: str, what: str = "", more: str = "") -> str:
    """Return an end event."""
    return _event("endEvent", name, what, more)


def border(name: str, host: str, what: str, stays: bool = False, more: str = "") -> str:
    """Return a boundary event; `stays` for one that does not interrupt."""
    mark = ' cancelActivity="false"' if stays else ""
    return _event("boundaryEvent", name, what, f'attachedToRef="{host}"{mark} {more}')


def _event(tag: str, name: str, what: str, more: str) -> str:
    return f'<{tag} id="{name}" {more}>{trigger(what)}</{tag}>'


def sub(name: str, body: str, *ways: str, more: str = "") -> str:
    """Return a subprocess; its flows get ids of their own."""
    inside = body + flows(*ways).replace('id="f', f'id="{name}_f')
    return f'<subProcess id="{name}" {more}>{inside}</subProcess>'


def listening(name: str, what: str, body: str, *ways: str, stays: bool = False) -> str:
    """Return an event subprocess that begins at <name>_s; `stays` if it does not interrupt."""
    mark = ' isInterrupting="false"' if stays else ""
    start = _event("startEvent", f"{name}_s", what, mark)
    return sub(name, start + body, *ways, more='triggeredByEvent="true"')


class Sets:
    """A runner of scripts such as "x = 6"."""

    def run(self, code: str, names: Mapping[str, object]) -> dict[str, Any]:
        """Return the one name that the script sets."""
        name, _, value = code.partition("=")
        return {name.strip(): int(value)}


def script(name: str, code: str) -> str:
    """Return a script task."""
    return f'<scriptTask id="{name}"><script>{code}</script></scriptTask>'


def version(body: str, *ways: str) -> Compiled:
    """Return a version that must be free of severe findings."""
    content = file_of(body + flows(*ways))
    severe = [one for one in read_diagram(content, "process.bpmn")[1] if one.severe]
    assert not severe, severe
    return compiled(body + flows(*ways), scripts=Sets(), beside=DECLARED)


def file_of(body: str) -> bytes:
    """Return the file of a process."""
    process = f'<process id="p" isExecutable="true">{body}</process>'
    return f"{HEAD}{DECLARED}{process}</definitions>".encode()


def played(body: str, *ways: str, at: str | None = None, **answers: Any) -> Play:
    """Return a case that has begun."""
    return Play(version(body, *ways), answers, at=at)


def is_tidy(play: Play) -> bool:
    """Tell whether a case has ended without leaving a row, and its log gives its state."""
    waiting = [job for job in play.jobs.values() if job.settles]
    rows = (play.tasks, play.timers, play.awaited, play.hearings, play.incidents, waiting)
    return play.standing.status == FINISHED and not any(rows) and play.rebuilt() == play.state


def waits_for(play: Play) -> int:
    """Return how many timers, messages and signals the case waits for."""
    return len(play.timers) + len(play.awaited) + len(play.hearings)


def refused(body: str) -> list[str]:
    """Return the rules that refuse the inside of a process."""
    found = read_diagram(file_of(body), "process.bpmn")[1]
    return [one.rule for one in found if one.severe]


def happened(play: Play, kind: str) -> int:
    """Return how often an event of a kind was noted in the last step."""
    return sum(one.kind == kind for one in play.outcome.events)
