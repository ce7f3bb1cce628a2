"""Conditions wherever BPMN has them: on arrows, for the end of repetitions, in events."""

import ast

from engine.diagrams.texts import BPMN, tidy
from engine.diagrams.xml import Element
from engine.dialects.loops import carry_loop
from engine.dialects.tools import FEEL
from engine.dialects.translate import is_expression
from engine.dialects.work import Work
from engine.errors import Words
from engine.expressions.expression import compile_expression
from engine.faults import ExpressionRefused

# Where a condition or number stands as text.
PLACES = (
    "conditionExpression",
    "completionCondition",
    "activationCondition",
    "loopCardinality",
    "loopCondition",
    "condition",
)
_SCRIPTED = frozenset(("groovy", "javascript", "ecmascript", "ruby", "jruby", "js"))
_REWRITE = Words(
    vi="Đây không phải biểu thức đọc được; hãy viết lại điều kiện bằng biểu thức.",
    en="This is no expression that can be read; write the condition again as an expression.",
)
_NO_RESOURCE = Words(
    vi="Điều kiện nằm ở tệp khác; hãy viết thành biểu thức trong sơ đồ.",
    en="The condition lies in another file; write it as an expression in the diagram.",
)


def carry_conditions(work: Work, element: Element) -> None:
    """Rewrite the conditions directly in an element, and those of its repetition."""
    for tag in PLACES:
        for child in element.iterchildren(BPMN + tag):
            _carry(work, element, child)
    for loop in element.iterchildren(
        f"{BPMN}multiInstanceLoopCharacteristics", f"{BPMN}standardLoopCharacteristics"
    ):
        for tag in PLACES:
            for child in loop.iterchildren(BPMN + tag):
                _carry(work, element, child)
        carry_loop(work, element, loop)
    for definition in element.iterchildren(f"{BPMN}conditionalEventDefinition"):
        for child in definition.iterchildren(f"{BPMN}condition"):
            _carry(work, element, child)


def _carry(work: Work, element: Element, child: Element) -> None:
    if work.setting(child, "resource"):
        work.lost(element, work.setting(child, "resource") or "", _NO_RESOURCE)
        return
    text = tidy(child.text)
    if text is None or _is_ours(work, text):
        return
    language = (child.get("language") or "").strip().lower()
    is_feel = language.endswith("feel") or work.tongue.language == "feel"
    is_marked = is_expression(text, work.tongue)
    if language in _SCRIPTED or not (is_feel or is_marked):
        # Text without ${…} is taken as a text by those engines: it is no condition.
        work.lost(element, text, _REWRITE)
        return
    found = work.expression(element, text, tongue=FEEL if is_feel and not is_marked else None)
    if found is not None and found != text:
        work.edits.write(child, found)


def _is_ours(work: Work, text: str) -> bool:
    """Tell whether a text can stay as it is: already in our language, with names that fit."""
    if is_expression(text, work.tongue) and work.tongue.language != "python":
        return False
    try:
        ast.parse(text.strip(), mode="eval")
        names = compile_expression(text).names
    except (ExpressionRefused, SyntaxError, ValueError, RecursionError, MemoryError):
        # Of a file that no engine runs, what people wrote into it stays; the check names it.
        return work.tool is None
    return work.tool is None or all(work.variables.name(name) == name for name in names)
