"""Each rule has a page that says what, why, what is wrong and what is right."""

import re

import pytest

from engine.records.findings import Rule
from tests.architecture.rule_pages import INDEX, index, page
from tests.engine.lint.drawn import PAGES, rules_by_name

RULES = rules_by_name()
COMMAND = "python -m tests.architecture.rule_pages"
each = pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())


def test_the_index_of_rules_is_up_to_date() -> None:
    assert index() == INDEX.read_text(encoding="utf-8"), COMMAND


def test_there_is_a_page_for_each_rule_and_no_other() -> None:
    assert sorted(path.stem for path in PAGES.glob("*.md")) == sorted(RULES)


@each
def test_the_page_of_a_rule_is_up_to_date(rule: Rule) -> None:
    assert page(rule) == (PAGES / f"{rule.name}.md").read_text(encoding="utf-8"), COMMAND


@each
def test_the_page_of_a_rule_gives_a_reason_and_both_examples(rule: Rule) -> None:
    text = (PAGES / f"{rule.name}.md").read_text(encoding="utf-8")

    for title in ("Why", "Wrong", "Right"):
        section = re.search(rf"^## {title}\n\n(?!#)(.+)", text, re.MULTILINE)
        assert section, f"write the section {title} of docs/rules/{rule.name}.md"
