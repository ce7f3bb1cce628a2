"""The first step of a publication: the folder is sound, and every scenario goes as it says."""

from collections.abc import Mapping, Sequence

from engine.actions.take_over_starts import require_no_rival
from engine.context import Context, named_procedures
from engine.errors import CommandRefused, DraftClosed, InputRefused, Words
from engine.procedures.beginnings import list_triggers
from engine.procedures.digest import digest_of
from engine.procedures.procedure import Procedure
from engine.procedures.reader import read_procedure
from engine.records.drafts import OPEN, SUBMITTED
from engine.records.publications import APPROVING, CHECKING, RETURNED, Publication
from engine.records.values import Json
from engine.scenarios.suite import SuiteReport, run_suite
from engine.store.database import Db
from engine.store.drafts import lock_draft, read_files, set_draft_state
from engine.store.publications import (
    approvals_needed,
    authors_of,
    change_publication,
    lock_publication,
)

MOST_TOLD = 50


def check_draft(context: Context, case_id: int) -> Json:
    """Fix which save is to be published, run its scenarios, and give it back when one is red.

    Raises  CommandRefused outside of a publication; DraftClosed for a draft that is gone
    """
    fixed, files, others = _fix(context, case_id)
    suite = run_suite(
        fixed.procedure_key, files, context.calendars.current, context.scripts, others
    )
    with context.database.begin() as db:
        faults = [] if suite.findings else start_faults(context, db, fixed, files)
        is_green = suite.is_green and not faults
        told = {**report_of(suite, faults), "green": is_green}
        state = CHECKING if is_green else RETURNED
        change_publication(db, fixed.publication_id, state=state, report=told)
        if not is_green:
            set_draft_state(db, fixed.draft_id, OPEN)
    return {
        "dat": is_green,
        "luot": list(range(1, fixed.needed + 1)),
        "lan_luu": fixed.save,
        "dau_van_tay": fixed.digest,
    }


def start_faults(
    context: Context, db: Db, found: Publication, files: Mapping[str, bytes]
) -> list[Words]:
    """Return why the events of a sound folder could not begin cases, if they cannot."""
    process = read_procedure(found.procedure_key, files).diagram.process
    try:
        triggers = list_triggers(process, context.clock.now(), context.calendars.current)
        require_no_rival(db, found.procedure_key, triggers)
    except InputRefused as refusal:
        return [Words(vi=refusal.text("vi"), en=refusal.text("en"))]
    return []


def report_of(suite: SuiteReport, faults: Sequence[Words]) -> dict[str, Json]:
    """Return what came of the scenarios as the publication keeps it."""
    red: list[Json] = [_told(Words(vi=one.vi, en=one.en), one.file) for one in suite.findings]
    red += [_told(fault, "process.bpmn") for fault in faults]
    for line in suite.red:
        title = line.title.vi if line.title else line.path
        red += [_told(fault, title) for fault in line.faults]
    return {
        "scenarios": len(suite.lines),
        "red_scenarios": len(suite.red),
        "red": red[:MOST_TOLD],
    }


def _fix(
    context: Context, case_id: int
) -> tuple[Publication, Mapping[str, bytes], tuple[Procedure, ...]]:
    """Fix save, digest, authors and how many must agree; from here on the draft is closed."""
    with context.database.begin() as db:
        found = lock_publication(db, case_id)
        if found is None or found.state not in (CHECKING, RETURNED, APPROVING):
            raise CommandRefused(what=f"case {case_id}")
        draft = lock_draft(db, found.draft_id)
        if draft.state not in (OPEN, SUBMITTED):
            raise DraftClosed
        files = read_files(db, draft.draft_id, draft.number)
        changes: dict[str, Json] = {
            "save": draft.number,
            "digest": digest_of(files),
            "authors": _authors(db, found),
            "needed": approvals_needed(db, draft.procedure_key),
            "state": CHECKING,
            "reason": "",
            "report": {},
        }
        change_publication(db, found.publication_id, **changes)
        set_draft_state(db, draft.draft_id, SUBMITTED)
        fixed = lock_publication(db, case_id)
        assert fixed is not None  # noqa: S101  locked above
        named = named_procedures(context, db, draft.procedure_key, files)
        return fixed, files, tuple(one.procedure for one in named.values())


def _authors(db: Db, found: Publication) -> list[Json]:
    """Return everybody who saved the draft or sent it: none of them may agree to it."""
    everybody = {*authors_of(db, found.draft_id), *found.authors, found.requested_by}
    return [*sorted(everybody)]


def _told(words: Words, place: str) -> Json:
    return {"vi": words.vi, "en": words.en, "place": place}
