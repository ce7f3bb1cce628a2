"""Small procedures that have to do with each other, drawn by their tests."""

from dataclasses import dataclass

from engine.actions.publish_procedure import publish_procedure
from engine.actions.verify_cases import verify_cases
from engine.jobs.worker import run_due
from engine.procedures.reader import read_folder
from engine.records.cases import Case
from engine.records.values import Json
from engine.records.versions import Version
from engine.runtime.peek import peek
from engine.store.cases import find_case_by_code, get_case
from engine.store.incidents import list_case_incidents
from tests.actions.conftest import Stage
from tests.make import TEST_PROCEDURES, reread

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:motcua="urn:motcua:bpmn:1" id="d" targetNamespace="urn:test">
  <signal id="tin" name="bao_lu"/>
  <message id="yeu_cau" name="yeu_cau"/>
  <message id="tra_loi" name="tra_loi"/>
  <error id="hong" name="Hỏng" errorCode="hong"/>
  <error id="huy" name="Hủy" errorCode="cancelled"/>
"""
SIGNAL = '<signalEventDefinition signalRef="tin"/>'
WORK = '<userTask id="xem" name="Xem" motcua:post="specialist" motcua:form="xem"/>'
FILED = '<startEvent id="nop" name="Nộp" motcua:clock="start"/>'
DONE = '<endEvent id="xong" name="Xong" motcua:ending="done"/>'


@dataclass(frozen=True, kw_only=True)
class Pool:
    """A process: its elements, and the arrows between them as "a b" from a to b."""

    elements: str
    ways: tuple[str, ...]


def chain(*ids: str) -> tuple[str, ...]:
    """Return the arrows of elements one after the other."""
    return tuple(f"{one} {two}" for one, two in zip(ids, ids[1:], strict=False))


def draw(*pools: Pool) -> bytes:
    """Return the file with these processes, the main one first."""
    text = HEAD
    for number, pool in enumerate(pools, 1):
        flows = "".join(
            f'<sequenceFlow id="f{number}_{place}" sourceRef="{source}" targetRef="{target}"/>'
            for place, (source, target) in enumerate(way.split() for way in pool.ways)
        )
        text += (
            f'<process id="p{number}" name="Quy trình {number}" isExecutable="true"'
            f' motcua:term="3 working days">{pool.elements}{flows}</process>'
        )
    return (text + "</definitions>").encode()


def publish_drawn(stage: Stage, key: str, *pools: Pool) -> Version:
    """Publish a procedure with these processes."""
    files = {**read_folder(TEST_PROCEDURES / "tin-nhan"), "process.bpmn": draw(*pools)}
    return publish_procedure(stage.context, key, files)


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
