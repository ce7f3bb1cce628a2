"""Issued and delivered are two things: how a letter reached its reader, and taking one back."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.access import SIGNING, post_name
from engine.actions.carry_out import carry_out
from engine.actions.complete_letter import require_letter_post
from engine.actions.issue_letter import told
from engine.actions.own_case import require_own_case
from engine.actions.require_signed import require_signed
from engine.context import Context
from engine.drafting.rights import may_recall
from engine.errors import AccessDenied, InputRefused, NotFound, Words
from engine.records.cases import Case
from engine.records.commands import Note
from engine.records.letters import (
    BY_HAND,
    BY_POST,
    DELIVERED,
    ISSUED,
    ONLINE,
    RECALLED,
    Letter,
)
from engine.records.people import Person
from engine.records.values import Json
from engine.refusals import DeliveryRefused
from engine.signatures.turns import Houses
from engine.store.cases import lock_case
from engine.store.database import Db
from engine.store.letters import change_letter, get_letter, lock_letter, set_delivered
from engine.store.signatures import posts_held

LONGEST = 200
LONGEST_REASON = 1_000
_NOT_YET = Words(vi="văn bản chưa ban hành", en="it is not issued yet")
_DONE = Words(vi="văn bản đã giao", en="it is delivered already")
_BACK = Words(vi="văn bản đã thu hồi", en="it was taken back")


@dataclass(frozen=True, kw_only=True)
class Handover:
    """How a letter reached its reader.

    to        who took it, or the addressee
    paper     kind and number of the paper they showed; handed over in person
    tracking  number of the consignment; by post
    """

    way: str
    to: str = ""
    paper: str = ""
    tracking: str = ""


def deliver_letter(context: Context, person: Person, letter_id: int, handover: Handover) -> Letter:
    """Note that a letter was handed over or posted.

    Raises   NotFound; AccessDenied; InputRefused where something is not said; DeliveryRefused for
             a letter that is not issued, delivered before, or taken back; SigningRefused for one
             that lacks a signature
    Source   NĐ 118/2025/NĐ-CP, Art. 22
    """
    _require_said(handover)
    with context.database.begin() as db:
        case, letter = _lock(db, letter_id)
        require_letter_post(person, letter, context.offices.get(db))
        return _deliver(context, db, (case, letter), handover, person.person_id)


def open_own_letter(context: Context, own: tuple[str, str], letter_id: int) -> Letter:
    """Return a letter that the applicant opens; the first time it is delivered by that.

    own      dossier code and the telephone's last digits
    Raises   NotFound also for a letter of another case, and for one that is not issued
    """
    with context.database.begin() as db:
        case_id = require_own_case(db, *own).case_id
        letter = get_letter(db, letter_id)
        if letter.case_id != case_id or letter.state not in (ISSUED, DELIVERED):
            raise NotFound(what=Words(en="letter", vi="văn bản"), key=str(letter_id))
        if letter.state == DELIVERED:
            return letter
        locked = _lock(db, letter_id)
        if locked[1].state != ISSUED:
            return locked[1]
        return _deliver(context, db, locked, Handover(way=ONLINE), None)


def recall_letter(context: Context, person: Person, letter_id: int, reason: str) -> Letter:
    """Take back a letter that was issued by mistake; its number stays used, and anybody who checks
    it reads that it does not count any more.

    Raises   NotFound; AccessDenied for whoever may not sign it, and for a delivered one for
             whoever does not lead the office or wrote it; InputRefused without a reason;
             DeliveryRefused
    """
    reason = reason.strip()[:LONGEST_REASON]
    if not reason:
        raise InputRefused(reason=Words(vi="chưa ghi lý do", en="there is no reason"))
    with context.database.begin() as db:
        case, letter = _lock(db, letter_id)
        require_letter_post(person, letter, context.offices.get(db))
        if letter.state not in (ISSUED, DELIVERED):
            raise DeliveryRefused(reason=_BACK if letter.state == RECALLED else _NOT_YET)
        houses = Houses(offices=context.offices.get(db).offices, held=posts_held(db))
        if not may_recall(person, letter, houses):
            raise AccessDenied(post=post_name(SIGNING))
        change_letter(db, letter_id, {"state": RECALLED, "reason": reason})
        values = {**told(letter), "reason": reason}
        note = Note(event="letter-recalled", values=values, by=person.person_id)
        carry_out(context, db, case, note)
        return get_letter(db, letter_id)


def _lock(db: Db, letter_id: int) -> tuple[Case, Letter]:
    """Return a letter with its case; the case is locked first, as every command does."""
    case = lock_case(db, get_letter(db, letter_id).case_id)
    return case, lock_letter(db, letter_id)


def _deliver(
    context: Context, db: Db, locked: tuple[Case, Letter], handover: Handover, by: int | None
) -> Letter:
    case, letter = locked
    if letter.state != ISSUED:
        reasons = {DELIVERED: _DONE, RECALLED: _BACK}
        raise DeliveryRefused(reason=reasons.get(letter.state, _NOT_YET))
    require_signed(context, db, letter)
    delivery: Mapping[str, Json] = {
        "way": handover.way,
        "to": handover.to.strip()[:LONGEST],
        "paper": handover.paper.strip()[:LONGEST],
        "tracking": handover.tracking.strip()[:LONGEST],
        "by": by,
    }
    set_delivered(db, letter.letter_id, context.clock.now(), delivery)
    how = _how(handover)
    values = {**told(letter), **delivery, "how_vi": how.vi, "how_en": how.en}
    carry_out(context, db, case, Note(event="letter-delivered", values=values, by=by))
    return get_letter(db, letter.letter_id)


def _how(handover: Handover) -> Words:
    if handover.way == BY_HAND:
        return Words(vi=f"trao tay cho {handover.to}", en=f"handed to {handover.to}")
    if handover.way == BY_POST:
        return Words(
            vi=f"gửi bưu điện, số hiệu {handover.tracking}", en=f"by post, {handover.tracking}"
        )
    return Words(vi="người nộp đã mở trực tuyến", en="opened online by the applicant")


def _require_said(handover: Handover) -> None:
    """Raise InputRefused where what proves the delivery is not said."""
    wanted = {
        BY_HAND: (
            (handover.to, Words(vi="chưa ghi người nhận", en="the recipient is missing")),
            (
                handover.paper,
                Words(
                    vi="chưa ghi giấy tờ tùy thân của người nhận",
                    en="the recipient's identity paper is missing",
                ),
            ),
        ),
        BY_POST: (
            (
                handover.tracking,
                Words(vi="chưa ghi số hiệu bưu gửi", en="the number of the consignment is missing"),
            ),
        ),
    }
    if handover.way not in wanted:
        raise InputRefused(reason=Words(vi="chưa chọn cách giao", en="no way is chosen"))
    for text, reason in wanted[handover.way]:
        if not text.strip():
            raise InputRefused(reason=reason)
