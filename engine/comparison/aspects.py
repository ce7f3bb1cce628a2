"""What each attribute and property of an element is called, and its values in words."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from engine.comparison.sides import Side
from engine.errors import Words
from engine.procedures.wording.conditions import condition_words, value_of
from engine.procedures.wording.values import (
    CLOCKS,
    STATUSES,
    letter_words,
    office_words,
    post_words,
    quoted,
    same,
    term_words,
)

LABELS: Mapping[str, Words] = MappingProxyType(
    {
        "nameEn": Words(vi="tên tiếng Anh", en="English name"),
        "publicName": Words(vi="lời cho người dân", en="words for citizens"),
        "publicNameEn": Words(
            vi="lời cho người dân bằng tiếng Anh", en="words for citizens in English"
        ),
        "status": Words(vi="trạng thái trên cổng", en="portal status"),
        "clock": Words(vi="cách tính thời hạn", en="effect on the legal clock"),
        "clockTerm": Words(vi="thời hạn tính từ đây", en="term counted from here"),
        "legalTerm": Words(vi="thời hạn luật định", en="statutory term"),
        "extraTerm": Words(vi="thời hạn cộng thêm", en="supplement to the term"),
        "mostExtension": Words(vi="mức gia hạn tối đa", en="longest extension"),
        "apology": Words(vi="lúc phải xin lỗi", en="time of the apology"),
        "notice": Words(vi="người được báo tin", en="person notified"),
        "legalBasis": Words(vi="căn cứ pháp lý", en="legal basis"),
        "term": Words(vi="thời hạn", en="term"),
        "cutoff": Words(vi="giờ chốt nhận", en="cut-off hour"),
        "post": Words(vi="người làm", en="post"),
        "office": Words(vi="cơ quan làm", en="office"),
        "form": Words(vi="biểu mẫu", en="form"),
        "fourEyes": Words(vi="yêu cầu khác người với", en="four-eyes rule with"),
        "samePersonAs": Words(vi="yêu cầu cùng người với", en="same-person rule with"),
        "corrects": Words(vi="nội dung được sửa", en="what may be corrected"),
        "label": Words(vi="nhãn phân biệt", en="distinguishing label"),
        "connector": Words(vi="kết nối", en="connector"),
        "topic": Words(vi="chủ đề công việc", en="topic of work"),
        "result": Words(vi="tên kết quả", en="result name"),
        "decision": Words(vi="bảng quyết định", en="decision table"),
        "letter": Words(vi="văn bản", en="letter"),
        "letterWhen": Words(vi="điều kiện ra văn bản", en="condition of the letter"),
        "decides": Words(vi="khi nào là đã quyết định", en="when it decides"),
        "key": Words(vi="khóa thông điệp", en="message key"),
        "version": Words(vi="phiên bản được gọi", en="version called"),
        "audience": Words(vi="người được hỏi", en="audience"),
        "ending": Words(vi="cách kết thúc", en="kind of ending"),
        "reason": Words(vi="lý do được nêu", en="reason told"),
        "workMinutes": Words(vi="số phút làm việc", en="minutes of work"),
        "citizenMinutes": Words(vi="số phút của người nộp", en="applicant's minutes"),
        "citizenCost": Words(vi="chi phí của người nộp", en="applicant's cost"),
        "share": Words(vi="tỷ lệ hồ sơ đi lối này (%)", en="share of cases (%)"),
        "tag": Words(vi="loại", en="kind"),
        "name": Words(vi="tên", en="name"),
        "parent": Words(vi="quy trình con chứa nó", en="subprocess around it"),
        "attached_to": Words(vi="bước mà nó gắn vào", en="step it is attached to"),
        "parallel": Words(vi="việc phải đủ mọi sự kiện", en="need for all its events"),
        "by_event": Words(vi="việc bắt đầu bằng sự kiện", en="start by an event"),
        "undoes": Words(vi="vai trò hoàn tác", en="role in compensation"),
        "undone_by": Words(vi="bước hoàn tác", en="compensating step"),
        "instantiates": Words(vi="việc mở hồ sơ mới", en="opening of new cases"),
        "direction": Words(vi="chiều của cổng", en="direction"),
        "called": Words(vi="quy trình được gọi", en="process called"),
        "activation": Words(vi="điều kiện đi tiếp", en="activation condition"),
        "quantities": Words(vi="số thẻ cần và gửi", en="token quantities"),
        "own_names": Words(vi="tên dữ liệu riêng", en="names of its own"),
        "script": Words(vi="kịch bản tính toán", en="script"),
        "inputs": Words(vi="dữ liệu đưa vào", en="inputs"),
        "takes": Words(vi="dữ liệu lấy vào", en="data taken in"),
        "gives": Words(vi="dữ liệu trả ra", en="data given out"),
        "events": Words(vi="sự kiện", en="event"),
        "loop": Words(vi="cách lặp", en="repetition"),
        "ad_hoc": Words(vi="thứ tự của nhóm việc", en="order of its steps"),
    }
)
REFERENCES = frozenset(("parent", "attached_to", "undone_by", "fourEyes", "samePersonAs"))
# What interests designers and integrators, not those who read what a redesign changes.
TECHNICAL = frozenset(("nameEn", "publicNameEn", "direction", "label", "result", "share"))
_YES = Words(vi="có", en="yes")
_NO = Words(vi="không", en="no")


def label_of(aspect: str) -> Words:
    """Return what an aspect is called; one that is not known, as it is written."""
    return LABELS.get(aspect, same(f"“{aspect}”"))


def value_words(side: Side, aspect: str, value: object) -> Words:
    """Return a value in words."""
    if isinstance(value, bool):
        return _YES if value else _NO
    text = str(value)
    if aspect in REFERENCES:
        return side.shown(text)
    if aspect in _SPOKEN:
        return _SPOKEN[aspect](side, text)
    if aspect == "activation":
        return condition_words(text, side.labels)
    if text.startswith("="):
        return value_of(text, side.labels)
    return quoted(same(text))


def _status(_side: Side, text: str) -> Words:
    words = STATUSES.get(text)
    return same(f"“{text}”") if words is None else quoted(words)


def _clock(_side: Side, text: str) -> Words:
    words = CLOCKS.get(text)
    return quoted(words or same(text))


_SPOKEN: Mapping[str, Callable[[Side, str], Words]] = MappingProxyType(
    {
        "term": lambda _side, text: term_words(text),
        "legalTerm": lambda _side, text: term_words(text),
        "mostExtension": lambda _side, text: term_words(text),
        "post": lambda _side, text: post_words(text),
        "letter": lambda _side, text: letter_words(text),
        "office": lambda _side, text: office_words(text),
        "notice": lambda _side, text: post_words(text),
        "audience": lambda _side, text: post_words(text),
        "form": lambda side, text: side.form(text),
        "decision": lambda side, text: side.decision(text),
        "status": _status,
        "clock": _clock,
    }
)
