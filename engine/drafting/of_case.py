"""A letter of a case as it would be now."""

from collections.abc import Mapping

from engine.context import Context, calendar_for
from engine.drafting.asked_for import asking_form
from engine.drafting.authority import noted_agent
from engine.drafting.drafted import Drafted, draft_letter
from engine.drafting.facts import Scene
from engine.drafting.papers import handed_in
from engine.drafting.signatory import signatory_facts
from engine.drafting.templates import Chosen, choose_letter
from engine.forms.narrowing import CORRECTS
from engine.letters.wording import ZONE
from engine.procedures.procedure import Procedure
from engine.records.cases import Case
from engine.records.forms import Form
from engine.records.letters import Wish
from engine.records.people import Office
from engine.records.values import Json
from engine.store.database import Db
from engine.store.letters import last_writer
from engine.store.log import read_log
from engine.store.papers import list_marks
from engine.store.tasks import list_case_tasks

# By these names a letter lists what is asked for.
_REQUESTS = frozenset(("asked.lines", "form.contents"))


def make_draft(
    context: Context, db: Db, case: Case, wish: Wish, names: Mapping[str, Json]
) -> Drafted:
    """Return a letter as it would be now; raise NotFound."""
    procedure = context.versions.get(db, case.version_id).compiled.procedure
    office = office_of(context, db, case, wish.office_id)
    received_on = case.opened_at.astimezone(ZONE).date()
    chosen = choose_letter(procedure, context.editions, wish.name, received_on)
    writer = wish.by or last_writer(db, case.case_id)
    scene = Scene(
        code=case.code,
        due_at=case.standing.due_at,
        procedure=procedure,
        names=names,
        office=office,
        directory=context.offices.get(db),
        naming=context.editions.naming(office.kind),
        calendar=calendar_for(context, db, case.office_id),
        signer=signatory_facts(context, db, chosen, office, (case, writer)),
        answers=chosen.answers,
        more={**_at_the_desk(db, case, chosen, wish), **wish.more},
        asking=_asking(db, case, chosen, wish, procedure),
    )
    return draft_letter(scene, chosen)


def office_of(context: Context, db: Db, case: Case, office_id: int | None) -> Office:
    """Return the office that issues a letter: the one that is named, else that of the case."""
    return context.offices.get(db).by_id[office_id or case.office_id]


def _asking(db: Db, case: Case, chosen: Chosen, wish: Wish, procedure: Procedure) -> Form | None:
    """Return where was ticked what a letter asks for: at its step, else for a step that corrects.

    A letter that nobody's step writes has to do with what the applicant corrects at that time.
    """
    if _REQUESTS.isdisjoint(one.name for one in chosen.template.shown):
        return None
    if wish.place is not None:
        return asking_form(procedure, wish.place[2])
    nodes = (
        procedure.diagram.process.find(one.element) for one in list_case_tasks(db, case.case_id)
    )
    correcting = (one.node_id for one in nodes if one and one.attributes.get(CORRECTS))
    return next((asking_form(procedure, one) for one in correcting), None)


def _at_the_desk(db: Db, case: Case, chosen: Chosen, wish: Wish) -> dict[str, Json]:
    """Return what a desk wrote down when it took the dossier in: who brought it, which papers.

    Nothing is read of a case that has just begun, nor what whoever asks brings along.
    """
    shown = {one.name for one in chosen.template.shown} if case.seq > 1 else set()
    found: dict[str, Json] = {}
    if "form.agent.name" in shown and "agent.name" not in wish.more:
        found |= noted_agent(read_log(db, case.case_id))
    if "form.papers" in shown and "papers" not in wish.more:
        found |= handed_in([one.mark for one in list_marks(db, case.case_id)])
    return found
