"""Noting the files of answers as papers of the case, so that they can be found and opened."""

from engine.context import Context
from engine.records.cases import Case
from engine.records.documents import files_among
from engine.records.forms import Form
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
    asked = {field.key for field in form.fields if field.kind == "files"} if form else set()
    found = [(name, one) for name, one in files_among(answers) if name in asked]
    if found:
        insert_documents(db, case.case_id, found, by, context.clock.now())
