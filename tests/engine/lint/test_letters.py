"""The letters of a folder are part of its check."""

import pytest

from tests.engine.lint.folder import findings, right_files

FILE = "letters/tra-loi.typ"


def told(text: str) -> list[tuple[str, str, int | None]]:
    files = {**right_files(), FILE: text.encode()}
    return [(one.rule, one.file, one.line) for one in findings(files) if one.file == FILE]


def test_a_letter_that_shows_what_the_case_holds_is_right() -> None:
    text = '#letterhead(office: field("office.name")) #field("ho_ten") #day("dossier.received_at")'
    assert told(text) == []


def test_a_misspelt_name_gets_a_hint() -> None:
    files = {**right_files(), FILE: b'\n#field("ho_tem")'}
    (found,) = [one for one in findings(files) if one.file == FILE]
    assert (found.rule, found.line, found.element) == ("letter-field-unknown", 2, "ho_tem")
    assert "ho_ten" in found.vi


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('#read("/etc/passwd")', "letter-access"),
        ("#field(ho_ten)", "letter-name-quotes"),
        ("#foo", "letter-fault"),
        ("#range(1000000000).len()", "letter-stopped"),
    ],
)
def test_what_is_wrong_with_a_letter_refuses_publishing(text: str, rule: str) -> None:
    assert [one[0] for one in told(text)] == [rule]


def test_letters_that_take_too_long_together_are_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.lint.rules.letters.MOST_SECONDS", 0.0)
    files = {**right_files(), **{f"letters/thu-{one}.typ": b"Thu" for one in range(5)}}
    late = [one.file for one in findings(files) if one.rule == "letter-stopped"]
    assert late == [f"letters/thu-{one}.typ" for one in range(1, 5)]
