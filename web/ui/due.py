"""The words and the colour of a deadline."""

from dataclasses import dataclass
from datetime import datetime

from flask import Flask

from engine.queries.due import DueState, due_state
from engine.records.cases import Task
from engine.records.outcomes import Standing
from engine.records.people import APPLICANT
from web.ui.current import current_context, current_settings
from web.ui.texts import gettext as _
from web.ui.texts import ngettext

_SIGNS = {
    "late": "alert-triangle",
    "soon": "clock",
    "good": "calendar",
    "ready": "circle-check",
    "paused": "player-pause",
    "none": "minus",
}


@dataclass(frozen=True, kw_only=True)
class DueWords:
    """What a page says about a deadline.

    kind   colour class: state-late, state-soon, state-good, state-ready, state-paused, state-none
    sign   name of the icon, so that the colour never stands alone
    """

    kind: str
    words: str
    sign: str


def due_words(due_at: datetime | None, paused: bool = False, ready: bool = False) -> DueWords:
    """Return the words for a deadline as it stands now, by the calendar in force.

    Offices have hours of their own but no days off of their own: what is left in working days, and
    in hours of the clock, is the same at each.
    """
    context = current_context()
    found = due_state(due_at, context.clock.now(), context.calendars.current, paused, ready)
    return DueWords(kind=found.kind, words=words_of(found), sign=_SIGNS[found.kind])


def is_provisional(due_at: datetime) -> bool:
    """Tell whether a decision on swapped days off that is still to come can move a day promised."""
    calendar = current_context().calendars.current
    return calendar.is_provisional(due_at.astimezone(calendar.tz).date())


def standing_due(standing: Standing) -> DueWords:
    """Return the words for the day promised of a whole case."""
    return due_words(standing.due_at, standing.paused, standing.ready)


def task_due(task: Task, due_at: datetime | None) -> DueWords:
    """Return the words for a task.

    due_at   what presses: the earlier of its own deadline and that of its case
    """
    rests = task.paused and task.due_at is None
    return due_words(due_at, rests, rests and task.ready)


def words_of(due: DueState) -> str:
    """Return the words for where a deadline stands."""
    if due.kind == "none":
        return _("No deadline")
    if due.kind == "ready":
        return _("Result ready")
    if due.kind == "paused":
        return _("Paused – no time is counted")
    if due.kind == "late":
        return _late_words(due)
    return _left_words(due)


def _late_words(due: DueState) -> str:
    number = due.amount
    if due.unit == "minutes":
        return ngettext("%(num)d minute overdue", "%(num)d minutes overdue", number)
    if due.unit == "hours":
        return ngettext("%(num)d hour overdue", "%(num)d hours overdue", number)
    if number == 0:
        return _("Overdue")
    return ngettext("%(num)d working day overdue", "%(num)d working days overdue", number)


def _left_words(due: DueState) -> str:
    number = due.amount
    if due.unit == "minutes":
        return ngettext("%(num)d minute left", "%(num)d minutes left", number)
    if due.unit == "hours":
        return ngettext("%(num)d hour left", "%(num)d hours left", number)
    if due.unit == "days":
        return ngettext("%(num)d day left", "%(num)d days left", number)
    return ngettext("%(num)d working day left", "%(num)d working days left", number)


def post_words(kind: str) -> str:
    """Return the name of a kind of post; a kind that a procedure made up stays as it is."""
    return {
        "desk": _("Desk officer"),
        "specialist": _("Specialist"),
        "head": _("Head of unit"),
        "leader": _("Leader"),
        "clerk": _("Records clerk"),
        "police": _("Police officer"),
        "social-insurance": _("Social insurance officer"),
        "auditor": _("Auditor"),
        "designer": _("Process designer"),
        "approver": _("Approver of procedures"),
        "administrator": _("Administrator"),
        APPLICANT: _("Applicant"),
    }.get(kind, kind)


def install_due_words(app: Flask) -> None:
    """Give the templates of `app` the words of deadlines and posts."""
    app.jinja_env.filters.update(
        due_words=due_words,
        words_of=words_of,
        is_provisional=is_provisional,
        standing_due=standing_due,
        task_due=task_due,
        post_words=post_words,
    )
    app.jinja_env.globals["sample_mode"] = lambda: current_settings().sample_mode
