"""Gateways (BPMN 2.0.2, 10.6 and 13.4)."""

import pytest

from tests.engine.bpmn.constructs import construct
from tests.engine.runtime.play import Play, compiled, flows, user

GROUP = "Gateways"
ENDS = '<startEvent id="s"/><endEvent id="e"/>'


def gate(kind: str, name: str, more: str = "", inside: str = "") -> str:
    return f'<{kind}Gateway id="{name}" {more}>{inside}</{kind}Gateway>'


@construct(GROUP, "exclusive: first true condition, else default")
@pytest.mark.parametrize(("n", "expected"), [(9, "a"), (4, "b"), (0, "c")])
def test_exclusive_takes_one_way(n: int, expected: str) -> None:
    body = ENDS + gate("exclusive", "g", 'default="f3"') + user("a") + user("b") + user("c")
    ways = flows("s>g", "g>a:n > 5", "g>b:n > 1", "g>c", "a>e", "b>e", "c>e")
    assert Play(compiled(body + ways), {"n": n}).open == [expected]


@construct(GROUP, "exclusive: merges without waiting")
def test_exclusive_lets_every_token_pass() -> None:
    body = ENDS + gate("parallel", "p") + gate("exclusive", "g") + user("a") + user("b") + user("c")
    play = Play(compiled(body + flows("s>p", "p>a", "p>b", "a>g", "b>g", "g>c", "c>e")))
    play.complete("a")
    assert play.open == ["b", "c"]


@construct(GROUP, "parallel: one token from each flow, excess tokens wait")
def test_parallel_counts_tokens_by_flow() -> None:
    body = ENDS + gate("parallel", "p") + gate("parallel", "j") + user("a") + user("b") + user("c")
    play = Play(compiled(body + flows("s>p", "p>a", "p>a", "p>b", "a>j", "b>j", "j>c", "c>e")))
    play.complete("a")
    play.complete("a")
    assert play.open == ["b"]
    play.complete("b")
    assert play.open == ["c"]


@construct(GROUP, "parallel: writes of all branches survive the join (lost update)")
@pytest.mark.parametrize("order", ["ab", "ba"])
def test_the_branch_that_ends_last_does_not_undo_the_other(order: str) -> None:
    body = ENDS + gate("parallel", "p") + gate("parallel", "j") + user("a") + user("b") + user("c")
    play = Play(compiled(body + flows("s>p", "p>a", "p>b", "a>j", "b>j", "j>c", "c>e")), {"x": 0})
    for name in order:
        play.complete(name, **({"x": 1} if name == "a" else {}))
    assert play.names["x"] == 1


@construct(GROUP, "parallel: a loop around a parallel block keeps its counter")
def test_a_counter_in_a_loop_around_a_parallel_block_goes_on() -> None:
    body = (
        ENDS + gate("exclusive", "m") + gate("parallel", "p") + gate("parallel", "j")
        + gate("exclusive", "x", 'default="f7"') + user("a") + user("b")
    )  # fmt: skip
    ways = flows("s>m", "m>p", "p>a", "p>b", "a>j", "b>j", "j>x", "x>e", "x>m:n &lt; 3")
    play = Play(compiled(body + ways), {"n": 0})
    for turn in (1, 2, 3):
        play.complete("a", n=turn)
        play.complete("b")
    assert (play.standing.status, play.names["n"]) == ("finished", 3)


@construct(GROUP, "inclusive: waits for exactly those tokens that can still arrive")
@pytest.mark.parametrize(("n", "first"), [(1, ["a"]), (2, ["a", "b"])])
def test_inclusive_waits_for_what_was_split_off(n: int, first: list[str]) -> None:
    body = (
        ENDS + gate("inclusive", "p") + gate("inclusive", "j") + user("a") + user("b") + user("c")
    )
    ways = flows("s>p", "p>a", "p>b:n > 1", "a>j", "b>j", "j>c", "c>e")
    play = Play(compiled(body + ways), {"n": n})
    for name in first:
        assert "c" not in play.open
        play.complete(name)
    assert play.open == ["c"]


@construct(GROUP, "inclusive: a token that turns aside is waited for no longer")
def test_inclusive_goes_on_when_the_other_token_has_gone_elsewhere() -> None:
    body = (
        ENDS + gate("parallel", "p") + gate("inclusive", "j") + gate("exclusive", "x")
        + user("a") + user("b") + user("c") + user("d")
    )  # fmt: skip
    ways = flows("s>p", "p>a", "p>b", "a>j", "b>x", "x>j:n == 1", "x>d:n == 2", "j>c", "c>e", "d>e")
    play = Play(compiled(body + ways), {"n": 2})
    play.complete("a")
    assert play.open == ["b"]
    play.complete("b")
    assert play.open == ["c", "d"]


@construct(GROUP, "inclusive: in a loop")
def test_inclusive_join_in_a_loop_waits_in_every_turn() -> None:
    body = (
        ENDS + gate("exclusive", "m") + gate("inclusive", "p") + gate("inclusive", "j")
        + gate("exclusive", "x", 'default="f7"') + user("a") + user("b")
    )  # fmt: skip
    ways = flows("s>m", "m>p", "p>a", "p>b:n > 0", "a>j", "b>j", "j>x", "x>e", "x>m:n &lt; 2")
    play = Play(compiled(body + ways), {"n": 0})
    play.complete("a", n=1)
    assert play.open == ["a", "b"]
    play.complete("a", n=2)
    assert play.open == ["b"]
    play.complete("b")
    assert play.standing.status == "finished"


@construct(GROUP, "inclusive: a second token over the same flow keeps its successors")
def test_a_second_token_on_a_flow_opens_the_join_again() -> None:
    body = ENDS + gate("parallel", "p") + gate("inclusive", "j") + user("a") + user("b") + user("c")
    play = Play(compiled(body + flows("s>p", "p>a", "p>a", "p>b", "a>j", "b>j", "j>c", "c>e")))
    play.complete("a")
    play.complete("b")
    assert play.open == ["a", "c"]
    play.complete("a")
    assert play.open == ["c", "c"]


COMPLEX = "<activationCondition>{}</activationCondition>"


def of_three(condition: str, ways: tuple[str, ...] = ("j>d",)) -> Play:
    body = ENDS + gate("parallel", "p") + gate("complex", "j", "", COMPLEX.format(condition))
    body += user("a") + user("b") + user("c") + user("d") + user("late")
    ends = ("d>e", "late>e")
    into = ("s>p", "p>a", "p>b", "p>c", "a>j", "b>j", "c>j")
    return Play(compiled(body + flows(*into, *ways, *ends)))


@construct(GROUP, "complex: activation condition on the number of tokens")
def test_complex_goes_on_with_two_of_three_and_takes_the_third_quietly() -> None:
    play = of_three("activationCount >= 2")
    play.complete("a")
    assert play.open == ["b", "c"]
    play.complete("b")
    assert play.open == ["c", "d"]
    play.complete("c")
    assert play.open == ["d"]
    play.complete("d")
    assert play.standing.status == "finished"


@construct(GROUP, "complex: reset, with flows of its own")
def test_complex_sends_a_token_at_its_reset_where_a_condition_says_so() -> None:
    ways = ("j>d:waitingForStart", "j>late:not waitingForStart")
    play = of_three("activationCount >= 2", ways)
    play.complete("c")
    play.complete("a")
    assert play.open == ["b", "d"]
    play.complete("b")
    assert play.open == ["d", "late"]


@construct(GROUP, "complex: activation condition on single flows")
def test_complex_can_ask_for_one_flow() -> None:
    play = of_three("f6 > 0")
    play.complete("a")
    play.complete("b")
    assert play.open == ["c"]
    play.complete("c")
    assert play.open == ["d"]
    play.complete("d")
    assert play.standing.status == "finished"


@construct(GROUP, "complex: begins anew when no more tokens can come")
def test_complex_in_a_loop_starts_again_after_its_reset() -> None:
    body = (
        ENDS + gate("exclusive", "m") + gate("parallel", "p")
        + gate("complex", "j", "", COMPLEX.format("activationCount >= 1"))
        + gate("exclusive", "x", 'default="f7"') + user("a") + user("b")
    )  # fmt: skip
    ways = flows("s>m", "m>p", "p>a", "p>b", "a>j", "b>j", "j>x:waitingForStart", "x>e",
                 "x>m:n &lt; 2")  # fmt: skip
    play = Play(compiled(body + ways), {"n": 0})
    play.complete("a", n=1)
    assert play.open == ["a", "b", "b"]
    play.complete("b")
    play.complete("a", n=2)
    play.complete("b")
    assert play.standing.status == "finished"


@construct(GROUP, "complex: splits by conditions")
def test_complex_with_one_flow_in_splits_like_an_inclusive_one() -> None:
    body = ENDS + gate("complex", "g") + user("a") + user("b")
    ways = flows("s>g", "g>a:n > 0", "g>b:n > 5", "a>e", "b>e")
    assert Play(compiled(body + ways), {"n": 1}).open == ["a"]
    assert Play(compiled(body + ways), {"n": 6}).open == ["a", "b"]
