"""guide.toml: read, and everything that can be wrong with it told at once with its place."""

from time import process_time

import pytest

from engine.procedures.guide import read_guide
from engine.procedures.reader import read_procedure
from engine.records.cards import Text
from tests.engine.procedures.guide_files import (
    GUIDE,
    KIND,
    PAGES,
    found_in,
    guided_files,
    places_of,
)


def test_a_guide_is_read_in_both_languages() -> None:
    guide, findings = read_guide(GUIDE.encode())
    assert findings == ()
    assert guide is not None
    assert guide.event == Text(vi="Tôi cần giấy", en="I need a paper")
    assert [one.outcome_id for one in guide.outcomes] == ["other", "many", "few"]
    assert guide.outcomes[1].answers == (("number_of_pages", "=pages"),)


def test_a_right_guide_is_without_any_finding() -> None:
    assert found_in(guided_files()) == []


def test_a_procedure_carries_its_guide_and_its_digest_changes_with_it() -> None:
    one = read_procedure("small-procedure", guided_files())
    other = read_procedure("small-procedure", guided_files(GUIDE.replace("Ít trang", "Vài trang")))
    assert one.guide is not None
    assert one.digest != other.digest


WRONG = [
    ('form = "questions"', 'form = "nothing"', ("guide-form", "form", 1)),
    ("rank = 1", 'rank = "1"', ("guide-value", "rank", 3)),
    ("rank = 1", "ranks = 1", ("guide-key-unknown", "ranks", 3)),
    ('decision = "fee"', 'decision = "feee"', ("guide-decision", "fee.decision", 6)),
    ('id = "many"', 'id = "Nhiều"', ("guide-value", "outcomes[2].id", 16)),
    ('id = "many"', 'id = "other"', ("guide-outcome-twice", "outcomes[2].id", 16)),
    (', en = "Few pages"', "", ("guide-english", "outcomes[3].title", 24)),
    ('"other-procedure"', '"other-procedur"', ("guide-procedure", "outcomes[1].procedure", 13)),
    ("when = 'kind == \"b\"'", "when = 'kind = 1'", ("guide-expression", "outcomes[1].when", 11)),
    ("when = 'kind == \"b\"'", "when = 'kin == 1'", ("guide-name", "outcomes[1].when", 11)),
    ("pages > 10", "pages > kind", ("guide-fails", "outcomes[2].when", 17)),
    ('"b"\'', '"c"\'', ("guide-never", "outcomes[1].id", 10)),
    (
        "number_of_pages =",
        "number_of_page =",
        ("guide-answer", "outcomes[2].answers.number_of_page", 20),
    ),
    ('amount = "fee * 2"', 'amount = "fee * x"', ("guide-name", "fee.amount", 7)),
    ("else '3 working", "else 'some working", ("guide-fails", "outcomes[2].term", 19)),
    ("\nplaces", "\nwhen = 'kind == \"a\"'\nplaces", ("guide-default", "outcomes[3].when", 25)),
    ("\nplaces", '\nterm = "soon"\nplaces', ("guide-term", "outcomes[3].term", 25)),
]


@pytest.mark.parametrize(("old", "new", "expected"), WRONG, ids=[one[2][0] for one in WRONG])
def test_a_fault_is_told_with_its_place(old: str, new: str, expected: tuple[str, str, int]) -> None:
    assert expected in places_of(old, new)


def test_what_is_no_toml_is_told_and_the_rest_is_checked_all_the_same() -> None:
    found = found_in(guided_files("form = "))
    assert [one.rule for one in found if one.severe] == ["guide-syntax"]


def test_an_outcome_after_the_last_resort_is_never_reached() -> None:
    later = '\n[[outcomes]]\nid = "late"\ntitle = { vi = "Muộn", en = "Late" }\n'
    found = found_in(guided_files(GUIDE + later))
    assert [(one.rule, one.element) for one in found] == [("guide-never", "outcomes[4].id")]


def test_a_question_about_a_person_is_refused() -> None:
    name = {"type": "textfield", "key": "name", "label": "Tên", "properties": {"labelEn": "Name"}}
    found = found_in(guided_files(fields=(KIND, PAGES, name)))
    assert [(one.rule, one.element) for one in found] == [("guide-personal", "name")]


def test_a_choice_that_the_filing_form_does_not_offer_is_told() -> None:
    office = {**KIND, "key": "more", "type": "select"}
    files = guided_files(fields=(KIND, PAGES, office))
    form = files["forms/filing.form"].replace(b'"number_of_pages"', b'"more"')
    form = form.replace(b'"number"', b'"radio"', 1)
    found = [one for one in found_in(files | {"forms/filing.form": form}) if one.element == "more"]
    assert {one.rule for one in found} >= {"guide-choice"}


def test_a_fee_table_that_reads_more_than_is_asked_is_advice() -> None:
    asked = {**PAGES, "key": "sheets"}
    changed = GUIDE.replace("pages", "sheets").replace("number_of_sheets", "number_of_pages")
    found = found_in(guided_files(changed, (KIND, asked)))
    assert [(one.rule, one.severe) for one in found] == [("guide-fee-open", False)]


def test_a_case_knows_no_answer_of_the_guide() -> None:
    files = guided_files()
    diagram = files["process.bpmn"]
    assert b"number_of_pages" in diagram or b"pages" in diagram
    hidden = files["forms/check.form"].replace(
        b'"components": [',
        b'"components": [{"type":"text","text":"x","textEn":"x",'
        b'"conditional":{"hide":"=kind == 1"}},',
        1,
    )
    found = found_in(files | {"forms/check.form": hidden})
    assert "name-unknown" in {one.rule for one in found}


def test_many_empty_lines_do_not_slow_down_the_findings() -> None:
    unknown = "".join(f'unknown_{number} = "x"\n' for number in range(50))
    before = process_time()
    _, findings = read_guide(("\n" * 20_000 + unknown + GUIDE).encode())
    assert process_time() - before < 1
    lines = [one.line for one in findings if one.rule == "guide-key-unknown"]
    assert lines == list(range(20_001, 20_051))
