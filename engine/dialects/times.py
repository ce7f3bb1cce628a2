"""Due dates, follow-up dates, priorities and timers."""

import re

from engine.calendars.terms import parse_term
from engine.calendars.timing import parse_timing
from engine.diagrams.texts import BPMN, tidy
from engine.diagrams.xml import Element
from engine.dialects.translate import is_expression
from engine.dialects.work import Work
from engine.errors import Words
from engine.faults import TermRefused

_ISO = r"(-?P[0-9YMWDTHS.,]+)"
# now() + duration("P3D") and the like: a term counted from the moment the task begins.
_FROM_NOW = (
    re.compile(rf"=\s*now\(\)\s*\+\s*(?:duration\(\s*\"{_ISO}\"\s*\)|@\"{_ISO}\")"),
    re.compile(rf"=\s*duration\(\s*\"{_ISO}\"\s*\)"),
    re.compile(rf"=\s*@?\"{_ISO}\""),
    re.compile(rf"[\"']{_ISO}[\"']"),
)
_PLUS = re.compile(
    r"[$#]\{\s*(?:dateTime|now)\(\)\s*\.plus(Days|Weeks|Months|Hours|Minutes)"
    r"\(\s*(\d{1,5})\s*\)\s*(?:\.toDate\(\))?\s*\}"
)
_DELTA = re.compile(
    r"(?:datetime\.)?timedelta\(\s*(days|weeks|hours|minutes|seconds)=(\d{1,6})\s*\)"
)
_UNITS = {
    "days": "P{}D",
    "weeks": "P{}W",
    "months": "P{}M",
    "hours": "PT{}H",
    "minutes": "PT{}M",
    "seconds": "PT{}S",
}
_WRITE_TERM = Words(
    vi="Thời hạn của việc là một khoảng, ví dụ motcua:term=“3 ngày làm việc”.",
    en="The term of a task is a length of time, such as motcua:term=“3 working days”.",
)
_CLOCK_TERM = Words(
    vi="Khoảng này tính theo đồng hồ; nếu là ngày làm việc, hãy ghi “3 ngày làm việc”.",
    en="This counts time on the clock; for working days write “3 working days”.",
)
_NO_FOLLOW_UP = Words(
    vi="Không có ngày nhắc; hãy gắn sự kiện hẹn giờ không ngắt lên việc nếu cần nhắc.",
    en="There is no follow-up date; attach a timer that does not interrupt where a reminder is "
    "needed.",
)
_NO_PRIORITY = Words(
    vi="Việc được xếp theo thời hạn, gấp nhất trước; không có mức ưu tiên.",
    en="Work is sorted by its term, most urgent first; there is no priority.",
)
_NO_CRON = Words(
    vi="Hãy ghi khoảng thời gian, ngày giờ hoặc chu kỳ ISO 8601, ví dụ R3/PT10M.",
    en="Write a duration, a date or a cycle by ISO 8601, such as R3/PT10M.",
)


def carry_times(work: Work, element: Element) -> None:
    """Write the term of a task, and note the dates and priorities that have no counterpart."""
    due = work.setting(element, "dueDate")
    if due is not None and due.value:
        term = as_term(due.value)
        if term is None:
            work.lost(element, due, _WRITE_TERM)
        else:
            work.edits.put(element, "term", term)
            work.look(element, f"dueDate={due.value}", f"motcua:term={term}", _CLOCK_TERM)
            work.carried(due)
    for name, todo in (("followUpDate", _NO_FOLLOW_UP), ("priority", _NO_PRIORITY)):
        found = work.setting(element, name)
        if found is not None:
            work.unneeded(element, found, todo)


def carry_timer(work: Work, element: Element, definition: Element) -> None:
    """Rewrite when a timer fires."""
    for child in definition.iterchildren(
        f"{BPMN}timeDuration", f"{BPMN}timeDate", f"{BPMN}timeCycle"
    ):
        text = tidy(child.text)
        if text is None or _is_timing(text):
            continue
        plain = as_term(text)
        if plain is not None:
            work.edits.write(child, plain)
        elif work.tool is not None and (is_expression(text, work.tongue)):
            found = work.expression(element, text)
            if found is not None:
                work.edits.write(child, f"={found}")
        elif work.tool is not None:
            work.lost(element, text, _NO_CRON)


def as_term(text: str) -> str | None:
    """Return the length of time that a text means; None for anything else."""
    for pattern in _FROM_NOW:
        found = pattern.fullmatch(text)
        if found:
            text = next(one for one in found.groups() if one)
    plus = _PLUS.fullmatch(text) or _DELTA.fullmatch(text)
    if plus:
        text = _UNITS[plus[1].lower()].format(plus[2])
    try:
        parse_term(text)
    except TermRefused:
        return None
    return text


def _is_timing(text: str) -> bool:
    try:
        parse_timing(text)
    except TermRefused:
        return False
    return True
