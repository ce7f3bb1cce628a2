"""Keeping the acts of a trial, and keeping a trial as a scenario of its draft."""

import re

from engine.access import require_post
from engine.actions.save_draft_files import save_draft_files
from engine.context import Context
from engine.errors import InputRefused, Words
from engine.procedures.reader import read_procedure
from engine.records.drafts import Draft
from engine.records.people import Person
from engine.records.scenarios import Scenario
from engine.scenarios.adapt import find_unasked
from engine.scenarios.suite import ENDING, FOLDER
from engine.scenarios.writer import write_scenario
from engine.store.drafts import get_draft, read_files
from engine.store.trials import forget_trial
from engine.store.trials import keep_trial as write_trial

MOST_BYTES = 500_000
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_KEY = 60


def keep_trial(context: Context, person: Person, draft_id: int, acts: Scenario) -> None:
    """Keep the acts of the person's trial; raise NotFound, InputRefused for a trial too large."""
    written = write_scenario(acts)
    if len(written) > MOST_BYTES:
        raise InputRefused(
            reason=Words(vi="lần chạy thử quá lớn.", en="the trial has become too large.")
        )
    with context.database.begin() as db:
        get_draft(db, draft_id)
        write_trial(db, draft_id, person.person_id, written.decode(), context.clock.now())


def end_trial(context: Context, person: Person, draft_id: int) -> None:
    """Forget the person's trial."""
    with context.database.begin() as db:
        forget_trial(db, draft_id, person.person_id)


def save_scenario(
    context: Context, person: Person, draft_id: int, base: int, scenario: Scenario
) -> Draft:
    """Write a scenario into the draft; raise InputRefused for a name it cannot have.

    base     number of the save that the reader has seen
    Raises   NotFound; AccessDenied; DraftClosed; DraftChanged
    """
    require_post(person, "designer")
    if not _KEY.fullmatch(scenario.key) or len(scenario.key) > LONGEST_KEY:
        raise InputRefused(
            reason=Words(
                vi="tên tệp chỉ gồm chữ thường không dấu, số và dấu gạch nối, ví dụ “cap-phep”.",
                en="the file name holds small letters, digits and hyphens only: “cap-phep”.",
            )
        )
    changes = {f"{FOLDER}{scenario.key}{ENDING}": write_scenario(scenario)}
    return save_draft_files(context, person, draft_id, base, changes, scenario.title.vi)


def adapt_scenarios(context: Context, person: Person, draft_id: int, base: int) -> Draft:
    """Take out of all scenarios the answers that no form asks any more; keep their order of steps.

    base     number of the save that the reader has seen
    Raises   NotFound; AccessDenied; ProcedureRefused for a draft that cannot be read; DraftClosed;
             DraftChanged
    """
    require_post(person, "designer")
    with context.database.read() as db:
        draft = get_draft(db, draft_id)
        procedure = read_procedure(draft.procedure_key, read_files(db, draft_id))
    changes = {one.path: one.content for one in find_unasked(procedure)}
    return save_draft_files(context, person, draft_id, base, changes)


def delete_scenario(context: Context, person: Person, draft_id: int, base: int, key: str) -> Draft:
    """Take a scenario out of the draft. Raises as `save_scenario`."""
    path = f"{FOLDER}{key}{ENDING}"
    return save_draft_files(context, person, draft_id, base, {path: None})
