"""What becomes of the letters of sample cases: signed, sealed, and handed over with the result."""

from collections.abc import Sequence
from datetime import datetime

from engine.actions.deliver_letter import Handover, deliver_letter
from engine.actions.sign_by_hand import sign_by_hand
from engine.letters.wording import ZONE
from engine.queries.sample_people import SAMPLE_PASSWORD
from engine.records.cases import Case
from engine.records.letters import BY_HAND, ISSUED, Letter
from engine.records.outcomes import RUNNING
from engine.records.people import Person
from engine.records.signing import SigningStep
from engine.sample.stage import Stage
from engine.signatures.rules import steps_of
from engine.signatures.turns import Houses, may_sign
from engine.store.letters import list_case_letters
from engine.store.signatures import posts_held, signatures_on

RECEIPT = "01"
REASON = "Ký trên giấy, đóng dấu tại văn thư."
# Who hands letters over, the posts that do it every day first.
USUAL_POSTS = ("desk", "clerk", "specialist", "police", "social-insurance")


def finish_letters(stage: Stage, case: Case, before: datetime) -> None:
    """Let the letters of a case that were issued before an instant be signed and handed over.

    Standard forms are handed over at once, results once the case has ended. What is younger waits
    for the visitor; receipts are opened online.
    """
    with stage.context.database.read() as db:
        letters = list_case_letters(db, case.case_id)
    is_over = case.standing.status != RUNNING
    for letter in letters:
        if letter.state != ISSUED or letter.issued_at is None or letter.kind == RECEIPT:
            continue
        if letter.issued_at > before:
            continue
        steps = steps_of(letter.signer, letter.issued_at.astimezone(ZONE).date())
        must_be_signed = any(step.required for step in steps)
        is_ready = not must_be_signed or _sign(stage, letter, steps)
        if is_ready and (is_over or letter.edition or not must_be_signed):
            _hand_over(stage, case, letter)


def _sign(stage: Stage, letter: Letter, steps: Sequence[SigningStep]) -> bool:
    """Make the steps of a letter on paper; tell whether all of them could be made."""
    with stage.context.database.read() as db:
        had = signatures_on(db, [letter.letter_id])[letter.letter_id]
        houses = Houses(offices=stage.context.offices.get(db).offices, held=posts_held(db))
    done = {one.person_id for one in had}
    for step in steps[len(had) :]:
        able = (one for one in stage.people if may_sign(one, houses, letter.office_id, step))
        person = next((one for one in able if one.person_id not in done), None)
        if person is None:
            return False
        done.add(person.person_id)
        sign_by_hand(stage.context, person, letter.letter_id, step.number, REASON, SAMPLE_PASSWORD)
    return True


def _hand_over(stage: Stage, case: Case, letter: Letter) -> None:
    person = _hander(stage, letter.office_id)
    if person is None:
        return
    handover = Handover(way=BY_HAND, to=case.applicant.name, paper="Căn cước công dân")
    deliver_letter(stage.context, person, letter.letter_id, handover)


def _hander(stage: Stage, office_id: int) -> Person | None:
    held = {
        post.kind: one
        for one in reversed(stage.people)
        for post in one.posts
        if post.office_id == office_id
    }
    return next((held[kind] for kind in USUAL_POSTS if kind in held), None)
