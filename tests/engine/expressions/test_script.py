"""What scripts read and write, and what they give back."""

import pytest

from engine.expressions.sandbox import MontyRunner, check_script, names_written
from engine.faults import ScriptFailed, ScriptRefused

FEES = """
phi = [75000, 150000]
tong = sum(x for x in phi) + phu_thu
muc = "cao" if tong > 200000 else "thap"
"""


def test_a_script_gives_the_names_it_wrote(runner: MontyRunner) -> None:
    found = runner.run(FEES, {"phu_thu": 5000, "khac": 1})
    assert found == {"phi": [75000, 150000], "tong": 230000, "muc": "cao"}


def test_a_list_changed_in_place_is_given_back_and_the_caller_keeps_his(
    runner: MontyRunner,
) -> None:
    names: dict[str, object] = {"tep": [1], "don": {"a": 1}}
    assert runner.run("tep.append(don['a'] + 1)", names) == {"tep": [1, 2]}
    assert names == {"tep": [1], "don": {"a": 1}}


@pytest.mark.parametrize(
    ("code", "names", "found"),
    [
        ("_tam = 1\nx = _tam", {}, {"x": 1}),
        ("import math as m\nx = m.sqrt(4)", {}, {"x": 2.0}),
        ("def f(a):\n    return a + b\nx = f(1)", {"b": 2}, {"x": 3}),
        ("if co:\n    x = 1\nelse:\n    y = 2", {"co": False}, {"y": 2}),
        ("dem += 1", {"dem": 1}, {"dem": 2}),
        ("x = sum([1, 2])", {"sum_": 5}, {"x": 3}),
        ("x = id + 1", {"id": 1}, {"x": 2}),
        ("for i in [1, 2]:\n    pass", {}, {"i": 2}),
        ("x = (1, None, True, 'ê')", {}, {"x": [1, None, True, "ê"]}),
        ("def f():\n    global x\n    x = 1\nf()", {}, {"x": 1}),
        ("print('ghi chú')\nx = 1", {}, {"x": 1}),
        ("try:\n    x = 1 / 0\nexcept ZeroDivisionError:\n    x = 0", {}, {"x": 0}),
        (
            "from datetime import date, timedelta\n"
            "han = (date.fromisoformat(ngay) + timedelta(days=3)).isoformat()",
            {"ngay": "2026-02-27"},
            {"han": "2026-03-02"},
        ),
    ],
)
def test_scripts_can_do_what_clerks_need(
    runner: MontyRunner, code: str, names: dict[str, object], found: dict[str, object]
) -> None:
    assert runner.run(code, names) == found


def test_a_script_gives_the_same_twice(runner: MontyRunner) -> None:
    code = "x = list({'a', 'b', 'c', 'd'})"
    assert runner.run(code, {}) == runner.run(code, {})


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("x = 1\ny = 1 / 0", "line 2: ZeroDivisionError"),
        ("x = khong_co", "khong_co"),
        ("from decimal import Decimal\nx = Decimal('1.5')", "x: Object of type Decimal"),
        ("x = float('nan')", "ValueError"),
        ("x = don.ten", "no attribute 'ten'"),
        ("x = lambda: 1", "x: "),
        ("x = 10 ** 5000", "ValueError"),
    ],
)
def test_a_failing_script_says_line_and_cause(runner: MontyRunner, code: str, said: str) -> None:
    with pytest.raises(ScriptFailed, match=said) as caught:
        runner.run(code, {"don": {"ten": "x"}})
    assert caught.value.text("vi").startswith("Kịch bản không chạy được: ")


@pytest.mark.parametrize(
    ("code", "read", "written"),
    [
        (FEES, {"phi", "phu_thu", "tong"}, {"phi", "tong", "muc"}),
        ("import math\nx = math.pi", set(), {"x"}),
        ("def f(a):\n    b = a + c\n    return b", {"c"}, set()),
        ("x = [u for u in tep if (n := u)]", {"tep"}, {"x", "n"}),
        ("dem += 1", {"dem"}, {"dem"}),
        ("a, *b = c\nfor i in d:\n    e[i] = 1", {"c", "d", "e", "i"}, {"a", "b", "i"}),
        ("_a = len(x)", {"x"}, set()),
    ],
)
def test_names_read_and_written_are_told_without_running(
    code: str, read: set[str], written: set[str]
) -> None:
    assert check_script(code) == read
    assert names_written(code) == written


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("x = 1\nimport os", "line 2: only these can be imported"),
        ("from . import x", "only these"),
        ("x = datetime.now()", "line 1: scripts have no clock"),
        ("x = ().__class__", "begins with __"),
        ("eval('1')", "scripts have no eval"),
        ("with x:\n    pass", "scripts have no With"),
        ("async def f():\n    pass", "scripts have no AsyncFunctionDef"),
        ("if x:\n    return 1", "line 2: return stands outside"),
        ("x =", "line 1: this cannot be read"),
        ("nonlocal x", "cannot be read"),
        ("(" * 500, "cannot be read"),
        ("a\0", "cannot be read"),
        ("#" * 20_001, "longer than 20000"),
    ],
)
def test_a_refused_script_says_line_and_cause(code: str, said: str) -> None:
    with pytest.raises(ScriptRefused, match=said):
        check_script(code)


def test_what_the_sandbox_cannot_read_is_refused(runner: MontyRunner) -> None:
    with pytest.raises(ScriptRefused, match="line 2: SyntaxError"):
        runner.run("x = 1\nbreak", {})
