"""Two guides set side by side: questions' form, events, outcomes, in the words of the guide."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from engine.comparison.cards import LABELS as CARD_LABELS
from engine.comparison.loose import differences
from engine.comparison.saying import from_to
from engine.errors import Words
from engine.procedures.toml import read_toml
from engine.procedures.wording.values import capital, filled, quoted, same
from engine.records.changes import Change, ChangeKind

_GUIDE = Words(vi="bảng hướng dẫn", en="the guide")
_OUTCOME = Words(vi="trường hợp {name}", en="the case {name}")
_ADDED = Words(vi="thêm trường hợp {name} vào hướng dẫn", en="adds the case {name} to the guide")
_REMOVED = Words(
    vi="bỏ trường hợp {name} khỏi hướng dẫn", en="drops the case {name} from the guide"
)
_MOVED = Words(vi="thứ tự các trường hợp đã đổi", en="the order of the cases has changed")
LABELS: Mapping[str, Words] = MappingProxyType(
    {
        **CARD_LABELS,
        "form": Words(vi="biểu mẫu câu hỏi", en="form of the questions"),
        "event": Words(vi="sự việc trên trang đầu", en="event on the first page"),
        "rank": Words(vi="vị trí trên trang đầu", en="place on the first page"),
        "intro": Words(vi="lời dẫn", en="introduction"),
        "decision": Words(vi="bảng quyết định", en="decision"),
        "amount": Words(vi="cách tính", en="way of reckoning"),
        "title": Words(vi="tên", en="title"),
        "text": Words(vi="lời giải thích", en="explanation"),
        "when": Words(vi="điều kiện", en="condition"),
        "procedure": Words(vi="thủ tục đúng", en="right procedure"),
        "elsewhere": Words(vi="nơi cần đến", en="where to turn to"),
        "term": Words(vi="thời hạn", en="term"),
        "later": Words(vi="thời hạn bắt đầu sau", en="term that begins later"),
        "term_note": Words(vi="ghi chú về thời hạn", en="note on the term"),
        "fee_note": Words(vi="ghi chú về phí", en="note on the fee"),
        "places": Words(vi="cơ quan tham gia", en="offices"),
        "online": Words(vi="việc làm trực tuyến", en="what is done online"),
        "on_site": Words(vi="việc làm tại nơi", en="what is done at an office"),
        "answers": Words(vi="câu trả lời điền sẵn", en="answers filled in"),
    }
)


def compare_guides(file: str, old: bytes, new: bytes) -> tuple[Change, ...]:
    """Return the changes of a guide. Raises tomllib.TOMLDecodeError where one cannot be read."""
    before, after = (read_toml(one) for one in (old, new))
    cases = _outcomes(before), _outcomes(after)
    found = [
        _made(file, "removed" if name in cases[0] else "added", name, cases)
        for name in [*cases[0], *(one for one in cases[1] if one not in cases[0])]
        if (name in cases[0]) != (name in cases[1])
    ]
    shared = [name for name in cases[0] if name in cases[1]]
    if shared != [name for name in cases[1] if name in cases[0]]:
        found.append(_change(file, "moved", capital(_MOVED), ("outcomes", "", "")))
    for name in shared:
        owner = filled(_OUTCOME, name=_title(cases[1][name], name))
        found += _told(file, f"outcomes[{name}].", owner, (cases[0][name], cases[1][name]))
    rest = [
        {key: one for key, one in side.items() if key != "outcomes"} for side in (before, after)
    ]
    found += _told(file, "", _GUIDE, (rest[0], rest[1]))
    return tuple(found)


def _outcomes(guide: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    rows = guide.get("outcomes")
    many = rows if isinstance(rows, list) else []
    return {
        str(one.get("id") or place): one
        for place, one in enumerate(many, 1)
        if isinstance(one, dict)
    }


def _title(outcome: Mapping[str, Any], name: str) -> Words:
    title = outcome.get("title")
    if not isinstance(title, dict) or not isinstance(title.get("vi"), str):
        return quoted(same(name))
    return quoted(Words(vi=title["vi"], en=str(title.get("en") or title["vi"])))


def _made(
    file: str, kind: ChangeKind, name: str, cases: tuple[Mapping[str, Any], Mapping[str, Any]]
) -> Change:
    side = cases[0] if kind == "removed" else cases[1]
    template = _REMOVED if kind == "removed" else _ADDED
    words = capital(filled(template, name=_title(side[name], name)))
    return _change(file, kind, words, (f"outcomes[{name}]", "", ""))


def _told(
    file: str, prefix: str, owner: Words, sides: tuple[Mapping[str, Any], Mapping[str, Any]]
) -> list[Change]:
    return [_difference(file, prefix, owner, one) for one in differences(*sides)]


def _difference(file: str, prefix: str, owner: Words, found: tuple[str, object, object]) -> Change:
    path, was, now = found
    parts = [one for one in re.split(r"[.\[\]]", path) if one and one != "vi"]
    labels = [LABELS.get(one, same(one)) for one in parts]
    label = Words(vi=" ".join(one.vi for one in labels), en=" ".join(one.en for one in labels))
    shown = [None if one is None else quoted(same(_text(one))) for one in (was, now)]
    words = capital(from_to(label, owner, shown[0], shown[1]))
    values = (prefix + path, _text(was), _text(now))
    return _change(file, "changed", words, values, quiet=path.endswith(".en"))


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _change(
    file: str, kind: ChangeKind, words: Words, what: tuple[str, str, str], quiet: bool = False
) -> Change:
    path, before, after = what
    return Change(
        kind=kind,
        subject="guide",
        file=file,
        words=words,
        aspect=path,
        here=None if kind == "added" else path,
        there=None if kind == "removed" else path,
        before=before,
        after=after,
        quiet=quiet,
    )
