"""The signatures of a letter: for lists of letters, and for anybody who checks one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from engine.context import Context
from engine.errors import Words
from engine.letters.wording import ZONE
from engine.records.letters import Letter
from engine.records.signing import ROLE_WORDS, LetterSignature, SigningStep
from engine.signatures.rules import steps_of
from engine.signatures.sealing import Trust, read_signatures
from engine.store.certificates import revoked_since, trusted_roots
from engine.store.database import Db
from engine.store.letters import find_letter_by_digest
from engine.store.signatures import find_signed_letter, signatures_on

NOBODY = Words(vi="", en="")


@dataclass(frozen=True, kw_only=True)
class SignatureShown:
    """A signature as the public may know it.

    holds      the file is as it was signed, under a certificate that counted then
    on_paper   it was made by hand: the file proves nothing of it
    stamped_at when it was there, as an authority for time stamps that we trust says
    """

    role: Words
    name: str
    office: str
    issuer: str
    signed_at: datetime | None
    holds: bool
    on_paper: bool
    stamped_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class SigningState:
    """How far a letter is signed.

    waiting    the signature that is next; None when there is none
    complete   it has all that it must have, so it may leave the office
    """

    signatures: tuple[LetterSignature, ...]
    waiting: SigningStep | None
    complete: bool

    @property
    def waiting_role(self) -> Words:
        """Who is to sign next, in words."""
        return ROLE_WORDS[self.waiting.role] if self.waiting else NOBODY


def signatures_of(context: Context, digest: str) -> tuple[SignatureShown, ...]:
    """Return the signatures of the letter whose file has this digest, the oldest first.

    They are read from the file each time, so that a revoked certificate shows at once. A file
    that is no letter of ours has none.
    """
    with context.database.read() as db:
        letter = find_letter_by_digest(db, digest)
        letter_id = letter.letter_id if letter else find_signed_letter(db, digest)
        if letter_id is None:
            return ()
        made = [one for one in signatures_on(db, [letter_id])[letter_id] if one.after == digest]
        clocks = context.time_authority.roots if context.time_authority else ()
        trust = Trust(roots=trusted_roots(db), clocks=clocks, revoked=revoked_since(db))
    if not made:
        return ()
    with context.files.open(digest) as file:
        found = read_signatures(file.read(), trust)
    read = (
        SignatureShown(
            role=ROLE_WORDS[one.role] if one.role else NOBODY,
            name=one.name,
            office=one.office,
            issuer=one.issuer,
            signed_at=one.signed_at,
            holds=one.counts,
            on_paper=False,
            stamped_at=one.stamped_at if one.stamp_trusted else None,
        )
        for one in found
    )
    return (*read, *(_by_hand(one) for one in made if one.certificate_id is None))


def signing_states(context: Context, letters: Sequence[Letter]) -> Mapping[int, SigningState]:
    """Return how far each of these letters is signed, by its id."""
    with context.database.read() as db:
        return states_of(db, letters)


def states_of(db: Db, letters: Sequence[Letter]) -> Mapping[int, SigningState]:
    """Return the same within a reading of the caller's."""
    made = signatures_on(db, [one.letter_id for one in letters])
    return {one.letter_id: _state(one, made[one.letter_id]) for one in letters}


def is_signed(context: Context, letter: Letter, digest: str = "") -> bool:
    """Tell whether a letter has the signatures that it must have.

    digest   of a file that the letter is or was: whether that file has them
    """
    with context.database.read() as db:
        made = signatures_on(db, [letter.letter_id])[letter.letter_id]
    if digest not in ("", letter.file):
        last = [number for number, one in enumerate(made, 1) if one.after == digest]
        made = made[: max(last, default=0)]
    return _state(letter, made).complete


def _state(letter: Letter, made: tuple[LetterSignature, ...]) -> SigningState:
    day = letter.issued_at.astimezone(ZONE).date() if letter.issued_at else None
    steps = steps_of(letter.signer, day) if day else ()
    had = {one.step for one in made}
    left = [one for one in steps if one.number not in had]
    return SigningState(
        signatures=made,
        waiting=left[0] if left else None,
        complete=not any(one.required for one in left),
    )


def _by_hand(one: LetterSignature) -> SignatureShown:
    return SignatureShown(
        role=ROLE_WORDS[one.role],
        name=one.person_name if one.role != "seal" else "",
        office="",
        issuer="",
        signed_at=one.signed_at,
        holds=True,
        on_paper=True,
    )
