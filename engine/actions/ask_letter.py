"""Asking for a letter: what it is to say is written down at once, a worker issues it."""

import secrets
from collections.abc import Mapping

from engine.context import Context
from engine.diagrams.model import Process
from engine.drafting.of_case import make_draft, office_of
from engine.records.cases import Case
from engine.records.commands import Command
from engine.records.connectors import LETTER
from engine.records.letters import ASKED, Letter, Wish
from engine.records.outcomes import Outcome
from engine.records.values import Json
from engine.runtime.lettering import due_letters
from engine.store.crossing import incoming, leave_jobs
from engine.store.database import Db
from engine.store.letters import find_letter_by_request, insert_letter

# Crockford's base 32: no letter that is taken for a figure. Sixty bits cannot be guessed.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12


def ask_letter(
    context: Context, db: Db, case: Case, wish: Wish, names: Mapping[str, Json]
) -> Letter:
    """Write down that a letter is wanted, with what it is to say, and leave it to a worker.

    The caller has locked the case.
    names   case data where it is asked for
    Raises  NotFound for a letter that neither the procedure nor the standard forms know
    """
    letter = leave_letter(context, db, case, wish, names)
    context.wake(db)
    return letter


def leave_letter(
    context: Context, db: Db, case: Case, wish: Wish, names: Mapping[str, Json]
) -> Letter:
    """Ask for a letter that nobody sits waiting for: workers come by each second anyway."""
    letter = keep_letter(context, db, case, wish, names)
    token = letter.token or 0
    job = incoming(LETTER, letter.element or "", {"letter": letter.letter_id}, token)
    leave_jobs(db, [(case.case_id, job)], context.clock.now())
    return letter


def keep_letter(
    context: Context, db: Db, case: Case, wish: Wish, names: Mapping[str, Json]
) -> Letter:
    """Write a letter down and return it; the one of before for a request that was made before."""
    if wish.request_key is not None:
        before = find_letter_by_request(db, wish.request_key)
        if before is not None and before.case_id == case.case_id:
            return before
    office = office_of(context, db, case, wish.office_id)
    draft = make_draft(context, db, case, wish, names)
    seq, token, element = wish.place or (None, None, None)
    return insert_letter(
        db,
        Letter(
            asked_at=context.clock.now(),
            case_id=case.case_id,
            version_id=case.version_id,
            office_id=office.office_id,
            kind=draft.chosen.kind,
            edition=draft.chosen.edition,
            title=draft.chosen.title,
            book=draft.chosen.book,
            symbol=draft.symbol,
            signer=draft.chosen.signer,
            code=new_code(),
            state=ASKED,
            facts=draft.kept(),
            asked_by=wish.by,
            seq=seq,
            token=token,
            element=element,
            request_key=wish.request_key,
        ),
    )


def ask_step_letters(
    context: Context,
    db: Db,
    cases: tuple[Case, Case],
    step: tuple[Command, Outcome],
    process: Process,
) -> None:
    """Ask for the letters of the steps that a command has completed or reached.

    cases   as the case was before the command, and as it is after it
    """
    command, outcome = step
    before, after = cases
    for due in due_letters(process, before.state, command, outcome):
        wish = Wish(
            name=due.name,
            by=getattr(command, "by", None),
            office_id=context.offices.get(db).ids.get(due.office) if due.office else None,
            place=(after.seq, due.token, due.element),
        )
        ask_letter(context, db, after, wish, due.names)


def new_code() -> str:
    """Return a verification code that nobody can guess."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
