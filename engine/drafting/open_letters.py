"""Letters of a decided case that have not reached the applicant, and what each still lacks."""

from dataclasses import dataclass
from typing import Literal

from engine.access import post_name
from engine.context import Context
from engine.diagrams.model import Process
from engine.errors import Words
from engine.letters.wording import ZONE
from engine.records.cases import Case
from engine.records.letters import ASKED, ISSUED, STUCK, Letter
from engine.records.signing import ROLE_WORDS, LetterSignature
from engine.signatures.rules import steps_of
from engine.store.database import Db
from engine.store.letters import list_case_letters
from engine.store.log import read_log
from engine.store.signatures import signatures_on

# TrangThaiHoSo 9: decided, the result waits to be handed over.
DECIDED = 9
Lack = Literal["making", "stuck", "unsigned", "undelivered"]


@dataclass(frozen=True, kw_only=True)
class OpenLetter:
    """A letter that has not reached the applicant.

    lack       being made; lacks something; waits for a signature of `role`; can be delivered
    who        the posts that may sign, or mend what it lacks, and their office
    is_result  issued with the decision, not before it: it is what is handed over
    """

    letter: Letter
    lack: Lack
    role: Words | None = None
    who: Words
    is_result: bool

    @property
    def stops(self) -> bool:
        """Whether the result cannot be handed over yet."""
        return self.is_result and self.lack != "undelivered"


def open_letters(
    context: Context, db: Db, case: Case, element: str | None = None
) -> tuple[OpenLetter, ...]:
    """Return the procedure's own letters that are not delivered yet, once the case is decided.

    element  of the task that is to be completed: none for one after which the result is announced
             anew, as nothing is handed over by it

    Source   "issued" and "delivered" are two things: NĐ 30/2020/NĐ-CP, Art. 18
    """
    if case.standing.portal_status != DECIDED:
        return ()
    letters = [
        one
        for one in list_case_letters(db, case.case_id)
        if not one.edition and one.state in (ASKED, STUCK, ISSUED)
    ]
    process = context.versions.get(db, case.version_id).compiled.procedure.diagram.process
    if not letters or (element and not _may_end(process, element)):
        return ()
    made = signatures_on(db, [one.letter_id for one in letters])
    decided = _decided_seq(context, db, case)
    return tuple(
        _open(context, db, one, made[one.letter_id], is_result=(one.seq or 0) >= decided)
        for one in letters
    )


def _may_end(process: Process, element: str) -> bool:
    """Tell whether an end can follow a step before a result is announced; so of unknown steps."""
    seen, ahead = {element}, [element]
    while ahead:
        node = process.nodes.get(ahead.pop())
        if node is None or node.tag == "endEvent":
            return True
        after = {one.target for one in process.flows.values() if one.source == node.node_id} - seen
        after = {one for one in after if not _announces(process, one)}
        seen |= after
        ahead.extend(after)
    return False


def _announces(process: Process, element: str) -> bool:
    node = process.nodes.get(element)
    return node is not None and node.attributes.get("status") == str(DECIDED)


def _decided_seq(context: Context, db: Db, case: Case) -> int:
    """Return the entry that decided the case last; 1 where no step says that it decides."""
    process = context.versions.get(db, case.version_id).compiled.procedure.diagram.process
    seq = 1
    for entry in read_log(db, case.case_id):
        for event in entry.events:
            node = process.find(event.element) if event.element else None
            if event.kind == "task-completed" and node and node.attributes.get("decides"):
                seq = entry.seq
    return seq


def _open(
    context: Context, db: Db, one: Letter, made: tuple[LetterSignature, ...], is_result: bool
) -> OpenLetter:
    office = context.offices.get(db).by_id[one.office_id]
    at_home = Words(vi=office.name_vi, en=office.name_en)
    if one.issued_at is None:
        lack: Lack = "making" if one.state == ASKED else "stuck"
        return OpenLetter(letter=one, lack=lack, who=at_home, is_result=is_result)
    had = {each.step for each in made}
    steps = steps_of(one.signer, one.issued_at.astimezone(ZONE).date())
    left = next((step for step in steps if step.required and step.number not in had), None)
    if left is None:
        return OpenLetter(letter=one, lack="undelivered", who=at_home, is_result=is_result)
    posts = [post_name(each) for each in left.posts]
    who = Words(
        vi=f"{', '.join(each.vi for each in posts)}, {at_home.vi}",
        en=f"{', '.join(each.en for each in posts)}, {at_home.en}",
    )
    return OpenLetter(
        letter=one, lack="unsigned", role=ROLE_WORDS[left.role], who=who, is_result=is_result
    )
