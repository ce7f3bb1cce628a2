"""The names that standard forms show beside those that every letter can show."""

from typing import Final

from engine.records.cards import Text
from engine.records.letters import LetterName

_FORM: Final = Text(vi="Mẫu chuẩn", en="Standard form")
FORM_NAMES: Final = tuple(
    LetterName(name=f"form.{name}", label=Text(vi=vi, en=en), group=_FORM, kind=kind)
    for name, kind, vi, en in (
        ("address", "text", "Địa chỉ người nộp", "Applicant's address"),
        ("agent.name", "text", "Người được ủy quyền", "Authorised person"),
        ("agent.number", "text", "Số định danh người được ủy quyền", "Their personal number"),
        ("agent.address", "text", "Địa chỉ người được ủy quyền", "Their address"),
        ("agent.phone", "text", "Điện thoại người được ủy quyền", "Their telephone"),
        ("agent.email", "text", "Thư điện tử người được ủy quyền", "Their e-mail"),
        ("agent.paper", "text", "Giấy tờ ủy quyền", "Paper that authorises them"),
        ("principal.name", "text", "Người ủy quyền", "Who authorised the applicant"),
        ("principal.number", "text", "Số định danh người ủy quyền", "Their personal number"),
        ("principal.address", "text", "Địa chỉ người ủy quyền", "Their address"),
        ("principal.phone", "text", "Điện thoại người ủy quyền", "Their telephone"),
        ("principal.email", "text", "Thư điện tử người ủy quyền", "Their e-mail"),
        ("principal.paper", "text", "Văn bản ủy quyền", "Paper of the authorisation"),
        ("papers", "list", "Thành phần hồ sơ nộp", "Papers handed in"),
        ("paper_rows", "list", "Bảng giấy tờ", "Table of papers"),
        ("sets", "text", "Số lượng hồ sơ (bộ)", "Number of sets"),
        ("term", "text", "Thời gian giải quyết theo quy định", "Term by law"),
        ("second_due", "moment", "Hẹn trả kết quả giai đoạn 2", "Second appointment"),
        ("provisional_year", "text", "Năm chưa công bố lịch nghỉ", "Year without days off decided"),
        ("receive_at", "text", "Nơi nhận kết quả", "Where the result is collected"),
        ("book", "list", "Sổ theo dõi hồ sơ", "Log book"),
        ("sequence", "text", "Số thứ tự trong sổ", "Number in the log book"),
        ("contents", "list", "Nội dung cần bổ sung", "What is to be supplemented"),
        ("reason", "lines", "Lý do", "Reason"),
        ("contact", "text", "Người hướng dẫn", "Person to turn to"),
        ("contact_phone", "text", "Điện thoại người hướng dẫn", "Their telephone"),
        ("old_due", "moment", "Thời gian hẹn trả đã ghi", "Appointment so far"),
        ("new_due", "moment", "Thời gian hẹn trả mới", "New appointment"),
        ("asked_by", "text", "Người đề nghị dừng", "Who asked to stop"),
        ("asked_on", "day", "Ngày đề nghị dừng", "Day of asking to stop"),
        ("stage", "text", "Tình trạng khi đề nghị dừng", "Stage when asked to stop"),
        ("fees", "text", "Phí, lệ phí đã nộp và hoàn trả", "Fees paid and refunded"),
        ("partners", "text", "Cơ quan phối hợp", "Coordinating offices"),
        ("slip", "list", "Các bước giao nhận", "Hand-overs"),
        ("scope", "text", "Phạm vi sổ", "Scope of the log book"),
    )
)
