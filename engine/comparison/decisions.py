"""Two decision tables set side by side: columns, rules, hit policy."""

from collections.abc import Mapping

from engine.comparison.flat import Flat, Place
from engine.comparison.matching import pair_up
from engine.comparison.saying import from_to
from engine.decisions.decision import Decision, Input, Output, Rule
from engine.errors import Words
from engine.procedures.wording.values import capital, filled, quoted, same
from engine.records.changes import Change, ChangeKind

_TABLE = Words(vi="bảng {name}", en="the table {name}")
_ADDED = Words(vi="thêm {what} (bảng {table})", en="adds {what} (table {table})")
_REMOVED = Words(vi="bỏ {what} (bảng {table})", en="drops {what} (table {table})")
_RULE = Words(vi="quy tắc {cells}", en="the rule {cells}")
_INPUT = Words(vi="cột điều kiện {name}", en="the column of conditions {name}")
_OUTPUT = Words(vi="cột kết quả {name}", en="the column of results {name}")
_CELL = Words(
    vi="quy tắc {number} của bảng {table}: {column} từ {before} thành {after}",
    en="rule {number} of the table {table}: {column} changes from {before} to {after}",
)
_ORDER = Words(
    vi="các quy tắc của bảng {table} xếp theo thứ tự khác",
    en="the rules of the table {table} stand in another order",
)
_POLICY = Words(vi="cách chọn quy tắc", en="hit policy")
_NEEDS = Words(vi="các bảng phải tra trước", en="tables asked before")


# Elements of which the comparison of tables speaks.
_TABLE_PARTS = frozenset(
    ("decision", "decisionTable", "input", "inputExpression", "inputEntry", "inputValues")
    + ("output", "outputValues", "outputEntry", "defaultOutputEntry", "rule")
    + ("informationRequirement", "literalExpression")
)


class TablePair:
    """Both sides of a decision, and the changes found so far."""

    def __init__(self, file: str, old: Decision, new: Decision) -> None:
        self.file = file
        self.old, self.new = old, new
        self.found: list[Change] = []

    def name(self) -> Words:
        """Return the name in quotation marks."""
        return quoted(same(self.new.name or self.new.decision_id))

    def add(
        self,
        kind: ChangeKind,
        words: Words,
        ends: tuple[str | None, str | None],
        what: tuple[str, str, str] = ("", "", ""),
    ) -> None:
        """Keep a change."""
        self.found.append(
            Change(
                kind=kind,
                subject="decision",
                file=self.file,
                words=capital(words),
                aspect=what[0],
                here=ends[0],
                there=ends[1],
                before=what[1],
                after=what[2],
            )
        )


def compare_decisions(file: str, old: Decision, new: Decision) -> tuple[Change, ...]:
    """Return the changes of a decision."""
    pair = TablePair(file, old, new)
    ends = (old.decision_id, new.decision_id)
    owner = filled(_TABLE, name=pair.name())
    for name, label, before, after in (
        ("name", Words(vi="tên", en="name"), old.name, new.name),
        ("policy", _POLICY, _policy(old), _policy(new)),
        ("needs", _NEEDS, _needs(old), _needs(new)),
    ):
        if before != after:
            shown = [quoted(same(one)) if one else None for one in (before, after)]
            pair.add("changed", from_to(label, owner, *shown), ends, (name, before, after))
    columns = _compare_columns(pair)
    _compare_rules(pair, columns)
    return tuple(pair.found)


def _policy(decision: Decision) -> str:
    return f"{decision.policy} {decision.aggregation or ''}".strip()


def _needs(decision: Decision) -> str:
    return ", ".join(one.decision_id for one in decision.needs)


def _compare_columns(pair: TablePair) -> list[tuple[int, int, Words]]:
    """Tell of columns; return those on both sides: place before, place after, heading."""
    old = {f"in {one.input_id}": one for one in pair.old.inputs}
    new = {f"in {one.input_id}": one for one in pair.new.inputs}
    outs = {f"out {one.output_id}": one for one in pair.old.outputs}
    others = {f"out {one.output_id}": one for one in pair.new.outputs}
    here: dict[str, Input | Output] = {**old, **outs}
    there: dict[str, Input | Output] = {**new, **others}
    match = pair_up(here, there, _heading)
    for key, one in here.items():
        if key not in match:
            pair.add("removed", filled(_REMOVED, what=_column(one), table=pair.name()), (key, None))
    for key, one in there.items():
        if key not in match.values():
            pair.add("added", filled(_ADDED, what=_column(one), table=pair.name()), (None, key))
    for key, other in match.items():
        before, after = _settings(here[key]), _settings(there[other])
        for name in before.keys() | after.keys():
            if before.get(name) != after.get(name):
                values = (before.get(name, ""), after.get(name, ""))
                shown = [quoted(same(one)) if one else None for one in values]
                words = from_to(same(name), _column(there[other]), *shown)
                pair.add("changed", words, (key, other), (name, *values))
    places = list(here), list(there)
    return [
        (places[0].index(key), places[1].index(other), _column(there[other]))
        for key, other in match.items()
    ]


def _heading(column: Input | Output) -> str:
    if isinstance(column, Input):
        return f"in {column.label or column.expression.text}"
    return f"out {column.label or column.name}"


def _column(column: Input | Output) -> Words:
    is_input = isinstance(column, Input)
    name = _heading(column).partition(" ")[2]
    return filled(_INPUT if is_input else _OUTPUT, name=quoted(same(name)))


def _settings(column: Input | Output) -> Mapping[str, str]:
    found = {"label": column.label, "type": column.kind or ""}
    if isinstance(column, Input):
        allowed = column.allowed.text if column.allowed else ""
        return {**found, "expression": column.expression.text, "values": allowed}
    order = ", ".join(map(str, column.order))
    default = column.default.text if column.default else ""
    return {**found, "name": column.name, "order": order, "default": default}


def _cells(rule: Rule) -> tuple[str, ...]:
    tests = (one.text.strip() or "-" for one in rule.conditions)
    return (*tests, *("" if one is None else one.text.strip() for one in rule.results))


def _compare_rules(pair: TablePair, columns: list[tuple[int, int, Words]]) -> None:
    old = {one.rule_id or f"#{place}": one for place, one in enumerate(pair.old.rules)}
    new = {one.rule_id or f"#{place}": one for place, one in enumerate(pair.new.rules)}
    match = pair_up(old, new, lambda one: " | ".join(_cells(one)))
    for key, rule in old.items():
        if key not in match:
            words = filled(_REMOVED, what=_rule(rule, pair.old), table=pair.name())
            pair.add("removed", words, (key, None), ("", " | ".join(_cells(rule)), ""))
    for key, rule in new.items():
        if key not in match.values():
            words = filled(_ADDED, what=_rule(rule, pair.new), table=pair.name())
            pair.add("added", words, (None, key), ("", "", " | ".join(_cells(rule))))
    numbers = list(new)
    for key, other in match.items():
        _compare_rule(pair, (old[key], new[other]), columns, numbers.index(other) + 1)
    orders = [match[key] for key in old if key in match], [k for k in new if k in match.values()]
    if orders[0] != orders[1]:
        ends = (pair.old.decision_id, pair.new.decision_id)
        values = (", ".join(orders[0]), ", ".join(orders[1]))
        pair.add("moved", filled(_ORDER, table=pair.name()), ends, ("order", *values))


def _rule(rule: Rule, decision: Decision) -> Words:
    tests = [
        f"{column.label or column.expression.text}: {cell.text}"
        for column, cell in zip(decision.inputs, rule.conditions, strict=True)
        if cell.text.strip() not in ("", "-")
    ]
    results = ["–" if one is None else one.text for one in rule.results]
    return filled(_RULE, cells=quoted(same(f"{'; '.join(tests) or '–'} → {'; '.join(results)}")))


def _compare_rule(
    pair: TablePair, rules: tuple[Rule, Rule], columns: list[tuple[int, int, Words]], number: int
) -> None:
    before, after = _cells(rules[0]), _cells(rules[1])
    ends = (rules[0].rule_id, rules[1].rule_id)
    for place, other, column in columns:
        if before[place] != after[other]:
            words = filled(
                _CELL,
                number=number,
                table=pair.name(),
                column=column,
                before=quoted(same(before[place] or "–")),
                after=quoted(same(after[other] or "–")),
            )
            pair.add("changed", words, ends, (f"cell {place}", before[place], after[other]))
    if rules[0].note != rules[1].note:
        owner = Words(
            vi=f"quy tắc {number} của bảng {pair.name().vi}",
            en=f"rule {number} of the table {pair.name().en}",
        )
        notes = [quoted(same(one.note)) if one.note else None for one in rules]
        words = from_to(Words(vi="ghi chú", en="note"), owner, *notes)
        pair.add("changed", words, ends, ("note", rules[0].note, rules[1].note))


def compare_settings(file: str, old: Flat, new: Flat) -> tuple[Change, ...]:
    """Return what differs in a file of decisions beside its tables."""
    found = []
    for place in dict.fromkeys((*old.facts, *new.facts)):
        before, after = old.facts.get(place, ""), new.facts.get(place, "")
        if before == after or _is_read(old, place) or _is_read(new, place):
            continue
        anchor = (
            (new.anchors.get(place.anchor) or old.anchors[place.anchor]) if place.anchor else None
        )
        name = quoted(same((anchor.name if anchor else "") or place.anchor or file))
        shown = [quoted(same(one)) if one else None for one in (before, after)]
        words = from_to(quoted(same(place.way)), name, *shown)
        found.append(
            Change(
                kind="changed",
                subject="decision",
                file=file,
                words=words,
                aspect=place.way,
                here=place.anchor,
                there=place.anchor,
                before=before,
                after=after,
            )
        )
    return tuple(found)


def _is_read(flat: Flat, place: Place) -> bool:
    """Tell whether the tables themselves speak of a fact."""
    anchor = flat.anchors.get(place.anchor)
    if anchor is None or anchor.tag not in _TABLE_PARTS:
        return False
    return anchor.tag != "decision" or not place.way.startswith("description")
