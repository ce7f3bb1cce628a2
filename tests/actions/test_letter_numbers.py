"""Numbers of letters: without gaps and never twice, however many are issued at once."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from engine.actions.complete_letter import complete_letter
from engine.actions.complete_task import complete_task
from engine.actions.issue_letter import carry_letter, issue_standard
from engine.faults import LetterIncomplete
from engine.jobs.worker import run_due
from engine.records.letters import ISSUED, STUCK, Letter
from engine.store.letters import list_case_letters
from tests.actions.conftest import Stage
from tests.make import TEST_PROCEDURES, publish

REASON = {"reason": "Không thuộc thẩm quyền"}
MANY = 12
ASKED_FOR = {"noi_dung_bo_sung": "Bản vẽ", "ly_do_bo_sung": "Thiếu"}


def test_letters_issued_at_once_have_all_numbers_once(stage: Stage) -> None:
    cases = [stage.file().case_id for _ in range(MANY)]

    def issue(number: int) -> int | None:
        more = REASON if number % 3 else {}
        try:
            letter = issue_standard(stage.context, stage.cast.alice, cases[number], "03", more)
        except LetterIncomplete:
            return None
        return letter.value

    with ThreadPoolExecutor(4) as threads:
        values = [one for one in threads.map(issue, range(MANY)) if one is not None]
    assert sorted(values) == list(range(1, len(values) + 1))
    assert len(values) == MANY - len(range(0, MANY, 3))


def typed_letter(stage: Stage, root: Path, number: str) -> Letter:
    """Issue a letter whose number an officer types, or leaves to the register."""
    folder = root / "co-thu"
    if not folder.exists():
        shutil.copytree(TEST_PROCEDURES / "co-thu", folder)
        letter = folder / "letters" / "tra-loi.typ"
        typed = 'number: field("so_van_ban", default: "…/TB-UBND"),'
        letter.write_text(letter.read_text().replace('symbol: "TB",', typed))
        form = folder / "forms" / "tra-loi.form"
        field = {"type": "textfield", "key": "so_van_ban", "id": "F_so", "label": "Số"}
        drawn = json.loads(form.read_text())
        drawn["components"].append({**field, "properties": {"labelEn": "Number"}})
        form.write_text(json.dumps(drawn))
        publish(stage.context, "co-thu", root)
    case, alice = stage.file(procedure_key="co-thu"), stage.cast.alice
    complete_task(stage.context, alice, stage.task(case, "yeu_cau"), ASKED_FOR)
    answers = {"ket_luan": "Thôi", "so_van_ban": number}
    complete_task(stage.context, alice, stage.task(case, "tra_loi"), answers)
    run_due(stage.context)
    with stage.context.database.read() as db:
        return next(one for one in list_case_letters(db, case.case_id) if one.kind == "tra-loi")


def test_a_number_that_another_letter_has_is_asked_for_anew(stage: Stage, tmp_path: Path) -> None:
    first, second = (typed_letter(stage, tmp_path, "12/TB-UBND") for _ in range(2))
    assert (first.state, first.number) == (ISSUED, "12/TB-UBND")
    assert second.state == STUCK
    assert "12/TB-UBND" in (second.lack or ({},))[0]["vi"]
    complete_letter(stage.context, stage.cast.alice, second.letter_id, {"so_van_ban": "13/TB-UBND"})
    assert carry_letter(stage.context, second.letter_id).number == "13/TB-UBND"


def test_the_register_leaves_out_what_was_typed(stage: Stage, tmp_path: Path) -> None:
    assert typed_letter(stage, tmp_path, "01/TB-UBND").number == "01/TB-UBND"
    assert typed_letter(stage, tmp_path, "").number == "02/TB-UBND"


@pytest.mark.parametrize("typed", ["5", "05", " 005 ", "5/TB-UBND"])
def test_figures_alone_get_the_symbol_of_the_register(
    stage: Stage, tmp_path: Path, typed: str
) -> None:
    assert typed_letter(stage, tmp_path, typed).number == "05/TB-UBND"


def test_figures_that_another_letter_has_are_refused(stage: Stage, tmp_path: Path) -> None:
    assert typed_letter(stage, tmp_path, "").number == "01/TB-UBND"
    second = typed_letter(stage, tmp_path, "1")
    assert second.state == STUCK
    assert "01/TB-UBND" in str(second.lack)
