"""Repetitions: for which list, and under which names."""

import re

from engine.diagrams.texts import BPMN, MOTCUA, local, tidy
from engine.diagrams.xml import Element
from engine.dialects.translate import is_expression
from engine.dialects.work import Work
from engine.errors import Words

_NAME = re.compile(r"[^\W\d]\w*")
_LIST = Words(
    vi="Hãy ghi motcua:collection bằng biểu thức cho danh sách.",
    en="Write motcua:collection as an expression that gives the list.",
)
_OUTPUT = Words(
    vi="Hãy ghi motcua:output và motcua:outputElement.",
    en="Write motcua:output and motcua:outputElement.",
)


def carry_loop(work: Work, element: Element, loop: Element) -> None:
    """Write the list, the name of its element, and the list of results of a repetition."""
    if local(loop) != "multiInstanceLoopCharacteristics":
        return
    _carry_collection(work, element, loop)
    _carry_name(work, element, loop, "elementVariable", "elementName")
    _carry_name(work, element, loop, "outputCollection", "output")
    result = work.setting(loop, "outputElement")
    if result is not None and result.value:
        found = work.value(element, result.value, result)
        if found is not None:
            work.edits.put(loop, "outputElement", found.removeprefix("="))
            work.carried(result)
    if work.tool is not None:
        _carry_standard(work, element, loop)


def _carry_collection(work: Work, element: Element, loop: Element) -> None:
    collection = work.setting(loop, "collection")
    if collection is None or not collection.value:
        return
    text = collection.value
    if is_expression(text, work.tongue):
        found = work.expression(element, text, collection)
        if found is None:
            return
    elif _NAME.fullmatch(text):
        found = work.variables.name(text)
    else:
        work.lost(element, collection, _LIST)
        return
    work.edits.put(loop, "collection", f"={found}")
    work.carried(collection)


def _carry_name(work: Work, element: Element, loop: Element, theirs: str, ours: str) -> None:
    found = work.setting(loop, theirs)
    if found is None or not found.value:
        return
    if not _NAME.fullmatch(found.value):
        work.lost(element, found, _OUTPUT)
        return
    work.edits.put(loop, ours, work.variables.name(found.value))
    work.carried(found)


def _carry_standard(work: Work, element: Element, loop: Element) -> None:
    """Names in BPMN's own elements go by their new names too (BPMN 2.0.2, 10.3.7)."""
    for tag, ours in (("loopDataInputRef", "collection"), ("loopDataOutputRef", "output")):
        text = tidy(loop.findtext(BPMN + tag))
        if text is None or loop.get(MOTCUA + ours) is not None:
            continue
        if _NAME.fullmatch(text) and work.variables.name(text) != text:
            sign = "=" if ours == "collection" else ""
            work.edits.put(loop, ours, f"{sign}{work.variables.name(text)}")
        elif not _NAME.fullmatch(text):
            work.lost(element, f"{tag}: {text}", _LIST)
    for tag, ours in (("inputDataItem", "elementName"), ("outputDataItem", "outputElement")):
        child = loop.find(BPMN + tag)
        name = tidy(child.get("name") or child.get("id")) if child is not None else None
        if name and work.edits.own(loop, ours) is None and work.variables.name(name) != name:
            work.edits.put(loop, ours, work.variables.name(name))
