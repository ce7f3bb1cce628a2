"""Files that go from one case to another with a call, and back with its results.

Only a file that belongs to the case that hands it on: a diagram can make up any digest.
"""

from engine.context import Context
from engine.errors import InputRefused, Words
from engine.records.cases import Case
from engine.records.documents import files_among
from engine.records.events import names_written
from engine.records.values import Answers
from engine.store.database import Db
from engine.store.documents import insert_documents, list_documents
from engine.store.log import read_log


def require_own_files(db: Db, case: Case, values: Answers) -> None:
    """Raise InputRefused unless every file among the values belongs to the case."""
    named = {one.digest for _, one in files_among(values)}
    if named and not named <= {one.file.digest for one in list_documents(db, case.case_id)}:
        reason = Words(
            en=f"a file that is handed on does not belong to dossier {case.code}",
            vi=f"một tệp được chuyển đi không thuộc hồ sơ {case.code}",
        )
        raise InputRefused(reason=reason)


def take_files(context: Context, db: Db, case: Case, values: Answers) -> None:
    """Note the files among the values as papers of the case that they were handed to."""
    insert_documents(db, case.case_id, list(files_among(values)), None, context.clock.now())


def take_results(context: Context, db: Db, before: Case) -> None:
    """Note the files that a call handed out to a case, as the entries after `before` say."""
    for entry in read_log(db, before.case_id, before.seq)[:1]:
        take_files(context, db, before, names_written(entry.events))
