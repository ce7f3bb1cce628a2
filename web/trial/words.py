"""Words of a trial: its acts, what waits, how the citizen's status reads."""

import re
from collections.abc import Callable
from datetime import timedelta

from engine.queries.trial_view import Waiting
from engine.queries.trials import Bench
from engine.records.cards import Text
from engine.records.scenarios import DECISIONS, Move
from web.ui.fields import spoken
from web.ui.formats import day_text, moment_text, number_text
from web.ui.texts import gettext as _

# Ids of elements stand out of a sentence by an underscore or a digit.
_WORD = re.compile(r"[A-Za-z_][\w.-]*")
_ID = re.compile(r"[_0-9]")
_ACT = re.compile(
    r"\((complete|message|signal|settle|wait|retry|amend|skip|send_back|take_back|stop|set_date)\b"
)


def act_lines(bench: Bench) -> list[str]:
    """Return the acts of a trial as sentences, the filing first."""
    if bench.acts is None:
        return []
    filed = _("Filed at %(time)s", time=moment_text(bench.acts.start_at))
    return [
        filed,
        *(_told(move, bench.name_of) for move in bench.acts.moves),
    ]


def _told(move: Move, name_of: Callable[[str], Text]) -> str:
    words = _decision(move, name_of) if move.act in DECISIONS else _act(move, name_of)
    return _("%(act)s (refused)", act=words) if move.refused else words


def _decision(move: Move, name_of: Callable[[str], Text]) -> str:
    name = spoken(name_of(move.target)) if move.target else ""
    if move.act == "send_back":
        return _("Returned: %(step)s → %(to)s", step=name, to=spoken(name_of(move.to or "")))
    if move.act == "take_back":
        return _("Taken back: %(step)s", step=name)
    if move.act == "stop":
        return _("Stopped at the applicant's request")
    day = day_text(move.day) if move.day else ""
    if move.target == "apology":
        return _("Apologised and promised for %(day)s", day=day)
    return _("Extended to %(day)s", day=day)


def _act(move: Move, name_of: Callable[[str], Text]) -> str:
    name = spoken(name_of(move.target)) if move.target else ""
    if move.act == "wait":
        return _("Waited until %(time)s", time=moment_text(move.at) if move.at else name)
    return {
        "complete": _("Completed: %(step)s", step=name),
        "message": _("Message came: %(step)s", step=name),
        "signal": _("Signal sent: %(step)s", step=name),
        "settle": _("Answered from outside: %(step)s", step=name),
        "retry": _("Tried again: %(step)s", step=name),
        "amend": _("Corrected and tried again: %(step)s", step=name),
        "skip": _("Skipped: %(step)s", step=name),
    }.get(move.act, name)


def in_names(sentence: str, bench: Bench) -> str:
    """Return a sentence with the names of elements in place of their ids, and acts as words."""
    if bench.procedure is None:
        return sentence
    process = bench.procedure.diagram.process

    def named(found: re.Match[str]) -> str:
        word = found[0]
        if process.find(word) is not None and _ID.search(word):
            return spoken(bench.name_of(word))
        return word

    return _WORD.sub(named, _ACT.sub(lambda found: f"({_act_words(found[1])}", sentence))


def _act_words(act: str) -> str:
    return {
        "complete": _("complete"),
        "message": _("message"),
        "signal": _("signal"),
        "settle": _("answer from outside"),
        "wait": _("wait"),
        "retry": _("try again"),
        "amend": _("correct data"),
        "skip": _("skip"),
        "send_back": _("return"),
        "take_back": _("take back"),
        "stop": _("stop"),
        "set_date": _("new day"),
    }.get(act, act)


def kind_words(waiting: Waiting) -> str:
    """Return what kind of thing waits."""
    return {
        "task": _("Task"),
        "message": _("Message"),
        "timer": _("Time limit"),
        "job": _("Other system"),
        "incident": _("Stands still"),
    }[waiting.kind]


def kind_sign(waiting: Waiting) -> str:
    """Return the icon for what waits."""
    return {
        "task": "clipboard-check",
        "message": "mail",
        "timer": "clock",
        "job": "external-link",
        "incident": "alert-triangle",
    }[waiting.kind]


def portal_words(number: int) -> str:
    """Return a status of the national portal (TrangThaiHoSo, 1 to 10) in words."""
    return {
        1: _("Newly filed"),
        2: _("Accepted"),
        3: _("Not accepted"),
        4: _("Being processed"),
        5: _("Waiting for the applicant to complete it"),
        6: _("Waiting for the applicant's payment"),
        7: _("Withdrawn at the applicant's request"),
        8: _("Processing stopped"),
        9: _("Decided: the result is ready"),
        10: _("Result handed over"),
    }.get(number, str(number))


def work_words(spent: timedelta, bench: Bench) -> str:
    """Return working time as days of the office: "2.5 working days"."""
    days = round(spent / bench.calendar.day_length, 1)
    return _("%(number)s working days", number=number_text(days))
