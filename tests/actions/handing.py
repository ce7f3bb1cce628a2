"""A procedure whose last step hands over a letter: drawn from the trial with letters."""

import shutil
from pathlib import Path

from tests.make import TEST_PROCEDURES

ASKED_FOR = {"noi_dung_bo_sung": "Bản vẽ", "ly_do_bo_sung": "Thiếu"}
STEPS = (("yeu_cau", ASKED_FOR), ("tra_loi", {"ket_luan": "Thôi"}))
SENT = '<sendTask id="gui" name="Gửi" motcua:status="9" motcua:letter="tra-loi"'
HANDED = '<userTask id="gui" name="Trả kết quả" motcua:status="9" motcua:post="desk"/>'


def draw_handover(root: Path) -> Path:
    """Write the procedure `co-thu` with a step at the desk instead of its last mail."""
    folder = root / "procedures" / "co-thu"
    shutil.copytree(TEST_PROCEDURES / "co-thu", folder)
    drawn = (folder / "process.bpmn").read_text(encoding="utf-8")
    before, _sent, rest = drawn.partition(SENT)
    drawn = f"{before}{HANDED}{rest.partition('/>')[2]}"
    (folder / "process.bpmn").write_text(drawn, encoding="utf-8")
    return folder.parent
