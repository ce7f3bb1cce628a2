from pathlib import Path

import pytest

from engine.procedures.check import check_procedure
from engine.procedures.reader import read_folder
from engine.records.offices import OFFICE_KINDS
from tests.engine.lint.folder import CARD, changed, findings, right_files, rules

_SHIPPED = sorted(
    path.parent for path in (Path(__file__).parents[3] / "bpmn").glob("*/process.bpmn")
)


@pytest.mark.parametrize("folder", _SHIPPED, ids=lambda path: path.name)
def test_a_shipped_procedure_has_nothing_severe(folder: Path) -> None:
    found = check_procedure(folder.name, read_folder(folder))

    assert [one for one in found if one.severe] == []


@pytest.mark.parametrize(
    "path", ["../process.bpmn", "/etc/passwd", "forms\\a.form", "forms//a.form", ".git/config", ""]
)
def test_a_path_that_leads_elsewhere_is_refused_before_anything_is_read(path: str) -> None:
    assert rules(right_files() | {path: b""}) == {"file-path"}


def test_a_folder_above_20_mb_is_refused() -> None:
    large = {f"letters/{number}.typ": b" " * 4_500_000 for number in range(5)}

    assert rules(right_files() | large) == {"folder-large"}


def test_a_file_nobody_reads_is_advice() -> None:
    found = findings(right_files() | {"forms/old/a.form": b"{}", "notes.txt": b""})

    assert {(one.rule, one.severe) for one in found} == {("file-unknown", False)}


def test_a_folder_without_scenarios_is_advised_to_have_some() -> None:
    files = {path: one for path, one in right_files().items() if "scenarios" not in path}

    assert [(one.rule, one.severe) for one in findings(files)] == [("scenario-missing", False)]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ('office_kind = "commune"', 'office_kind = "kingdom"', "card-office"),
        ('cutoff = "15:00"', 'cutoff = "16:00"', "card-cutoff"),
        ('cutoff = "15:00"', "", "card-cutoff"),
    ],
)
def test_the_card_and_the_diagram_must_agree(old: str, new: str, rule: str) -> None:
    assert rules(changed(CARD, old, new)) == {rule}


@pytest.mark.parametrize("key", ["Khai sinh", "khai_sinh", "-a", "", "../x"])
def test_a_key_that_makes_a_bad_address_is_refused(key: str) -> None:
    assert "folder-key" in {one.rule for one in check_procedure(key, right_files())}


def test_an_empty_folder_says_what_it_needs() -> None:
    found = [(one.rule, one.file) for one in findings({}) if one.severe]

    assert found == [("file-missing", "procedure.toml"), ("file-missing", "process.bpmn")]


def test_further_office_kinds_can_be_given() -> None:
    files = changed(CARD, 'office_kind = "commune"', 'office_kind = "port"')
    kinds = {**OFFICE_KINDS, "port": OFFICE_KINDS["commune"]}

    assert check_procedure("small-procedure", files, kinds) == ()


def test_of_thousands_of_findings_a_thousand_are_told_the_severe_ones_first() -> None:
    nodes = "".join(f'<bpmn:userTask id="t{number}" name="x"/>' for number in range(2000))
    files = changed("process.bpmn", '<bpmn:endEvent id="done"', f'{nodes}<bpmn:endEvent id="done"')
    found = findings(files)

    assert len(found) == 1000
    assert all(one.severe for one in found)
