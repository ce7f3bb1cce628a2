"""Who stands under a letter: whoever decided, signs, or else writes it."""

from engine.context import Context
from engine.drafting.standing import NAME, heads_first, standing_facts
from engine.drafting.templates import Chosen
from engine.letters.wording import ZONE
from engine.records.cases import Case
from engine.records.people import Office, Person
from engine.records.signing import SigningStep
from engine.records.values import Json
from engine.runtime.deciding import find_decider
from engine.signatures.rules import steps_of
from engine.signatures.turns import Houses
from engine.store.database import Db
from engine.store.people import get_person, list_people_in_post, names_of
from engine.store.signatures import posts_held


def signatory_facts(
    context: Context, db: Db, chosen: Chosen, office: Office, by: tuple[Case, int | None]
) -> dict[str, Json]:
    """Return the name, without a value where nobody is known, and how that person signs.

    Of several who may sign it is whoever decided the case, else the writer, else the head of the
    office before a deputy, and the first by name. A substitute who decided is named themselves.

    by       the case, and who writes the letter

    Source   NĐ 30/2020/NĐ-CP, annex I, II.7 (authority and name of the signatory)
    """
    case, writer = by
    steps = steps_of(chosen.signer, context.clock.now().astimezone(ZONE).date())
    written: dict[str, Json] = {NAME: names_of(db, {writer} if writer else set()).get(writer or 0)}
    if not steps or steps[0].role != "leader":
        return written
    houses = Houses(offices=context.offices.get(db).offices, held=posts_held(db))
    signing = houses.signing_for(office.office_id, steps[0].posts)
    head = context.editions.naming(office.kind).title
    decider = _decider(context, db, case, steps[0]) if office.office_id == case.office_id else None
    found = decider or _holder(db, signing, steps[0], writer)
    return standing_facts(found, signing, steps[0].posts, head) if found else written


def _decider(context: Context, db: Db, case: Case, step: SigningStep) -> Person | None:
    process = context.versions.get(db, case.version_id).compiled.procedure.diagram.process
    decider = find_decider(process, case.state, step.posts)
    return None if decider is None else get_person(db, decider)


def _holder(db: Db, office_id: int, step: SigningStep, writer: int | None) -> Person | None:
    for kind in step.posts:
        people = heads_first(list_people_in_post(db, office_id, kind), office_id, kind)
        if people:
            return next((one for one in people if one.person_id == writer), people[0])
    return None
