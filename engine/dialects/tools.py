"""The tools whose files are read: by which namespace each is known, and how it writes expressions.

Source: the extension schemas that each publishes (camunda-bpmn-moddle, zeebe-bpmn-moddle,
flowable-bpmn-extensions.xsd, activiti-bpmn-extensions.xsd, the moddle file of spiffworkflow).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from engine.diagrams.xml import Element
from engine.dialects.translate import Tongue

JUEL = Tongue(language="juel")
FEEL = Tongue(language="feel", counts_from_zero=False)
PLAIN = Tongue(language="own")


@dataclass(frozen=True, kw_only=True)
class Tool:
    """A program that runs diagrams."""

    name: str
    tongue: Tongue


ENGINES: Mapping[str, Tool] = MappingProxyType(
    {
        "http://camunda.org/schema/1.0/bpmn": Tool(name="Camunda 7", tongue=JUEL),
        "http://operaton.org/schema/1.0/bpmn": Tool(name="Operaton", tongue=JUEL),
        "http://flowable.org/bpmn": Tool(name="Flowable", tongue=JUEL),
        "http://activiti.org/bpmn": Tool(name="Activiti", tongue=JUEL),
        "http://camunda.org/schema/zeebe/1.0": Tool(name="Camunda 8", tongue=FEEL),
        "http://spiffworkflow.org/bpmn/schema/1.0/core": Tool(
            name="SpiffWorkflow", tongue=Tongue(language="python")
        ),
    }
)
# Programs that draw and describe; what they add has no effect on a run.
DRAWING: Mapping[str, str] = MappingProxyType(
    {
        "http://www.signavio.com": "Signavio",
        "http://www.bizagi.com/bpmn20": "Bizagi",
        "http://www.trisotech.com": "Trisotech",
        "http://trisotech.com": "Trisotech",
        "http://www.boc-group.com": "ADONIS",
        "http://camunda.org/schema/modeler/1.0": "Camunda Modeler",
        "http://bpmn.io/schema/bpmn/biocolor/1.0": "bpmn.io",
        "http://www.omg.org/spec/BPMN/non-normative/color/1.0": "BPMN in Color",
        "http://flowable.org/modeler": "Flowable Modeler",
    }
)
# What BPMN files hold besides: never a loss.
_STANDARD = (
    "http://www.omg.org/spec/",
    "http://www.w3.org/",
    "urn:motcua:bpmn:1",
)
_COLOURS = frozenset(
    (
        "http://bpmn.io/schema/bpmn/biocolor/1.0",
        "http://www.omg.org/spec/BPMN/non-normative/color/1.0",
        "http://camunda.org/schema/modeler/1.0",
    )
)


def namespace(name: str) -> str:
    """Return the namespace of a name as the tree writes it, `{namespace}local`."""
    return name[1:].partition("}")[0] if name.startswith("{") else ""


def is_silent(uri: str) -> bool:
    """Tell whether what stands in a namespace is standard, ours, or colour."""
    return not uri or uri in _COLOURS or uri.startswith(_STANDARD)


def tool_of(root: Element) -> Tool | None:
    """Return the program for which a file was made; None for one that no engine runs."""
    used = {namespace(str(key)) for one in root.iter() for key in (one.tag, *one.attrib)}
    # Modelers declare more than they use: what is used comes first.
    for uris in (used, set(root.nsmap.values())):
        found = next((tool for uri, tool in ENGINES.items() if uri in uris), None)
        if found is not None:
            return found
    return None


def drawing_name(uri: str) -> str:
    """Return what a person calls the program behind a namespace."""
    known = DRAWING.get(uri)
    if known:
        return known
    close = next((name for start, name in DRAWING.items() if uri.startswith(start)), None)
    return close or uri
