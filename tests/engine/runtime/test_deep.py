"""What lies deep within itself is an incident where it can no longer be saved."""

import pytest

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
