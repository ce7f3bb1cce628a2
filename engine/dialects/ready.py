"""Ready-made steps of other tools that our own connectors do: HTTP requests and mail.

Sources: Flowable user guide, HTTP and mail task; Camunda 7 manual, connectors; Camunda 8 REST
connector; SpiffArena connector-http.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from engine.diagrams.texts import local
from engine.diagrams.xml import Element
from engine.dialects.work import Setting, Work
from engine.errors import Words
from engine.records.connectors import HTTP, MAIL

_LOOK = Words(
    vi="Hãy xem lại các giá trị và câu trả lời theo tài liệu về nơi kết nối.",
    en="Check the values and the answer against the manual of connectors.",
)
_NO_INPUT = Words(
    vi="Nơi kết nối này không nhận giá trị đó.", en="The connector takes no such value."
)


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """How a ready-made step is done here.

    inputs   our input by the name of theirs
    fixed    inputs that the kind of step tells
    """

    connector: str
    inputs: Mapping[str, str]
    fixed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class _Field:
    """A value that a step is given; `part` is the extension element that says so."""

    name: str
    text: str
    part: Element


_REQUEST = Recipe(connector=HTTP, inputs={"url": "url", "method": "method", "payload": "body"})
_TYPES: Mapping[str, Recipe] = MappingProxyType(
    {
        "mail": Recipe(connector=MAIL, inputs={"to": "to", "subject": "subject", "text": "text"}),
        "http": Recipe(
            connector=HTTP,
            inputs={"requestUrl": "url", "requestMethod": "method", "requestBody": "body"},
        ),
    }
)
_TOPICS: Mapping[str, Recipe] = MappingProxyType(
    {
        "io.camunda:http-json:1": Recipe(
            connector=HTTP,
            inputs={"url": "url", "method": "method", "headers": "headers", "body": "body"},
        )
    }
)
_GET = Recipe(connector=HTTP, inputs={"url": "url", "headers": "headers"}, fixed={"method": "GET"})
_POST = Recipe(
    connector=HTTP,
    inputs={"url": "url", "headers": "headers", "data": "body"},
    fixed={"method": "POST"},
)
_OPERATORS: Mapping[str, Recipe] = MappingProxyType(
    {
        "http/GetRequest": _GET,
        "http/GetRequestV2": _GET,
        "http/PostRequest": _POST,
        "http/PostRequestV2": _POST,
    }
)


def carry_ready(work: Work, element: Element) -> bool:
    """Write our connector for a ready-made step, and tell whether it was one."""
    for find in (_typed, _operator, _connector, _job):
        found = find(work, element)
        if found is not None:
            recipe, fields = found
            _write(work, element, recipe, fields)
            return True
    return False


def _write(work: Work, element: Element, recipe: Recipe, fields: list[_Field]) -> None:
    work.edits.put(element, "connector", recipe.connector)
    values = dict(recipe.fixed)
    left: list[Element] = []
    for one in fields:
        ours = recipe.inputs.get(one.name)
        if ours is None:
            work.lost(element, f"{one.name}: {one.text}", _NO_INPUT)
            continue
        value = work.value(element, one.text)
        if value is None:
            left.append(one.part)
        else:
            values[ours] = value
    for name, text in values.items():
        work.edits.add(element, "input", {"name": name, "value": text})
    for one in fields:
        if one.part in left:
            work.told.add((one.part, ""))
        else:
            work.taken(one.part)
    work.look(element, ", ".join(values), f"motcua:connector={recipe.connector}", _LOOK)


def _typed(work: Work, element: Element) -> tuple[Recipe, list[_Field]] | None:
    """Flowable: a type, and a field for each value."""
    kind = work.setting(element, "type")
    recipe = _TYPES.get(kind.value) if kind is not None else None
    if recipe is None:
        return None
    fields = []
    for one in work.children(element, "field"):
        text = one.get("stringValue") or one.get("expression") or _text_below(one)
        if one.get("name") == "responseVariableName":
            work.edits.put(element, "result", work.variables.name(text))
            work.taken(one)
        else:
            fields.append(_Field(name=one.get("name", ""), text=text, part=one))
    work.carried(kind)
    return recipe, fields


def _operator(work: Work, element: Element) -> tuple[Recipe, list[_Field]] | None:
    """SpiffArena: an operator with parameters that are Python expressions."""
    for one in work.children(element, "serviceTaskOperator"):
        recipe = _OPERATORS.get(one.get("id", ""))
        if recipe is None:
            continue
        found = [part for part in one.iter("{*}*") if local(part).lower() == "parameter"]
        fields = [
            _Field(name=part.get("id", ""), text=part.get("value", ""), part=one)
            for part in found
            if part.get("value", "").strip() not in ("", "''", '""', "{}", "None")
        ]
        result = one.get("resultVariable")
        if result:
            work.edits.put(element, "result", work.variables.name(result))
        return recipe, fields
    return None


def _connector(work: Work, element: Element) -> tuple[Recipe, list[_Field]] | None:
    """Camunda 7: http-connector with input parameters."""
    for one in work.children(element, "connector"):
        if (one.findtext("{*}connectorId") or "").strip() == "http-connector":
            return _REQUEST, list(_parameters(one, one))
    return None


def _job(work: Work, element: Element) -> tuple[Recipe, list[_Field]] | None:
    """Camunda 8: the REST connector is a job type with input mappings."""
    topic = work.setting(element, "topic")
    recipe = _TOPICS.get(topic.value) if topic is not None else None
    if topic is None or recipe is None:
        return None
    fields: list[_Field] = []
    for box in work.children(element, "ioMapping"):
        fields += _parameters(box, box)
    for box in work.children(element, "taskHeaders"):
        _take_headers(work, element, box)
    for one in work.children(element, "taskDefinition"):
        work.carried(Setting(element=one, name="retries", value=""), topic)
    return recipe, fields


def _take_headers(work: Work, element: Element, box: Element) -> None:
    for one in box.iterchildren():
        if one.get("key") == "resultVariable" and one.get("value"):
            work.edits.put(element, "result", work.variables.name(one.get("value", "")))
        else:
            work.lost(element, f"{one.get('key')}: {one.get('value')}", _NO_INPUT)
    work.taken(box)


def _parameters(around: Element, part: Element) -> Iterator[_Field]:
    for one in around.iter("{*}*"):
        kind = local(one)
        if kind in ("input", "inputParameter"):
            text = one.get("source") or _text_below(one)
            name = one.get("target") or one.get("name") or ""
            yield _Field(name=name, text=text, part=part)
        elif kind in ("output", "outputParameter"):
            text = (
                f"{one.get('target') or one.get('name')} ← {one.get('source') or _text_below(one)}"
            )
            yield _Field(name=kind, text=text, part=part)


def _text_below(element: Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
