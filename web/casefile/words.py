"""What pages of a case say: steps as sentences, states, durations, values of the case data."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from secrets import token_hex

from engine.queries.facts import Named
from engine.queries.history import Step
from engine.records.activities import ACTIVITY_TAGS
from engine.records.forms import Field, Form
from engine.records.notes import NOTES
from engine.records.offices import OFFICE_KINDS
from engine.records.outcomes import Standing
from engine.records.values import Json
from web.casefile.fee_words import fee_words
from web.ui.fields import FormLinks, FormPage, shown_answer, spoken, stored_files
from web.ui.formats import day_text, iso_day_text, number_text
from web.ui.texts import gettext as _
from web.ui.texts import ngettext

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_NO_FORM = Form(form_id="", title_vi="", title_en="")
LONGEST_VALUE = 500
_DAY_WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}")


class _Known(dict[str, Json]):
    """The values of a note; one that is not there is shown as a dash."""

    def __missing__(self, name: str) -> str:
        return "–"


def step_sentence(step: Step) -> str:
    """Return what happened in a step."""
    name = "" if step.name is None else spoken(step.name)
    if step.label:
        name = f"{name} – {label_words(step.label)}"
    return _case_sentence(step) if step.element is None else _element_sentence(step, name)


def _element_sentence(step: Step, name: str) -> str:
    sentences: Mapping[str, str] = {
        "entered": _("Started: %(step)s", step=name),
        "task-opened": _("Asked: %(step)s", step=name),
        "task-completed": _("Completed: %(step)s", step=name),
        "task-claimed": _("Taken: %(step)s", step=name),
        "task-released": _("Handed back: %(step)s", step=name),
        "timer-fired": _("Time was up: %(step)s", step=name),
        "message-received": _("Received: %(step)s", step=name),
        "message-sent": _("Message sent: %(step)s", step=name),
        "signal-thrown": _("Signal sent: %(step)s", step=name),
        "signal-received": _("Signal came: %(step)s", step=name),
        "condition-met": _("Condition met: %(step)s", step=name),
        "escalation-thrown": _("Escalated: %(step)s", step=name),
        "escalation-caught": _("Escalation taken up: %(step)s", step=name),
        "job-settled": _("Answer came: %(step)s", step=name),
        "job-failed": _("Failed: %(step)s", step=name),
        "incident-raised": _("Stands still: %(step)s", step=name),
        "incident-cleared": _("Tried again: %(step)s", step=name),
        "compensation-thrown": _("Undoing what was done: %(step)s", step=name),
        "transaction-cancelled": _("Cancelled, undoing what was done: %(step)s", step=name),
    }
    if step.kind in ("data-amended", "step-skipped"):
        return _mended_sentence(step, name)
    if step.kind in ("sent-back", "taken-back"):
        return _returned_sentence(step, name)
    if step.kind == "task-reassigned":
        holder = step.values.get("holder_name", "–")
        told = _("Given to %(holder)s: %(step)s", holder=holder, step=name)
        return f"{told} ({step.values['reason']})" if "reason" in step.values else told
    if step.kind == "entered" and step.tag not in ACTIVITY_TAGS:
        return _("Reached: %(step)s", step=name)
    return sentences.get(step.kind, name)


def _returned_sentence(step: Step, name: str) -> str:
    reason = step.values.get("reason", "–")
    if step.kind == "sent-back":
        return _("Returned to be corrected: %(step)s (%(reason)s)", step=name, reason=reason)
    return _("Taken back by who had done it: %(step)s (%(reason)s)", step=name, reason=reason)


def _mended_sentence(step: Step, name: str) -> str:
    reason = step.values.get("reason", "–")
    if step.kind == "data-amended":
        return _("Data corrected: %(step)s (%(reason)s)", step=name, reason=reason)
    told = _("Skipped: %(step)s (%(reason)s)", step=name, reason=reason)
    missing = step.values.get("missing")
    if not isinstance(missing, list) or not missing:
        return told
    lacks = _("Not given: %(names)s", names=", ".join(str(one) for one in missing))
    return f"{told}. {lacks}"


def _case_sentence(step: Step) -> str:
    if step.kind in NOTES:
        return spoken(NOTES[step.kind]).format_map(_Known(step.values))
    if step.kind == "case-ended":
        return _("The case ended: %(ending)s", ending=ending_words(str(step.values.get("ending"))))
    if step.kind == "case-suspended":
        return _("Suspended: %(reason)s", reason=step.values.get("reason", "–"))
    if step.kind == "case-migrated":
        number, reason = step.values.get("number"), step.values.get("reason", "–")
        if step.values.get("back"):
            return _("Moved back to version %(number)s (%(reason)s)", number=number, reason=reason)
        return _("Goes on with version %(number)s (%(reason)s)", number=number, reason=reason)
    if step.kind == "date-set":
        return _date_sentence(step.values)
    if step.kind == "data-amended":
        return _("Data of the case corrected (%(reason)s)", reason=step.values.get("reason", "–"))
    sentences = {
        "case-started": _("The dossier was filed"),
        "case-resumed": _("Resumed"),
        "erased": _("The content of this entry was erased as the law asks"),
    }
    return sentences.get(step.kind, step.kind)


def _date_sentence(values: Mapping[str, Json]) -> str:
    due, reason = str(values.get("due", "")), str(values.get("reason", "–"))
    day = day_text(datetime.fromisoformat(due)) if due else "–"
    if values.get("act") == "apology":
        return _("Apology, new day %(day)s (%(reason)s)", day=day, reason=reason)
    return _("Extended by law until %(day)s (%(reason)s)", day=day, reason=reason)


def actor_words(step: Step) -> str:
    """Return who did it: a person's name, the applicant, or the system."""
    if step.hand == "applicant":
        return _("Applicant")
    if step.hand != "person":
        return _("System")
    actor = step.actor or "–"
    if step.absent is None:
        return actor
    return _("%(actor)s, in place of %(absent)s", actor=actor, absent=step.absent)


def walked(steps: Sequence[Step]) -> list[str]:
    """Return all nodes and flows that a case has walked, each once."""
    return list(dict.fromkeys(element for step in steps for element in step.walked))


def label_words(label: str) -> str:
    """Return what tells siblings of a task apart: the name where it is a kind of office."""
    kind = OFFICE_KINDS.get(label)
    return label if kind is None else spoken(kind)


def new_key() -> str:
    """Return a key for a button: pressing it twice does its work once."""
    return token_hex(16)


def status_words(standing: Standing) -> str:
    """Return where a case stands."""
    if standing.status == "finished":
        return ending_words(standing.ending or "done")
    return {
        "running": _("In progress"),
        "suspended": _("Suspended"),
        "cancelled": ending_words(standing.ending or "cancelled"),
    }.get(standing.status, standing.status)


def status_kind(standing: Standing) -> str:
    """Return the colour class of a case's state."""
    if standing.status == "finished":
        return "good" if standing.ending in (None, "done") else "none"
    return {"running": "info", "suspended": "soon"}.get(standing.status, "none")


def status_sign(standing: Standing) -> str:
    """Return the icon of a case's state, so that its colour never stands alone."""
    if standing.status == "finished":
        return "circle-check" if standing.ending in (None, "done") else "circle-x"
    return {"running": "route", "suspended": "player-pause"}.get(standing.status, "ban")


def ending_words(ending: str) -> str:
    """Return how a case ended; a word that a procedure made up stays as it is."""
    return {
        "done": _("Done"),
        "refused": _("Refused"),
        "closed": _("Closed"),
        "withdrawn": _("Withdrawn"),
        "cancelled": _("Cancelled"),
    }.get(ending, ending)


def purpose_words(purpose: str) -> str:
    """Return what somebody looked at."""
    return {
        "case": _("The case"),
        "task": _("A task"),
        "file": _("A paper"),
        "replay": _("The replay"),
        "fees": _("The fees"),
        "papers": _("The papers"),
        "look-up": _("A look-up by personal number"),
        "re-use": _("A paper, used again in another dossier"),
    }.get(purpose, purpose)


def time_words(spent: timedelta) -> str:
    """Return how long something took: 45 minutes, 2.4 hours, 5.8 days."""
    if spent < _HOUR:
        return ngettext("%(num)d minute", "%(num)d minutes", max(1, spent // timedelta(minutes=1)))
    if spent < _DAY:
        return _("%(number)s hours", number=number_text(round(spent / _HOUR, 1)))
    return _("%(number)s days", number=number_text(round(spent / _DAY, 1)))


def value_words(named: Named, value: Json) -> str:
    """Return a value of the case data as text, with the labels of choices."""
    asked = named.asked
    if asked is not None and asked.kind != "files":
        return shown_answer(_page_of(asked, named, value), asked)
    return _plain_words(value, named.parts)[:LONGEST_VALUE]


def value_files(named: Named, value: Json) -> list[Mapping[str, object]]:
    """Return the files that a value of the case data holds."""
    if named.asked is None or named.asked.kind != "files":
        return []
    return stored_files(named.asked, {named.asked.key: value})


def _page_of(asked: Field, named: Named, value: Json) -> FormPage:
    answers = {asked.key: value}
    return FormPage(
        form=_NO_FORM,
        answers=answers,
        names=answers,
        faults={},
        choices={asked.source: named.choices} if asked.source else {},
        hidden=frozenset(),
        driving=frozenset(),
        links=FormLinks(),
    )


def _plain_words(value: Json, parts: Mapping[str, Named]) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, list):
        return "; ".join(_plain_words(one, parts) for one in value) or "–"
    if isinstance(value, dict):
        return _dict_words(value, parts)
    return iso_day_text(value) if _DAY_WRITTEN.fullmatch(value) else label_words(value)


def register_words(key: str) -> str:
    """Return the name of a part of a register's entry; an unknown one is written as words."""
    return {
        "husband": _("Husband"),
        "wife": _("Wife"),
        "number": _("Number of the entry"),
        "registered_on": _("Registered on"),
        "office": _("Registered at"),
    }.get(key, key.replace("_", " "))


def _dict_words(value: Mapping[str, Json], parts: Mapping[str, Named]) -> str:
    if "digest" in value and "name" in value:
        return str(value["name"])
    money = fee_words(value)
    if money is not None:
        return money
    told = []
    for key, one in value.items():
        named = parts.get(key)
        label = register_words(key) if named is None else spoken(named.label)
        words = _plain_words(one, parts) if named is None else value_words(named, one)
        told.append(f"{label}: {words}")
    return ", ".join(told)
