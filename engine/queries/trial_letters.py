"""The letters that a trial would issue: shown without a number and marked, never kept."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from engine.access import post_name
from engine.context import Context
from engine.drafting.asked_for import asking_form
from engine.drafting.drafted import draft_letter, show_pages
from engine.drafting.facts import Scene
from engine.drafting.standing import NAME
from engine.drafting.templates import Chosen, choose_letter
from engine.errors import NotFound, Words
from engine.queries.elements import element_name
from engine.queries.task_letter import TaskLetter
from engine.queries.trials import Bench
from engine.records.cards import Text
from engine.records.people import Office
from engine.runtime.peek import peek
from engine.scenarios.session import Session
from engine.scenarios.trial import Trial
from engine.scenarios.written import Written

# Stands across each page, in the language of the letter.
MARK = "CHẠY THỬ"
_LETTER = Words(vi="văn bản của lần chạy thử", en="letter of the trial")
# An office of the trial that the directory does not know.
_INVENTED = Text(vi="Xã Mẫu", en="Sample Commune")


@dataclass(frozen=True, kw_only=True)
class TrialLetter:
    """A letter that the trial would have issued by now.

    number   its place in the trial, from 1
    step     that writes it; None for one that a decision asks for
    is_new   the last act wrote it
    """

    number: int
    title: Text
    step: Text | None
    at: datetime
    is_new: bool
    trial: Trial = field(repr=False)
    written: Written = field(repr=False)
    chosen: Chosen = field(repr=False)


def list_trial_letters(context: Context, bench: Bench, session: Session) -> tuple[TrialLetter, ...]:
    """Return the letters of all cases of a trial; one without a template is left out."""
    return tuple(_all_letters(context, bench, session))


def preview_trial_letter(
    context: Context, bench: Bench, session: Session, number: int, language: str
) -> TaskLetter:
    """Return one of them as pictures, with what it lacks; raise NotFound.

    language   in which the invented person is named who signs it
    """
    letters = list_trial_letters(context, bench, session)
    found = next((one for one in letters if one.number == number), None)
    if found is None:
        raise NotFound(what=_LETTER, key=str(number))
    trial, written = found.trial, found.written
    office, procedure = _office(bench, trial, written), trial.version.procedure
    scene = Scene(
        code=_code(trial),
        due_at=written.due_at,
        procedure=procedure,
        names=written.names,
        office=office,
        directory=bench.directory,
        naming=context.editions.naming(office.kind),
        calendar=bench.calendar,
        signer={NAME: _person(session, written.by, language)},
        answers=found.chosen.answers,
        more=written.more,
        asking=asking_form(procedure, written.element) if written.element else None,
    )
    draft = draft_letter(scene, found.chosen)
    today = written.at.astimezone(bench.calendar.tz).date().isoformat()
    pages, fault = show_pages(draft, today, MARK)
    return TaskLetter(title=found.title, pages=pages, missing=draft.missing(today), fault=fault)


def _all_letters(context: Context, bench: Bench, session: Session) -> Iterator[TrialLetter]:
    before = session.marks[-2] if len(session.marks) > 1 else 0
    number = 0
    for trial in session.trials:
        process = trial.version.procedure.diagram.process
        for written in trial.letters:
            number += 1
            chosen = _chosen(context, trial, written, _received_on(bench, trial))
            if chosen is not None:
                yield TrialLetter(
                    number=number,
                    title=chosen.title,
                    step=element_name(process, written.element) if written.element else None,
                    at=written.at,
                    is_new=trial is session.trial and written.seq > before,
                    trial=trial,
                    written=written,
                    chosen=chosen,
                )


def _chosen(context: Context, trial: Trial, written: Written, received_on: date) -> Chosen | None:
    procedure = trial.version.procedure
    try:
        return choose_letter(procedure, context.editions, written.name, received_on)
    except NotFound:
        # The check of the draft names a letter without a template; the rest of the trial is shown.
        return None


def _received_on(bench: Bench, trial: Trial) -> date:
    return trial.log[0].at.astimezone(bench.calendar.tz).date()


def _office(bench: Bench, trial: Trial, written: Written) -> Office:
    """Return the office that writes a letter; one that the directory does not know is invented."""
    own = peek(trial.state).offices.get("case", "") if trial.state else ""
    code = written.office or own
    known = bench.directory.ids.get(code)
    if known is not None:
        return bench.directory.by_id[known]
    return Office(
        office_id=0, code=code, name_vi=f"UBND {_INVENTED.vi}", name_en=_INVENTED.en, kind="commune"
    )


def _code(trial: Trial) -> str:
    dossier = peek(trial.state).names.get("dossier") if trial.state else None
    return str(dossier.get("code", "")) if isinstance(dossier, dict) else ""


def _person(session: Session, by: int | None, language: str) -> str | None:
    place = session.people.get(by) if by is not None else None
    return f"{post_name(place[0]).text(language)} · {place[1]}" if place else None
