"""Approving a draft, returning it for correction, refusing it: never by one who has written it."""

from engine.access import post_name, require_completer
from engine.actions.carry_out import carry_out, state_of
from engine.actions.clean_answers import clean_answers
from engine.context import Context
from engine.errors import FourEyes, InputRefused, NotFound, TaskGone, Words
from engine.records.cases import Case, Task
from engine.records.commands import Complete
from engine.records.people import Person
from engine.records.publications import AGREE, Publication
from engine.records.values import Json
from engine.records.votes import APPROVE, Vote, votes_of
from engine.runtime.peek import peek
from engine.store.cases import lock_case
from engine.store.database import Db
from engine.store.log import read_log
from engine.store.publications import WORDS, find_publication
from engine.store.tasks import list_case_tasks


def decide_publishing(
    context: Context, person: Person, case_id: int, vote: Vote, seen: str | None = None
) -> Case:
    """Give an opinion on a draft that waits for its approval; return its case.

    seen    digest of the files that the person has read; None for those that are checked now
    Raises  NotFound; AccessDenied; FourEyes for an author of the draft; InputRefused for a second
            opinion of the same person, and on other files than were read; AnswersRefused; TaskGone
            when it is decided already
    """
    with context.database.begin() as db:
        case = lock_case(db, case_id)
        publication = find_publication(db, case_id)
        if publication is None:
            raise NotFound(what=WORDS, key=case_id)
        task = _open_task(db, case, person)
        require_completer(person, task)
        if person.person_id in publication.authors:
            raise FourEyes(post=post_name(task.post))
        _require_first(context, db, case, person)
        _require_seen(publication, seen)
        ready = context.versions.get(db, case.version_id)
        form = ready.compiled.procedure.forms[task.form or ""]
        state = state_of(context, db, case)
        names = peek(state).names_at(task.token) if state else {}
        answers = clean_answers(context, db, form, _answers(vote), names)
        return carry_out(
            context, db, case, Complete(token=task.token, answers=answers, by=person.person_id)
        )


def _open_task(db: Db, case: Case, person: Person) -> Task:
    """Return an approval that the person can give: one they hold, else one nobody holds."""
    found = [one for one in list_case_tasks(db, case.case_id) if one.element == APPROVE]
    mine = [one for one in found if one.holder_id == person.person_id]
    free = [one for one in found if one.holder_id is None]
    for one in (*mine, *free, *found):
        return one
    raise TaskGone


def _require_first(context: Context, db: Db, case: Case, person: Person) -> None:
    if any(one.by == person.person_id for one in votes_of(read_log(db, case.case_id))):
        reason = Words(
            en="you have given your opinion on this draft; somebody else must give the next.",
            vi="anh/chị đã cho ý kiến về bản thảo này; ý kiến tiếp theo phải của người khác.",
        )
        raise InputRefused(reason=reason)


def _require_seen(publication: Publication, seen: str | None) -> None:
    """Raise InputRefused where the draft was taken back, changed and sent again meanwhile."""
    if seen is not None and seen != publication.digest:
        reason = Words(
            en="the draft has changed since you opened the page; read it again, then decide.",
            vi="bản thảo đã thay đổi từ khi anh/chị mở trang; hãy xem lại rồi cho ý kiến.",
        )
        raise InputRefused(reason=reason)


def _answers(vote: Vote) -> dict[str, Json]:
    number, day = vote.decision
    agreed = vote.opinion == AGREE
    return {
        "y_kien": vote.opinion,
        "ly_do": None if agreed else vote.reason,
        "so_quyet_dinh": number if agreed else None,
        "ngay_quyet_dinh": day if agreed else None,
    }
