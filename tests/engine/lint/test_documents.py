"""What the manual and the editors are told is what the engine does."""

import json
import re
import string
from collections import Counter
from pathlib import Path

from engine.diagrams.attributes import ATTRIBUTES
from engine.diagrams.kinds import NODES
from tests.engine.lint.drawn import rules_by_place

_ROOT = Path(__file__).parents[3]


def _documented(file: str) -> list[str]:
    text = (_ROOT / "docs" / "reference" / file).read_text(encoding="utf-8")
    return re.findall(r"^\| `([\w-]+)` \| [^|\n]+ \| [^|\n]*\|$", text, re.MULTILINE)


def _places(template: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(template) if field}


def test_no_two_rules_share_a_name() -> None:
    distinct = {(one.name, one.en) for one in rules_by_place().values()}

    assert [name for name, n in Counter(name for name, _ in distinct).items() if n > 1] == []


def test_both_sentences_of_a_rule_name_the_same_things() -> None:
    found = [key for key, one in rules_by_place().items() if _places(one.vi) != _places(one.en)]

    assert found == []


def test_every_attribute_has_its_line_in_the_manual() -> None:
    assert set(_documented("attributes.md")) == set(ATTRIBUTES)


def test_editors_are_offered_each_attribute_where_it_belongs() -> None:
    document = json.loads((_ROOT / "bpmn" / "motcua.json").read_text(encoding="utf-8"))
    offered: dict[str, set[str]] = {}
    for kind in document["types"]:
        kinds = {tag for one in kind.get("extends", ()) for tag in _ABSTRACT.get(one, {one})}
        for one in kind["properties"] if kinds else ():
            offered.setdefault(one["name"], set()).update(kinds)

    wanted = {name: set(map(_type_of, tags)) for name, tags in ATTRIBUTES.items()}
    assert wanted.keys() == offered.keys()
    assert {
        name: types - offered[name] for name, types in wanted.items() if types - offered[name]
    } == {}


def _type_of(tag: str) -> str:
    return f"bpmn:{tag[0].upper()}{tag[1:]}"


_NODES = set(map(_type_of, NODES))
_ABSTRACT = {
    "bpmn:FlowNode": _NODES,
    "bpmn:FlowElement": _NODES | {"bpmn:SequenceFlow"},
    "bpmn:CatchEvent": {"bpmn:StartEvent", "bpmn:IntermediateCatchEvent", "bpmn:BoundaryEvent"},
}
