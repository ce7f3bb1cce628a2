"""The name under a letter is that of whoever signs it: the letter is set anew where it is not.

Source  NĐ 30/2020/NĐ-CP, Art. 13 and annex I, II.7: the full name of the person who signs, and
        how they sign where they are not the head
"""

from dataclasses import replace
from io import BytesIO

from engine.actions.carry_out import carry_out
from engine.actions.issue_letter import MOST_BYTES, check_address
from engine.context import Context
from engine.drafting.drafted import redraft_letter
from engine.drafting.standing import NAME, standing_facts, told_name
from engine.drafting.templates import kept_letter
from engine.errors import Words
from engine.letters.letter import make_letter
from engine.letters.wording import ZONE
from engine.records.commands import Note
from engine.records.letters import ISSUED, Letter
from engine.records.people import Person
from engine.records.signing import SigningStep
from engine.records.values import Json
from engine.refusals import SigningRefused
from engine.store.cases import lock_case
from engine.store.database import Db
from engine.store.letters import change_letter, lock_letter

OTHER_NAME = Words(
    vi="văn bản in tên {name} và đã có người ký; muốn người khác ký thì thu hồi rồi ban hành lại.",
    en="it names {name} and is signed already; for another signatory, take it back and issue anew.",
)
CHANGED = Words(
    vi="văn bản vừa được người khác ký hoặc thay đổi; hãy mở lại danh sách.",
    en="somebody else has just signed or changed it; open the list again.",
)


def name_signer(
    context: Context, person: Person, turned: tuple[Letter, SigningStep, int]
) -> Letter:
    """Return a letter that names who is about to sign it; number, code and day stay as they are.

    Only the step of the leader has a printed name. What names this person already is left alone.

    turned   the letter, its next step, and the office that signs it
    Raises   SigningRefused where somebody else is named and the letter bears a signature;
             LetterStopped on a busy machine
    """
    letter, step, office_id = turned
    if step.role != "leader" or NAME not in letter.facts:
        return letter
    wanted = wanted_facts(context, person, letter, (office_id, step))
    if all((letter.facts.get(key) or "") == one for key, one in wanted.items()):
        return letter
    if step.number:
        raise SigningRefused(reason=_filled(OTHER_NAME, told_name(letter.facts)))
    with context.database.begin() as db:
        case = lock_case(db, letter.case_id)
        locked = lock_letter(db, letter.letter_id)
        if locked.state != ISSUED or locked.file != letter.file:
            raise SigningRefused(reason=CHANGED)
        made = _set_anew(context, db, locked, wanted)
        carry_out(context, db, case, _note(person, letter, made))
    return made


def wanted_facts(
    context: Context, person: Person, letter: Letter, place: tuple[int, SigningStep]
) -> dict[str, Json]:
    """Return what a letter says of whoever signs it: name, and how they stand to the head."""
    office_id, step = place
    with context.database.read() as db:
        issuing = context.offices.get(db).by_id[letter.office_id]
    head = context.editions.naming(issuing.kind).title
    return standing_facts(person, office_id, step.posts, head)


def _set_anew(context: Context, db: Db, letter: Letter, wanted: dict[str, Json]) -> Letter:
    facts = {**letter.facts, **wanted}
    procedure = context.versions.get(db, letter.version_id).compiled.procedure
    chosen = kept_letter(procedure, context.editions, letter.edition, letter.kind)
    author = context.offices.get(db).by_id[letter.office_id].name_vi
    draft = redraft_letter(procedure, chosen, replace(letter, facts=facts), author)
    issued_at = letter.issued_at or context.clock.now()
    day = issued_at.astimezone(ZONE).date().isoformat()
    filling = draft.filling(letter.value, day, check_address(context, letter))
    content = make_letter(chosen.template, filling, issued_at)
    kept = context.files.put(BytesIO(content), f"{letter.kind}.pdf", MOST_BYTES)
    changes = {"facts": facts, "digest": kept.digest, "size": kept.size}
    return change_letter(db, letter.letter_id, changes)


def _note(person: Person, before: Letter, made: Letter) -> Note:
    return Note(
        event="letter-renamed",
        by=person.person_id,
        values={
            "letter": made.letter_id,
            "letter_vi": f"{made.title.vi} {made.number or ''}".strip(),
            "letter_en": f"{made.title.en} {made.number or ''}".strip(),
            "name": told_name(made.facts),
            "named": told_name(before.facts),
            "before": before.digest,
            "after": made.digest,
        },
    )


def _filled(words: Words, name: str) -> Words:
    return Words(vi=words.vi.format(name=name), en=words.en.format(name=name))
