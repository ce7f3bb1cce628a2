"""Whose name stands under a letter: whoever decided, signs, or else writes it."""

from engine.context import Context
from engine.drafting.templates import Chosen
from engine.letters.wording import ZONE
from engine.records.cases import Case
from engine.records.people import Office
from engine.runtime.deciding import find_decider
from engine.signatures.rules import steps_of
from engine.signatures.turns import Houses
from engine.store.database import Db
from engine.store.people import list_people_in_post, names_of
from engine.store.signatures import posts_held


def signatory_name(
    context: Context, db: Db, chosen: Chosen, office: Office, by: tuple[Case, int | None]
) -> str | None:
    """Return the name; None where nobody is known.

    Of several who may sign it is whoever decided the case, else the writer, else the first by name.
    A substitute who decided is named themselves.

    by       the case, and who writes the letter

    Source   NĐ 30/2020/NĐ-CP, annex I, II.7 (name of the signatory)
    """
    case, writer = by
    steps = steps_of(chosen.signer, context.clock.now().astimezone(ZONE).date())
    written = names_of(db, {writer} if writer else set()).get(writer or 0)
    if not steps or steps[0].role != "leader":
        return written
    process = context.versions.get(db, case.version_id).compiled.procedure.diagram.process
    decider = find_decider(process, case.state, steps[0].posts)
    if decider is not None and office.office_id == case.office_id:
        return names_of(db, {decider}).get(decider, written)
    houses = Houses(offices=context.offices.get(db).offices, held=posts_held(db))
    signing = houses.signing_for(office.office_id, steps[0].posts)
    for kind in steps[0].posts:
        people = list_people_in_post(db, signing, kind)
        if people:
            own = [one.name for one in people if one.person_id == writer]
            return own[0] if own else people[0].name
    return written
