"""What was ticked, as the request to complete lists it."""

from engine.drafting.asked_for import asked_lines
from engine.procedures.reader import read_folder, read_procedure
from engine.records.values import Json
from tests.make import PROCEDURES

KEY = "dang-ky-khai-sinh"


def test_answers_uploads_and_papers_are_named_each_as_what_to_do() -> None:
    procedure = read_procedure(KEY, read_folder(PROCEDURES / KEY))
    names: dict[str, Json] = {
        "muc_can_sua": ["tep_giay_sinh", "que_quan"],
        "giay_to_thieu": ["giay_to_3"],
    }
    assert asked_lines(procedure, names) == (
        "Khai lại: Trẻ được khai sinh: Quê quán",
        "Nộp lại: Giấy tờ: Tệp giấy tờ về việc sinh",
        "Giấy tờ thiếu hoặc chưa đúng: Văn bản ủy quyền",
    )


def test_without_a_tick_there_is_no_line() -> None:
    procedure = read_procedure(KEY, read_folder(PROCEDURES / KEY))
    assert asked_lines(procedure, {"muc_can_sua": [], "quan_he": "me"}) == ()
