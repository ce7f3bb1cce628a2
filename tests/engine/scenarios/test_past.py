"""Finished cases run again on another version: scenarios stand for cases that happened."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from engine.expressions.sandbox import MontyRunner, ScriptRunner
from engine.procedures.reader import read_procedure
from engine.records.cases import Entry
from engine.runtime.version import Compiled, compile_version
from engine.scenarios.answered import PastCase, read_past
from engine.scenarios.session import play_session
from engine.scenarios.verdict import Verdict, judge
from tests.procedures.shipped import PATHS, calendar, procedure, scenario, scenarios_of

PERMIT = "giay-phep-xay-dung"
ENDED = [path for path in PATHS if scenario(path).expected.ending]


@pytest.fixture(scope="module")
def scripts() -> Iterator[ScriptRunner]:
    runner = MontyRunner(workers=1)
    yield runner
    runner.close()


def version(key: str, scripts: ScriptRunner, **changes: tuple[str, str, str]) -> Compiled:
    """Return a procedure with some texts changed: file, old, new."""
    files = dict(procedure(key).files)
    for file, old, new in changes.values():
        text = files[file].decode()
        assert old in text, f"{file} does not say {old}"
        files[file] = text.replace(old, new).encode()
    return compile_version(read_procedure(key, files), scripts)


def past(key: str, name: str, scripts: ScriptRunner) -> PastCase:
    """Return a scenario as a case that happened."""
    one = scenarios_of(key)[name]
    trial = play_session(version(key, scripts), one, calendar(), {}).trial
    entries = [
        Entry(
            case_id=1,
            seq=seq,
            at=done.at,
            by=None,
            kind=done.command.kind,
            calendar_id=1,
            version_id=1,
            command=done.command,
            events=done.events,
            payload=None,
            salt=None,
            commitment=b"",
            hash=b"",
        )
        for seq, done in enumerate(trial.log)
    ]
    found = read_past(entries)
    assert found is not None
    return found


def judged(changed: Compiled, name: str, scripts: ScriptRunner) -> Verdict:
    """Return what comes of a case of the building permit on a changed version."""
    old = procedure(PERMIT).diagram.process
    return judge(old, changed, past(PERMIT, name, scripts), calendar())


@pytest.mark.parametrize("path", ENDED, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_on_an_unchanged_version_every_case_goes_the_same_way(
    path: Path, scripts: ScriptRunner
) -> None:
    key = path.parts[-3]
    case = past(key, path.stem, scripts)
    verdict = judge(procedure(key).diagram.process, version(key, scripts), case, calendar())
    assert (verdict.came, verdict.lacks, verdict.stuck) == ("same", (), None)
    assert verdict.took == verdict.would


REQUIRED = (
    "forms/don-de-nghi.form",
    '"description": "Thông báo về hồ sơ được gửi tới đây.",\n          "validate": {',
    '"validate": {\n            "required": true,',
)
ASKED = ("forms/don-de-nghi.form", '"key": "email"', '"key": "fax"')
DIAGRAM = "process.bpmn"
AROUND = (
    DIAGRAM,
    'id="f_du_thao_soat_xet" sourceRef="du_thao" targetRef="soat_xet"',
    'id="f_du_thao_soat_xet" sourceRef="du_thao" targetRef="quyet_dinh"',
)
RENUMBERED = (DIAGRAM, '"soat_xet"', '"buoc_moi"')
REFERRED = (DIAGRAM, ">soat_xet<", ">buoc_moi<")
RENAMED = (DIAGRAM, "Soát xét dự thảo", "Kiểm tra chéo")


def test_a_new_required_field_is_named_and_the_way_told(scripts: ScriptRunner) -> None:
    verdict = judged(version(PERMIT, scripts, a=REQUIRED, b=ASKED), "cap-phep", scripts)
    assert verdict.came == "lacked"
    assert [(one.element, one.form_id) for one in verdict.lacks] == [(None, "don-de-nghi")]
    assert [fault.key for fault in verdict.lacks[0].faults] == ["fax"]
    assert (verdict.left_out, verdict.added) == ((), ())


def test_a_removed_step_is_named_with_where_the_ways_part(scripts: ScriptRunner) -> None:
    verdict = judged(version(PERMIT, scripts, a=AROUND), "cap-phep", scripts)
    assert verdict.came == "other"
    assert (verdict.left_out, verdict.after, verdict.added) == (("soat_xet",), "du_thao", ())
    assert verdict.endings == ("done", "done")
    assert verdict.took is not None
    assert verdict.would is not None
    assert verdict.took - verdict.would == timedelta(hours=3)


def test_a_shorter_term_closes_a_case_that_was_completed_in_time(scripts: ScriptRunner) -> None:
    sooner = (DIAGRAM, ">15 working days<", ">2 working days<")
    verdict = judged(version(PERMIT, scripts, a=sooner), "bo-sung-roi-cap", scripts)
    assert verdict.came == "other"
    assert verdict.endings == ("done", "closed")
    assert "dong_ho_so" in verdict.added
    assert verdict.after == "bo_sung"


def test_a_new_step_has_no_answer(scripts: ScriptRunner) -> None:
    verdict = judged(
        version(PERMIT, scripts, a=RENUMBERED, b=RENAMED, c=REFERRED), "cap-phep", scripts
    )
    assert verdict.came == "lacked"
    assert [(one.element, one.faults) for one in verdict.lacks] == [("buoc_moi", ())]
    assert verdict.would is None


def test_a_step_that_only_changed_its_id_is_the_same(scripts: ScriptRunner) -> None:
    verdict = judged(version(PERMIT, scripts, a=RENUMBERED, b=REFERRED), "cap-phep", scripts)
    assert (verdict.came, verdict.left_out, verdict.added) == ("same", (), ())


def test_a_step_that_comes_to_a_stand_is_told(scripts: ScriptRunner) -> None:
    wrong = (DIAGRAM, 'ket_qua_soat_xet == "trinh"', "ket_qua_soat_xet + 1 == 2")
    verdict = judged(version(PERMIT, scripts, a=wrong), "cap-phep", scripts)
    assert verdict.came == "stuck"
    assert verdict.stuck is not None
    assert verdict.stuck.en.startswith("“Submit?” came to a stand: ")


def test_a_way_that_nobody_answered_on_is_another_way(scripts: ScriptRunner) -> None:
    wrong = (DIAGRAM, 'ket_qua_soat_xet == "trinh"', 'ket_qua_soat_xet == "khong"')
    verdict = judged(version(PERMIT, scripts, a=wrong), "cap-phep", scripts)
    assert (verdict.came, verdict.added, verdict.after) == ("other", ("du_thao",), "soat_xet")
    assert verdict.stuck is not None
    assert verdict.stuck.vi.endswith("hồ sơ đang chờ: Tổng hợp, dự thảo kết quả")


def test_a_case_with_an_erased_entry_cannot_be_read() -> None:
    assert read_past(()) is None


def test_why_a_case_cannot_go_on_tells_nothing_of_its_people(scripts: ScriptRunner) -> None:
    raised = (DIAGRAM, 'ket_qua_soat_xet == "trinh"', "number(ho_ten) == 1")
    name = str(past(PERMIT, "cap-phep", scripts).start.answers["ho_ten"])
    verdict = judged(version(PERMIT, scripts, a=raised), "cap-phep", scripts)
    assert verdict.stuck is not None
    assert verdict.stuck.en.startswith("“Submit?” came to a stand: ")
    assert name not in verdict.stuck.en + verdict.stuck.vi
