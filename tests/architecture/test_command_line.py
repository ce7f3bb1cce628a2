"""The command in the top folder, and the page that lists commands and settings."""

import ast
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from engine.cli import COMMANDS
from tests.architecture.sources import ROOT, parse, python_files

COMMAND = ROOT / "motcua"
PAGE = ROOT / "docs" / "reference" / "settings.md"
SETTING = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")


def run(command: Path, folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run the command in a folder and return how it ended."""
    return subprocess.run(  # noqa: S603  our own command
        [command, *words],
        cwd=folder,
        env={**os.environ, "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )


def settings_read() -> set[str]:
    """Return the names that the code asks the environment for."""
    found: set[str] = set()
    for path in python_files("engine", "web"):
        tree = parse(path)
        if "'environ'" in ast.dump(tree):
            calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
            words = [word for call in calls for word in call.args if isinstance(word, ast.Constant)]
            texts = {word.value for word in words if isinstance(word.value, str)}
            found |= {text for text in texts if SETTING.fullmatch(text)}
    return found


def first_cells(heading: str) -> set[str]:
    """Return what stands in the first column of the table below a heading of the page."""
    _, _, rest = PAGE.read_text(encoding="utf-8").partition(f"## {heading}\n")
    return set(re.findall(r"^\| `([^`]+)`", rest.partition("\n## ")[0], re.MULTILINE))


@pytest.mark.skipif(not (ROOT / ".venv" / "runtime").exists(), reason="make setup was not run")
def test_the_command_checks_a_shipped_folder_from_anywhere(tmp_path: Path) -> None:
    (tmp_path / "engine").mkdir()  # a folder of the caller's must not be taken for ours
    (tmp_path / "engine" / "cli.py").write_text("raise SystemExit('the wrong engine')")
    ended = run(COMMAND, tmp_path, "check", str(ROOT / "bpmn" / "chung-thuc-ban-sao"))
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("0 faults")


def test_the_command_says_how_to_make_what_is_missing(tmp_path: Path) -> None:
    copy = Path(shutil.copy(COMMAND, tmp_path))
    ended = run(copy, tmp_path, "verify")
    assert ended.returncode == 1
    assert f'make -C "{tmp_path}" setup' in ended.stderr


def test_every_setting_that_is_read_is_on_the_page_and_no_other() -> None:
    read = settings_read()
    assert {"DATABASE_URL", "MOTCUA_VAR", "WEB_THREADS"} <= read
    assert first_cells("Settings") == read


def test_every_command_is_on_the_page_and_no_other() -> None:
    assert {cell.split()[1] for cell in first_cells("Commands")} == set(COMMANDS)
