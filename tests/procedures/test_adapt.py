import json
from pathlib import Path
from typing import Any

from engine.expressions.sandbox import ScriptRunner
from engine.procedures.reader import read_folder, read_procedure
from engine.scenarios.adapt import find_unasked
from engine.scenarios.suite import run_suite
from tests.procedures.shipped import BPMN, calendar

KEY = "giay-phep-xay-dung"
FORM = "forms/don-de-nghi.form"
LATER = "forms/kiem-tra.form"


def without(path: str, key: str) -> dict[str, bytes]:
    """Return the folder with a form that does not ask one thing."""
    files = dict(read_folder(Path(BPMN) / KEY))
    form = json.loads(files[path])
    files[path] = json.dumps({**form, "components": _left(form["components"], key)}).encode()
    return files


def _left(parts: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    return [
        {**one, "components": _left(one["components"], key)} if "components" in one else one
        for one in parts
        if one.get("key") != key
    ]


def test_nothing_is_found_where_all_answers_are_asked() -> None:
    assert find_unasked(read_procedure(KEY, read_folder(Path(BPMN) / KEY))) == ()


def test_scenarios_without_the_answers_nobody_asks_are_green_again(scripts: ScriptRunner) -> None:
    files = without(FORM, "so_tang")
    assert not run_suite(KEY, files, calendar(), scripts).is_green
    found = find_unasked(read_procedure(KEY, files))
    assert {one.names for one in found} == {("so_tang",)}
    files |= {one.path: one.content for one in found}
    assert run_suite(KEY, files, calendar(), scripts).is_green


def test_answers_of_a_step_are_left_out_too() -> None:
    files = without(LATER, "ly_do_tu_choi")
    found = find_unasked(read_procedure(KEY, files))
    assert [(one.path, one.names) for one in found] == [
        ("scenarios/khong-tiep-nhan.toml", ("ly_do_tu_choi",))
    ]
