"""References of the file that lead nowhere and change no run: lanes, associations, message flows.

References that a run needs have rules of their own.
"""

from collections.abc import Iterator

from engine.diagrams.texts import BPMN, local
from engine.diagrams.xml import Element, line_of
from engine.records.findings import Finding, Rule

DANGLING = Rule(
    name="reference-dangling",
    vi="Phần tử {tag} nhắc tới “{reference}” ở {name}, nhưng tệp không có phần tử nào mang mã đó. "
    "Hãy nối lại hoặc xoá.",
    en="The element {tag} refers to “{reference}” in {name}, and nothing in the file has that id. "
    "Connect it again, or remove it.",
    severe=False,
)
# Said elsewhere: reference-unknown, boundary-loose, compensation-unknown, flow-dangling.
_ELSEWHERE = frozenset(
    ("messageRef", "errorRef", "signalRef", "escalationRef", "eventDefinitionRef")
    + ("attachedToRef", "activityRef")
)


def check_dangling(root: Element, file: str) -> Iterator[Finding]:
    """Yield references to ids that the file does not have."""
    ids = {one.get("id") for one in root.iter()}
    for element in root.iter(f"{BPMN}*"):
        for name, reference in _references(element):
            if reference not in ids:
                holder = element.getparent() if local(element) == name else element
                tag = local(element if holder is None else holder)
                found = None if holder is None else holder.get("id")
                yield DANGLING.at(
                    file, found, line_of(element), tag=tag, name=name, reference=reference
                )


def _references(element: Element) -> Iterator[tuple[str, str]]:
    """Yield (where it stands, id) of what an element refers to in its own file."""
    tag = local(element)
    if tag == "sequenceFlow" or tag in _ELSEWHERE:
        return
    for name, text in element.items():
        # Attributes in a namespace are those of other tools.
        is_own = not str(name).startswith("{") and name not in _ELSEWHERE
        if is_own and str(name).endswith("Ref"):
            yield from _own(str(name), str(text))
    if tag.endswith(("Ref", "Refs")) and not len(element):
        yield from _own(tag, element.text or "")


def _own(name: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield a reference, unless it names something of another file by a prefix."""
    reference = text.strip()
    if reference and ":" not in reference:
        yield name, reference
