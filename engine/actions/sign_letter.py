"""Signing one letter: the file is signed outside any transaction, and counts if nothing changed."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from engine.actions.carry_out import carry_out
from engine.actions.name_signer import CHANGED, name_signer
from engine.context import Context
from engine.drafting.standing import lacks_mandate
from engine.errors import Words
from engine.letters.stamp import SIZES, Stamp, draw_stamp
from engine.letters.wording import ZONE
from engine.records.commands import Note
from engine.records.letters import ISSUED, Letter
from engine.records.people import Person
from engine.records.signing import Certificate, LetterSignature, SigningStep
from engine.refusals import CertificateUnusable, SigningRefused, TimeStampRefused
from engine.signatures.rules import steps_of
from engine.signatures.sealing import MOST_BYTES, Appearance, Sealing, sign_pdf
from engine.signatures.stamping import Stamper, stamper_of
from engine.signatures.turns import Houses, may_sign
from engine.store.cases import lock_case
from engine.store.certificates import find_own_certificate, find_seal, get_certificate
from engine.store.database import Db
from engine.store.letters import get_letter, lock_letter, set_signed
from engine.store.signatures import insert_signature, posts_held, signatures_on

LOG = logging.getLogger("motcua.signing")
NOT_ISSUED = Words(
    vi="văn bản chưa ban hành hoặc đã trao cho người nhận.",
    en="it is not issued, or has reached its reader already.",
)
NOT_YOURS = Words(
    vi="chưa đến lượt hoặc không thuộc quyền ký của ông/bà.",
    en="it is not yours to sign, or not yet.",
)
TWICE = Words(
    vi="ông/bà đã ký bước trước của văn bản này; bước tiếp theo phải do người khác thực hiện.",
    en="you made the step before of this letter; somebody else must make the next one.",
)
UNWRITTEN = Words(
    vi="chưa ghi số, ngày văn bản ủy quyền cho ông/bà ký (trên lịch vắng hoặc vai trò).",
    en="number and day of the paper that authorises you to sign are missing (absence or post).",
)
MISSING = Words(vi="chưa được cấp.", en="none was issued.")
EARLY = Words(vi="chưa đến ngày có hiệu lực.", en="it is not valid yet.")
EXPIRED = Words(vi="đã hết hạn ngày {day}.", en="it expired on {day}.")
REVOKED = Words(vi="đã bị thu hồi ngày {day}.", en="it was revoked on {day}.")
KEYLESS = Words(
    vi="máy chủ này không giữ khóa của chứng thư.", en="this server does not hold its key."
)
REASON = {"officer": "Lập văn bản", "leader": "Ký ban hành văn bản", "seal": "Đóng dấu văn bản"}


@dataclass(frozen=True, kw_only=True)
class Turned:
    """A letter whose next signature is somebody's; `office_id` is the office that signs it."""

    letter: Letter
    step: SigningStep
    office_id: int


def sign_letter(
    context: Context,
    person: Person,
    letter_id: int,
    number: int,
    settle: Callable[[Db], None] = lambda _db: None,
) -> LetterSignature:
    """Sign a step of a letter, and write it into the log of its case.

    The file is set anew before the first signature where it names another signatory.

    number   of the step; the same step is signed once
    settle   called in the transaction in which it counts
    Raises   NotFound; SigningRefused, CertificateUnusable, PdfUnsignable, KeyUnusable,
             TimeStampRefused
    """
    with context.database.read() as db:
        turned = find_turn(context, db, person, (get_letter(db, letter_id), number))
        own = certificate_for(context, db, person, turned)
    named = name_signer(context, person, (turned.letter, turned.step, turned.office_id))
    before = named.file or ""
    with context.files.open(before) as file:
        content = file.read()
    signed = _signed(context, content, turned, own)
    kept = context.files.put(BytesIO(signed), f"{turned.letter.kind}.pdf", MOST_BYTES)
    with context.database.begin() as db:
        case = lock_case(db, turned.letter.case_id)
        letter = lock_letter(db, letter_id)
        again = find_turn(context, db, person, (letter, number))
        if letter.file != before:
            raise SigningRefused(reason=CHANGED)
        require_valid(context, get_certificate(db, own.certificate_id))
        made = LetterSignature(
            letter_id=letter_id,
            step=number,
            role=again.step.role,
            person_id=person.person_id,
            person_name=person.name,
            certificate_id=own.certificate_id,
            serial=own.serial,
            signed_at=context.clock.now(),
            before=before,
            after=kept.digest,
        )
        insert_signature(db, made)
        set_signed(db, letter_id, kept.digest, kept.size)
        settle(db)
        carry_out(context, db, case, note_of(letter, made, own))
    return made


def find_turn(context: Context, db: Db, person: Person, wanted: tuple[Letter, int]) -> Turned:
    """Return the step of a letter that a person is to sign next; raise SigningRefused."""
    letter, number = wanted
    if letter.state != ISSUED or letter.issued_at is None or letter.file is None:
        raise SigningRefused(reason=NOT_ISSUED)
    had = signatures_on(db, [letter.letter_id])[letter.letter_id]
    steps = _steps(letter)
    if len(had) > number:
        raise SigningRefused(reason=CHANGED)
    if len(had) < number or number >= len(steps):
        raise SigningRefused(reason=NOT_YOURS)
    if any(one.person_id == person.person_id for one in had):
        raise SigningRefused(reason=TWICE)
    houses = Houses(offices=context.offices.get(db).offices, held=posts_held(db))
    if not may_sign(person, houses, letter.office_id, steps[number]):
        raise SigningRefused(reason=NOT_YOURS)
    signing = houses.signing_for(letter.office_id, steps[number].posts)
    if steps[number].role == "leader" and lacks_mandate(person, signing, steps[number].posts):
        raise SigningRefused(reason=UNWRITTEN)
    return Turned(letter=letter, step=steps[number], office_id=signing)


def certificate_for(context: Context, db: Db, person: Person, turned: Turned) -> Certificate:
    """Return the certificate that a person signs a step with; raise CertificateUnusable."""
    office_id = turned.office_id
    if turned.step.role == "seal":
        found = find_seal(db, office_id)
        name = context.offices.get(db).by_id[office_id].name_vi
    else:
        found, name = find_own_certificate(db, person.person_id, office_id), person.name
    if found is None:
        raise CertificateUnusable(name=name, reason=MISSING)
    require_valid(context, found)
    return found


def require_valid(context: Context, found: Certificate) -> None:
    """Raise CertificateUnusable unless it counts now and its key is at hand."""
    now = context.clock.now()
    if found.revoked_at is not None:
        raise _unusable(found, _dated(REVOKED, f"{found.revoked_at.astimezone(ZONE):%d/%m/%Y}"))
    if now < found.valid_from:
        raise _unusable(found, EARLY)
    if now >= found.valid_until:
        raise _unusable(found, _dated(EXPIRED, f"{found.valid_until.astimezone(ZONE):%d/%m/%Y}"))
    if not context.keys.has(found.key):
        raise _unusable(found, KEYLESS)


def note_of(letter: Letter, made: LetterSignature, own: Certificate) -> Note:
    """Return what the log says of a signature: who, with which certificate, on which file."""
    return Note(
        event="letter-signed",
        by=made.person_id,
        values={
            "letter": letter.letter_id,
            "letter_vi": f"{letter.title.vi} {letter.number or ''}".strip(),
            "letter_en": f"{letter.title.en} {letter.number or ''}".strip(),
            "name": own.name,
            "role": made.role,
            "serial": own.serial,
            "before": made.before,
            "after": made.after,
        },
    )


def _steps(letter: Letter) -> tuple[SigningStep, ...]:
    """Return the signatures that an issued letter needs, by the rules of its day."""
    issued_at = letter.issued_at
    return steps_of(letter.signer, issued_at.astimezone(ZONE).date()) if issued_at else ()


def _signed(context: Context, content: bytes, turned: Turned, own: Certificate) -> bytes:
    """Return the file with one more signature, and room for those that follow."""
    now, step = context.clock.now(), turned.step
    stamp = Stamp(role=step.role, name=own.name, office=own.office, at=now.astimezone(ZONE))
    later = (one.role for one in _steps(turned.letter)[step.number + 1 :])
    appearance = Appearance(
        picture=draw_stamp(stamp),
        size=SIZES[step.role],
        ahead=tuple((role, SIZES[role]) for role in later),
    )
    sealing = Sealing(
        role=step.role, certificate=own, reason=REASON[step.role], place=own.office, at=now
    )
    return _stamped(
        context, lambda stamper: sign_pdf(content, sealing, context.keys, appearance, stamper)
    )


def _stamped(context: Context, sign: Callable[[Stamper | None], bytes]) -> bytes:
    """Return what was signed, with a time stamp where an authority is named for them.

    Raises   TimeStampRefused where there must be one
    """
    authority = context.time_authority
    if authority is None:
        return sign(None)
    try:
        return sign(stamper_of(authority, context.outside))
    except TimeStampRefused:
        if authority.required:
            raise
        LOG.warning("signed without a time stamp")
        return sign(None)


def _unusable(found: Certificate, reason: Words) -> CertificateUnusable:
    return CertificateUnusable(name=found.name, reason=reason)


def _dated(words: Words, day: str) -> Words:
    return Words(vi=words.vi.format(day=day), en=words.en.format(day=day))
