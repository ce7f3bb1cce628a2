"""Files go with a call to another office's dossier, and come back with its results."""

import json
from collections.abc import Mapping
from typing import Any

from engine.actions.complete_task import complete_task
from engine.actions.publish_procedure import publish_procedure
from engine.actions.start_case import start_case
from engine.actions.verify_cases import verify_cases
from engine.records.cases import Case
from engine.records.filings import Filing
from engine.store.documents import list_documents
from engine.store.incidents import list_case_incidents
from tests.actions.conftest import Stage
from tests.actions.crossing import cases, work_off
from tests.drawn import DONE, FILED, WORK, Pool, chain, drawn_files
from tests.make import citizen

CALL = """<callActivity id="goi" name="Gọi" calledElement="con"><extensionElements>
<motcua:input name="tep" value="{given}"/><motcua:output name="nhan_ve" value="=tep_kem"/>
</extensionElements></callActivity>"""


def paper(digit: str) -> dict[str, object]:
    """Return a file as an answer holds it."""
    return {"digest": digit * 64, "name": f"{digit}.pdf", "size": 7, "media": "application/pdf"}


def folder(inside: str, *middle: str) -> Mapping[str, bytes]:
    """Return a procedure whose forms ask for a file more."""
    pool = Pool(elements=FILED + inside + DONE, ways=chain("nop", *middle, "xong"))
    files = dict(drawn_files(pool))
    for name, key in (("nop", "tep"), ("xem", "tep_kem")):
        path = f"forms/{name}.form"
        form: dict[str, Any] = json.loads(files[path])
        part = {"type": "filepicker", "key": key, "id": f"F_{key}", "label": "Tệp"}
        form["components"].append({**part, "multiple": True, "properties": {"labelEn": "File"}})
        files[path] = json.dumps(form).encode()
    return files


def file_for(stage: Stage, given: str, script: str = "gia = []") -> Case:
    """Open a case with a file that calls another, handing in what `given` says."""
    made = f'<scriptTask id="bia" name="Bịa"><script>{script}</script></scriptTask>'
    publish_procedure(stage.context, "con", folder(WORK, "xem"))
    publish_procedure(stage.context, "me", folder(made + CALL.format(given=given), "bia", "goi"))
    answers = citizen(tep=[paper("a")])
    filing = Filing(procedure_key="me", office_id=stage.cast.office_id, answers=answers)
    case = start_case(stage.context, filing)
    work_off(stage)
    return case


def digests(stage: Stage, case: Case) -> dict[str, str]:
    """Return the files of a case by the name they stand under."""
    with stage.context.database.read() as db:
        return {one.field: one.file.digest for one in list_documents(db, case.case_id)}


def test_what_is_handed_in_and_out_becomes_papers_of_both(stage: Stage) -> None:
    file_for(stage, "=tep")
    caller, child = cases(stage)
    assert digests(stage, child) == {"tep": "a" * 64}
    answers = {"so_a": 7, "tep_kem": [paper("b")]}
    complete_task(stage.context, stage.cast.alice, stage.task(child, "xem"), answers)
    work_off(stage)
    assert digests(stage, caller) == {"tep": "a" * 64, "nhan_ve": "b" * 64}
    assert [one.discrepancies for one in verify_cases(stage.context)] == [(), ()]


def test_a_script_cannot_hand_on_a_file_of_another_dossier(stage: Stage) -> None:
    case = file_for(stage, "=gia", script=f"gia = [{paper('c')}]")
    with stage.context.database.read() as db:
        (found,) = list_case_incidents(db, case.case_id)
    assert "không thuộc hồ sơ" in found.text
