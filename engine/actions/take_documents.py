"""Noting the files of answers as papers of the case, so that they can be found and opened."""

from engine.context import Context
from engine.records.cases import Case
from engine.records.forms import Form, StoredFile
from engine.records.values import Answers
from engine.store.database import Db
from engine.store.documents import insert_documents


def take_documents(
    context: Context,
    db: Db,
    case: Case,
    form: Form | None,
    answers: Answers,
    by: int | None,
) -> None:
    """Note every file among the answers; nothing is sent to the database without one."""
    found: list[tuple[str, StoredFile]] = []
    for field in form.fields if form else ():
        stored = answers.get(field.key) if field.kind == "files" else None
        for one in stored if isinstance(stored, list) else ():
            if isinstance(one, dict):
                stored_file = StoredFile(
                    digest=str(one["digest"]),
                    name=str(one["name"]),
                    size=int(str(one["size"])),
                    media=str(one["media"]),
                )
                found.append((field.key, stored_file))
    if found:
        insert_documents(db, case.case_id, found, by, context.clock.now())
