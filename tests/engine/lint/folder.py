"""A small right folder, and what the check finds after a change to it."""

from collections.abc import Mapping
from pathlib import Path

from engine.procedures.check import check_procedure
from engine.records.findings import Finding

_RIGHT = Path(__file__).parent / "right"
DIAGRAM = "process.bpmn"
FILING = "forms/filing.form"
CARD = "procedure.toml"


def right_files() -> dict[str, bytes]:
    """Return the files of a procedure without any finding."""
    found = [path for path in _RIGHT.rglob("*") if path.is_file()]
    return {path.relative_to(_RIGHT).as_posix(): path.read_bytes() for path in found}


def changed(file: str, old: str, new: str) -> Mapping[str, bytes]:
    """Return the right files with one text replaced where it first stands."""
    files = right_files()
    text = files[file].decode()
    assert old in text, f"{old} is not in {file}"
    return files | {file: text.replace(old, new, 1).encode()}


def findings(files: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """Return everything the check says."""
    return check_procedure("small-procedure", files)


def rules(files: Mapping[str, bytes]) -> set[str]:
    """Return the names of the rules that were broken."""
    return {one.rule for one in findings(files)}
