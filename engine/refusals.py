"""Refusals of the one-stop desk: letters, papers, fees, terms, offices.

MotcuaError
├─ IdentityRefused         the provider's answer does not prove who somebody is
├─ CodeRefused             other digits than those of the text message, or their time is over
├─ DeliveryRefused         a letter cannot be given out, or taken back, as it is now
├─ TermError               the day promised stays as it is
│  ├─ ClockNotRunning      no day is promised, or the clock stands still
│  ├─ DayRefused           a day off, past, or not later than the one promised
│  ├─ ApologyUsed          a new day was set with an apology before
│  ├─ NoExtension          the law gives this procedure no (further) extension
│  └─ ExtensionTooLong     the law gives less
├─ FeeError                fees, payments and receipts
│  ├─ FeesUnreadable       what a table of fees gave is no list of fee lines
│  ├─ OrderClosed          nothing can be paid, waived or cancelled on this order any more
│  ├─ RefundRefused        the money does not go back, or not by this person
│  └─ StatementUnreadable  a provider's statement cannot be read
├─ SupplementUsed          the applicant was asked as often as the law allows (CaseError)
├─ StopRefused             the dossier is decided or has ended: it is not stopped (CaseError)
├─ HandoverRefused         a letter of the result is not issued or not signed (CaseError)
├─ NoWayBack               a completed step cannot be opened again (CaseError)
└─ SigningError            a letter cannot be signed
   ├─ PdfUnsignable        the file is none that can be signed
   ├─ KeyUnusable          the private key cannot be opened
   ├─ CertificateUnusable  it is missing, not yet or no longer valid, or revoked
   ├─ PasswordWrong        asked for once more before signing, it was another
   ├─ SigningRefused       the letter is not ready for it, or it is not this person's to sign
   └─ TimeStampRefused     there is no time stamp, or it does not hold
"""

from engine.errors import CaseError, MotcuaError


class IdentityRefused(MotcuaError):
    """What the identity provider answered does not prove who somebody is."""

    code = "identity-refused"
    status = 403
    en = "The sign-in could not be completed ({why}). Please try again."
    vi = "Chưa đăng nhập được ({why}). Vui lòng thử lại."


class CodeRefused(MotcuaError):
    """The digits typed are not those of the text message, or their time or tries are over."""

    code = "code-refused"
    status = 422
    en = "The code does not fit or is no longer valid. Tries left: {left}."
    vi = "Mã không đúng hoặc không còn hiệu lực. Số lần thử còn lại: {left}."


class SigningError(MotcuaError):
    """A letter cannot be signed."""

    code = "signing-error"
    status = 409
    en = "The letter cannot be signed: {reason}"
    vi = "Không ký được văn bản: {reason}"


class PdfUnsignable(SigningError):
    """The file is none that can be signed: no PDF, too large, encrypted, or altered."""

    code = "pdf-unsignable"
    status = 422
    en = "The file cannot be signed: {reason}"
    vi = "Không ký được tệp: {reason}"


class KeyUnusable(SigningError):
    """The private key cannot be opened: the secret is another, or the file is damaged."""

    code = "key-unusable"
    status = 500
    en = "The signing key {key} cannot be opened. Ask the administrator to look at it."
    vi = "Không mở được khóa ký số {key}. Hãy báo quản trị kiểm tra."


class CertificateUnusable(SigningError):
    """The certificate is missing, not yet or no longer valid, or revoked."""

    code = "certificate-unusable"
    en = "The certificate of {name} cannot be used: {reason}"
    vi = "Chứng thư số của {name} không dùng được: {reason}"


class PasswordWrong(SigningError):
    """The password that was asked for once more is another."""

    code = "password-wrong"
    status = 403
    en = "The password is not right. Nothing was signed."
    vi = "Mật khẩu không đúng. Chưa văn bản nào được ký."


class SigningRefused(SigningError):
    """The letter is not ready to be signed, or it is not this person's to sign."""

    code = "signing-refused"


class TimeStampRefused(SigningError):
    """The authority for time stamps cannot be reached, says no, or its stamp does not hold."""

    code = "time-stamp-refused"
    status = 502
    en = "There is no time stamp, so nothing was signed ({reason}). Try again later."
    vi = "Không có dấu thời gian nên chưa ký ({reason}). Hãy thử lại sau."


class FeeError(MotcuaError):
    """Something about fees, payments or receipts cannot be done."""

    code = "fee-error"
    status = 409
    en = "This cannot be done with the fee: {reason}"
    vi = "Không thực hiện được với khoản phí: {reason}"


class FeesUnreadable(FeeError):
    """What a table of fees gave is no list of fee lines."""

    code = "fees-unreadable"
    status = 422
    en = "The fees cannot be read: {where} needs {wanted}, and has {value}."
    vi = "Không đọc được khoản phí: {where} cần {wanted}, hiện là {value}."


class OrderClosed(FeeError):
    """Nothing can be paid, waived or cancelled on this order any more."""

    code = "order-closed"
    en = "The payment order {order} is closed ({state}). Open the fees of the dossier again."
    vi = "Yêu cầu nộp {order} đã đóng ({state}). Hãy mở lại trang phí của hồ sơ."


class RefundRefused(FeeError):
    """The money does not go back, or not by this person."""

    code = "refund-refused"
    en = "This cannot be refunded: {reason}"
    vi = "Không hoàn trả được: {reason}"


class StatementUnreadable(FeeError):
    """A provider's statement cannot be read."""

    code = "statement-unreadable"
    status = 422
    en = "The statement cannot be read, line {line}: {reason}"
    vi = "Không đọc được sao kê, dòng {line}: {reason}"


class TermError(MotcuaError):
    """The day promised stays as it is."""

    code = "term-error"
    status = 409
    en = "The day promised cannot be changed."
    vi = "Không đổi được ngày hẹn trả."


class ClockNotRunning(TermError):
    """No day is promised, or the clock stands still."""

    code = "clock-not-running"
    en = (
        "No day can be set now: the clock of this dossier has not started, stands still or is over."
    )
    vi = "Hiện không đặt lại ngày hẹn được: hồ sơ chưa tính giờ, đang tạm dừng hoặc đã có kết quả."


class DayRefused(TermError):
    """The day chosen is off, past, or not later than the one promised."""

    code = "day-refused"
    status = 422
    en = (
        "{day} cannot be promised. Choose a working day later than today and than the day promised."
    )
    vi = "Không hẹn ngày {day} được. Hãy chọn ngày làm việc sau hôm nay và sau ngày đã hẹn."


class ApologyUsed(TermError):
    """A new day was set with an apology before: the law allows one."""

    code = "apology-used"
    en = "A new day was set with an apology before; that can be done only once. The delay is told."
    vi = "Đã xin lỗi và hẹn lại một lần; không được hẹn lại lần nữa. Việc chậm trễ được báo cáo."


class NoExtension(TermError):
    """The law gives this procedure no extension, or it was used."""

    code = "no-extension"
    en = "The law gives this procedure no further extension. Apologise and set a new day instead."
    vi = "Thủ tục này không được gia hạn thêm theo luật. Hãy xin lỗi và hẹn lại ngày trả."


class ExtensionTooLong(TermError):
    """The day chosen is later than the law lets the term be extended."""

    code = "extension-too-long"
    status = 422
    en = "The law lets this term be extended by {most} at the most. Choose an earlier day."
    vi = "Luật chỉ cho gia hạn tối đa {most}. Hãy chọn ngày sớm hơn."


class HandoverRefused(CaseError):
    """A letter of the result is not issued, or lacks a signature."""

    code = "handover-refused"
    status = 409
    en = (
        "The result cannot be handed over yet: {letters}. If it was signed on paper, write why"
        " below the form and complete the step again."
    )
    vi = (
        "Chưa thể trả kết quả: {letters}. Nếu văn bản đã được ký trên giấy, hãy ghi lý do ở cuối"
        " biểu mẫu rồi hoàn thành lại bước này."
    )


class NoWayBack(CaseError):
    """A completed step cannot be opened again: it would tear what others have done since."""

    code = "no-way-back"
    en = "This step cannot be opened again: {reason}."
    vi = "Không thể mở lại bước này: {reason}."


class DeliveryRefused(MotcuaError):
    """A letter cannot be given out, or taken back, as it is now."""

    code = "delivery-refused"
    status = 409
    en = "This cannot be done with the letter: {reason}."
    vi = "Không thực hiện được với văn bản này: {reason}."


class SupplementUsed(CaseError):
    """The applicant was asked to complete the dossier as often as the law allows."""

    code = "supplement-used"
    en = (
        "The applicant may be asked {rounds} time(s) only ({basis}), and has been. "
        "Decide on the dossier as it is, or answer that it is insufficient."
    )
    vi = (
        "Chỉ được yêu cầu bổ sung {rounds} lần ({basis}) và đã yêu cầu đủ. "
        "Hãy giải quyết theo hồ sơ hiện có, hoặc trả lời không đủ điều kiện."
    )


class StopRefused(CaseError):
    """A dossier is stopped at the applicant's request before its decision only."""

    code = "stop-refused"
    en = "The dossier cannot be stopped at the applicant's request: {reason}."
    vi = "Không thể dừng hồ sơ theo yêu cầu của người nộp: {reason}."
