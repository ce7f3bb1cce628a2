"""Form 01 for a dossier that is accepted away from the desk: filed online, or opened by a call."""

from collections.abc import Mapping

from engine.actions.ask_letter import leave_letter
from engine.context import Context
from engine.diagrams.model import Process
from engine.drafting.papers import handed_in
from engine.procedures.procedure import Procedure
from engine.records.cases import Case
from engine.records.commands import Command, Start
from engine.records.letters import ASKED, RECEIPT, STANDARD, Wish
from engine.records.values import Json
from engine.runtime.peek import peek
from engine.store.database import Db
from engine.store.letters import change_letter, find_letter_by_request, list_case_letters
from engine.store.papers import list_marks

# TrangThaiHoSo of a dossier that was received and is not decided: 2 received, 4 being processed,
# 6 to be paid.
ACCEPTED = frozenset((2, 4, 6))


def ask_receipt(
    context: Context, db: Db, cases: tuple[Case, Case], command: Command, procedure: Procedure
) -> None:
    """Ask for form 01 when a command has brought the case to be received; once in its life.

    Not where the officer at a desk opened it, who gives the form by `give_receipt`, where a step
    of the diagram gives it, and for what is no business with citizens.

    cases    as the case was before the command, and as it is after it
    Source   NĐ 118/2025/NĐ-CP, Art. 17: a receipt for each dossier received, electronically too
    """
    before, after = cases
    if is_accepted(before, procedure) or not is_accepted(after, procedure):
        return
    if after.standing.status != "running":
        return
    if isinstance(command, Start) and command.by is not None:
        return
    card = procedure.card
    if card.is_internal or card.is_for_staff or gives_receipt(procedure.diagram.process):
        return
    key = receipt_key(after)
    is_new = before.seq == 0  # then there is no letter yet, and no paper marked
    if not is_new and find_letter_by_request(db, key) is not None:
        return
    marks = [] if is_new else [one.mark for one in list_marks(db, after.case_id)]
    wish = Wish(
        name=f"{STANDARD}{RECEIPT}",
        more=handed_in(marks),
        by=getattr(command, "by", None),
        request_key=key,
    )
    leave_letter(context, db, after, wish, peek(after.state).names if after.state else {})


def is_accepted(case: Case, procedure: Procedure) -> bool:
    """Tell whether the case was received, and its day is promised where the law sets a term.

    One that is suspended or goes on again has been received all the same.
    """
    standing = case.standing
    has_day = standing.due_at is not None or not procedure.diagram.process.attributes.get("term")
    return standing.portal_status in ACCEPTED and has_day


def gives_receipt(process: Process) -> bool:
    """Tell whether a step of the diagram gives form 01."""
    wanted = f"{STANDARD}{RECEIPT}"
    return any(node.attributes.get("letter") == wanted for node in process.nodes.values())


def receipt_key(case: Case) -> str:
    """Return the request key by which form 01 of a case is issued once."""
    return f"receipt-{case.code}"


def fill_receipt(context: Context, db: Db, case: Case, more: Mapping[str, Json]) -> None:
    """Tell form 01, asked for by a step when the case began, what the desk wrote down after."""
    blanks = {f"form.{key}": one for key, one in more.items()}
    procedure = context.versions.get(db, case.version_id).compiled.procedure
    if not blanks or not gives_receipt(procedure.diagram.process):
        return
    for letter in list_case_letters(db, case.case_id):
        if letter.kind == RECEIPT and letter.state == ASKED:
            change_letter(db, letter.letter_id, {"facts": {**letter.facts, **blanks}})
