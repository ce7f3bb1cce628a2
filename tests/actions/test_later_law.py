"""The building permit under the next law: old dossiers keep the old way, new ones get the new."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from engine.actions.complete_task import complete_task
from engine.actions.start_case import start_case
from engine.context import Context
from engine.letters.wording import ZONE
from engine.procedures.reader import read_folder
from engine.records.cases import Case
from engine.records.drafts import VERSION, Draft
from engine.records.filings import Filing
from engine.records.publications import Wish
from engine.sample.papers import store_papers
from engine.store.drafts import NewDraft, insert_draft
from engine.store.tasks import list_case_tasks
from engine.store.versions import find_live
from tests.actions.conftest import Stage
from tests.actions.workshop import Workshop, open_workshop
from tests.make import PROCEDURES, publish, reread, task_at
from tests.procedures.shipped import scenarios_of

PERMIT = "giay-phep-xay-dung"
SUMMARY = "Trình tự theo Luật Xây dựng năm 2025, hiệu lực từ ngày ghi trong quyết định."
# The stage's clock stands at Monday 23/11/2026, 09:00.
IN_FORCE = datetime(2026, 12, 1, tzinfo=ZONE)
ACCEPTED = {"ket_qua_kiem_tra": "du"}


@pytest.fixture
def workshop(stage: Stage) -> Workshop:
    """Give a workshop in which the permit under the law of 2014 is live."""
    publish(stage.context, PERMIT)
    return open_workshop(stage.context)


def later_draft(workshop: Workshop) -> Draft:
    """Open a draft that holds the folder of the later version."""
    context = workshop.context
    with context.database.begin() as db:
        live = find_live(db, PERMIT)
        assert live is not None
        given = NewDraft(
            procedure_key=PERMIT,
            name="Theo Luật Xây dựng 2025",
            origin=VERSION,
            base_version_id=live.version_id,
            by=workshop.nora.person_id,
            at=context.clock.now(),
        )
        return insert_draft(db, given, read_folder(PROCEDURES / "later" / PERMIT))


def file_permit(stage: Stage) -> Case:
    """File the application of the shipped scenario, with papers that are there."""
    given = dict(scenarios_of(PERMIT)["cap-phep"].answers)
    paper = store_papers(stage.context.files)[0]
    answers = {key: [dict(paper)] if key.startswith("tep_") else one for key, one in given.items()}
    office_id = stage.cast.office_id
    return start_case(
        stage.context, Filing(procedure_key=PERMIT, office_id=office_id, answers=answers)
    )


def accepted(stage: Stage, case: Case) -> set[str]:
    """Accept a dossier at the desk and return what is to be done next."""
    place = task_at(stage.context, case, "kiem_tra")
    complete_task(stage.context, stage.cast.alice, place, ACCEPTED)
    return set(open_elements(stage.context, case))


def open_elements(context: Context, case: Case) -> Iterator[str]:
    """Give the elements at which the tasks of a case wait."""
    with context.database.read() as db:
        yield from (one.element for one in list_case_tasks(db, case.case_id))


def test_a_dossier_received_before_keeps_the_old_way_and_one_after_gets_the_new(
    stage: Stage, workshop: Workshop
) -> None:
    before = file_permit(stage)
    sent = workshop.send(later_draft(workshop), Wish(summary=SUMMARY, effective_at=IN_FORCE))
    workshop.agree(workshop.pia, sent)
    meanwhile = file_permit(stage)

    workshop.work(IN_FORCE + timedelta(hours=9))
    after = file_permit(stage)

    assert before.version_id == meanwhile.version_id != after.version_id
    # The law of 2014: the specialist appraises, then asks. That of 2025: whom to ask comes first.
    assert accepted(stage, before) == {"tham_dinh"}
    assert accepted(stage, after) == {"xac_dinh"}
    assert reread(stage.context, before).version_id == before.version_id


def test_a_version_under_a_later_law_is_not_in_force_before_its_day(
    stage: Stage, workshop: Workshop
) -> None:
    first = file_permit(stage)
    sent = workshop.send(later_draft(workshop), Wish(summary=SUMMARY, effective_at=IN_FORCE))
    workshop.agree(workshop.pia, sent)
    workshop.work(IN_FORCE - timedelta(seconds=1))
    assert file_permit(stage).version_id == first.version_id
    workshop.work(IN_FORCE)
    assert file_permit(stage).version_id != first.version_id
