"""Form 01 for a dossier that a desk has accepted: the receipt with the appointment."""

from collections.abc import Sequence

from engine.actions.issue_letter import issue_standard
from engine.context import Context
from engine.records.cases import Case
from engine.records.letters import STANDARD, Letter
from engine.records.papers import HANDED_IN, SORT_NAMES, PaperMark
from engine.records.people import Person
from engine.records.values import Json

RECEIPT = "01"


def give_receipt(
    context: Context, person: Person, case: Case, marks: Sequence[PaperMark] = ()
) -> Letter | None:
    """Issue form 01 once; None where a step of the diagram gives it.

    marks   the papers that were handed in; without any the form lists those of the card
    Raises  LetterIncomplete
    Source  TT 03/2025/TT-VPCP, form 01
    """
    with context.database.read() as db:
        process = context.versions.get(db, case.version_id).compiled.procedure.diagram.process
    wanted = f"{STANDARD}{RECEIPT}"
    if any(node.attributes.get("letter") == wanted for node in process.nodes.values()):
        return None
    handed_in: list[Json] = [_line(one) for one in marks if one.sort in HANDED_IN]
    more: dict[str, Json] = {"papers": handed_in} if handed_in else {}
    key = f"receipt-{case.code}"
    return issue_standard(context, person, case.case_id, RECEIPT, more, request_key=key)


def _line(one: PaperMark) -> str:
    return f"{one.name.vi} ({one.copies:02} {SORT_NAMES[one.sort].vi.lower()})"
