"""What the compiler complains of → a sentence that somebody who does not program understands."""

import re
from typing import Final

from engine.errors import Words
from engine.letters import rules
from engine.letters.press import Complaint
from engine.records.findings import Finding

_PLACE: Final = re.compile(r"__typst_py_bytes__\.typ:(\d+):\d+")
_OURS: Final = re.compile(r'motcua-(unknown|missing|kind):([^"\\]+)')
_NOT_SO: Final = {
    "day": Words(en="it holds no day", vi="không phải ngày tháng"),
    "money": Words(en="it holds no number", vi="không phải số"),
    "words": Words(en="it holds no whole number", vi="không phải số nguyên"),
    "lines": Words(en="it holds no lines", vi="không phải danh sách"),
}
# Pattern of the message → what it means; \1 is what the message names.
_MEANINGS: Final = tuple(
    (re.compile(pattern), vi, en)
    for pattern, vi, en in (
        (
            r"unknown variable: (\S+)",
            r"không có lệnh hay biến “\1”; nếu là chữ thường hãy viết \\# thay cho #",
            r"there is no command or variable “\1”; for a plain # write \\#",
        ),
        (
            r"unclosed delimiter|unexpected closing",
            r"một dấu ngoặc, hoặc dấu * hay _ (chữ đậm, chữ nghiêng), mở ra mà không đóng; dấu * "
            r"hay _ thường hãy viết \\* và \\_",
            r"a bracket, or a * or _ for bold and italic, is opened and not closed; for a plain * "
            r"or _ write \\* and \\_",
        ),
        (r"unclosed string", r"thiếu dấu ngoặc kép đóng", r"a closing quote is missing"),
        (
            r"unclosed label",
            r"dấu < mở một nhãn; nếu là dấu “nhỏ hơn” hãy viết \\<",
            r"< opens a label; for “less than” write \\<",
        ),
        (
            r"label `?<(.+?)>`? does not exist",
            r"không có nhãn “\1”; nếu là chữ @ hãy viết \\@",
            r"there is no label “\1”; for a plain @ write \\@",
        ),
        (
            r"unclosed raw text",
            r"dấu ` mở một đoạn chữ nguyên mà không đóng",
            r"a ` opens a verbatim text that is not closed",
        ),
        (r"unclosed block comment", r"ghi chú /* chưa đóng */", r"a comment /* is not closed */"),
        (
            r"condition is always true|loop seems to be infinite",
            r"vòng lặp không bao giờ dừng",
            r"a loop never ends",
        ),
        (
            r"maximum (?:function call|show rule|layout) depth",
            r"một hàm tự gọi lại chính nó không dừng",
            r"a function calls itself without end",
        ),
        (
            r"download package|package not found|file not found|project root|access denied",
            r"mẫu không được đọc tệp hay thư viện ngoài",
            r"a letter may read no file and no library from outside",
        ),
        (r"missing argument: (\S+)", r"thiếu giá trị “\1”", r"the value “\1” is missing"),
        (r"unexpected argument: (\S+)", r"không nhận giá trị “\1”", r"it takes no value “\1”"),
        (r"unexpected argument", r"thừa một giá trị", r"there is one value too many"),
        (
            r"expected (.+?), found (.+)",
            r"ở đây cần \1 nhưng lại là \2",
            r"\1 is expected here, and \2 stands there",
        ),
        (r"expected (.+)", r"ở đây cần \1", r"\1 is expected here"),
    )
)
_KINDS: Final = {
    "string": "chữ",
    "content": "nội dung",
    "integer": "số nguyên",
    "float": "số",
    "none": "trống",
    "boolean": "đúng/sai",
    "array": "danh sách",
    "expression": "một biểu thức",
    "comma": "dấu phẩy",
    "identifier": "một tên",
    "length": "độ dài",
    "dictionary": "nhóm giá trị",
    "function": "hàm",
    "closing paren": "ngoặc đóng",
    "semicolon or line break": "xuống dòng",
    "pattern": "một tên",
    " or ": " hoặc ",
}
_KIND_WORDS: Final = re.compile("|".join(sorted(_KINDS, key=len, reverse=True)))


def told(complaint: Complaint, file: str, lines_before: int) -> Finding:
    """Return what a complaint means, at its line of the template.

    lines_before   lines of the source that stand before the template
    """
    line = _line(complaint, lines_before)
    ours = _OURS.search(complaint.message)
    if ours is None:
        return rules.FAULT.at(file, None, line, reason=meaning(complaint.message))
    kind, name = ours.groups()
    if kind == "kind":
        use, _, name = name.partition(":")
        return rules.KIND.at(file, None, line, name=name, use=use, reason=_NOT_SO[use])
    return rules.UNKNOWN.at(file, None, line, name=name, hint=Words(vi="", en=""))


def meaning(message: str) -> Words:
    """Return a complaint in both languages; one that is not known here stays as it is."""
    for pattern, vi, en in _MEANINGS:
        found = pattern.search(message)
        if found:
            # Only the kinds that the compiler names are translated, not what is quoted.
            in_vi = found.expand(vi)
            if "expected" in message and "argument" not in message:
                in_vi = _KIND_WORDS.sub(lambda one: _KINDS[one.group()], in_vi)
            return Words(vi=in_vi, en=found.expand(en))
    text = message[:200].rstrip(".")
    return Words(vi=f"Typst báo “{text}”", en=text)


def _line(complaint: Complaint, lines_before: int) -> int | None:
    places = (int(one) for one in _PLACE.findall(complaint.diagnostic))
    return next((place - lines_before for place in places if place > lines_before), None)
