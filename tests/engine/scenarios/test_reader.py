from datetime import date, datetime

import pytest

from engine.scenarios.reader import read_scenario

HEAD = """
title = { vi = "Một", en = "One" }
start_at = 2026-11-23T09:00:00+07:00
"""
FULL = (
    HEAD
    + """
channel = "direct"
choices = { "offices:commune" = ["H99.2"] }
[answers]
ngay_sinh = 2026-11-02
[[step]]
do = "complete"
task = "kiem_tra"
answers = { ket_qua = "du" }
due = 2026-11-25
[[step]]
do = "wait"
timer = "het_han"
[expect]
ending = "done"
path = ["kiem_tra"]
"""
)


def rules_of(text: str) -> set[tuple[str, str]]:
    scenario, findings = read_scenario(text.encode(), "scenarios/mot.toml")
    assert scenario is None
    return {(one.rule, one.en) for one in findings}


def test_a_scenario_is_read_with_its_moves_and_expectations() -> None:
    scenario, findings = read_scenario(FULL.encode(), "scenarios/mot.toml")
    assert findings == ()
    assert scenario is not None
    assert scenario.key == "mot"
    assert scenario.start_at == datetime.fromisoformat("2026-11-23T09:00:00+07:00")
    assert scenario.choices == {"offices:commune": ("H99.2",)}
    assert [(move.act, move.target) for move in scenario.moves] == [
        ("complete", "kiem_tra"),
        ("wait", "het_han"),
    ]
    assert scenario.moves[0].due == date(2026, 11, 25)


def test_dates_among_answers_become_texts_as_forms_give_them() -> None:
    scenario, _ = read_scenario(FULL.encode(), "scenarios/mot.toml")
    assert scenario is not None
    assert scenario.answers == {"ngay_sinh": "2026-11-02"}


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("title = ", "scenario-syntax", "cannot be read"),
        (HEAD, "scenario-value", "“step” must be"),
        (FULL.replace('en = "One"', 'ru = "Один"'), "scenario-value", "“title” must be"),
        (FULL.replace("+07:00", ""), "scenario-value", "“start_at” must be"),
        (FULL.replace('"direct"', '"fax"'), "scenario-value", "“channel” must be"),
        (FULL.replace('"complete"', '"leap"'), "scenario-value", "[[step]] 1: “do” must be"),
        (FULL.replace("task =", "tusk ="), "scenario-key", "there is no entry “tusk”"),
        (FULL.replace('task = "kiem_tra"\n', ""), "scenario-value", "[[step]] 1: “task” must be"),
        (FULL.replace("ending", "end"), "scenario-key", "[expect]: there is no entry “end”"),
        (FULL.replace('"kiem_tra"]', "3]"), "scenario-value", "[expect]: “path” must be"),
    ],
    ids=["toml", "no steps", "title", "zone", "channel", "act", "key", "target", "expect", "path"],
)
def test_a_file_that_is_wrong_says_where_and_what(text: str, rule: str, words: str) -> None:
    found = rules_of(text)
    assert any(name == rule and words in en for name, en in found), found


def test_bytes_that_are_no_text_are_refused() -> None:
    scenario, findings = read_scenario(b"\xff\xfe", "scenarios/mot.toml")
    assert scenario is None
    assert [one.rule for one in findings] == ["scenario-syntax"]


def test_a_scenario_has_a_bounded_number_of_steps() -> None:
    step = '[[step]]\ndo = "wait"\nat = 2026-11-25T09:00:00+07:00\n'
    head, _step, tail = FULL.partition("[[step]]")
    told = rules_of(f"{head}{step * 501}[[step]]{tail}")
    assert told == {("scenario-value", "scenario: “step” must be [[step]], ≤ 500.")}


def test_values_nested_too_deep_are_a_fault_of_the_file() -> None:
    found = rules_of("title = " + "[" * 5_000 + "]" * 5_000)
    assert {rule for rule, _words in found} == {"scenario-syntax"}
