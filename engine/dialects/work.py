"""One import under way: what has been read, changed, and not carried over so far."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.diagrams.texts import BPMN, local
from engine.diagrams.xml import Element, line_of
from engine.dialects import losses
from engine.dialects.edits import Edits
from engine.dialects.forms import Forms
from engine.dialects.source import Source
from engine.dialects.tools import ENGINES, PLAIN, Tool, namespace, tool_of
from engine.dialects.translate import Tongue, is_expression, translate
from engine.dialects.variables import Variables
from engine.errors import Words
from engine.expressions.faults import Fault
from engine.records.findings import Finding, Rule

# Letters of an extension element that a sentence shows.
_MOST_SHOWN = 300
# Camunda 8 writes below an element what the others write as its attributes.
_BELOW: Mapping[str, tuple[str, str]] = {
    "assignee": ("assignmentDefinition", "assignee"),
    "candidateGroups": ("assignmentDefinition", "candidateGroups"),
    "candidateUsers": ("assignmentDefinition", "candidateUsers"),
    "dueDate": ("taskSchedule", "dueDate"),
    "followUpDate": ("taskSchedule", "followUpDate"),
    "priority": ("priorityDefinition", "priority"),
    "formKey": ("formDefinition", "formKey"),
    "formRef": ("formDefinition", "formId"),
    "externalReference": ("formDefinition", "externalReference"),
    "topic": ("taskDefinition", "type"),
    "decisionRef": ("calledDecision", "decisionId"),
    "calledElement": ("calledElement", "processId"),
    "calledElementBinding": ("calledElement", "bindingType"),
    "correlationKey": ("subscription", "correlationKey"),
    "collection": ("loopCharacteristics", "inputCollection"),
    "elementVariable": ("loopCharacteristics", "inputElement"),
    "outputCollection": ("loopCharacteristics", "outputCollection"),
    "outputElement": ("loopCharacteristics", "outputElement"),
}


@dataclass(frozen=True, kw_only=True)
class Setting:
    """An attribute of another tool: the element it stands on, its full name, its value."""

    element: Element
    name: str
    value: str


class Work:
    """The import of one diagram."""

    def __init__(self, source: Source, posts: Mapping[str, str], beside: Mapping[str, bytes]):
        self.source = source
        self.edits = Edits(source)
        self.tool: Tool | None = tool_of(source.root)
        self.posts = {" ".join(name.casefold().split()): post for name, post in posts.items()}
        self.beside = beside
        self.variables = Variables()
        self.forms = Forms()
        self.files: dict[str, bytes] = {}
        self.decisions: dict[str, str] = {}
        self.scripts: list[tuple[str, str, str]] = []
        self.findings: list[Finding] = []
        self.initiators = {"initiator"} | {
            found.value
            for start in source.root.iter(f"{BPMN}startEvent")
            if (found := self.setting(start, "initiator")) is not None
        }
        self.told: set[tuple[Element, str]] = set()

    @property
    def tongue(self) -> Tongue:
        """How the tool writes expressions."""
        return self.tool.tongue if self.tool else PLAIN

    def setting(self, element: Element, name: str) -> Setting | None:
        """Return what a tool says about an element, as an attribute or in a child of its own."""
        for key, value in element.items():
            if namespace(str(key)) in ENGINES and str(key).endswith(f"}}{name}"):
                return Setting(element=element, name=str(key), value=str(value).strip())
        tag, attribute = _BELOW.get(name, ("", ""))
        child = next(self.children(element, tag), None) if tag else None
        written = child.get(attribute) if child is not None else None
        if child is None or written is None:
            return None
        return Setting(element=child, name=attribute, value=written.strip())

    def children(self, element: Element, *names: str) -> Iterator[Element]:
        """Yield the extension elements of known tools with one of these names."""
        wanted = {name.casefold() for name in names}
        for around in element.iterchildren(f"{BPMN}extensionElements"):
            for child in around.iterchildren():
                if namespace(child.tag) in ENGINES and local(child).casefold() in wanted:
                    yield child

    def carried(self, *settings: Setting | None) -> None:
        """Take settings out of the file: they are said in our words now."""
        for one in settings:
            if one is None:
                continue
            self.told.add((one.element, one.name))
            if namespace(one.element.tag) not in ENGINES:
                self.edits.drop(one.element, one.name)
            elif all((one.element, str(key)) in self.told for key in one.element.attrib):
                self.taken(one.element)

    def taken(self, element: Element) -> None:
        """Take an extension element out of the file: all of it is said in our words now."""
        self.told.add((element, ""))
        self.edits.remove(element)

    def lost(self, element: Element, found: Setting | Element | str, todo: Words) -> None:
        """Note what could not be carried over; it stays in the file."""
        self._tell(losses.LOST, element, found, todo=todo)

    def unneeded(self, element: Element, found: Setting | Element | str, todo: Words) -> None:
        """Note what has no counterpart and needs none; it stays in the file."""
        self._tell(losses.UNNEEDED, element, found, todo=todo)

    def look(self, element: Element, found: str, now: str, todo: Words = losses.NOTHING) -> None:
        """Note a change that a person should look at."""
        self._tell(losses.LOOK, element, found, now=losses.shortened(now), todo=todo)

    def expression(
        self,
        element: Element,
        text: str,
        found: Setting | None = None,
        tongue: Tongue | None = None,
    ) -> str | None:
        """Return an expression in our language, without a sign before it.

        tongue   where it is not the tool's
        Returns  None after noting why it cannot be said in it
        """
        try:
            return translate(text, tongue or self.tongue, self.variables)
        except Fault as fault:
            shown = losses.shortened(text)
            if found is not None:
                self.told.add((found.element, found.name))
            _note(self, losses.EXPRESSION, element, text=shown, reason=fault.words)
            return None

    def value(self, element: Element, text: str, found: Setting | None = None) -> str | None:
        """Return a value as our attributes take it: an expression behind `=`, or text."""
        if not is_expression(text, self.tongue):
            return text
        reckoned = self.expression(element, text, found)
        return None if reckoned is None else f"={reckoned}"

    def _tell(
        self, rule: Rule, element: Element, found: Setting | Element | str, **values: object
    ) -> None:
        shown = found if isinstance(found, str) else ""
        if isinstance(found, Setting):
            self.told.add((found.element, found.name))
            shown = f"{found.name.rpartition('}')[2]}=“{found.value}”"
        elif not isinstance(found, str):
            self.told.add((found, ""))
            shown = shown_element(found)
        _note(self, rule, element, found=losses.shortened(shown, _MOST_SHOWN), **values)


def shown_element(element: Element) -> str:
    """Return an extension element as people know it from the file, with what its parts hold."""
    prefix = f"{element.prefix}:" if element.prefix else ""
    pairs = [(str(key).rpartition("}")[2], str(value)) for key, value in element.items()]
    values = "".join(f' {key}="{value}"' for key, value in pairs)
    parts = [_held(one) for one in element.iterdescendants() if not len(one)]
    inner = ", ".join(one for one in parts if one)
    return f"<{prefix}{local(element)}{values}>{(element.text or '').strip()}{inner}"


def _held(element: Element) -> str:
    text = (element.text or "").strip()
    return " ".join([*map(str, element.attrib.values()), *([text] if text else [])])


def _near_id(element: Element) -> str | None:
    at: Element | None = element
    while at is not None:
        found = at.get("id")
        if found:
            return found
        at = at.getparent()
    return None


def _note(work: Work, rule: Rule, element: Element, **values: object) -> None:
    said = {**values, "what": losses.called(element)}
    file, near = work.source.file, _near_id(element)
    work.findings.append(rule.at(file, near, line_of(element), **said))
