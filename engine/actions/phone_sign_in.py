"""A citizen signs in with a dossier code and their telephone, to which six digits are sent.

Nobody learns from an answer whether a dossier or a telephone is known: one that does not fit is
dealt with in the same way and time, only that no text message leaves.

Source  ADR 0029; OWASP ASVS 5.0, 6.3 (throttling), 6.6 (out-of-band codes); NIST SP 800-63B, 5.1.3
"""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from hmac import compare_digest

from engine.access import PHONE_DIGITS
from engine.context import Context
from engine.errors import NotFound, Words
from engine.forms.typed import plain_phone
from engine.records.cases import Case
from engine.records.codes import one_spelling
from engine.records.identity import Citizen
from engine.records.notices import SIGN_IN_CODE, SMS, NoticeRow
from engine.refusals import CodeRefused
from engine.store.cases import find_case_spelled, get_case
from engine.store.notices import insert_notices
from engine.store.sessions import hash_token, new_token
from engine.store.sign_in_codes import count_code, drop_sign_in, find_sign_in, insert_sign_in
from engine.store.tries import count_try

CODE_LIFE = timedelta(minutes=10)
TRIES_PER_CODE = 5
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# Each text message costs money and rings somewhere. With five tries for each of ten codes a day,
# who knows code and telephone of a dossier guesses six digits with a chance of 1 in 20,000 a day.
PER_PHONE, PER_PHONE_A_DAY, PER_DOSSIER = (5, HOUR), (10, DAY), (5, HOUR)
PER_ADDRESS, TYPED_PER_ADDRESS = (20, HOUR), (60, HOUR)


@dataclass(frozen=True, kw_only=True)
class Redeemed:
    """What a code opened: the dossier, and who signed in; nobody where it names no number."""

    case: Case
    who: Citizen | None


def offers_codes(context: Context) -> bool:
    """Tell whether this server can send text messages."""
    return SMS in context.notices.channels()


def ask_code(context: Context, code: str, phone: str, address: str) -> str:
    """Begin a sign-in and return its token; the digits go to the telephone, if it is the right one.

    phone    the whole number, as it was typed
    address  of the caller
    Raises   NotFound on a server without text messages; TooManyTries
    """
    if not offers_codes(context):
        raise NotFound(what=Words(en="sign-in", vi="đăng nhập"), key="")
    now, number = context.clock.now(), plain_phone(phone)[:20]
    for key, most, window in (
        (f"code:address:{address}", *PER_ADDRESS),
        (f"code:phone:{number}", *PER_PHONE),
        (f"code:phone:day:{number}", *PER_PHONE_A_DAY),
        (f"code:dossier:{one_spelling(code)}", *PER_DOSSIER),
    ):
        with context.database.begin() as db:
            count_try(db, key, now, most, window)
    token = new_token()
    hashed = hash_token(token)
    notice = NoticeRow(kind=SIGN_IN_CODE, channel="sms", content={"sign_in": hashed.hex()})
    with context.database.begin() as db:
        case = find_case_spelled(db, code)
        fits = _is_same(case.applicant.phone if case else "", number)
        found = case.case_id if case and fits else None
        insert_sign_in(db, hashed, found, now, now + CODE_LIFE)
        # Written in any case: the worker that takes it sends nothing where nothing fits.
        insert_notices(db, [notice], now)
        context.wake(db)
    return token


def redeem_code(context: Context, token: str, typed: str, address: str) -> Redeemed:
    """Return what the six digits open; they are used up.

    Raises  CodeRefused for other digits, after five tries and after ten minutes; TooManyTries
    """
    now, hashed = context.clock.now(), hash_token(token)
    with context.database.begin() as db:
        count_try(db, f"code:typed:{address}", now, *TYPED_PER_ADDRESS)
    with context.database.begin() as db:
        begun = count_code(db, hashed, now, TRIES_PER_CODE)
    digits = "".join(one for one in typed if one.isascii() and one.isdigit())
    fits = compare_digest(context.codes.code_of(hashed), digits)
    if begun is None or begun.case_id is None or not fits:
        raise CodeRefused(left=TRIES_PER_CODE - begun.tries if begun else 0)
    with context.database.begin() as db:
        if not drop_sign_in(db, hashed):
            raise CodeRefused(left=0)
        case = get_case(db, begun.case_id)
    applicant, who = case.applicant, None
    if applicant.number:
        who = Citizen(number=applicant.number, name=applicant.name, phone=applicant.phone)
    return Redeemed(case=case, who=who)


def is_code_awaited(context: Context, token: str) -> bool:
    """Tell whether a sign-in has begun whose code can still be typed."""
    with context.database.read() as db:
        return find_sign_in(db, hash_token(token), context.clock.now()) is not None


def sample_code(context: Context, token: str) -> str | None:
    """Return the code for the sample's own page, where no text message leaves; None elsewhere."""
    gateway = context.notices.gateways.get(SMS)
    if not context.sample_mode or gateway is None or gateway.folder is None:
        return None
    return context.codes.code_of(hash_token(token))


def _is_same(known: str, typed: str) -> bool:
    """Tell whether two telephone numbers are the same, in the same time for all."""
    same = compare_digest(sha256(known.encode()).digest(), sha256(typed.encode()).digest())
    return same and len(known) > PHONE_DIGITS
