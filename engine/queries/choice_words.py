"""What the pick lists of a diagram's properties say of fixed values, in both languages."""

from collections.abc import Mapping
from types import MappingProxyType

from engine.errors import Words
from engine.procedures.wording import values
from engine.records.connectors import HTTP, MAIL, NOTICE, PAYMENT_ORDER, REGISTER_LOOKUP

CONNECTORS: Mapping[str, Words] = MappingProxyType(
    {
        REGISTER_LOOKUP: Words(vi="Tra cứu cơ sở dữ liệu", en="Look up a register"),
        NOTICE: Words(vi="Báo tin cho người nộp hồ sơ", en="Notify the applicant"),
        HTTP: Words(vi="Gọi hệ thống khác (HTTP)", en="Call another system (HTTP)"),
        MAIL: Words(vi="Gửi thư điện tử", en="Send a mail"),
        PAYMENT_ORDER: Words(vi="Yêu cầu nộp phí, lệ phí", en="Ask for fees to be paid"),
    }
)
INPUTS: Mapping[str, Words] = MappingProxyType(
    {
        "register": Words(vi="Cơ sở dữ liệu", en="Register"),
        "number": Words(vi="Số cần tra", en="Number to look up"),
        "to": Words(vi="Gửi tới", en="To"),
        "subject": Words(vi="Tiêu đề thư", en="Subject"),
        "text": Words(vi="Nội dung thư", en="Text"),
        "url": Words(vi="Địa chỉ", en="Address"),
        "method": Words(vi="Phương thức (GET, POST…)", en="Method (GET, POST, …)"),
        "headers": Words(vi="Tiêu đề HTTP", en="HTTP headers"),
        "body": Words(vi="Nội dung gửi đi", en="Body"),
        "secret": Words(vi="Tên khóa bí mật", en="Name of the secret"),
        "act": Words(vi="Bước công bố", en="Step of publishing"),
        "lines": Words(vi="Các khoản phí (từ bảng quyết định)", en="Fee lines (of a table)"),
        "amount": Words(vi="Số tiền (đồng)", en="Amount (VND)"),
        "name": Words(vi="Tên khoản phí", en="Name of the fee"),
        "legal_basis": Words(vi="Căn cứ pháp lý", en="Legal basis"),
        "at": Words(
            vi="Thu khi nào (receipt, supplement, return)",
            en="Collected when (receipt, supplement, return)",
        ),
        "expires": Words(vi="Hạn nộp", en="Term of payment"),
        "provider": Words(vi="Đơn vị thanh toán", en="Provider of payments"),
        "take": Words(vi="Phần lấy từ câu trả lời", en="Part taken of the answer"),
    }
)
STATUSES = values.STATUSES
CLOCKS: Mapping[str, Words] = MappingProxyType(
    {
        "start": Words(vi="Bắt đầu tính", en="Starts"),
        "restart": Words(vi="Tính lại từ đầu", en="Starts from zero"),
        "pause": Words(vi="Tạm dừng", en="Stands still"),
        "resume": Words(vi="Tính tiếp", en="Runs on"),
        "stop": Words(vi="Dừng hẳn: đã có kết quả", en="Ends: the result is ready"),
        "pause-restart": Words(
            vi="Tạm dừng, rời bước này thì tính lại từ đầu",
            en="Stands still, and starts from zero on leaving",
        ),
    }
)
ENDINGS: Mapping[str, Words] = MappingProxyType(
    {
        "done": Words(vi="Giải quyết xong", en="Done"),
        "refused": Words(vi="Từ chối", en="Refused"),
        "closed": Words(vi="Đóng hồ sơ", en="Closed"),
        "withdrawn": Words(vi="Người dân rút hồ sơ", en="Withdrawn"),
    }
)
FUNCTIONS: Mapping[str, Words] = MappingProxyType(
    {
        "len": Words(vi="số ký tự, số phần tử", en="letters, or elements"),
        "min": Words(vi="giá trị nhỏ nhất", en="the smallest"),
        "max": Words(vi="giá trị lớn nhất", en="the largest"),
        "sum": Words(vi="tổng của danh sách", en="the sum of a list"),
        "count": Words(vi="số lần có trong danh sách", en="how often it is in a list"),
        "abs": Words(vi="số không dấu", en="the number without its sign"),
        "round": Words(vi="làm tròn", en="rounded"),
        "floor": Words(vi="số nguyên bên dưới", en="the whole number below"),
        "ceil": Words(vi="số nguyên bên trên", en="the whole number above"),
        "number": Words(vi="số đọc từ văn bản", en="the number a text writes"),
        "lower": Words(vi="chữ thường", en="in small letters"),
        "upper": Words(vi="chữ hoa", en="in capitals"),
        "trim": Words(vi="bỏ khoảng trắng hai đầu", en="without space around"),
        "contains": Words(vi="có chứa không", en="whether it contains"),
        "starts_with": Words(vi="có bắt đầu bằng không", en="whether it begins with"),
        "ends_with": Words(vi="có kết thúc bằng không", en="whether it ends with"),
        "is_blank": Words(vi="có trống không", en="whether it is empty"),
        "get": Words(vi="một giá trị trong nhóm", en="a value of a group"),
        "date": Words(vi="ngày đọc từ văn bản", en="the date a text writes"),
        "days_between": Words(vi="số ngày giữa hai ngày", en="calendar days between"),
        "years_between": Words(vi="số năm tròn, như tính tuổi", en="completed years, as an age"),
        "year": Words(vi="năm", en="the year"),
        "month": Words(vi="tháng", en="the month"),
    }
)
# What the engine itself knows of a case: engine/actions/open_case.py.
DOSSIER: Mapping[str, Words] = MappingProxyType(
    {
        "dossier.code": Words(vi="Mã hồ sơ", en="Dossier code"),
        "dossier.channel": Words(vi="Cách nộp: direct, online, post", en="How it was filed"),
        "dossier.office": Words(vi="Mã cơ quan nhận hồ sơ", en="Code of the office"),
        "dossier.received_at": Words(vi="Lúc nhận hồ sơ", en="When it was received"),
        "dossier.applicant.name": Words(vi="Họ tên người nộp", en="Name of the applicant"),
        "dossier.applicant.phone": Words(vi="Điện thoại người nộp", en="Telephone"),
        "dossier.applicant.email": Words(vi="Thư điện tử người nộp", en="Mail address"),
        "dossier.applicant.number": Words(vi="Số định danh người nộp", en="Personal number"),
    }
)
COUNTERS: Mapping[str, Words] = MappingProxyType(
    {
        "nrOfInstances": Words(vi="số lần chạy tất cả", en="all runs"),
        "nrOfCompletedInstances": Words(vi="số lần chạy đã xong", en="runs done"),
        "nrOfActiveInstances": Words(vi="số lần chạy chưa xong", en="runs not done"),
        "numberOfTerminatedInstances": Words(vi="số lần chạy đã bỏ", en="runs given up"),
    }
)
