"""Example values for a letter: what a case knows after the steps of a scenario."""

from collections.abc import Mapping
from datetime import datetime

from engine.calendars.calendar import WorkCalendar
from engine.context import Context
from engine.drafting.facts import office_facts
from engine.errors import ProcedureRefused
from engine.letters.merge import flattened
from engine.procedures.procedure import Procedure
from engine.procedures.reader import read_procedure
from engine.queries.drafts import DraftPage
from engine.records.people import Person
from engine.records.scenarios import Scenario
from engine.records.values import Json
from engine.runtime.peek import peek
from engine.runtime.version import compile_version
from engine.scenarios.reader import read_scenario
from engine.scenarios.session import Session, play_session


def values_for(
    context: Context, person: Person, page: DraftPage, scenario: str
) -> Mapping[str, Json]:
    """Return values by the names of letters.

    A draft that cannot be run yet still gives the answers that the scenario types in.
    """
    path = f"scenarios/{scenario}.toml"
    found, _findings = read_scenario(page.files.get(path, b""), path)
    if found is None:
        return {}
    values = _typed(found)
    try:
        procedure = read_procedure(page.draft.procedure_key, page.files)
    except ProcedureRefused:
        return values
    session = _played(context, procedure, found)
    if session.trial.state is not None:
        names = dict(peek(session.trial.state).names)
        dossier = names.pop("dossier", None)
        values |= {key: one for key, one in names.items() if one is not None}
        values |= flattened(dossier, "dossier.") if isinstance(dossier, dict) else {}
    standing = session.trial.standing
    values["dossier.due_at"] = standing.due_at.isoformat() if standing and standing.due_at else None
    return values | _around(context, person, procedure, session.now)


def _typed(scenario: Scenario) -> dict[str, Json]:
    values = dict(scenario.answers)
    for move in scenario.moves:
        values |= move.answers
    return values


def _played(context: Context, procedure: Procedure, scenario: Scenario) -> Session:
    calendar: WorkCalendar = context.calendars.current
    return play_session(compile_version(procedure, context.scripts), scenario, calendar, {})


def _around(
    context: Context, person: Person, procedure: Procedure, now: datetime
) -> dict[str, Json]:
    """Return what every letter knows beside its case: procedure, office, signer, day."""
    card = procedure.card
    with context.database.read() as db:
        directory = context.offices.get(db)
    office = next((one for one in directory.offices if one.kind == card.office_kind), None)
    around: dict[str, Json] = {}
    if office is not None:
        naming = context.editions.naming(office.kind)
        around = office_facts(office, directory, naming)
        around["letter.number"] = f"…/{naming.short}"
    return around | {
        "procedure.title": card.title.vi,
        "procedure.code": card.code,
        "person.name": person.name,
        "today": now.astimezone(context.calendars.current.tz).date().isoformat(),
    }
