"""The decision tables of a draft, and what one answers for values that somebody types."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from engine.context import Context
from engine.decisions.decision import Decision, names_read
from engine.decisions.evaluate import evaluate, match_rules, plain
from engine.decisions.policies import Answer
from engine.decisions.reader import read_decisions
from engine.decisions.regions import Domain
from engine.decisions.wording import shown_value
from engine.errors import NotFound, Words
from engine.faults import DecisionError, ExpressionFailed
from engine.lint.domains import domains_of
from engine.lint.subject import Subject
from engine.procedures.check import subject_of
from engine.procedures.parts import Parts, read_parts
from engine.queries.drafts import DraftPage, get_draft
from engine.queries.elements import node_name
from engine.records.cards import Text
from engine.records.forms import Choice, Field
from engine.records.values import Json

_WORD: Final = Words(en="decision table", vi="bảng quyết định")
_PATH: Final = re.compile(r"\w+(\.\w+)+")
_MOST_ASKED: Final = 60
CHANNELS: Final = (
    Choice(value="direct", label_vi="trực tiếp", label_en="in person"),
    Choice(value="online", label_vi="trực tuyến", label_en="online"),
    Choice(value="post", label_vi="bưu chính", label_en="by post"),
)


@dataclass(frozen=True, kw_only=True)
class TableLine:
    """A file of decisions in the list: its decisions, and the steps that ask them."""

    name: str
    path: str
    decisions: tuple[str, ...]
    steps: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class TableList:
    """All files of decisions of a draft."""

    page: DraftPage
    tables: tuple[TableLine, ...]


@dataclass(frozen=True, kw_only=True)
class TablePage:
    """A file of decisions as its editor shows it."""

    page: DraftPage
    line: TableLine


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A value to be typed for a trial.

    name     as the table reads it; with dots inside a group: dossier.channel
    kind     text, number, truth or day
    choices  all values that there are, if they are known
    """

    name: str
    label: Text
    kind: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Told:
    """One result of a trial: the column, and the value in words."""

    label: str
    value: Words


@dataclass(frozen=True, kw_only=True)
class TableTrial:
    """What a decision answers for the typed values.

    matched  ids of the rules that match
    told     its answer, a line for each result
    fault    why there is no answer
    """

    asked: tuple[Asked, ...] = ()
    matched: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()
    fault: Words | None = None


def list_draft_tables(context: Context, draft_id: int) -> TableList:
    """Return the files of decisions of a draft; raise NotFound."""
    page = get_draft(context, draft_id)
    parts = read_parts(page.files)
    return TableList(page=page, tables=tuple(_line(parts, name) for name in parts.decision_files))


def get_draft_table(context: Context, draft_id: int, name: str) -> TablePage:
    """Return a file of decisions of a draft; raise NotFound."""
    page = get_draft(context, draft_id)
    parts = read_parts(page.files)
    if name not in parts.decision_files:
        raise NotFound(what=_WORD, key=name[:100])
    return TablePage(page=page, line=_line(parts, name))


def try_draft_table(
    context: Context, draft_id: int, table: tuple[str, str, str], typed: Mapping[str, str]
) -> TableTrial:
    """Return what a decision answers, as it stands in the editor; raise NotFound.

    table    name of the file, its text as it is not saved yet, id of the decision
    typed    values by name, as somebody types them; an empty one is not there
    """
    name, text, decision_id = table
    page = get_draft(context, draft_id)
    path = f"decisions/{name}.dmn"
    if path not in page.files:
        raise NotFound(what=_WORD, key=name[:100])
    content = text.encode(errors="replace")
    decisions, _findings = read_decisions(content, path)
    decision = decisions.get(decision_id)
    if decision is None:
        return TableTrial()
    files = {**page.files, path: content}
    asked = tuple(_asked(decision, subject_of(files, read_parts(files))))[:_MOST_ASKED]
    names = _nested({one.name: _value(one, typed.get(one.name, "")) for one in asked})
    try:
        rules = match_rules(decision, _with_needs(decision, names))
        answer = evaluate(decision, names)
    except (DecisionError, ExpressionFailed) as error:
        return TableTrial(asked=asked, fault=Words(vi=error.text("vi"), en=error.text("en")))
    return TableTrial(
        asked=asked,
        matched=tuple(decision.rules[one].rule_id for one in rules),
        told=tuple(_told(decision, answer)),
    )


def _line(parts: Parts, name: str) -> TableLine:
    own = [one for key, one in parts.decisions.items() if key.startswith(f"{name}#")]
    nodes = parts.diagram.process.all_nodes() if parts.diagram else ()
    asked = (one for one in nodes if one.attributes.get("decision", "").split("#")[0] == name)
    return TableLine(
        name=name,
        path=parts.decision_files[name],
        decisions=tuple(one.name for one in own),
        steps=tuple(node_name(one) for one in asked),
    )


def _asked(decision: Decision, subject: Subject | None) -> Iterator[Asked]:
    """Yield what must be typed: the columns first, in their order, then what cells read besides."""
    domains = domains_of(subject) if subject else {}
    fields = _fields(subject)
    kinds, labels = _columns(decision)
    groups = {name.partition(".")[0] for name in kinds if "." in name}
    needed = {need.variable for one in (*decision.before, decision) for need in one.needs}
    others = sorted(names_read(decision) - kinds.keys() - groups)
    for name in (*kinds, *others):
        if name not in needed:
            field = fields.get(name)
            label = labels.get(name) or (field.label_vi if field else name)
            english = field.label_en if field and field.label_en else label
            yield Asked(
                name=name,
                label=Text(vi=label, en=english),
                kind=_kind(domains.get(name), field, kinds.get(name)),
                choices=CHANNELS if name == "dossier.channel" else _choices(field),
            )


def _columns(decision: Decision) -> tuple[dict[str, str | None], dict[str, str]]:
    """Return kind and label of the columns that look at one name, of required decisions too."""
    kinds: dict[str, str | None] = {}
    labels: dict[str, str] = {}
    for one in (*decision.before, decision):
        for column in one.inputs:
            text = column.expression.text.strip()
            if text in column.expression.names or _PATH.fullmatch(text):
                kinds.setdefault(text, column.kind)
                labels.setdefault(text, column.label)
    return kinds, labels


def _fields(subject: Subject | None) -> Mapping[str, Field]:
    forms = subject.forms.values() if subject else ()
    return {one.key: one for form in forms for one in form.fields if not one.readonly}


def _choices(field: Field | None) -> tuple[Choice, ...]:
    return field.choices if field and field.kind in ("select", "radio", "decision") else ()


def _kind(domain: Domain | None, field: Field | None, kind: str | None) -> str:
    if kind in ("number", "whole") or (field and field.kind in ("number", "fee")):
        return "number"
    if kind == "truth" or (field and field.kind == "checkbox"):
        return "truth"
    if kind == "day" or (field and field.kind == "date"):
        return "day"
    return "number" if domain and domain.values is None else "text"


def _value(asked: Asked, typed: str) -> Json:
    text = typed.strip()
    if not text:
        return None
    if asked.kind == "truth":
        return text == "true"
    if asked.kind == "number":
        try:
            number = float(text.replace(",", "."))
        except ValueError:
            return text
        if not math.isfinite(number):
            return text
        return int(number) if number.is_integer() else number
    return text


def _nested(values: Mapping[str, Json]) -> dict[str, Json]:
    """Return values of names with dots as groups: dossier.channel inside dossier."""
    found: dict[str, Json] = {}
    for name, value in values.items():
        *groups, last = name.split(".")
        place = found
        for group in groups:
            inner = place.setdefault(group, {})
            if not isinstance(inner, dict):
                break
            place = inner
        else:
            place[last] = value
    return found


def _with_needs(decision: Decision, names: Mapping[str, Json]) -> Mapping[str, object]:
    known = {one.decision_id: one for one in decision.before}
    return {
        **names,
        **{
            need.variable: plain(evaluate(known[need.decision_id], names))
            for need in decision.needs
            if need.decision_id in known
        },
    }


def _told(decision: Decision, answer: Answer) -> Iterator[Told]:
    labels = {one.name: one.label or one.name or decision.name for one in decision.outputs}
    rows = answer if isinstance(answer, list) else [answer]
    for row in rows:
        if isinstance(row, dict):
            for name, value in row.items():
                yield Told(label=labels.get(name, name), value=shown_value(value))
        elif row is not None:
            yield Told(label=decision.name, value=shown_value(row))
