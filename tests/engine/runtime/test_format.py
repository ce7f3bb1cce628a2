"""The bytes of a saved state: a change of them needs a new format number."""

from hashlib import sha256

from engine.runtime.codec import FORMAT
from tests.engine.runtime.play import Play, compiled, flows, user

# For each format, the digest of the state that a fixed log gives.
DIGESTS = {1: "250a622c049818f738881bfa0eab25c2b48a27751944c9b740860bb4b675af01"}


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
