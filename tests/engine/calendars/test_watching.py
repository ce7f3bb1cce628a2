"""When lateness is seen coming: rules by office and day of receipt, instants in order."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calendars.calendar import WorkCalendar
from engine.calendars.deadlines import due_at
from engine.calendars.terms import parse_term
from engine.calendars.watching import (
    Marks,
    WatchRule,
    marks_of,
    read_watch_rules,
    rule_for,
)
from engine.errors import SettingRefused

TABLE = """
[[rule]]
valid_from = 2020-01-01
warn_days = 2
apology = "before"
basis = "Cũ"

[[rule]]
valid_from = 2025-07-01
warn_days = 3
apology = "before"
basis = "Mới"

[[rule]]
office = "H1"
valid_from = 2026-01-01
warn_days = 1
apology = "at-expiry"
basis = "Riêng"
"""
RULES = read_watch_rules(TABLE)
MONDAY = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)  # 17:00 in Hà Nội
BEGAN = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("path", "received", "basis"),
    [
        (("H2",), "2026-05-01", "Mới"),
        (("H2",), "2025-06-30", "Cũ"),
        (("H2",), "2019-01-01", "Cũ"),
        (("H1.4", "H1"), "2026-05-01", "Riêng"),
        (("H1.4", "H1"), "2025-12-31", "Mới"),
    ],
)
def test_a_dossier_keeps_the_rule_of_its_office_and_day_of_receipt(
    path: tuple[str, ...], received: str, basis: str
) -> None:
    assert rule_for(RULES, path, date.fromisoformat(received)).basis == basis


def test_before_is_the_opening_of_the_working_day_before(vietnam: WorkCalendar) -> None:
    marks = marks_of(MONDAY, RULES[1], vietnam, BEGAN)
    assert marks == Marks(
        warn_at=datetime(2026, 11, 25, 0, 30, tzinfo=UTC),
        apologise_at=datetime(2026, 11, 27, 0, 30, tzinfo=UTC),
        late_at=MONDAY,
        report_at=MONDAY,
    )


def test_at_expiry_an_apology_is_owed_when_the_term_has_ended(vietnam: WorkCalendar) -> None:
    marks = marks_of(MONDAY, RULES[2], vietnam, BEGAN)
    assert marks.apologise_at == MONDAY
    assert marks.report_at == datetime(2026, 12, 1, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("began", "term", "warned", "owed"),
    [
        # From Thursday 26/11; "short_apology" is at-expiry.
        ("26T02:00", "same day", "26T06:30", "26T10:00"),
        ("26T07:00", "same day", "26T10:00", "26T10:00"),
        ("26T02:00", "1 working day", "27T00:30", "27T10:00"),
        ("26T02:00", "0.5 working days", "26T06:30", "26T10:00"),
        ("26T02:00", "2 working days", "27T00:30", "27T00:30"),
        ("26T02:00", "3 days", "27T00:30", "27T00:30"),
        ("27T02:00", "2 days", "30T00:30", "30T10:00"),
    ],
)
def test_a_short_term_is_warned_of_on_its_last_day_and_owes_nothing_before(
    vietnam: WorkCalendar, began: str, term: str, warned: str, owed: str
) -> None:
    start, warn_at, apologise_at = (
        datetime.fromisoformat(f"2026-11-{one}:00+00:00") for one in (began, warned, owed)
    )
    due = due_at(start, parse_term(term), vietnam)
    marks = marks_of(due, replace(RULES[1], short="at-expiry"), vietnam, start)
    assert (marks.warn_at, marks.apologise_at) == (warn_at, apologise_at)


TERMS = (
    "same day",
    "0.5 working days",
    "1 working day",
    "2 working days",
    "9 days",
    "3 working hours",
)


@given(st.integers(0, 3000), st.sampled_from(RULES), st.sampled_from(TERMS), st.booleans())
def test_the_instants_are_in_order_and_none_lies_before_the_term(
    vietnam: WorkCalendar, hours: int, rule: WatchRule, term: str, is_short: bool
) -> None:
    began = MONDAY + timedelta(hours=hours)
    due = due_at(began, parse_term(term), vietnam)
    shown = replace(rule, short="at-expiry") if is_short else rule
    marks = marks_of(due, shown, vietnam, began)
    assert list(marks.in_order()) == sorted(marks.in_order())
    assert marks.late_at == due
    if is_short:
        assert marks.warn_at >= began or due == began


@pytest.mark.parametrize(
    ("before", "after"),
    [('apology = "before"', 'apology = "later"'), ("warn_days = 2", ""), ("2020-01-01", '"x"')],
)
def test_a_wrong_table_is_refused(before: str, after: str) -> None:
    with pytest.raises(SettingRefused):
        read_watch_rules(TABLE.replace(before, after, 1))


def test_the_shipped_rules_tell_a_day_before_and_name_their_article() -> None:
    rules = read_watch_rules(Path("bpmn/calendars/terms.toml").read_text(encoding="utf-8"))
    assert [rule.apology for rule in rules] == ["before", "before"]
    assert [rule.short for rule in rules] == ["at-expiry", "at-expiry"]
    assert all("NĐ" in rule.basis for rule in rules)
