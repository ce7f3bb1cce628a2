"""Whatever scripts, connectors and expressions give, the state can be saved and read again."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from engine.faults import ElementError
from engine.records.commands import SettleJob
from engine.runtime.values import keep
from tests.engine.runtime.play import Play, compiled, flows, user

ENDS = '<startEvent id="s"/><endEvent id="e"/>'


def nested(levels: int) -> Any:
    value: Any = []
    for _ in range(levels):
        value = [value]
    return value


class Writes:
    """A runner whose scripts write a given value under `x`."""

    def __init__(self, value: object) -> None:
        self.value = value

    def run(self, code: str, names: Mapping[str, object]) -> dict[str, object]:
        """Return it."""
        return {"x": self.value}


BAD = [2**63, -(2**63) - 1, float("nan"), float("inf"), Decimal("NaN"), "a\0", "\ud800",
       {"\udfff": 1}, nested(200), object(), {1, 2}]  # fmt: skip


@pytest.mark.parametrize("value", BAD, ids=[str(type(one)) for one in BAD])
def test_a_value_that_cannot_be_kept_is_an_incident(value: object) -> None:
    body = ENDS + '<scriptTask id="a"><script>x</script></scriptTask>' + flows("s>a", "a>e")
    play = Play(compiled(body, scripts=Writes(value)))
    assert [one.code for one in play.incidents.values()] == ["element-error"]


@pytest.mark.parametrize(
    ("value", "kept"),
    [(date(2026, 11, 23), "2026-11-23"), ((1, 2), [1, 2]), (Decimal("2.50"), 2.5),
     (Decimal("3.0"), 3), ({1: True}, {"1": True}), (2**63 - 1, 2**63 - 1), ("Đỗ", "Đỗ")],
)  # fmt: skip
def test_other_values_are_kept_as_json(value: object, kept: object) -> None:
    assert keep("a", "x", value) == kept


def test_a_job_result_that_cannot_be_kept_is_an_incident() -> None:
    body = ENDS + '<serviceTask id="a" motcua:connector="x" motcua:result="found"/>'
    play = Play(compiled(body + flows("s>a", "a>e")))
    (token,) = play.jobs
    play.give(SettleJob(token=token, result=["\ud800"]))
    assert (len(play.incidents), play.jobs) == (1, {})


@pytest.mark.parametrize(("first", "second"), [(True, 1), (1, True), (0, False)])
def test_true_and_one_are_different_values(first: object, second: object) -> None:
    play = Play(compiled(ENDS + user("a") + flows("s>a", "a>e", "a>a")), {"x": first})
    play.complete("a", x=second)
    assert play.names["x"] is second


def test_nobody_overwrites_the_dossier() -> None:
    play = Play(compiled(ENDS + user("a") + flows("s>a", "a>e")))
    with pytest.raises(ElementError):
        play.complete("a", dossier={"code": "H99.1-000000-0000"})


def test_inputs_of_a_job_are_plain_values() -> None:
    value = "[date('2026-11-23'), 2]"
    body = ENDS + '<serviceTask id="a" motcua:connector="x"><extensionElements>'
    body += f'<motcua:input name="n" value="={value}"/></extensionElements></serviceTask>'
    (job,) = Play(compiled(body + flows("s>a", "a>e"))).jobs.values()
    assert job.inputs == {"n": ["2026-11-23", 2]}
