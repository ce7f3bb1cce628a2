"""What a letter of a case can show: the case's own data, its procedure, its offices, the day."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from engine.calendars.calendar import WorkCalendar
from engine.drafting.asked_for import asked_lines
from engine.drafting.authority import principal_facts
from engine.drafting.papers import paper_lines
from engine.drafting.standing import NAME
from engine.letters.editions import Naming
from engine.letters.merge import flattened, is_missing
from engine.procedures.procedure import Procedure
from engine.records.forms import Form
from engine.records.people import Office
from engine.records.values import Json
from engine.store.directory import Directory

# The part of an office's name that is no place: what follows it is (“Bảo hiểm xã hội” is none).
_KIND: Final = re.compile(
    r"^.*?\b(?:xã(?!\s+hội\b)|phường|thị trấn|đặc khu|huyện|tỉnh|thành phố)\s+", re.I
)
# Kinds of office that are a one-stop desk themselves.
CENTRES: Final = ("commune-centre", "provincial-centre")


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Where a letter is written.

    code     of the dossier; `due_at` is the day promised for it
    names    case data where it is written
    office   that issues it
    calendar that reckons the case; None where no day off can move the day promised
    signer   name of whoever signs it, and how they do; see engine/drafting/standing.py
    answers  names of case data that fill a blank of a standard form
    more     values that whoever asks for it brings, by the names of standard forms without "form."
    asking   form in which was ticked what it asks the applicant for
    """

    code: str
    due_at: datetime | None
    procedure: Procedure
    names: Mapping[str, Json]
    office: Office
    directory: Directory
    naming: Naming
    calendar: WorkCalendar | None = None
    signer: Mapping[str, Json] = field(default_factory=dict)
    answers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    more: Mapping[str, Json] = field(default_factory=dict)
    asking: Form | None = None


def facts_of(scene: Scene) -> dict[str, Json]:
    """Return the values by the names of letters; the day and the number come when it is issued."""
    names = dict(scene.names)
    dossier = names.pop("dossier", None)
    facts: dict[str, Json] = {key: one for key, one in names.items() if one is not None}
    facts |= flattened(dossier, "dossier.") if isinstance(dossier, dict) else {}
    due, card = scene.due_at, scene.procedure.card
    facts |= {
        "dossier.code": scene.code,
        "dossier.due_at": due.isoformat() if due else None,
        "procedure.title": card.title.vi,
        "procedure.code": card.code,
        NAME: None,
    }
    facts |= scene.signer
    facts |= office_facts(scene.office, scene.directory, scene.naming)
    facts |= _form_facts(scene) | {f"form.{key}": one for key, one in scene.more.items()}
    ticked = asked_lines(scene.procedure, scene.asking, scene.names)
    facts["asked.lines"] = [*ticked]
    if "form.contents" in facts:
        facts["form.contents"] = _contents(ticked, facts["form.contents"])
    return facts


def office_facts(office: Office, directory: Directory, naming: Naming) -> dict[str, Json]:
    """Return what letters say of the office that issues them, and of its one-stop desk."""
    parent = directory.by_id.get(office.parent_id or 0)
    centre = desk_of(office, directory)
    is_centre = office.kind in CENTRES
    return {
        "office.name": full_name(office, naming),
        "office.parent": parent.name_vi if parent else None,
        "office.place": office.place or naming.place or place_of(office, directory),
        "office.signer": naming.title,
        "desk.name": centre.name_vi if centre else naming.desk_name,
        "desk.parent": parent.name_vi if is_centre and parent else office.name_vi,
    }


def full_name(office: Office, naming: Naming) -> str:
    """Return the name of an office that issues a letter, spelled out.

    Source   NĐ 30/2020/NĐ-CP, annex I, II.2: the official, full name; only the office above it may
             be abbreviated
    """
    name = office.name_vi
    if naming.full and name.startswith(f"{naming.short} "):
        return naming.full + name.removeprefix(naming.short)
    return name


def desk_of(office: Office, directory: Directory) -> Office | None:
    """Return the centre that is the office's one-stop desk; None for a desk without a centre."""
    if office.kind in CENTRES:
        return office
    below = directory.children.get(office.office_id, ())
    return next((one for one in below if one.kind in CENTRES), None)


def place_of(office: Office, directory: Directory) -> str:
    """Return the place a letter is dated at: Mẫu An for UBND Phường Mẫu An.

    Where neither the register nor the name of the office says it, an office above does.

    Source   NĐ 30/2020/NĐ-CP, annex I, II.4: the place where the agency has its seat
    """
    here: Office | None = office
    seen: set[int] = set()
    while here is not None and here.office_id not in seen:
        place = here.place or _named_place(here)
        if place:
            return place
        seen.add(here.office_id)
        here = directory.by_id.get(here.parent_id or 0)
    return office.name_vi


def _named_place(office: Office) -> str | None:
    found = _KIND.match(office.name_vi)
    return office.name_vi[found.end() :] if found else None


def address_keys(procedure: Procedure) -> tuple[str, ...]:
    """Return the fields of the filing form that ask for the applicant's address."""
    filing = procedure.forms.get(procedure.card.filing_form)
    fields = filing.fields if filing else ()
    return tuple(one.key for one in fields if one.autocomplete == "street-address")


def _form_facts(scene: Scene) -> dict[str, Json]:
    """Return what the case itself says of the blanks in standard forms."""
    card = scene.procedure.card
    found = (scene.names.get(key) for key in address_keys(scene.procedure))
    facts: dict[str, Json] = {
        "form.address": next((one for one in found if one), None),
        "form.papers": paper_lines(scene.procedure, scene.names),
        "form.term": card.term.vi,
        "form.provisional_year": _provisional_year(scene),
        **principal_facts(scene.procedure, scene.names),
    }
    for blank, keys in scene.answers.items():
        given = (scene.names.get(key) for key in (blank, *keys) if _is_current(scene, blank, key))
        facts[f"form.{blank}"] = next((one for one in given if not is_missing(one)), None)
    return facts


def _is_current(scene: Scene, blank: str, key: str) -> bool:
    """Tell whether an answer speaks of this request, not of one that was made earlier."""
    if blank != "contents" or key == blank or scene.asking is None:
        return True
    return any(one.key == key for one in scene.asking.fields)


def _contents(ticked: Sequence[str], written: Json) -> Json:
    """Return all that is to be completed: what was ticked, then what the officer wrote."""
    if not ticked or is_missing(written):
        return [*ticked] or written
    lines = written.splitlines() if isinstance(written, str) else written
    if not isinstance(lines, list):
        return [*ticked]
    return [*ticked, *(one for one in lines if not is_missing(one))]


def _provisional_year(scene: Scene) -> str | None:
    """Return the year of the day promised where its swapped days off are not decided yet."""
    if scene.due_at is None or scene.calendar is None:
        return None
    day = scene.due_at.astimezone(scene.calendar.tz).date()
    return str(day.year) if scene.calendar.is_provisional(day) else None
