"""Sending a filing: what a citizen has typed becomes a case."""

from engine.actions.forget_filing import forget_filing
from engine.actions.repeated import Asked, was_done
from engine.actions.start_case import start_case
from engine.context import Context
from engine.errors import NotFound, Words
from engine.records.cases import Case
from engine.records.commands import Start
from engine.records.filings import ONLINE, Filing
from engine.store.filings import find_filing
from engine.store.sessions import hash_token


def submit_filing(context: Context, token: str | None, procedure_key: str, office_id: int) -> Case:
    """Open a case with the answers kept under a token and forget them; return the case.

    Sending the same filing again gives the case opened the first time.
    Raises  NotFound when there is no such filing any more; AnswersRefused; InputRefused for an
            office that does not decide this procedure
    """
    hashed = hash_token(token or "")
    request_key = f"filing:{hashed.hex()}"
    with context.database.read() as db:
        begun = find_filing(db, hashed, context.clock.now())
    if not token or begun is None or begun.procedure_key != procedure_key:
        done = was_done(context, Asked(key=request_key, kind=Start.kind, by=None))
        if done is None:
            raise NotFound(
                what=Words(en="filing begun for", vi="hồ sơ đang khai"), key=procedure_key
            )
        return done
    filing = Filing(
        procedure_key=procedure_key,
        office_id=office_id,
        answers=begun.answers,
        channel=ONLINE,
        request_key=request_key,
    )
    case = start_case(context, filing)
    forget_filing(context, token)
    return case
