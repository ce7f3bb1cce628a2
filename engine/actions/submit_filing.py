"""Sending a filing: what a citizen has typed becomes a case."""

from collections.abc import Mapping
from datetime import datetime

from engine.actions.choose_version import Choice, choose_version
from engine.actions.repeated import Asked, once, was_done
from engine.actions.start_case import open_chosen
from engine.context import Context
from engine.errors import FormChanged, NotFound, Words
from engine.records.cases import Case
from engine.records.commands import Start
from engine.records.filings import OFFICE, ONLINE, Filing
from engine.records.identity import Citizen
from engine.records.publications import in_force
from engine.records.values import Json
from engine.store.database import Db
from engine.store.filings import drop_filing, find_filing
from engine.store.sessions import hash_token

WORDS = Words(en="filing begun for", vi="hồ sơ đang khai")


def submit_filing(
    context: Context,
    token: str | None,
    procedure_key: str,
    office_id: int | None = None,
    who: Citizen | None = None,
) -> Case:
    """Open a case with the answers kept under a token and forget them; return the case.

    Sending the same filing again gives the case opened the first time.
    office_id  the office that decides; None for the one chosen among the answers
    who     who has signed in: what they have begun is sent by them alone
    Raises  NotFound when there is no such filing any more; FormChanged when another form came into
            force after the answers were kept; AnswersRefused; InputRefused for an office that does
            not decide this procedure
    """
    hashed = hash_token(token or "")
    request_key = f"filing:{hashed.hex()}"
    asked = Asked(key=request_key, kind=Start.kind, by=None)

    def act() -> Case:
        with context.database.begin() as db:
            begun = find_filing(db, hashed, context.clock.now(), who)
            if not token or begun is None or begun.procedure_key != procedure_key:
                raise NotFound(what=WORDS, key=procedure_key)
            office = office_id or chosen_office(context, db, begun.answers)
            chosen = choose_version(context, db, procedure_key, office)
            if chosen.ready.compiled.procedure.card.is_for_staff:
                raise NotFound(what=WORDS, key=procedure_key)
            require_same_form(context, db, chosen, begun.saved_at)
            filing = Filing(
                procedure_key=procedure_key,
                office_id=office,
                answers=begun.answers,
                channel=ONLINE,
                request_key=request_key,
            )
            case = open_chosen(context, db, filing, chosen)
            drop_filing(db, hashed)
            return case

    try:
        return once(context, asked, act)
    except NotFound:
        done = was_done(context, asked)
        if done is None:
            raise
        return done


def chosen_office(context: Context, db: Db, answers: Mapping[str, Json]) -> int:
    """Return the office chosen in the form; 0, which is none, without a choice."""
    code = answers.get(OFFICE)
    return context.offices.get(db).ids.get(code, 0) if isinstance(code, str) else 0


def require_same_form(context: Context, db: Db, chosen: Choice, saved_at: datetime) -> None:
    """Raise FormChanged when the form is another than when the answers were kept.

    So nobody sends answers to questions that they have not read; nothing of them is lost.
    """
    releases = chosen.releases
    now = in_force(releases, chosen.office)
    then = in_force(tuple(one for one in releases if one.effective_at <= saved_at), chosen.office)
    if now is None or then is None or None in (now.version_id, then.version_id):
        return
    if now.version_id == then.version_id:
        return
    forms = [
        procedure.forms[procedure.card.filing_form]
        for one in (now, then)
        for procedure in [context.versions.get(db, one.version_id or 0).compiled.procedure]
    ]
    if forms[0] != forms[1]:
        since = now.effective_at.astimezone(context.calendars.current.tz)
        raise FormChanged(since=f"{since:%d/%m/%Y %H:%M}")
