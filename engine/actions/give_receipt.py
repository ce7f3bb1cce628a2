"""Form 01 for a dossier that a desk has accepted: the receipt with the appointment."""

from collections.abc import Mapping, Sequence

from engine.actions.ask_letter import ask_letter
from engine.actions.ask_receipt import gives_receipt, receipt_key
from engine.actions.carry_out import state_of
from engine.actions.issue_letter import issue_standard, standard_wish
from engine.context import Context
from engine.drafting.authority import agent_blanks
from engine.drafting.papers import handed_in
from engine.faults import LetterError
from engine.records.cases import Case
from engine.records.desk import Agent
from engine.records.letters import RECEIPT, Letter
from engine.records.papers import PaperMark
from engine.records.people import Person
from engine.records.values import Json
from engine.runtime.peek import peek
from engine.store.cases import lock_case


def give_receipt(
    context: Context,
    person: Person,
    case: Case,
    marks: Sequence[PaperMark] = (),
    agent: Agent | None = None,
) -> Letter | None:
    """Issue form 01 once; None where a step of the diagram gives it.

    One that cannot be issued now is left to a worker, and stands among the letters of the case.

    marks   the papers that were handed in; without any the form lists those of the card
    agent   the authorised person who brought it
    Raises  LetterError
    Source  TT 03/2025/TT-VPCP, form 01
    """
    with context.database.read() as db:
        process = context.versions.get(db, case.version_id).compiled.procedure.diagram.process
    if gives_receipt(process):
        return None
    more, key = {**handed_in(marks), **agent_blanks(agent)}, receipt_key(case)
    try:
        return issue_standard(context, person, case.case_id, RECEIPT, more, request_key=key)
    except LetterError:
        _leave(context, person, case, more)
        raise


def _leave(context: Context, person: Person, case: Case, more: Mapping[str, Json]) -> None:
    """Leave the form to a worker, who says what it lacks or issues it later."""
    with context.database.begin() as db:
        locked = lock_case(db, case.case_id)
        state = state_of(context, db, locked)
        wish = standard_wish(person, RECEIPT, more, receipt_key(case))
        ask_letter(context, db, locked, wish, peek(state).names if state else {})
