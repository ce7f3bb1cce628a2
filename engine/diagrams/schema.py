"""The schema of BPMN: what OMG's own files say of elements, their order, attributes and values.

Source: OMG formal/2013-12-09, BPMN20.xsd and the files it includes, kept in engine/diagrams/xsd.
What stands in other namespaces, the drawing among them, is not looked at.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from engine.diagrams.texts import BPMN
from engine.diagrams.xml import Element, Violation, line_of, load_schema
from engine.records.findings import Finding, Rule

PLACE = Rule(
    name="schema-place",
    vi="Phần tử {tag} không được đứng ở đây theo lược đồ BPMN 2.0. Hãy mở tệp bằng công cụ vẽ BPMN "
    "rồi lưu lại.",
    en="The element {tag} may not stand here by the schema of BPMN 2.0. Open the file in a BPMN "
    "tool and save it again.",
    severe=False,
)
CHILD = Rule(
    name="schema-child",
    vi="Phần tử {tag} còn thiếu phần bên trong mà lược đồ BPMN 2.0 đòi hỏi: {wanted}. Hãy bổ sung.",
    en="The element {tag} lacks what the schema of BPMN 2.0 asks for inside it: {wanted}. Add it.",
    severe=False,
)
ATTRIBUTE = Rule(
    name="schema-attribute",
    vi="Phần tử {tag} có thuộc tính “{name}” mà BPMN 2.0 không có, nên không có tác dụng. Hãy xoá "
    "hoặc sửa tên.",
    en="The element {tag} has the attribute “{name}”, which BPMN 2.0 does not have, so it has no "
    "effect. Remove it, or correct its name.",
    severe=False,
)
NEEDED = Rule(
    name="schema-attribute-missing",
    vi="Phần tử {tag} thiếu thuộc tính “{name}” mà BPMN 2.0 đòi hỏi. Hãy bổ sung.",
    en="The element {tag} lacks the attribute “{name}”, which BPMN 2.0 asks for. Add it.",
    severe=False,
)
VALUE = Rule(
    name="schema-value",
    vi="Phần tử {tag}: “{text}” không phải giá trị mà BPMN 2.0 cho phép ở “{name}”. Hãy sửa giá "
    "trị.",
    en="The element {tag}: “{text}” is no value that BPMN 2.0 allows for “{name}”. Correct it.",
)
NAME = Rule(
    name="schema-id",
    vi="Phần tử {tag}: “{text}” ở “{name}” không đúng dạng mã mà XML cho phép. Hãy bắt đầu bằng "
    "chữ hoặc gạch dưới, không dùng dấu cách.",
    en="The element {tag}: “{text}” at “{name}” is not what XML allows for an id. Begin with a "
    "letter or an underscore, and use no spaces.",
    severe=False,
)
_FILE = Path(__file__).parent / "xsd" / "BPMN20.xsd"
_WHERE = re.compile(
    r"Element '(?P<tag>[^']+)'(?:, attribute '(?P<name>[^']+)')?: (?P<rest>.*)", re.S
)
_EXPECTED = re.compile(r"Expected is (?:one of )?\( (?P<wanted>[^)]*)\)")
_REQUIRED = re.compile(r"The attribute '(?P<name>[^']+)' is required")
_TEXT = re.compile(r"'(?P<text>[^']*)' is not a valid value of the (?P<kind>\S+ type '[^']*')")
_NAMES = ("xs:ID'", "xs:IDREF'", "xs:QName'", "xs:NCName'", "xs:anyURI'")
_NOTHING = "–"


def check_schema(root: Element, file: str) -> tuple[Finding, ...]:
    """Return what in a file of BPMN its schema does not allow; of each place once."""
    found: dict[tuple[int | None, str, str], Finding] = {}
    ids: dict[tuple[int, str], str] = {}
    for one in load_schema(_FILE).violations(root):
        ids = ids or {(line_of(each), each.tag): each.get("id", "") for each in root.iter()}
        for finding in _read(one, file, ids):
            found.setdefault((finding.line, finding.rule, finding.en), finding)
    return tuple(found.values())


def _read(one: Violation, file: str, ids: Mapping[tuple[int, str], str]) -> Iterator[Finding]:
    where = _WHERE.match(one.text)
    if where is None or not where["tag"].startswith(BPMN):
        return
    tag, name, rest = where["tag"].removeprefix(BPMN), where["name"], where["rest"]
    required, text = _REQUIRED.match(rest), _TEXT.search(rest)
    rule, values = PLACE, {"tag": tag}
    if required:
        rule, values = NEEDED, {"tag": tag, "name": required["name"]}
    elif "is not allowed" in rest and name:
        rule, values = ATTRIBUTE, {"tag": tag, "name": name}
    elif text:
        rule = NAME if text["kind"].endswith(_NAMES) else VALUE
        values = {"tag": tag, "name": name or tag, "text": text["text"]}
    elif "Missing child" in rest:
        rule, values = CHILD, {"tag": tag, "wanted": _wanted(rest)}
    elif one.kind != "SCHEMAV_ELEMENT_CONTENT":
        # The same value once more, by the rule it breaks.
        return
    # The process of every tool carries this one; it means nothing to a run.
    if values != {"tag": "definitions", "name": "targetNamespace"}:
        yield rule.at(file, ids.get((one.line, where["tag"])) or None, one.line, **values)


def _wanted(rest: str) -> str:
    found = _EXPECTED.search(rest)
    names = found["wanted"].split(",") if found else []
    return ", ".join(name.strip().removeprefix(BPMN) for name in names) or _NOTHING
