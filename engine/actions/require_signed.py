"""A letter that must be signed does not leave the office before."""

from engine.context import Context
from engine.errors import Words
from engine.letters.wording import ZONE
from engine.records.letters import Letter
from engine.records.signing import ROLE_WORDS
from engine.refusals import SigningRefused
from engine.signatures.rules import steps_of
from engine.store.database import Db
from engine.store.signatures import signatures_on

LACKING = Words(
    vi="văn bản chưa đủ chữ ký, còn thiếu: {roles}. Chưa thể trao cho người nhận.",
    en="signatures are missing: {roles}. It cannot be delivered yet.",
)


def require_signed(context: Context, db: Db, letter: Letter) -> None:
    """Raise SigningRefused naming the signatures that a letter must have and has not."""
    day = (letter.issued_at or context.clock.now()).astimezone(ZONE).date()
    had = {one.step for one in signatures_on(db, [letter.letter_id])[letter.letter_id]}
    lacking = [
        ROLE_WORDS[step.role]
        for step in steps_of(letter.signer, day)
        if step.required and step.number not in had
    ]
    if lacking:
        vi = LACKING.vi.format(roles=", ".join(one.vi for one in lacking))
        en = LACKING.en.format(roles=", ".join(one.en for one in lacking))
        raise SigningRefused(reason=Words(vi=vi, en=en))
