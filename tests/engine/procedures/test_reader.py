from pathlib import Path

import pytest

from engine.errors import ProcedureRefused
from engine.procedures.digest import digest_of
from engine.procedures.reader import read_folder, read_procedure
from tests.engine.lint.folder import right_files


def _refused(path: Path) -> list[str]:
    with pytest.raises(ProcedureRefused) as caught:
        read_folder(path)
    return [one.rule for one in caught.value.findings]


def test_a_folder_becomes_one_value() -> None:
    procedure = read_procedure("small-procedure", right_files())

    assert (procedure.key, procedure.card.filing_form) == ("small-procedure", "filing")
    assert sorted(procedure.forms) == ["answer", "check", "filing", "more"]
    assert procedure.decisions["fee"].outputs[0].name == "fee"
    assert procedure.diagram.process.name == "Thủ tục nhỏ"


def test_files_are_read_by_their_path_without_hidden_ones(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "a.form").write_text("{}")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("x")

    assert read_folder(tmp_path) == {"forms/a.form": b"{}"}


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "README.md").symlink_to(tmp_path / "secret")

    assert _refused(tmp_path / "folder") == ["file-link"]


def test_a_file_above_5_mb_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "process.bpmn").open("wb") as file:
        file.truncate(5_000_001)

    assert _refused(tmp_path) == ["file-large"]


def test_more_than_200_files_are_refused(tmp_path: Path) -> None:
    for number in range(201):
        (tmp_path / f"{number}.txt").touch()

    assert _refused(tmp_path) == ["folder-large"]


@pytest.mark.parametrize(
    ("path", "content", "rule"),
    [
        ("process.bpmn", b"<a>", "xml-syntax"),
        ("procedure.toml", b"x", "card-syntax"),
        ("forms/check.form", b"{", "form-syntax"),
        ("decisions/fee.dmn", b"<a>", "xml-syntax"),
    ],
)
def test_a_part_that_cannot_be_read_is_refused(path: str, content: bytes, rule: str) -> None:
    with pytest.raises(ProcedureRefused) as caught:
        read_procedure("small-procedure", right_files() | {path: content})

    assert (path, rule) in [(one.file, one.rule) for one in caught.value.findings]


@pytest.mark.parametrize("path", ["process.bpmn", "procedure.toml"])
def test_a_missing_part_is_refused(path: str) -> None:
    files = {name: content for name, content in right_files().items() if name != path}

    with pytest.raises(ProcedureRefused) as caught:
        read_procedure("small-procedure", files)
    assert [one.rule for one in caught.value.findings] == ["file-missing"]


def test_a_version_opens_though_rules_became_stricter() -> None:
    files = right_files()
    wrong = files["process.bpmn"].replace(b'motcua:form="check"', b'motcua:form="gone"')

    assert read_procedure("small-procedure", files | {"process.bpmn": wrong}).key


def test_the_digest_is_of_paths_and_contents_in_any_order() -> None:
    files = {"a": b"1", "b": b"2"}

    assert digest_of(files) == digest_of(dict(reversed(files.items())))
    assert len({digest_of(one) for one in (files, {"a": b"2", "b": b"1"}, {"a": b"1"})}) == 3
    assert digest_of({"a": b"1", "b": b"2"}) != digest_of({"a": b"12", "b": b""})
