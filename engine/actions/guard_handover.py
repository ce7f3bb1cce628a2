"""A result is handed over once its letters are issued and signed, or were signed on paper."""

from engine.actions.carry_out import carry_out
from engine.context import Context
from engine.drafting.open_letters import OpenLetter, open_letters
from engine.errors import Words
from engine.records.cases import Case, Task
from engine.records.commands import Note
from engine.records.people import Person
from engine.records.values import Json
from engine.refusals import HandoverRefused
from engine.store.database import Db

LONGEST_REASON = 500
LACKS = {
    "making": Words(vi="đang được lập, {who}", en="is being made, {who}"),
    "stuck": Words(
        vi="chưa ban hành vì thiếu thông tin, {who}", en="not issued, it lacks something, {who}"
    ),
    "unsigned": Words(vi="chưa ký ({role}), chờ {who}", en="not signed ({role}), waits for {who}"),
}


def guard_handover(
    context: Context, db: Db, case: Case, task: Task, told: tuple[Person, str]
) -> Case:
    """Return the case, with a note in its log where the result was signed on paper.

    case     locked; its task is completed next
    told     who completes it, and why what is handed over is signed on paper; "" where it is not
    Raises   HandoverRefused naming what is not issued or not signed, and who has it

    Source   NĐ 30/2020/NĐ-CP, Art. 18; NĐ 118/2025/NĐ-CP, Art. 22
    """
    stopping = [one for one in open_letters(context, db, case, task.element) if one.stops]
    person, on_paper = told
    if not stopping:
        return case
    said = Words(
        vi="; ".join(_said(one, "vi") for one in stopping),
        en="; ".join(_said(one, "en") for one in stopping),
    )
    reason = on_paper.strip()[:LONGEST_REASON]
    if not reason:
        raise HandoverRefused(letters=said)
    values: dict[str, Json] = {
        "letters_vi": said.vi,
        "letters_en": said.en,
        "reason": reason,
        "letters": [one.letter.letter_id for one in stopping],
    }
    note = Note(event="result-on-paper", values=values, by=person.person_id)
    return carry_out(context, db, case, note)


def _said(one: OpenLetter, language: str) -> str:
    letter, role = one.letter, one.role.text(language) if one.role else ""
    title = letter.title.vi if language == "vi" else letter.title.en
    lack = LACKS[one.lack].text(language).format(role=role, who=one.who.text(language))
    return f"{title} {letter.number or ''}".strip() + f": {lack}"
