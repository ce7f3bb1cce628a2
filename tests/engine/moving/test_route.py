"""Cases that would wait for ever after a move are found before; those alike are told as alike."""

from engine.moving.places import places_in, signature
from engine.moving.route import find_obstacles, make_route
from engine.records.commands import Migrate
from engine.runtime.moment import Moment
from engine.runtime.version import Compiled
from tests.engine.runtime.play import MONDAY, Play, calendar, compiled, flows, user

ENDS = '<startEvent id="s"/><endEvent id="e"/>'
COMMAND = Migrate(from_version=1, to_version=2, number=2, mapping={}, offices={}, by=1, reason="t")
NOW = Moment(at=MONDAY, calendar=calendar())
SERIAL = compiled(ENDS + user("a") + user("b") + flows("s>a", "a>b", "b>e"))
FORK = '<parallelGateway id="f"/><parallelGateway id="j"/>'
PARALLEL = compiled(
    ENDS + FORK + user("a") + user("b") + flows("s>f", "f>a", "f>b", "a>j", "b>j", "j>e")
)


def words(play: Play, before: Compiled, after: Compiled) -> list[str]:
    route = make_route(before, after, {})
    assert play.state is not None
    return [one.words.en for one in find_obstacles(route, play.state, COMMAND, NOW)]


def test_a_branch_that_was_never_begun_is_told() -> None:
    (told,) = words(Play(SERIAL), SERIAL, PARALLEL)
    assert "at “j” it could wait for ever" in told


def test_a_step_that_would_be_done_twice_is_told() -> None:
    play = Play(PARALLEL)
    (told,) = words(play, PARALLEL, SERIAL)
    assert "“b” would be done twice" in told
    first, last = Play(PARALLEL), Play(PARALLEL)
    first.complete("b")
    assert "“b” would be done twice" in words(first, PARALLEL, SERIAL)[0]
    last.complete("a")
    assert words(last, PARALLEL, SERIAL) == []


def test_a_loop_that_was_there_before_is_no_fault() -> None:
    version = compiled(
        ENDS
        + '<exclusiveGateway id="x"/>'
        + FORK
        + user("a")
        + user("b")
        + flows("s>f", "f>a", "f>b", "a>j", "b>j", "j>x", "x>f:n == 1", "x>e:n == 2")
    )
    assert words(Play(version, {"n": 1}), version, version) == []


def test_a_case_before_the_fork_can_move() -> None:
    early = compiled(ENDS + user("x") + user("a") + user("b") + flows("s>x", "x>a", "a>b", "b>e"))
    later = compiled(
        ENDS
        + FORK
        + user("x")
        + user("a")
        + user("b")
        + flows("s>x", "x>f", "f>a", "f>b", "a>j", "b>j", "j>e")
    )
    play = Play(early)
    assert words(play, early, later) == []


def test_cases_that_stand_alike_have_one_signature() -> None:
    one, two, other = Play(SERIAL, {"n": 1}), Play(SERIAL, {"n": 2}), Play(SERIAL)
    other.complete("a")
    assert one.state is not None
    assert two.state is not None
    assert other.state is not None
    assert signature(one.state) == signature(two.state) != signature(other.state)
    assert [one.element for one in places_in(other.state)] == ["b"]
