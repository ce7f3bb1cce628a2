"""At the desk: a result whose letter is not signed is not handed over, and what was typed stays."""

from pathlib import Path

from engine.actions.complete_task import complete_task
from engine.actions.start_case import start_case
from engine.queries.handing_over import open_letters
from engine.records.cases import Case
from engine.records.filings import Filing
from tests.actions.handing import STEPS, draw_handover
from tests.make import citizen, publish, reread
from tests.web.casework import Casework

WHY = "Lãnh đạo đã ký bản giấy"


def decided(casework: Casework, folder: Path) -> Case:
    """Return a case whose last step hands its result over."""
    context = casework.context
    publish(context, "co-thu", draw_handover(folder))
    office_id = casework.cast.office_id
    case = start_case(
        context, Filing(procedure_key="co-thu", office_id=office_id, answers=citizen())
    )
    for element, answers in STEPS:
        complete_task(context, casework.cast.alice, casework.place(case, element), answers)
    return case


def test_the_desk_is_told_what_is_missing_and_hands_over_with_a_reason(
    casework: Casework, tmp_path: Path
) -> None:
    case, alice = decided(casework, tmp_path), casework.browser("alice")
    path = casework.path(case, "gui")
    assert "Kết quả đã ký trên giấy: lý do" in alice.get(path).words
    refused = alice.post(path, 409, on_paper="  ")
    assert "Chưa thể trả kết quả: Thông báo: đang được lập, UBND xã An Bình" in refused.words
    assert len(open_letters(casework.context, reread(casework.context, case))) == 1
    alice.post(path, on_paper=WHY)
    assert reread(casework.context, case).standing.ending == "done"
    assert f"Trả kết quả ký trên giấy: {WHY}" in alice.get(f"/cases/{case.code}").words
