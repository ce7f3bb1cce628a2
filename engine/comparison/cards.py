"""Two cards set side by side: every key, in the words of the card."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from engine.comparison.loose import differences
from engine.comparison.saying import from_to
from engine.errors import Words
from engine.procedures.toml import read_toml
from engine.procedures.wording.values import capital, filled, quoted, same
from engine.records.changes import Change, ChangeKind

_CARD = Words(vi="thẻ thủ tục", en="the card")
LABELS: Mapping[str, Words] = MappingProxyType(
    {
        "code": Words(vi="mã thủ tục", en="code"),
        "office_kind": Words(vi="loại cơ quan giải quyết", en="kind of office"),
        "filing_form": Words(vi="biểu mẫu nộp hồ sơ", en="form for filing"),
        "title": Words(vi="tên thủ tục", en="title"),
        "summary": Words(vi="tóm tắt", en="summary"),
        "field": Words(vi="lĩnh vực", en="field"),
        "level": Words(vi="cấp thực hiện", en="level"),
        "who": Words(vi="đối tượng thực hiện", en="who may ask"),
        "audience": Words(vi="nhóm đối tượng", en="audience"),
        "term": Words(vi="thời hạn giải quyết", en="term"),
        "fee": Words(vi="phí, lệ phí", en="fee"),
        "steps": Words(vi="trình tự thực hiện", en="steps"),
        "results": Words(vi="kết quả", en="results"),
        "conditions": Words(vi="yêu cầu, điều kiện", en="conditions"),
        "cutoff": Words(vi="giờ chốt nhận", en="cut-off hour"),
        "keywords": Words(vi="từ khóa", en="keywords"),
        "cost": Words(vi="số liệu chi phí", en="cost figures"),
        "papers": Words(vi="thành phần hồ sơ", en="papers"),
        "channels": Words(vi="cách nộp", en="channel"),
        "legal_basis": Words(vi="căn cứ pháp lý", en="legal basis"),
        "refunds": Words(vi="quy định hoàn trả", en="refunds"),
        "supplements": Words(vi="số lần yêu cầu bổ sung", en="requests for supplement"),
        "rounds": Words(vi="số lần", en="how often"),
        "close_after": Words(vi="đóng hồ sơ sau", en="closed after"),
        "when": Words(vi="khi", en="when"),
        "share": Words(vi="phần trăm hoàn trả", en="percent given back"),
        "lines": Words(vi="việc của người nộp", en="work of the applicant"),
        "originals": Words(vi="số bản chính", en="originals"),
        "copies": Words(vi="số bản sao", en="copies"),
        "note": Words(vi="ghi chú", en="note"),
        "number": Words(vi="số hiệu", en="number"),
        "valid_from": Words(vi="ngày có hiệu lực", en="first day in force"),
        "valid_to": Words(vi="ngày hết hiệu lực", en="last day in force"),
        "name": Words(vi="tên", en="name"),
        "wage": Words(vi="giá một giờ công", en="wage an hour"),
        "times_a_year": Words(vi="số lần một năm", en="times a year"),
        "subjects_a_year": Words(vi="số người một năm", en="applicants a year"),
        "hours": Words(vi="số giờ", en="hours"),
        "service": Words(vi="chi phí dịch vụ", en="services"),
        "other": Words(vi="chi phí khác", en="other costs"),
        "assumed": Words(vi="là ước tính", en="is an estimate"),
        "source": Words(vi="nguồn", en="source"),
        "en": Words(vi="bằng tiếng Anh", en="in English"),
    }
)
_TABLES = ("papers", "channels", "legal_basis", "lines")
_CHANNELS: Mapping[str, Words] = MappingProxyType(
    {
        "direct": Words(vi="trực tiếp", en="at the desk"),
        "online": Words(vi="trực tuyến", en="online"),
        "post": Words(vi="bưu chính", en="by post"),
    }
)
_ADDED: Mapping[str, Words] = MappingProxyType(
    {
        "papers": Words(vi="thêm giấy tờ {name} vào hồ sơ", en="adds the paper {name}"),
        "channels": Words(vi="thêm cách nộp {name}", en="adds filing {name}"),
        "legal_basis": Words(vi="thêm căn cứ pháp lý {name}", en="adds the legal basis {name}"),
        "lines": Words(vi="thêm việc tính chi phí {name}", en="adds the cost line {name}"),
    }
)
_REMOVED: Mapping[str, Words] = MappingProxyType(
    {
        "papers": Words(vi="bỏ giấy tờ {name} khỏi hồ sơ", en="drops the paper {name}"),
        "channels": Words(vi="bỏ cách nộp {name}", en="drops filing {name}"),
        "legal_basis": Words(vi="bỏ căn cứ pháp lý {name}", en="drops the legal basis {name}"),
        "lines": Words(vi="bỏ việc tính chi phí {name}", en="drops the cost line {name}"),
    }
)
_OWNERS: Mapping[str, Words] = MappingProxyType(
    {
        "papers": Words(vi="giấy tờ {name}", en="the paper {name}"),
        "channels": Words(vi="cách nộp {name}", en="filing {name}"),
        "legal_basis": Words(vi="căn cứ pháp lý {name}", en="the legal basis {name}"),
        "lines": Words(vi="việc {name}", en="the cost line {name}"),
    }
)
_LESS = Words(
    vi="{label} của {owner} từ {before} xuống {after}",
    en="the {label} of {owner} go down from {before} to {after}",
)
_MORE = Words(
    vi="{label} của {owner} từ {before} lên {after}",
    en="the {label} of {owner} go up from {before} to {after}",
)
_ROW = re.compile(r"^(?:cost\.)?(?P<table>\w+)\[(?P<row>.+?)\](?P<rest>.*)$")


def compare_cards(file: str, old: bytes, new: bytes) -> tuple[Change, ...]:
    """Return the changes of a card. Raises tomllib.TOMLDecodeError where one cannot be read."""
    before, after = (read_toml(one) for one in (old, new))
    found: list[Change] = []
    none: tuple[list[str], list[str]] = ([], [])
    rows = {key: _rows(_table(before, key), _table(after, key)) for key in _TABLES}
    english = _english(before) | _english(after)
    for key, (gone, come) in rows.items():
        for kind, names in (("removed", gone), ("added", come)):
            found += [_row_change(file, kind, (key, name), english) for name in names]
    for path, was, now in differences(before, after):
        matched = _ROW.match(path)
        gone, come = rows.get(matched["table"], none) if matched else none
        if matched is None or matched["row"] not in (*gone, *come):
            found.append(_change(file, path, (was, now), english))
    return tuple(found)


def _table(card: Mapping[str, Any], key: str) -> object:
    if key != "lines":
        return card.get(key)
    cost = card.get("cost")
    return cost.get(key) if isinstance(cost, dict) else None


def _rows(before: Any, after: Any) -> tuple[list[str], list[str]]:
    """Return the names of rows that went and that came."""
    sides = []
    for one in (before, after):
        keys = {path for path, _was, _now in differences([], one if isinstance(one, list) else [])}
        found = (re.match(r"^\[(.+?)\]", path) for path in keys)
        sides.append({match[1] for match in found if match})
    return sorted(sides[0] - sides[1]), sorted(sides[1] - sides[0])


def _english(card: Mapping[str, Any]) -> dict[str, str]:
    """Return the English names of papers and cost lines by their Vietnamese ones."""
    tables = (_table(card, "papers"), _table(card, "lines"))
    rows = [one for table in tables if isinstance(table, list) for one in table]
    names = [one.get("name") or one.get("what") for one in rows if isinstance(one, dict)]
    return {
        str(one.get("vi")): str(one.get("en") or one.get("vi"))
        for one in names
        if isinstance(one, dict)
    }


def _row_change(file: str, kind: str, row: tuple[str, str], english: Mapping[str, str]) -> Change:
    key, name = row
    template = (_ADDED if kind == "added" else _REMOVED)[key]
    words = filled(template, name=_row_name(name, english))
    ends = (None, f"{key}[{name}]") if kind == "added" else (f"{key}[{name}]", None)
    return _made(file, kind, words, ends, (key, "", ""))  # type: ignore[arg-type]


def _row_name(name: str, english: Mapping[str, str]) -> Words:
    return quoted(_CHANNELS.get(name, Words(vi=name, en=english.get(name, name))))


def _change(
    file: str, path: str, both: tuple[object, object], english: Mapping[str, str]
) -> Change:
    was, now = both
    matched = _ROW.match(path)
    parts = [one for one in re.split(r"[.\[\]]", path) if one and one != "vi"]
    owner = _CARD
    if matched and matched["table"] in _TABLES:
        owner = filled(_OWNERS[matched["table"]], name=_row_name(matched["row"], english))
        parts = [one for one in re.split(r"[.\[\]]", matched["rest"]) if one and one != "vi"]
    labels = [LABELS.get(one, same(one)) for one in parts] or [same(path)]
    label = Words(vi=" ".join(one.vi for one in labels), en=" ".join(one.en for one in labels))
    if isinstance(was, int | float) and isinstance(now, int | float) and not _is_yes(was, now):
        template = _LESS if now < was else _MORE
        words = filled(template, label=label, owner=owner, before=_value(was), after=_value(now))
    else:
        shown = [None if one is None else quoted(_value(one)) for one in (was, now)]
        words = from_to(label, owner, shown[0], shown[1])
    values = (path, _text(was), _text(now))
    return _made(file, "changed", words, (path, path), values, quiet=path.endswith(".en"))


def _is_yes(*values: object) -> bool:
    return any(isinstance(one, bool) for one in values)


def _value(value: object) -> Words:
    if isinstance(value, bool):
        return Words(vi="có" if value else "không", en="yes" if value else "no")
    if isinstance(value, int):
        return Words(vi=f"{value:,}".replace(",", "."), en=f"{value:,}")
    if isinstance(value, float):
        return Words(vi=f"{value:g}".replace(".", ","), en=f"{value:g}")
    return same(str(value))


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _made(
    file: str,
    kind: ChangeKind,
    words: Words,
    ends: tuple[str | None, str | None],
    what: tuple[str, str, str],
    quiet: bool = False,
) -> Change:
    return Change(
        kind=kind,
        subject="card",
        file=file,
        words=capital(words),
        aspect=what[0],
        here=ends[0],
        there=ends[1],
        before=what[1],
        after=what[2],
        quiet=quiet,
    )
