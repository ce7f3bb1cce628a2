"""Complaints and suggestions: sent by citizens, answered by the office within its days."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from engine.access import PHONE_DIGITS
from engine.actions.open_tracking import guarded
from engine.actions.pass_above import office_above, require_answering
from engine.calendars.complaints import complaint_rule, days_after
from engine.context import Context, local_day
from engine.errors import InputRefused, NotFound, Words
from engine.records.complaints import (
    ABOUT_HEAD,
    ANSWERED,
    ASKED,
    COMPLAINTS,
    KINDS,
    LONGEST_TEXT,
    NEW,
    REFUSED,
    WEB,
    Complaint,
)
from engine.records.identity import Citizen
from engine.records.notices import COMPLAINT_KEPT, COMPLAINT_REPLY, NoticeRow
from engine.records.people import Person
from engine.store.cases import find_case_by_code
from engine.store.complaints import (
    change_complaint,
    insert_complaint,
    lock_complaint,
    own_complaint,
)
from engine.store.counters import next_code
from engine.store.database import Db
from engine.store.notices import insert_notices
from engine.store.tries import count_try

# Anybody may complain, nobody may flood an office.
PER_ADDRESS = (10, timedelta(hours=1))


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a citizen sends in.

    code   of a dossier, or empty
    who    the citizen, where they have signed in
    """

    kind: str
    office_id: int
    name: str
    phone: str
    text: str
    email: str = ""
    code: str = ""
    who: Citizen | None = None


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """How a complaint came.

    by   the officer who wrote it down; None for what the citizen sent
    """

    at: datetime
    channel: str = WEB
    by: int | None = None


def complain(context: Context, said: Said, address: str) -> Complaint:
    """Take a complaint or suggestion in, and return it with its code and days.

    address   of the caller, for the limit on how many
    Raises    InputRefused; NotFound for an office that is not there; TooManyTries
    Source    index 766 item 5.2: the days run from the day it came
    """
    require_words(said)
    now = context.clock.now()
    with context.database.begin() as db:
        count_try(db, f"complain:address:{address}", now, *PER_ADDRESS)
    with context.database.begin() as db:
        return keep_complaint(context, db, said, Arrival(at=now))


def keep_complaint(context: Context, db: Db, said: Said, arrival: Arrival) -> Complaint:
    """Write a complaint down with its days, and mail its code where there is an address.

    Raises    NotFound for an office that is not there; InputRefused where nobody above answers
              for its head
    """
    office = context.offices.get(db).by_id.get(said.office_id)
    if office is None:
        raise NotFound(what=Words(en="office", vi="cơ quan"), key=said.office_id)
    answering = office_above(context, db, office) if said.kind == ABOUT_HEAD else office
    calendar = context.calendars.current
    came, today = arrival.at.astimezone(calendar.tz).date(), local_day(context)
    rule = complaint_rule(context.complaint_rules, came)
    case = find_case_by_code(db, said.code.strip().upper()) if said.code.strip() else None
    made = Complaint(
        complaint_id=0,
        code=next_code(db, f"{COMPLAINTS}{office.code}", today),
        kind=said.kind,
        office_id=answering.office_id,
        case_id=case.case_id if case else None,
        name=said.name.strip(),
        phone=said.phone,
        email=said.email.strip() or None,
        text=said.text.strip(),
        at=arrival.at,
        refuse_by=days_after(arrival.at, rule.refuse_days, calendar, None),
        ask_by=days_after(arrival.at, rule.supplement_days, calendar, None),
        due_at=days_after(arrival.at, rule.answer_days, calendar, None),
        number=said.who.number if said.who else None,
        channel=arrival.channel,
        entered_by=arrival.by,
        entered_at=context.clock.now() if arrival.by is not None else None,
    )
    kept = insert_complaint(db, made)
    tell_complainant(context, db, kept, COMPLAINT_KEPT)
    return kept


def tell_complainant(context: Context, db: Db, one: Complaint, kind: str) -> None:
    """Write a mail to who complained, in the caller's transaction; none without an address."""
    if one.email:
        row = NoticeRow(kind=kind, channel="mail", content={}, complaint_id=one.complaint_id)
        insert_notices(db, [row], context.clock.now())


def open_complaint(context: Context, own: tuple[str, str], address: str) -> Complaint:
    """Return the complaint that code and digits open. Raises NotFound; TooManyTries."""
    with guarded(context, "complaint", own[0], address), context.database.read() as db:
        return own_complaint(db, own)


def add_to_complaint(context: Context, own: tuple[str, str], text: str) -> Complaint:
    """Take in what the citizen adds when asked; the days go on.

    Raises  NotFound for a wrong pair; InputRefused when nothing was asked, or for no text
    """
    with context.database.begin() as db:
        one = lock_complaint(db, own_complaint(db, own).complaint_id)
        if one.state != ASKED or not text.strip():
            raise InputRefused(
                reason=Words(
                    en="the office has asked for nothing more, or nothing was written.",
                    vi="cơ quan không hỏi thêm, hoặc ông/bà chưa viết gì.",
                )
            )
        more = text.strip()[:LONGEST_TEXT]
        change_complaint(db, one.complaint_id, {"state": NEW, "more": more})
        return replace(one, state=NEW, more=more)


def reply_to(
    context: Context, person: Person, complaint_id: int, state: str, text: str
) -> Complaint:
    """Answer a complaint, refuse it with its reason, or ask for more, once.

    state   answered, refused or asked
    Raises  AccessDenied; NotFound; InputRefused for one that is done, after its days for refusing
            or asking, when more was asked before, or without words
    """
    now = context.clock.now()
    with context.database.begin() as db:
        one = lock_complaint(db, complaint_id)
        require_answering(context, db, person, one)
        refusal = _obstacle(one, state, text, now > one.refuse_by, now > one.ask_by)
        if refusal is not None:
            raise InputRefused(reason=refusal)
        changes = {
            "state": state,
            "reply": text.strip()[:LONGEST_TEXT],
            "replied_at": now,
            "replied_by": person.person_id,
        }
        change_complaint(db, complaint_id, changes)
        tell_complainant(context, db, one, COMPLAINT_REPLY)
        return replace(
            one,
            state=state,
            reply=text.strip()[:LONGEST_TEXT],
            replied_at=now,
            replied_by=person.person_id,
        )


def publish_answer(context: Context, person: Person, complaint_id: int) -> Complaint:
    """Put question and answer on the public page, without the citizen's name and dossier.

    Raises  AccessDenied; NotFound; InputRefused before it is answered
    """
    now = context.clock.now()
    with context.database.begin() as db:
        one = lock_complaint(db, complaint_id)
        require_answering(context, db, person, one)
        if one.state != ANSWERED:
            raise InputRefused(
                reason=Words(en="answer it first.", vi="hãy trả lời trước khi công khai.")
            )
        change_complaint(db, complaint_id, {"published_at": one.published_at or now})
        return replace(one, published_at=one.published_at or now)


def require_words(said: Said, needs_phone: bool = True) -> None:
    """Raise InputRefused for what lacks a name, a telephone or words, or has too many."""
    fits = said.kind in KINDS and said.name.strip() and said.text.strip()
    is_reached = len(said.phone) >= PHONE_DIGITS or not (needs_phone or said.phone)
    if not fits or not is_reached or len(said.text) > LONGEST_TEXT:
        raise InputRefused(
            reason=Words(
                en="give your name, a telephone number and what it is about.",
                vi="hãy ghi họ tên, số điện thoại và nội dung.",
            )
        )


def _obstacle(
    one: Complaint, state: str, text: str, no_refusal: bool, no_asking: bool
) -> Words | None:
    """Return why a reply cannot be given as it is; None where it can."""
    if not text.strip():
        return Words(en="write the reply.", vi="hãy viết nội dung trả lời.")
    if state not in (ANSWERED, REFUSED, ASKED) or not one.is_open:
        return Words(en="this one is done.", vi="phản ánh này đã xong.")
    if state == REFUSED and no_refusal:
        return Words(
            en="the days for refusing it are over; answer it.",
            vi="đã quá hạn từ chối; hãy trả lời.",
        )
    if state == ASKED and (no_asking or one.more is not None or one.state == ASKED):
        return Words(
            en="more can be asked once only, and within its days.",
            vi="chỉ được hỏi thêm một lần, trong thời hạn.",
        )
    return None
