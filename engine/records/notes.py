"""What can be noted in the log of a case beside its diagram, and the sentence that tells it.

Whatever is done to a case without moving a token stands here: so an auditor reads it in the same
log, under the same chain of hashes, as all the rest.
"""

from collections.abc import Mapping
from types import MappingProxyType

from engine.records.cards import Text

# Event kind → sentence; {names} are filled with the values of the note.
NOTES: Mapping[str, Text] = MappingProxyType(
    {
        "letter-issued": Text(vi="Ban hành {letter_vi}", en="Issued {letter_en}"),
        "letter-stuck": Text(
            vi="Chưa ban hành được {letter_vi}: {lack_vi}",
            en="Could not issue {letter_en}: {lack_en}",
        ),
        "letter-renamed": Text(
            vi="Lập lại {letter_vi} với tên người ký {name}, trước đó {named}",
            en="Set {letter_en} anew with the name of its signatory {name}, {named} before",
        ),
        "letter-delivered": Text(
            vi="Đã giao {letter_vi}: {how_vi}", en="Delivered {letter_en}: {how_en}"
        ),
        "letter-signed": Text(
            vi="Ký số {letter_vi}: {name}, chứng thư {serial}",
            en="Signed {letter_en}: {name}, certificate {serial}",
        ),
        "letter-signed-by-hand": Text(
            vi="Đã ký trên giấy {letter_vi}: {reason}", en="Signed on paper {letter_en}: {reason}"
        ),
        "result-on-paper": Text(
            vi="Trả kết quả ký trên giấy: {reason} ({letters_vi})",
            en="Handed over a result signed on paper: {reason} ({letters_en})",
        ),
        "letter-version-kept": Text(
            vi="Lưu bản sửa {version} của {letter_vi}: {name}",
            en="Kept edited version {version} of {letter_en}: {name}",
        ),
        "letter-recalled": Text(
            vi="Thu hồi {letter_vi}: {reason}", en="Took back {letter_en}: {reason}"
        ),
        "term-warned": Text(vi="Sắp đến hạn trả kết quả {day}", en="Due soon: promised for {day}"),
        "apology-due": Text(
            vi="Phải xin lỗi và hẹn lại ngày trả, hạn {day} ({basis})",
            en="An apology with a new day is owed, term {day} ({basis})",
        ),
        "term-passed": Text(vi="Đã quá hạn trả {day}", en="Late: it was promised for {day}"),
        "second-lateness": Text(
            vi="Quá hạn lần thứ hai, hẹn lại {day}; đã báo cáo {office}",
            en="Late a second time, promised anew for {day}; reported to {office}",
        ),
        "apology-missed": Text(
            vi="Quá hạn {day} mà chưa xin lỗi, chưa hẹn lại; đã báo cáo {office}",
            en="Late since {day} without an apology or a new day; reported to {office}",
        ),
        "case-rated": Text(
            vi="Người dân đánh giá: {points}/5 điểm", en="Rated by the applicant: {points} of 5"
        ),
        "remark-made": Text(vi="Ghi chú: {text}", en="Remark: {text}"),
        "priority-raised": Text(vi="Đánh dấu khẩn: {reason}", en="Marked as urgent: {reason}"),
        "priority-lowered": Text(vi="Bỏ dấu khẩn: {reason}", en="No longer urgent: {reason}"),
        "fee-ordered": Text(
            vi="Yêu cầu nộp {sum} ({names}), hạn {until}, mã {order}",
            en="Asked to pay {sum} ({names_en}) by {until}, order {order}",
        ),
        "fee-paid": Text(
            vi="Đã nộp {sum} {how}, mã {order}, giao dịch {transaction}",
            en="Paid {sum} {how_en}, order {order}, transaction {transaction}",
        ),
        "fee-waived": Text(
            vi="Miễn {sum} ({names}): {reason}. Căn cứ: {basis}",
            en="Waived {sum} ({names_en}): {reason}. Legal basis: {basis}",
        ),
        "fee-closed": Text(
            vi="Yêu cầu nộp {order} không còn hiệu lực: {why}",
            en="Order {order} no longer counts: {why_en}",
        ),
        "fee-overpaid": Text(
            vi="Đã nộp thừa {sum} so với mức mới: phải hoàn trả",
            en="{sum} more was paid than is due now: it must be given back",
        ),
        "order-recalled": Text(
            vi="Đã báo {provider} không nhận tiền theo yêu cầu nộp {order} nữa",
            en="{provider} was told to take no more money on order {order}",
        ),
        "order-not-recalled": Text(
            vi="Không báo được {provider} ngừng nhận tiền theo yêu cầu nộp {order}: {why}",
            en="{provider} could not be told to take no more money on order {order}: {why_en}",
        ),
        "payment-reported": Text(
            vi="Thông báo thanh toán không được nhận ({why}), mã {order}, số tiền báo {sum}",
            en="A payment notice was not accepted ({why_en}), order {order}, amount named {sum}",
        ),
        "receipt-made": Text(
            vi="Lập biên lai số {number}, {sum}", en="Receipt {number} made out, {sum}"
        ),
        "receipt-cancelled": Text(
            vi="Hủy biên lai số {number}: {reason}", en="Receipt {number} cancelled: {reason}"
        ),
        "refund-asked": Text(
            vi="Đề nghị hoàn trả {sum}: {reason}", en="Refund of {sum} asked for: {reason}"
        ),
        "fee-refunded": Text(
            vi="Duyệt hoàn trả {sum}: {reason}", en="Refund of {sum} approved: {reason}"
        ),
        "refund-rejected": Text(
            vi="Không duyệt hoàn trả {sum}: {reason}", en="Refund of {sum} rejected: {reason}"
        ),
        "papers-marked": Text(vi="Kiểm tra giấy tờ: {papers_vi}", en="Papers checked: {papers_en}"),
        "brought-by-agent": Text(
            vi="Người được ủy quyền nộp hồ sơ: {name}, số định danh {number}; {paper}",
            en="Brought by an authorised person: {name}, personal number {number}; {paper}",
        ),
        "dossier-handed-over": Text(
            vi="Bàn giao hồ sơ cho {to_vi}", en="Dossier handed over to {to_en}"
        ),
    }
)
