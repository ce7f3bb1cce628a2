"""Letters: one page set as PDF/A, again and again in the same process."""

import time
from datetime import UTC, datetime

from bench.figures import Figure, middle, repeat
from engine.letters.letter import Filling, make_letter
from engine.letters.reader import read_template
from engine.records.cards import Text
from engine.records.letters import LetterName

LETTERS = 100
_WORDS = Text(vi="Nội dung", en="Content")
_NAMES = tuple(
    LetterName(name=name, label=_WORDS, group=_WORDS) for name in ("ho_ten", "dia_chi", "ly_do")
)
_SOURCE = """#letterhead(office: field("ho_ten"), number: "12/TB-UBND", place: "Mẫu An", day: "…")
#heading-of("Thông báo", about: [Về việc không cấp giấy phép])
Kính gửi: *#field("ho_ten")*, #field("dia_chi").

Hồ sơ chưa đạt yêu cầu vì: #field("ly_do")
#ending(recipients: ([Như trên;], [Lưu: VT.]), title: "Chủ tịch", name: field("ho_ten"))
"""


def measure_printing() -> tuple[Figure, ...]:
    """Return the milliseconds of a letter; the process is started before."""
    _milliseconds(1)
    found = repeat(lambda: _milliseconds(LETTERS))
    return (middle("set a letter of a page as PDF/A", "ms", found, target=20.0),)


def _milliseconds(number: int) -> float:
    template = read_template(_SOURCE.encode(), "letters/thong-bao.typ")
    began = time.perf_counter()
    for one in range(number):
        # Each letter has words of its own, so that none is kept from the one before.
        values = {"ho_ten": f"Nguyễn Thị {one}", "dia_chi": f"Thôn {one}", "ly_do": "Lý do. " * 40}
        filling = Filling(names=_NAMES, values=values, title="Thông báo")
        make_letter(template, filling, datetime(2026, 11, 23, tzinfo=UTC))
    return (time.perf_counter() - began) / number * 1000
