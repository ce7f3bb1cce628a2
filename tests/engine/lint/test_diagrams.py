"""Each rule about diagrams, shown on a wrong and a right one."""

import json

import pytest

from engine.lint.run import CHECKS
from tests.engine.lint.drawn import DRAWN, files_of, findings_of, is_drawn, rules_by_place
from tests.engine.lint.folder import rules

# What no small diagram can show.
UNDRAWN = {
    "applicant-field": "about the filing form",
    "filing-form": "about the card",
    "source-unknown": "about a form",
    "too-many-elements": "takes 10,000 elements",
    "xml-too-large": "takes 5 MB",
}
NAMES = sorted({one.name for place, one in rules_by_place().items() if is_drawn(place)})
SHOWN = [name for name in NAMES if name not in UNDRAWN]
each = pytest.mark.parametrize("rule", SHOWN)


def test_every_rule_has_its_two_diagrams_and_every_diagram_its_rule() -> None:
    assert sorted(path.name for path in DRAWN.iterdir()) == SHOWN


@each
def test_the_wrong_diagram_has_exactly_this_one_fault(rule: str) -> None:
    assert [one.rule for one in findings_of(rule, "wrong")] == [rule]


@each
def test_nothing_is_wrong_with_the_right_diagram(rule: str) -> None:
    assert findings_of(rule, "right") == ()


@each
def test_the_fault_is_told_with_its_place_in_two_languages(rule: str) -> None:
    found = findings_of(rule, "wrong")[0]

    assert found.vi != found.en
    assert "{" not in found.vi + found.en
    assert found.line is None or found.line > 0


def test_every_module_of_rules_is_run() -> None:
    ruled = {
        place.rpartition(".")[0] for place in rules_by_place() if place.startswith("engine.lint.")
    }

    assert ruled <= {check.__module__ for check in CHECKS}


def test_a_question_that_the_correcting_step_only_shows_is_not_asked() -> None:
    files = files_of("corrects-field", "right")
    asks = json.loads(files["forms/amend.form"])
    for one in asks["components"]:
        one["disabled"] = True
    shown = dict(files) | {"forms/amend.form": json.dumps(asks).encode()}
    assert "corrects-field" in rules(shown)
