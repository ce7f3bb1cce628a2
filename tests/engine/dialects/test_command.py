"""`motcua import`: a folder, one list, and no traceback."""

import tomllib
from pathlib import Path

import pytest

from engine.cli import FAULT, OK, main
from engine.procedures.check import check_procedure
from engine.procedures.reader import read_folder
from tests.engine.dialects.importing import NAMES, SAMPLES


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command line speak English."""
    monkeypatch.delenv("LANG", raising=False)


def run(name: str, folder: Path, *words: str) -> int:
    return main(["import", str(SAMPLES / f"{name}.bpmn"), "-o", str(folder), *words])


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_becomes_a_folder_that_can_be_checked(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "thu-tuc"
    assert run(name, folder) == OK
    files = read_folder(folder)
    assert {"procedure.toml", "process.bpmn", "README.md", "forms/nop-ho-so.form"} <= set(files)
    rules = {one.rule for one in check_procedure("thu-tuc", files)}
    assert not rules & {"xml-syntax", "card-syntax", "form-syntax", "form-key", "dmn-syntax"}


def test_losses_and_the_check_are_one_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("camunda7", tmp_path / "a", "--post", "quanLy=head")
    lines = capsys.readouterr().out.splitlines()
    assert any("camunda7.bpmn:50 guiThu" in one and "[import-lost]" in one for one in lines)
    assert any(one.startswith("process.bpmn:") for one in lines)
    assert any("[card-key-missing]" in one for one in lines)
    assert lines[-1].startswith(f"{tmp_path / 'a'} has 6 files. To do: ")


def test_the_language_can_be_chosen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("camunda7", tmp_path / "a", "--lang", "vi")
    assert "Việc của người dùng “Duyệt đơn”" in capsys.readouterr().out
    readme = (tmp_path / "a" / "README.md").read_text(encoding="utf-8")
    assert "## Phải làm trước khi công bố" in readme


def test_scripts_that_are_lost_stand_whole_in_the_readme(tmp_path: Path) -> None:
    run("flowable", tmp_path / "a")
    readme = (tmp_path / "a" / "README.md").read_text(encoding="utf-8")
    assert '    execution.setVariable("x", 1)' in readme


def test_a_folder_in_use_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "note.txt").write_text("mine")
    assert run("plain", tmp_path) == FAULT
    assert "is there already" in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == ["note.txt"]


@pytest.mark.parametrize("pair", ["quanLy", "quanLy=king", "=head"])
def test_a_post_that_does_not_exist_is_told(
    pair: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("plain", tmp_path / "a", "--post", pair) == FAULT
    assert "write group=post" in capsys.readouterr().err
    assert not (tmp_path / "a").exists()


def test_a_file_that_is_no_diagram_leaves_nothing_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.bpmn").write_text("<html/>")
    assert main(["import", str(tmp_path / "x.bpmn"), "-o", str(tmp_path / "a")]) == FAULT
    assert "[not-bpmn]" in capsys.readouterr().out
    assert main(["import", str(tmp_path / "none.bpmn"), "-o", str(tmp_path / "a")]) == FAULT
    assert not (tmp_path / "a").exists()


def test_the_card_holds_what_the_diagram_says_and_nothing_made_up(tmp_path: Path) -> None:
    run("flowable", tmp_path / "a")
    card = tomllib.loads((tmp_path / "a" / "procedure.toml").read_text(encoding="utf-8"))
    assert card == {
        "filing_form": "nop-ho-so",
        "title": {"vi": "Xin nghỉ phép"},
        "summary": {"vi": "Cán bộ xin nghỉ phép."},
    }
