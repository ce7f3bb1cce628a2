"""Events: timers, messages with their correlation, and what else hangs on them."""

from collections.abc import Iterator

from engine.diagrams.texts import BPMN, local
from engine.diagrams.xml import Element
from engine.dialects.times import carry_timer
from engine.dialects.work import Work
from engine.errors import Words

_CATCHING = frozenset(("intermediateCatchEvent", "boundaryEvent", "receiveTask", "startEvent"))
_NAME = Words(
    vi="Tên thông điệp phải ghi sẵn; hãy phân biệt hồ sơ bằng motcua:key.",
    en="A message has a fixed name; tell cases apart by motcua:key.",
)
_THROWN = Words(
    vi="Sự kiện ném không gọi dịch vụ; hãy vẽ một việc gửi tin có motcua:connector.",
    en="A throw event calls no service; draw a send task with motcua:connector.",
)


def carry_events(work: Work, element: Element) -> None:
    """Rewrite timers, write the correlation of messages, and note what events cannot do."""
    for definition in _definitions(element):
        if local(definition) == "timerEventDefinition":
            carry_timer(work, element, definition)
        topic = work.setting(definition, "topic") or work.setting(definition, "type")
        if topic is not None:
            work.lost(element, topic, _THROWN)
    if local(element).endswith("ThrowEvent") or local(element) == "endEvent":
        topic = work.setting(element, "topic")
        if topic is not None:
            work.lost(element, topic, _THROWN)
    if local(element) in _CATCHING:
        _carry_key(work, element)


def carry_messages(work: Work) -> None:
    """Settle the correlation keys: what catches a message has them now."""
    for message in work.source.root.iterchildren(f"{BPMN}message"):
        name = message.get("name") or ""
        if work.tool is not None and ("${" in name or "#{" in name or name.startswith("=")):
            work.lost(message, f"name=“{name}”", _NAME)
        key = work.setting(message, "correlationKey")
        if key is not None and (key.element, key.name) not in work.told:
            work.carried(key)


def _definitions(element: Element) -> Iterator[Element]:
    for child in element.iterchildren(f"{BPMN}*"):
        if local(child).endswith("EventDefinition"):
            yield child


def _carry_key(work: Work, element: Element) -> None:
    """Source: BPMN 2.0.2, 8.4.2; Camunda 8 writes the key of a message on its declaration."""
    reference = element.get("messageRef") or next(
        (one.get("messageRef") for one in _definitions(element) if one.get("messageRef")), None
    )
    if not reference:
        return
    wanted = reference.rpartition(":")[2].strip()
    for message in work.source.root.iterchildren(f"{BPMN}message"):
        if message.get("id") != wanted:
            continue
        key = work.setting(message, "correlationKey")
        # A start event begins a case: there is nothing yet to compare a key with.
        if key is None or not key.value or local(element) == "startEvent":
            return
        found = work.value(element, key.value, key)
        if found is not None:
            work.edits.put(element, "key", found)
        return
