"""Groups of procedures, played with the procedures that they open in other offices."""

from pathlib import Path

import pytest

from engine.expressions.sandbox import ScriptRunner
from engine.scenarios.run import run_scenario
from tests.procedures.shipped import calendar, procedure, scenario

GROUPS = {
    "lien-thong-khai-tu": {
        "dang-ky-khai-tu",
        "xoa-dang-ky-thuong-tru",
        "tro-cap-tu-tuat-bhxh",
        "mai-tang-bao-tro-xa-hoi",
        "mai-tang-nguoi-co-cong",
    },
    "lien-thong-khai-sinh": {"dang-ky-khai-sinh", "dang-ky-thuong-tru", "cap-the-bhyt-tre-em"},
    "lien-thong-karaoke": {
        "dang-ky-ho-kinh-doanh",
        "chung-nhan-an-ninh-trat-tu",
        "cap-phep-karaoke",
    },
}
# From the filing to the last result, each office doing its part.
PATHS = sorted((Path(__file__).parent / "groups").glob("*.toml"))


def calls_of(key: str) -> dict[str, set[str]]:
    """Return what a group hands over, by the procedure that it calls."""
    nodes = procedure(key).diagram.process.nodes.values()
    return {
        str(one.called): {name for name, _ in one.inputs}
        for one in nodes
        if one.tag == "callActivity"
    }


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_group_goes_through_its_offices_to_the_results(path: Path, scripts: ScriptRunner) -> None:
    others = [procedure(key) for key in GROUPS[path.stem]]
    result = run_scenario(procedure(path.stem), scenario(path), calendar(), scripts, others)
    assert [fault.en for fault in result.faults] == []


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_hands_over_what_each_procedure_needs_to_know(group: str) -> None:
    calls = calls_of(group)
    assert set(calls) == GROUPS[group]
    for key, given in calls.items():
        form = procedure(key).forms[procedure(key).card.filing_form]
        needed = {
            field.key
            for section in form.sections
            for field in section.fields
            if field.required and section.hide is None and field.hide is None
        }
        assert (key, needed - given - {"email"}) == (key, set())


def test_every_group_is_played_to_its_end() -> None:
    assert {path.stem for path in PATHS} == set(GROUPS)
