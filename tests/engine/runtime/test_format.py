"""The bytes of a saved state: a change of them needs a new format number."""

from dataclasses import replace
from hashlib import sha256

import orjson
import pytest

from engine.records.commands import Complete
from engine.runtime.advance import advance
from engine.runtime.codec import FORMAT
from engine.runtime.moment import Moment
from tests.engine.runtime.play import Play, calendar, compiled, flows, user

# For each format, the digest of the state that a fixed log gives.
DIGESTS = {2: "ee67315fd45e6b9d4fa0b4a0c61bf0ff85335bcfe437a20f6bf139c6d6c67dce"}
ASLEEP = {2: "f3321cd508f83aac3dfad405da9adb551e7df67afbaf29d3f7b0c271017cc3ff"}


@pytest.fixture(autouse=True)
def few() -> None:
    """Let tokens sleep from as many on as they do in service."""


def test_the_same_log_gives_the_bytes_that_belong_to_the_format() -> None:
    """Saved states of an older release would look altered; with another number they are rebuilt."""
    body = '<startEvent id="s"/><endEvent id="e"/><parallelGateway id="g"/>'
    body += user("a", 'motcua:term="2 working days" motcua:clock="pause"') + user("b")
    body += '<intermediateCatchEvent id="c"><messageEventDefinition messageRef="m"/>'
    body += "</intermediateCatchEvent>"
    ways = flows("s>g", "g>a", "g>b", "g>c", "a>e", "b>e", "c>e")
    play = Play(compiled(body + ways, 'motcua:term="5 days"'), {"x": [1, {"y": None}]})
    play.complete("b", by=7, z="đ")
    assert play.state is not None
    assert sha256(play.state).hexdigest() == DIGESTS[FORMAT], "raise FORMAT in runtime/codec.py"


def test_the_same_crowd_gives_the_bytes_that_belong_to_the_format() -> None:
    loop = "<multiInstanceLoopCharacteristics><loopCardinality>50</loopCardinality>"
    body = '<startEvent id="s"/>' + user("a", "", f"{loop}</multiInstanceLoopCharacteristics>")
    play = Play(compiled(body + flows("s>a")))
    play.complete_at(7, x=1)
    assert play.state is not None
    assert sha256(play.state).hexdigest() == ASLEEP[FORMAT], "raise FORMAT in runtime/codec.py"


def test_a_state_saved_before_merges_were_remembered_goes_on_as_if_they_were() -> None:
    body = '<startEvent id="s"/><parallelGateway id="g"/><endEvent id="e"/>'
    body += user("a") + user("b", 'startQuantity="2"')
    play = Play(compiled(body + flows("s>g", "g>b", "g>a", "a>b", "b>e")))
    play.complete("a")
    assert play.state is not None
    saved = orjson.loads(play.state)
    (merged,) = [row[6].pop("merged") for row in saved["t"] if "merged" in row[6]]
    assert merged
    command = Complete(token=play.token("b"), answers={})
    now, before = play.give(command), orjson.dumps(saved)
    then = advance(play.version, before, command, Moment(at=play.now, calendar=calendar()))
    assert replace(then, births=()) == replace(now, births=())
    assert then.standing.status == "finished"
