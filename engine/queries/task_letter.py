"""The letter of a step, as it would be with the answers typed so far."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.context import Context
from engine.drafting.drafted import show_pages
from engine.drafting.of_case import make_draft
from engine.errors import NotFound, Words
from engine.forms.derive import Signing
from engine.forms.validate import clean
from engine.letters.wording import ZONE
from engine.queries.task_file import Place, TaskForm, get_task_form
from engine.records.cards import Text
from engine.records.letters import LetterName, Wish
from engine.records.people import Person
from engine.records.values import Json
from engine.runtime.lettering import is_wanted


@dataclass(frozen=True, kw_only=True)
class TaskLetter:
    """A letter that is not issued yet.

    pages    PNG pictures; none where `fault` says why
    missing  what the letter lacks, to be answered before the step is completed
    wanted   with these answers the step issues it
    """

    title: Text
    pages: tuple[bytes, ...]
    missing: tuple[LetterName, ...]
    fault: Words | None = None
    wanted: bool = True


def preview_task_letter(
    context: Context, person: Person, place: Place, answers: Mapping[str, object]
) -> TaskLetter:
    """Return the letter of a task with these answers, complete or not.

    answers  as they came in
    Raises   NotFound for a task without a letter too; TaskGone
    """
    asked = get_task_form(context, person, place)
    names = {**asked.names, **_cleaned(context, person, asked, answers)}
    with context.database.read() as db:
        procedure = context.versions.get(db, asked.case.version_id).compiled.procedure
        process, element = procedure.diagram.process, asked.task.element
        node = process.find(element)
        name = node.attributes.get("letter") if node else None
        if name is None:
            raise NotFound(what=Words(en="letter", vi="văn bản"), key=f"{place[0]}-{place[1]}")
        at = (asked.case.seq, asked.task.token, element)
        wish = Wish(name=name, by=person.person_id, place=at)
        draft = make_draft(context, db, asked.case, wish, names)
    today = context.clock.now().astimezone(ZONE).date().isoformat()
    pages, fault = show_pages(draft, today)
    return TaskLetter(
        title=draft.chosen.title,
        pages=pages,
        missing=draft.missing(today),
        fault=fault,
        wanted=is_wanted(process, element, names),
    )


def _cleaned(
    context: Context, person: Person, asked: TaskForm, answers: Mapping[str, object]
) -> dict[str, Json]:
    """Return the answers as they would be kept; what cannot be taken is left out."""
    if asked.form is None:
        return {}
    signing = Signing(name=person.name, at=context.clock.now())
    cleaned = clean(asked.form, answers, asked.names, asked.choices, signing)
    faulty = {one.key for one in cleaned.faults}
    return {key: one for key, one in cleaned.answers.items() if key not in faulty}  # type: ignore[misc]  # cleaned answers are JSON
