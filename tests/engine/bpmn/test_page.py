"""The page of constructs says what the tests prove."""

from collections import Counter

from tests.engine.bpmn.page import PAGE, collect, page


def test_the_page_of_constructs_is_up_to_date() -> None:
    assert page() == PAGE.read_text(encoding="utf-8"), "python -m tests.engine.bpmn.page"


def test_no_construct_is_said_to_work_and_to_be_refused() -> None:
    said = {(one.group, one.name, one.refused is None) for one in collect()}
    twice = Counter((group, name) for group, name, _ in said)
    assert [name for name, count in twice.items() if count > 1] == []
