"""The command `check` counts as people do."""

from pathlib import Path

import pytest

from engine.cli import FAULT, OK, main
from tests.engine.lint.drawn import files_of


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak English whatever the machine speaks."""
    monkeypatch.delenv("LANG", raising=False)


def _folder(tmp_path: Path, rule: str, which: str) -> Path:
    """Write the wrong or right diagram of a rule, with what stands beside it, into a folder."""
    folder = tmp_path / "small-procedure"
    for name, content in files_of(rule, which).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


@pytest.mark.parametrize(
    ("rule", "which", "code", "says"),
    [
        ("deadlock", "right", OK, "0 faults, 0 pieces of advice."),
        ("deadlock", "wrong", FAULT, "1 fault, 0 pieces of advice."),
        ("run-twice", "wrong", OK, "0 faults, 1 piece of advice."),
    ],
)
def test_one_fault_is_one_fault(
    rule: str,
    which: str,
    code: int,
    says: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", str(_folder(tmp_path, rule, which))]) == code
    assert capsys.readouterr().out.splitlines()[-1] == says


def test_in_vietnamese_faults_are_counted_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "vi_VN.UTF-8")

    main(["check", str(_folder(tmp_path, "deadlock", "wrong"))])

    assert capsys.readouterr().out.splitlines()[-1] == "1 lỗi, 0 lời khuyên."
