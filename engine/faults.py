"""What goes wrong inside a procedure; the rest of the family is in engine/errors.py.

MotcuaError
├─ ExpressionError         a condition or a decision cell
│  ├─ ExpressionRefused    found when it is checked
│  └─ ExpressionFailed     found when it is evaluated
├─ ScriptError             a script task
│  ├─ ScriptRefused
│  ├─ ScriptStopped        a limit on time, memory or output was reached
│  └─ ScriptFailed
├─ ElementError            an element of the diagram cannot go on; becomes an incident
│  ├─ NoWayOut             no condition is true and there is no default flow
│  ├─ UncaughtError        an error event that nobody catches
│  ├─ EndlessLoop          automatic elements that never come to rest
│  └─ ConnectorFailed      a job that failed for good
├─ DecisionError           a decision table that has no or no single answer
├─ LetterError             the template of a letter
│  ├─ LetterRefused        found when it is set: a typing fault, or what templates may not do
│  ├─ LetterStopped        a limit on time, memory or output was reached
│  └─ LetterIncomplete     a value that the letter needs is not there
├─ DrawingRefused          a picture (SVG) that cannot be made a PDF
└─ TermRefused             a term or timer text that cannot be read
"""

from collections.abc import Sequence
from typing import Any

from engine.errors import MotcuaError, Words


class ExpressionError(MotcuaError):
    """A condition or decision cell."""

    code = "expression-error"
    status = 422
    en = "The expression {expression} does not work: {reason}"
    vi = "Biểu thức {expression} không dùng được: {reason}"


class ExpressionRefused(ExpressionError):
    """The text is no expression of the allowed language."""

    code = "expression-refused"


class ExpressionFailed(ExpressionError):
    """The expression met values it cannot work with."""

    code = "expression-failed"


class ScriptError(MotcuaError):
    """A script task."""

    code = "script-error"
    status = 422
    en = "The script does not work: {reason}"
    vi = "Kịch bản không chạy được: {reason}"


class ScriptRefused(ScriptError):
    """The text is no script of the allowed language."""

    code = "script-refused"


class ScriptStopped(ScriptError):
    """The script reached a limit on time, memory or output."""

    code = "script-stopped"
    en = "The script was stopped: {reason}"
    vi = "Kịch bản đã bị dừng: {reason}"


class ScriptFailed(ScriptError):
    """The script raised an error."""

    code = "script-failed"


class ElementError(MotcuaError):
    """An element of the diagram cannot go on; becomes an incident of the case."""

    code = "element-error"
    en = "{element} cannot go on: {reason}"
    vi = "{element} không thể tiếp tục: {reason}"


class NoWayOut(ElementError):
    """No condition out of the element is true and it has no default flow."""

    code = "no-way-out"
    en = "No condition out of {element} is true and it has no default flow. Values seen: {seen}."
    vi = "Không điều kiện nào ra khỏi {element} đúng và không có nhánh mặc định. Giá trị: {seen}."


class UncaughtError(ElementError):
    """An error was thrown and no boundary event around it catches its code."""

    code = "uncaught-error"
    en = "The error {error} thrown at {element} is caught by nobody."
    vi = "Lỗi {error} phát sinh tại {element} không được nơi nào bắt."


class EndlessLoop(ElementError):
    """Automatic elements followed each other without coming to rest."""

    code = "endless-loop"
    en = "The case made {steps} automatic steps without coming to rest, last at {element}."
    vi = "Hồ sơ đã chạy {steps} bước tự động mà không dừng, bước cuối tại {element}."


class ConnectorFailed(ElementError):
    """The work of a connector failed for good."""

    code = "connector-failed"
    en = "{element} failed: {reason}"
    vi = "{element} thất bại: {reason}"


class DecisionError(MotcuaError):
    """A decision table that has no answer, or more than one where only one is allowed."""

    code = "decision-error"
    status = 422
    en = "The decision {decision} has no single answer: {reason}"
    vi = "Bảng quyết định {decision} không cho một kết quả: {reason}"


class LetterError(MotcuaError):
    """The template of a letter."""

    code = "letter-error"
    status = 422
    en = "The letter cannot be made: {reason}"
    vi = "Không lập được văn bản: {reason}"


class LetterRefused(LetterError):
    """The template has a fault, or does what templates may not do."""

    code = "letter-refused"


class LetterStopped(LetterError):
    """The template reached a limit on time, memory or output."""

    code = "letter-stopped"
    en = "The letter was stopped: {reason}."
    vi = "Đã dừng lập văn bản: {reason}."


class LetterIncomplete(LetterError):
    """A value that the letter needs is not there; `missing` (LetterName) says which."""

    code = "letter-incomplete"
    en = "The letter lacks values: {names}. Enter them, or let the template do without."
    vi = "Văn bản còn thiếu: {names}. Hãy nhập đủ, hoặc sửa mẫu để không cần mục đó."

    def __init__(self, *, missing: Sequence[Any]) -> None:
        self.missing = tuple(missing)
        vi = ", ".join(one.label.vi for one in missing)
        en = ", ".join(one.label.en for one in missing)
        super().__init__(names=Words(vi=vi, en=en))


class DrawingRefused(MotcuaError):
    """A picture that cannot be made a PDF."""

    code = "drawing-refused"
    status = 422
    en = "The picture cannot be made a PDF: {reason}."
    vi = "Không tạo được PDF từ hình: {reason}."


class TermRefused(MotcuaError):
    """A term or timer text that cannot be read."""

    code = "term-refused"
    status = 422
    en = "{text} is no term. Write for example P3D, 3 working days, 12 days or 2026-11-24."
    vi = "{text} không phải thời hạn. Ví dụ: P3D, 3 ngày làm việc, 12 ngày, 2026-11-24."
