"""What an import tells: what it could not carry over, and what a person should look at.

Severe are those after which the procedure would do something else than before.
"""

from engine.diagrams.texts import local, words
from engine.diagrams.words import TAG_WORDS
from engine.diagrams.xml import Element
from engine.errors import Words
from engine.records.findings import Rule

LOST = Rule(
    name="import-lost",
    vi="{what}: “{found}” chưa chuyển được. {todo}",
    en="{what}: “{found}” was not carried over. {todo}",
)
EXPRESSION = Rule(
    name="import-expression",
    vi="{what}: biểu thức “{text}” chưa dịch được: {reason}. Hãy viết lại bằng ngôn ngữ biểu thức "
    "ở đây.",
    en="{what}: the expression “{text}” was not translated: {reason}. Write it again in the "
    "language of expressions used here.",
)
LOOK = Rule(
    name="import-look",
    vi="{what}: “{found}” đã chuyển thành “{now}”. {todo}",
    en="{what}: “{found}” became “{now}”. {todo}",
    severe=False,
)
UNNEEDED = Rule(
    name="import-unneeded",
    vi="{what}: “{found}” không cần ở đây. {todo}",
    en="{what}: “{found}” is not needed here. {todo}",
    severe=False,
)
KEPT = Rule(
    name="import-kept",
    vi="Chỗ ghi riêng của {tool} trong tệp: {count}. Chúng được giữ nguyên và không có tác dụng ở "
    "đây.",
    en="Places that {tool} wrote for itself: {count}. They stay in the file as they are, and have "
    "no effect here.",
    severe=False,
)
RENAMED = Rule(
    name="import-renamed",
    vi="Những tên này nay viết khác, vì tên ở đây chỉ gồm chữ thường không dấu, số và dấu gạch "
    "dưới: {names}. Hãy sửa cả ở các hệ thống gửi và nhận những giá trị này.",
    en="These names are written differently now, for names here have small letters a–z, digits and "
    "underscores: {names}. Change them in the systems that send and receive these values too.",
    severe=False,
)
COPIED = Rule(
    name="import-copied",
    vi="Tệp “{found}” đã được chép thành “{now}”. {todo}",
    en="The file “{found}” was copied to “{now}”. {todo}",
    severe=False,
)
NOTHING = Words(vi="", en="")
COMPARE = Words(
    vi="Hãy thử bảng với vài giá trị quen thuộc.", en="Try the table with some values you know."
)
_OTHERS = {
    "process": Words(vi="Quy trình", en="The process"),
    "sequenceFlow": Words(vi="Mũi tên", en="The arrow"),
    "lane": Words(vi="Làn", en="The lane"),
    "participant": Words(vi="Bể", en="The pool"),
    "message": Words(vi="Thông điệp", en="The message"),
    "error": Words(vi="Lỗi", en="The error"),
    "signal": Words(vi="Tín hiệu", en="The signal"),
    "escalation": Words(vi="Leo thang", en="The escalation"),
    "definitions": Words(vi="Tệp", en="The file"),
}


def called(element: Element) -> Words:
    """Return what a sentence calls an element: its kind, and its name or else its id."""
    tag = local(element)
    kind = TAG_WORDS.get(tag) or _OTHERS.get(tag) or Words(vi=f"Phần tử {tag}", en=f"The {tag}")
    name = words(element.get("name")) or element.get("id") or ""
    if not name:
        return kind
    shown = name if len(name) <= 60 else f"{name[:59]}…"
    return Words(vi=f"{kind.vi} “{shown}”", en=f"{kind.en} “{shown}”")


def shortened(text: str, most: int = 120) -> str:
    """Return a text on one line, and not too long for a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
