"""Nobody publishes around the approval: no action, no page, no drawing, no intervention."""

import ast
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from engine.actions.carry_publication import carry_publication
from engine.actions.intervene import skip_step
from engine.actions.publish_by_command import Emergency, publish_by_command
from engine.actions.start_case import start_case
from engine.errors import CaseError, InputRefused, MotcuaError, ProcedureRefused
from engine.jobs.worker import run_due
from engine.procedures.reader import read_folder
from engine.records.cases import Case
from engine.records.causes import Place
from engine.records.filings import Filing
from engine.records.jobs import Job
from engine.records.people import Person
from engine.records.publications import PUBLISHING
from engine.serve import publish_shipped
from engine.store.incidents import list_case_incidents
from engine.store.publications import set_rule
from engine.store.releases import list_releases
from engine.store.versions import list_versions
from tests.actions.conftest import Stage
from tests.actions.crossing import publish_drawn
from tests.actions.workshop import KEY, Workshop, changed_title, open_workshop
from tests.architecture.sources import ROOT, python_files
from tests.drawn import DONE, FILED, Pool, chain
from tests.make import PROCEDURES, TEST_PROCEDURES, citizen

# Whoever makes a version, and by what right.
MAKERS = {
    "engine/actions/publish_procedure.py",  # what ships, samples, emergencies
    "engine/actions/carry_publication.py",  # a draft, after its approval was read from the log
    "engine/actions/roll_back.py",  # files that were in force before
}
PUBLISHERS = {
    "engine/serve.py",
    "engine/actions/publish_by_command.py",
}


@pytest.fixture
def workshop(stage: Stage) -> Workshop:
    """Give a workshop in which a version of the test procedure is live."""
    return open_workshop(stage.context)


def callers(*names: str) -> set[str]:
    """Return the files of engine and web that import one of these."""
    found = set()
    for path in python_files("engine", "web"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and {one.name for one in node.names} & set(names):
                found.add(str(path.relative_to(ROOT)))
    return found


def test_only_three_actions_make_a_version() -> None:
    assert callers("keep_version", "insert_version") == MAKERS


def test_only_the_command_line_publishes_without_approval() -> None:
    assert callers("publish_procedure") == PUBLISHERS
    assert callers("publish_by_command") == {"engine/cli.py"}


def test_only_releases_say_what_is_in_force() -> None:
    assert callers("make_live") == {"engine/actions/go_live.py"}
    assert callers("go_live") <= MAKERS
    assert callers("add_release") == MAKERS


def test_a_publication_cannot_be_filed(stage: Stage, workshop: Workshop) -> None:
    draft = workshop.draft()
    answers = citizen(thu_tuc=KEY, du_thao=draft.draft_id, tom_tat="Đi vòng qua phê duyệt")
    filing = Filing(procedure_key=PUBLISHING, office_id=stage.cast.office_id, answers=answers)
    with pytest.raises(InputRefused, match="internal"):
        start_case(stage.context, filing)


def test_a_publication_cannot_be_called(stage: Stage, workshop: Workshop) -> None:
    call = f'<callActivity id="goi" name="Gọi" calledElement="{PUBLISHING}"/>'
    ways = chain("nop", "goi", "xong")
    publish_drawn(stage, "di-vong", Pool(elements=FILED + call + DONE, ways=ways))
    case = stage.file(procedure_key="di-vong")
    while run_due(stage.context):
        pass
    with stage.context.database.read() as db:
        (incident,) = list_case_incidents(db, case.case_id)
    assert "nội bộ" in incident.text
    assert workshop.live().number == 1


def test_its_steps_cannot_be_drawn_into_another_procedure(stage: Stage, workshop: Workshop) -> None:
    step = """<serviceTask id="buoc" name="Bước" motcua:connector="publishing"><extensionElements>
<motcua:input name="act" value="schedule"/></extensionElements></serviceTask>"""
    ways = chain("nop", "buoc", "xong")
    with pytest.raises(ProcedureRefused):
        publish_drawn(stage, "di-vong", Pool(elements=FILED + step + DONE, ways=ways))
    job = Job(
        job_id=1,
        case_id=stage.file().case_id,
        token=1,
        element="buoc",
        kind="publishing",
        inputs={"act": "schedule"},
        settles=True,
        attempt=1,
        fence=1,
    )
    with pytest.raises(InputRefused, match="no other case"):
        carry_publication(stage.context, job)
    assert workshop.live().number == 1


@pytest.mark.parametrize("act", ["schedule", "go-live", "call-off"])
def test_a_step_taken_too_early_does_nothing(stage: Stage, workshop: Workshop, act: str) -> None:
    case = workshop.send(workshop.draft())
    with pytest.raises(MotcuaError):
        carry_publication(stage.context, job_of(case, act))
    with stage.context.database.read() as db:
        assert [one.number for one in list_versions(db, KEY)] == [1]


def job_of(case: Case, act: str) -> Job:
    return Job(
        job_id=1,
        case_id=case.case_id,
        token=1,
        element="len_lich",
        kind="publishing",
        inputs={"act": act},
        settles=True,
        attempt=1,
        fence=1,
    )


def test_an_approval_of_other_files_does_not_count(stage: Stage, workshop: Workshop) -> None:
    with stage.context.database.begin() as db:
        set_rule(db, KEY, 2, workshop.rita.person_id, workshop.clock.now())
    case = workshop.send(workshop.draft())
    workshop.agree(workshop.pia, case)
    with pytest.raises(InputRefused, match="the log does not show"):
        carry_publication(stage.context, job_of(case, "schedule"))


def test_skipping_steps_publishes_nothing(stage: Stage, workshop: Workshop) -> None:
    case = workshop.send(workshop.draft())
    place = Place(case_id=case.case_id, token=1)
    with pytest.raises(CaseError):
        skip_step(stage.context, stage.cast.frank, place, "Bỏ qua phê duyệt")
    assert workshop.live().number == 1


def test_in_real_use_the_command_line_needs_an_emergency(stage: Stage, workshop: Workshop) -> None:
    files = {**read_folder(TEST_PROCEDURES / KEY), **changed_title("Đi vòng")}
    real = make_real(stage)
    with pytest.raises(InputRefused, match="in the workshop"):
        publish_by_command(real.context, KEY, files)
    urgent = Emergency(reason="Phí tính sai từ sáng nay", decision="9/QĐ", who="root@may-chu")
    publish_by_command(real.context, KEY, files, urgent)
    with stage.context.database.read() as db:
        release = list_releases(db, KEY)[0]
    assert (release.origin, release.is_irregular) == ("emergency", True)
    assert "root@may-chu" in release.reason
    assert workshop.live().number == 2


def make_real(stage: Stage) -> Stage:
    """Return the stage as it is in real use, without a sample."""
    return replace(stage, context=replace(stage.context, sample_mode=False))


def test_what_ships_never_replaces_what_an_agency_has_published(
    stage: Stage, workshop: Workshop
) -> None:
    told: list[str] = []
    real = make_real(stage)
    publish_shipped(real.context, told.append)
    before = versions(stage, PUBLISHING)
    assert told == []
    files = {**read_folder(PROCEDURES / "chung-thuc-ban-sao"), "README.md": b"Agency"}
    urgent = Emergency(reason="Cơ quan tự sửa thủ tục", decision="9/QĐ", who="x")
    publish_by_command(real.context, "chung-thuc-ban-sao", files, urgent)
    publish_shipped(stage.context, told.append)
    assert versions(stage, "chung-thuc-ban-sao") == 2
    assert versions(stage, PUBLISHING) == before
    assert "chung-thuc-ban-sao: version 2 stays in force" in told[0]
    assert workshop.live().number == 1


def versions(stage: Stage, key: str) -> int:
    with stage.context.database.read() as db:
        return len(list_versions(db, key))


def test_two_approvers_at_the_same_moment_both_count(stage: Stage, workshop: Workshop) -> None:
    with stage.context.database.begin() as db:
        set_rule(db, "", 2, workshop.rita.person_id, workshop.clock.now())
    case = workshop.send(workshop.draft())
    together(workshop, case, workshop.pia, workshop.quan)
    workshop.work()
    assert workshop.live().number == 2


def test_one_approver_twice_at_the_same_moment_is_one(stage: Stage, workshop: Workshop) -> None:
    with stage.context.database.begin() as db:
        set_rule(db, "", 2, workshop.rita.person_id, workshop.clock.now())
    case = workshop.send(workshop.draft())
    told = together(workshop, case, workshop.pia, workshop.pia)
    workshop.work()
    assert sorted(told) == ["done", "input-refused"]
    assert workshop.live().number == 1


def together(workshop: Workshop, case: Case, *people: Person) -> list[str]:
    """Let people agree at the same moment; return "done" or the error's code for each."""
    barrier = Barrier(len(people))

    def run(person: Person) -> str:
        barrier.wait()
        try:
            workshop.agree(person, case, works=False)
        except MotcuaError as error:
            return error.code
        return "done"

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(run, people))
