"""Cases that have to do with each other: published, worked off, looked at."""

from engine.actions.publish_procedure import publish_procedure
from engine.actions.verify_cases import verify_cases
from engine.jobs.worker import run_due
from engine.records.cases import Case
from engine.records.values import Json
from engine.records.versions import Version
from engine.runtime.peek import peek
from engine.store.cases import find_case_by_code, get_case
from engine.store.incidents import list_case_incidents
from tests.actions.conftest import Stage
from tests.drawn import Pool, drawn_files
from tests.make import reread


def publish_drawn(stage: Stage, key: str, *pools: Pool) -> Version:
    """Publish a procedure with these processes."""
    return publish_procedure(stage.context, key, drawn_files(*pools))


def work_off(stage: Stage) -> None:
    """Do what is due until nothing is."""
    for _ in range(30):
        if not run_due(stage.context):
            return
    raise AssertionError("there is always more to do")


def cases(stage: Stage) -> list[Case]:
    """Return all cases in the order in which they were opened."""
    with stage.context.database.read() as db:
        found = [find_case_by_code(db, verdict.code) for verdict in verify_cases(stage.context)]
    return sorted((one for one in found if one), key=lambda one: one.case_id)


def case_by_id(stage: Stage, case_id: int) -> Case:
    """Return a case."""
    with stage.context.database.read() as db:
        return get_case(db, case_id)


def names(stage: Stage, case: Case) -> dict[str, Json]:
    """Return the data of a case as it is now."""
    state = reread(stage.context, case).state
    return dict(peek(state).names) if state else {}


def incidents(stage: Stage, case: Case) -> list[str]:
    """Return the texts of the incidents of a case."""
    with stage.context.database.read() as db:
        return [one.text for one in list_case_incidents(db, case.case_id)]


def broken(stage: Stage) -> list[str]:
    """Return what verifying finds in any case."""
    found = [one for verdict in verify_cases(stage.context) for one in verdict.discrepancies]
    return [f"{one.code}: {one.what.en}" for one in found]
