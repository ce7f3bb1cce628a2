"""Saving a draft: nothing of anybody else is overwritten unseen, and every save is kept."""

from collections.abc import Mapping

from engine.access import require_post
from engine.context import Context
from engine.errors import DraftChanged, DraftClosed, ProcedureRefused
from engine.procedures import rules
from engine.procedures.reader import check_sizes, is_safe_path
from engine.records.drafts import Changes, Conflict, Draft
from engine.records.people import Person
from engine.store.database import Db
from engine.store.drafts import get_save, list_saves, lock_draft, read_files, write_save
from engine.store.people import names_of

LONGEST_NOTE = 500


def save_draft_files(
    context: Context,
    person: Person,
    draft_id: int,
    base: int,
    changes: Changes,
    note: str = "",
) -> Draft:
    """Save files of a draft and return it; files that others saved meanwhile stay as they are.

    base     number of the save that the changes were made on
    changes  the new content by path; None takes a file away
    Raises   NotFound; AccessDenied; DraftClosed; DraftChanged when somebody saved one of these
             files after `base`; ProcedureRefused for a path or size that no procedure may have
    """
    require_post(person, "designer")
    with context.database.begin() as db:
        draft = lock_draft(db, draft_id)
        if not draft.is_open:
            raise DraftClosed
        conflicts = _find_conflicts(db, draft, base, changes)
        if conflicts:
            raise DraftChanged(conflicts=conflicts)
        require_files({**read_files(db, draft_id), **changes})
        stamp = (person.person_id, context.clock.now(), note.strip()[:LONGEST_NOTE])
        return write_save(db, draft, changes, stamp)


def restore_save(context: Context, person: Person, draft_id: int, number: int) -> Draft:
    """Make the files of an earlier save the newest ones; the saves between stay.

    Raises   NotFound; AccessDenied; DraftClosed
    """
    require_post(person, "designer")
    with context.database.begin() as db:
        draft = lock_draft(db, draft_id)
        if not draft.is_open:
            raise DraftClosed
        wanted = read_files(db, draft_id, number)
        gone = dict.fromkeys(get_save(db, draft_id, draft.number).digests.keys() - wanted.keys())
        stamp = (person.person_id, context.clock.now(), f"↶ {number}")
        return write_save(db, draft, {**wanted, **gone}, stamp)


def require_files(files: Mapping[str, bytes | None]) -> None:
    """Raise ProcedureRefused for paths and sizes that no procedure may have."""
    findings = [rules.FILE_PATH.at(path, path=path) for path in files if not is_safe_path(path)]
    sizes = {path: len(content) for path, content in files.items() if content is not None}
    findings += check_sizes(sizes)
    if findings:
        raise ProcedureRefused(findings=findings)


def _find_conflicts(db: Db, draft: Draft, base: int, changes: Changes) -> list[Conflict]:
    """Return the files that differ from what was changed, whoever saved them."""
    if base >= draft.number:
        return []
    found = {}
    for save in list_saves(db, draft.draft_id):
        if save.number <= base:
            break
        for path in save.changed:
            if path in changes and path not in found:
                found[path] = save
    now = read_files(db, draft.draft_id)
    names = names_of(db, {save.by for save in found.values()})
    return [
        Conflict(
            path=path,
            by=save.by,
            by_name=names.get(save.by, ""),
            at=save.at,
            number=save.number,
        )
        for path, save in found.items()
        if now.get(path) != changes[path]
    ]
