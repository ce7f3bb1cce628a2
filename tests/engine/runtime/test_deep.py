"""What lies deep within itself is an incident where it is too much to be saved."""

import pytest

from engine.runtime import repeat
from tests.engine.runtime.play import Play, compiled, flows, user


def nested(depth: int) -> Play:
    """Return a case whose innermost task, which can be undone, is done."""
    inside = user("t") + '<boundaryEvent id="c" attachedToRef="t"><compensateEventDefinition/>'
    inside += '</boundaryEvent><association sourceRef="c" targetRef="x"/>'
    inside += user("x", 'isForCompensation="true"')
    first = "t"
    for level in range(depth):
        inside = f'<startEvent id="s{level}"/>{inside}'
        inside += f'<sequenceFlow id="q{level}" sourceRef="s{level}" targetRef="{first}"/>'
        first = f"p{level}"
        inside = f'<subProcess id="{first}">{inside}</subProcess>'
    throw = "<compensateEventDefinition/>"
    body = f'<startEvent id="s"/>{inside}<intermediateThrowEvent id="th">{throw}'
    play = Play(compiled(body + "</intermediateThrowEvent>" + flows(f"s>{first}", f"{first}>th")))
    play.complete("t")
    return play


def test_what_lies_deep_inside_is_undone() -> None:
    play = nested(30)
    assert (play.open, play.incidents) == (["x"], {})


@pytest.mark.parametrize("depth", [40, 100])
def test_what_lies_too_deep_to_be_kept_is_an_incident(depth: int) -> None:
    (incident,) = nested(depth).incidents.values()
    assert "hoàn tác lồng nhau quá sâu" in incident.text


def test_instances_within_instances_are_an_incident_where_they_are_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(repeat, "MOST_BEGUN", 100)
    each = '<multiInstanceLoopCharacteristics motcua:collection="all"/>'
    inside = f'{each}<startEvent id="s1"/>{user("t", "", each)}'
    inside += '<sequenceFlow id="i" sourceRef="s1" targetRef="t"/>'
    body = f'<startEvent id="s"/><subProcess id="p">{inside}</subProcess>' + flows("s>p")
    play = Play(compiled(body), {"all": list(range(10))})
    assert {one.element for one in play.incidents.values()} == {"t"}
    assert len(play.tasks) + 10 * len(play.incidents) == 100
