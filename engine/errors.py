"""The error family; what goes wrong inside a procedure is in engine/faults.py.

MotcuaError
├─ InputRefused            somebody's input cannot be taken as it is
│  ├─ AnswersRefused       a form, with one fault per field
│  ├─ FileRefused          an uploaded file
│  ├─ ProcedureRefused     a procedure folder, with all its findings
│  └─ FormChanged          the form of a procedure is another since it was filled in
├─ NotFound                there is no such thing, or none that this person may see
│  └─ ProcedureRetired     no new cases of the procedure are opened
├─ AccessDenied            the thing exists, the person may not do this with it
│  ├─ FourEyes             the second pair of eyes must be somebody else's
│  ├─ SignInRefused        login and password do not belong together
│  ├─ TokenRefused         a program outside without a token that counts
│  ├─ TopicRefused         a program outside that asks for work not meant for it
│  └─ TooManyTries         a limit on tries was reached
├─ CaseError               a command does not fit the case as it is now
│  ├─ TaskGone
│  ├─ TaskAlreadyClaimed
│  ├─ CaseChanged
│  ├─ CaseNotRunning
│  ├─ RequestRepeated       the same request key was carried out before
│  ├─ WorkGone              a program outside no longer holds the work
│  ├─ MessageTaken          two tokens wait for the same message and key
│  ├─ MoveRefused           the case cannot move to another version
│  └─ CommandRefused
├─ DraftError              a change does not fit the draft as it is now
│  ├─ DraftChanged          somebody else has saved the same file meanwhile
│  └─ DraftClosed           it was submitted, published or discarded
├─ CalendarTooShort        a date outside the holidays known
├─ StateUnreadable         a saved state in a format this release does not know
├─ DatabaseAway            the database cannot be reached for the moment
├─ MailFailed              a mail server that did not take a mail
├─ CallFailed              a call to another system that did not work
└─ SettingRefused          a setting, an address or a folder the server cannot work with

Every class has a stable public `code`, an HTTP-like `status`, and its sentence in both languages;
the sentence is filled with the keyword arguments, which stay available as `values`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, kw_only=True)
class Words:
    """A part of a sentence in both languages, for an error's keyword argument.

    As text it is English.
    """

    en: str
    vi: str

    def __str__(self) -> str:
        return self.en

    def text(self, language: str) -> str:
        """Return the words in `language`: "vi", or English for anything else."""
        return self.vi if language == "vi" else self.en


class MotcuaError(Exception):
    """Something that a person can be told; the root of the family."""

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 500
    en: ClassVar[str] = "Something went wrong."
    vi: ClassVar[str] = "Đã có lỗi xảy ra."

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.en.format_map(values))

    def text(self, language: str) -> str:
        """Return the sentence in `language`: "vi", or English for anything else."""
        template = self.vi if language == "vi" else self.en
        return template.format_map(
            {
                key: value.text(language) if isinstance(value, Words) else value
                for key, value in self.values.items()
            }
        )


class InputRefused(MotcuaError):
    """Somebody's input cannot be taken as it is."""

    code = "input-refused"
    status = 422
    en = "This cannot be accepted: {reason}"
    vi = "Không thể nhận: {reason}"


class AnswersRefused(InputRefused):
    """Answers of a form do not fit; `faults` (records.forms.Fault) says what, field by field."""

    code = "answers-refused"
    en = "{count} answers need correcting: {keys}"
    vi = "Có {count} mục cần sửa: {keys}"

    def __init__(self, *, faults: Sequence[Any]) -> None:
        self.faults = tuple(faults)
        super().__init__(count=len(self.faults), keys=", ".join(one.key for one in self.faults))


class ProcedureRefused(InputRefused):
    """A procedure folder cannot be published; `findings` (records.findings.Finding) says why."""

    code = "procedure-refused"
    en = "The procedure cannot be published. {count} faults, the first: {first}"
    vi = "Chưa thể công bố thủ tục. Có {count} lỗi, lỗi đầu tiên: {first}"

    def __init__(self, *, findings: Sequence[Any]) -> None:
        self.findings = tuple(findings)
        severe = [one for one in self.findings if one.severe]
        first = Words(vi=severe[0].vi, en=severe[0].en) if severe else Words(vi="", en="")
        super().__init__(count=len(severe), first=first)


class FileRefused(InputRefused):
    """An uploaded file is too large, of a kind not allowed, or not what its name says."""

    code = "file-refused"
    en = "The file {name} cannot be accepted: {reason_en}"
    vi = "Không nhận được tệp {name}: {reason_vi}"


class FormChanged(InputRefused):
    """The form of a procedure is another since it was filled in."""

    code = "form-changed"
    status = 409
    en = (
        "The form changed on {since}, after you filled it in. Your answers are kept; read it again."
    )
    vi = "Biểu mẫu đã đổi từ {since}, sau khi ông/bà khai. Nội dung đã khai còn đủ; mời xem lại."


class NotFound(MotcuaError):
    """There is no such thing, or none that this person may know of."""

    code = "not-found"
    status = 404
    en = "There is no {what} {key}. Check the address, or search for it."
    vi = "Không tìm thấy {what} {key}. Hãy kiểm tra lại địa chỉ hoặc tìm kiếm."


class ProcedureRetired(NotFound):
    """No new cases of the procedure are opened."""

    code = "procedure-retired"
    en = "The procedure {key} takes no new dossiers since {since}. Dossiers filed before go on."
    vi = "Thủ tục {key} ngừng nhận hồ sơ mới từ {since}. Hồ sơ đã nộp vẫn được giải quyết tiếp."


class AccessDenied(MotcuaError):
    """The thing exists, and the person may not do this with it."""

    code = "access-denied"
    status = 403
    en = "You may not do this here. It needs the post {post}; ask your administrator for it."
    vi = "Bạn không được làm việc này. Cần vai trò {post}; hãy liên hệ quản trị nếu bạn được giao."


class FourEyes(AccessDenied):
    """The person did the step that this one checks."""

    code = "four-eyes"
    en = "You did the step that this one checks. Somebody else must do this; hand it back."
    vi = "Bạn đã làm bước mà bước này kiểm tra. Phải do người khác làm; hãy trả lại việc."


class SignInRefused(AccessDenied):
    """Login and password do not belong together; which of them is wrong is not told."""

    code = "sign-in-refused"
    status = 422
    en = "Login or password is wrong. Check both; capital and small letters differ."
    vi = "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra lại, kể cả chữ hoa, chữ thường."


class TokenRefused(AccessDenied):
    """A program called without a token, or with one that was revoked or never given out."""

    code = "token-refused"
    status = 401
    en = "Send a valid token: Authorization: Bearer …. An administrator gives one out."
    vi = "Hãy gửi mã truy cập hợp lệ: Authorization: Bearer …. Quản trị viên cấp mã này."


class TopicRefused(AccessDenied):
    """A program asked for work that is not meant for it."""

    code = "topic-refused"
    en = "This token is not for the topic {topic}. It may ask for: {allowed}."
    vi = "Mã truy cập này không dùng cho chủ đề {topic}. Được dùng cho: {allowed}."


class TooManyTries(AccessDenied):
    """A limit on tries was reached."""

    code = "too-many-tries"
    status = 429
    en = "Too many tries. Wait {seconds} seconds and try again."
    vi = "Thử quá nhiều lần. Hãy đợi {seconds} giây rồi thử lại."


class CaseError(MotcuaError):
    """A command does not fit the case as it is now."""

    code = "case-error"
    status = 409
    en = "The case {case} cannot do this now."
    vi = "Hồ sơ {case} hiện không thể thực hiện việc này."


class TaskGone(CaseError):
    """The task is no longer open: somebody completed it, or the case went another way."""

    code = "task-gone"
    en = "This task is no longer open: it was completed or is not needed any more."
    vi = "Việc này không còn mở: đã có người hoàn thành hoặc không còn cần nữa."


class TaskAlreadyClaimed(CaseError):
    """Somebody else holds the task."""

    code = "task-already-claimed"
    en = "{holder} holds this task. Ask them to hand it back."
    vi = "{holder} đang giữ việc này. Hãy đề nghị người đó trả lại."


class WorkGone(CaseError):
    """A program reports on work that it no longer holds."""

    code = "work-gone"
    en = "Work {work} is not yours under lock {lock}: another took it, or the case went on."
    vi = "Việc {work} không còn của bạn với khóa {lock}: nơi khác đã nhận, hoặc hồ sơ đã đi tiếp."


class CaseChanged(CaseError):
    """The case changed several times while this command was being carried out."""

    code = "case-changed"
    en = "The case was being changed by others at the same moment. Try once more."
    vi = "Hồ sơ đang được người khác cập nhật cùng lúc. Hãy thử lại."


class CaseNotRunning(CaseError):
    """The case is suspended, finished or cancelled."""

    code = "case-not-running"
    en = "The case is {status}; this cannot be done in it now."
    vi = "Hồ sơ {status}; hiện không thể thực hiện việc này."

    def __init__(self, *, status: str) -> None:
        spoken = {
            "running": Words(en="running", vi="đang được xử lý"),
            "suspended": Words(en="suspended", vi="đang tạm dừng"),
            "finished": Words(en="finished", vi="đã kết thúc"),
            "cancelled": Words(en="cancelled", vi="đã dừng giải quyết"),
        }
        super().__init__(status=spoken.get(status, status))


class RequestRepeated(CaseError):
    """The same request was carried out before; its first result is in the log under the key."""

    code = "request-repeated"
    en = "This request was carried out before."
    vi = "Yêu cầu này đã được thực hiện trước đó."


class MessageTaken(CaseError):
    """Something else waits for the same message with the same key already."""

    code = "message-taken"
    en = "The message {name} with the key {key} is already awaited elsewhere; give it another key."
    vi = "Thông điệp {name} với khóa {key} đã có nơi khác chờ; hãy đặt khóa khác."


class CommandRefused(CaseError):
    """The command names a token, timer, message or job that the case does not have."""

    code = "command-refused"
    en = "The case is not waiting for {what}."
    vi = "Hồ sơ không chờ {what}."


class MoveRefused(CaseError):
    """The case cannot move to another version; `obstacles` (records.moving.Obstacle) says why."""

    code = "move-refused"
    en = "The case cannot move to the other version: {first}"
    vi = "Hồ sơ không chuyển được sang phiên bản kia: {first}"

    def __init__(self, *, obstacles: Sequence[Any]) -> None:
        self.obstacles = tuple(obstacles)
        super().__init__(first=self.obstacles[0].words)


class DraftError(MotcuaError):
    """A change does not fit the draft of a procedure as it is now."""

    code = "draft-error"
    status = 409
    en = "The draft has changed. Load the page again."
    vi = "Bản thảo đã thay đổi. Hãy tải lại trang."


class DraftChanged(DraftError):
    """Somebody saved the same files meanwhile; `conflicts` (records.drafts.Conflict) says who."""

    code = "draft-changed"
    en = "{name} saved {path} at the same time. Compare both, then decide which one stays."
    vi = "{name} cũng vừa lưu {path}. Hãy so hai bản rồi quyết định giữ bản nào."

    def __init__(self, *, conflicts: Sequence[Any]) -> None:
        self.conflicts = tuple(conflicts)
        super().__init__(name=self.conflicts[0].by_name, path=self.conflicts[0].path)


class DraftClosed(DraftError):
    """The draft was submitted, published or discarded; it cannot be changed any more."""

    code = "draft-closed"
    en = "This draft is no longer open for changes. Open a new one from it."
    vi = "Bản thảo này không còn sửa được. Hãy mở bản thảo mới từ nó."


class CalendarTooShort(MotcuaError):
    """A date outside the years whose holidays are known."""

    code = "calendar-too-short"
    en = "The working calendar knows the years {first} to {last}; {day} is outside."
    vi = "Lịch làm việc có các năm {first} đến {last}; ngày {day} nằm ngoài."


class StateUnreadable(MotcuaError):
    """A saved state in a format that this release does not know."""

    code = "state-unreadable"
    en = "The saved state has format {found}; this release reads {known}."
    vi = "Trạng thái lưu ở định dạng {found}; bản này đọc {known}."


class DatabaseAway(MotcuaError):
    """The database cannot be reached for the moment, or the connection to it was lost."""

    code = "database-away"
    status = 503
    en = "The records cannot be reached for the moment. Nothing is lost; try again in some seconds."
    vi = "Tạm thời chưa truy cập được dữ liệu. Không có gì bị mất; hãy thử lại sau vài giây."


class MailFailed(MotcuaError):
    """A mail server did not take a mail; `again` tells whether another try can work."""

    code = "mail-failed"
    status = 502
    en = "The mail could not be sent; the server's answer was {answer}."
    vi = "Không gửi được thư; máy chủ trả lời {answer}."

    @property
    def again(self) -> bool:
        """Whether another try can work (RFC 5321 §4.2.1: 4xx answers are transient)."""
        return bool(self.values["again"])


class CallFailed(MotcuaError):
    """A call to another system did not work; `again` tells whether another try can work."""

    code = "call-failed"
    status = 502
    en = "The call did not work: {reason}."
    vi = "Lời gọi không thành: {reason}."

    def __init__(self, *, reason: Words, again: bool, error_code: str | None = None) -> None:
        super().__init__(reason=reason)
        self.again = again
        self.error_code = error_code


class SettingRefused(MotcuaError):
    """A setting, an address or a folder that the server cannot work with."""

    code = "setting-refused"
    en = "{setting} = {value} cannot be used: {reason_en}"
    vi = "{setting} = {value} không dùng được: {reason_vi}"
