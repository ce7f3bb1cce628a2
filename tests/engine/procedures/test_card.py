from time import process_time

import pytest

from engine.procedures.card import FILE, read_card
from engine.records.cards import Text
from tests.engine.lint.folder import right_files

_RIGHT = right_files()[FILE].decode()


def test_a_card_is_read_in_both_languages() -> None:
    card, findings = read_card(_RIGHT.encode())

    assert (card is not None, findings) == (True, ())
    assert card is not None
    assert card.title == Text(vi="Thủ tục nhỏ", en="Small procedure")
    assert (card.code, card.office_kind, card.cutoff) == ("1.000001", "commune", "15:00")


def test_papers_channels_and_legal_basis_are_tables() -> None:
    card, _ = read_card(_RIGHT.encode())

    assert card is not None
    assert (card.papers[0].originals, card.papers[0].copies) == (1, 0)
    assert card.channels[0].term.en == "3 working days"
    assert (card.legal_basis[0].valid_from, card.legal_basis[0].valid_to) == ("2025-07-01", None)


def _rules(text: str) -> list[tuple[str, str | None, bool]]:
    return [(one.rule, one.element, one.severe) for one in read_card(text.encode())[1]]


@pytest.mark.parametrize(
    "key",
    ["code", "office_kind", "filing_form", "title", "summary", "field", "level", "who", "term"]
    + ["fee", "steps", "results"],
)
def test_each_missing_part_is_named(key: str) -> None:
    lines = [one for one in _RIGHT.splitlines() if not one.startswith(f"{key} =")]

    assert _rules("\n".join(lines[:16])).count(("card-key-missing", key, True)) == 1


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('cutoff = "15:00"', 'cutoff = "3 pm"', ("card-value", "cutoff", True)),
        ('code = "1.000001"', "code = 1", ("card-value", "code", True)),
        ("originals = 1", "originals = -1", ("card-value", "papers[1].originals", True)),
        ('kind = "online"', 'kind = "fax"', ("card-value", "channels[1].kind", True)),
        ("2025-07-01", '"July"', ("card-value", "legal_basis[1].valid_from", True)),
        ('number = "NĐ', 'nummer = "NĐ', ("card-key-missing", "legal_basis[1].number", True)),
        ("steps = [", "steps = 1 #", ("card-value", "steps", True)),
        ("[[papers]]", "[papers]", ("card-value", "papers", True)),
        ("keywords", "keyword", ("card-key-unknown", "keyword", True)),
        (', en = "For trying."', "", ("card-english", "summary", False)),
        ('vi = "Để thử.", ', "", ("card-value", "summary", True)),
        (
            'steps = [{ vi = "Nộp", en = "File" }]',
            "steps = []",
            ("card-key-missing", "steps", True),
        ),
    ],
)
def test_a_wrong_part_is_named(old: str, new: str, expected: tuple[str, str, bool]) -> None:
    assert old in _RIGHT
    assert expected in _rules(_RIGHT.replace(old, new, 1))


@pytest.mark.parametrize("content", [b"a = ", b"\xff", b"a = " + b"[" * 5000, b"a = 1\na = 2"])
def test_a_file_that_is_no_toml_is_one_finding(content: bytes) -> None:
    card, findings = read_card(content)

    assert card is None
    assert [one.rule for one in findings] == ["card-syntax"]


def test_a_finding_has_the_line_of_its_key() -> None:
    wrong = _RIGHT.replace('kind = "online"', 'kind = "fax"')
    line = next(one.line for one in read_card(wrong.encode())[1] if one.rule == "card-value")

    assert wrong.splitlines()[(line or 0) - 1] == "[[channels]]"


def test_a_misspelt_key_is_put_right() -> None:
    findings = read_card(_RIGHT.replace("summary", "sumary").encode())[1]

    assert any("“summary”" in one.en for one in findings if one.rule == "card-key-unknown")


def test_many_empty_lines_do_not_slow_down_the_findings() -> None:
    unknown = "".join(f'unknown_{number} = "x"\n' for number in range(50))
    before = process_time()
    _, findings = read_card(("\n" * 20_000 + unknown).encode())
    assert process_time() - before < 1
    lines = [one.line for one in findings if one.rule == "card-key-unknown"]
    assert lines == list(range(20_001, 20_001 + len(lines)))
    assert lines
