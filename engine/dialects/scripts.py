"""Script tasks: Python stays, everything else is listed with its text."""

import ast

from engine.diagrams.texts import BPMN, tidy
from engine.diagrams.xml import Element
from engine.dialects.translate import is_expression, translate
from engine.dialects.variables import Variables
from engine.dialects.work import Setting, Work
from engine.errors import Words
from engine.expressions.faults import Fault
from engine.expressions.script import read_script
from engine.faults import ScriptRefused

_PYTHON = frozenset(("", "python", "python3", "jython", "text/python", "text/x-python"))
# Functions that mean the same in our expressions and in a script.
_ALIKE = frozenset(("len", "min", "max", "sum", "abs"))
_REWRITE = Words(
    vi="Kịch bản ở đây viết bằng Python; toàn văn kịch bản cũ nằm trong README.md.",
    en="Scripts are written in Python here; the whole of the old one stands in README.md.",
)
_RESOURCE = Words(
    vi="Kịch bản nằm ở tệp khác; hãy viết lại trong sơ đồ bằng Python.",
    en="The script lies in another file; write it in the diagram, in Python.",
)
_BEFORE_AFTER = Words(
    vi="Hãy vẽ một việc chạy kịch bản trước hoặc sau việc này; toàn văn nằm trong README.md.",
    en="Draw a script task before or after this one; the whole script stands in README.md.",
)
_RECKONED = Words(
    vi="Việc này chỉ tính một giá trị nên thành việc chạy kịch bản.",
    en="The task only reckons a value, and became a script task.",
)
_RESULT = Words(
    vi="Kịch bản Python ghi kết quả bằng phép gán: tên = …",
    en="A Python script writes its result by assignment: name = …",
)


def carry_script(work: Work, element: Element) -> None:
    """Keep a Python script, with new names where they changed; note any other."""
    resource = work.setting(element, "resource")
    if resource is not None:
        work.lost(element, resource, _RESOURCE)
    for child in work.children(element, "script"):
        _carry_feel(work, element, child)
    language = (element.get("scriptFormat") or "").strip().lower()
    for child in element.iterchildren(f"{BPMN}script"):
        code = tidy(child.text)
        if code is None or work.tool is None:
            continue
        if language in _PYTHON:
            renamed = rename_names(code, work.variables)
            if renamed != code:
                work.edits.write(child, renamed)
        else:
            work.scripts.append((element.get("id") or "?", language, code))
            work.lost(element, f"scriptFormat=“{language}”", _REWRITE)
    result = work.setting(element, "resultVariable")
    if result is not None:
        work.lost(element, result, _RESULT)


def carry_reckoned(work: Work, element: Element) -> bool:
    """Make a script task of a service task that only reckons a value, and tell whether it was one.

    Camunda 7 and Flowable: expression="${price * 2}" with a resultVariable
    """
    text = work.setting(element, "expression")
    target = work.setting(element, "resultVariable") or work.setting(element, "resultVariableName")
    if text is None or target is None or not target.value:
        return False
    if not is_expression(text.value, work.tongue):
        return False
    try:
        code = _as_python(translate(text.value, work.tongue, work.variables))
    except Fault:
        return False
    work.edits.rename(element, "scriptTask")
    work.edits.put(element, "scriptFormat", "python", is_ours=False)
    name = work.variables.name(target.value)
    work.edits.append(element, "script", f"{name} = {code}")
    work.carried(text, target)
    work.look(element, text.value, f"{name} = {code}", _RECKONED)
    return True


def note_side_scripts(work: Work, element: Element) -> None:
    """Note the scripts that SpiffWorkflow runs before and after a task."""
    for child in work.children(element, "preScript", "postScript"):
        code = tidy(child.text)
        if code is None:
            work.taken(child)
            continue
        work.scripts.append((element.get("id") or "?", "python", code))
        work.lost(element, child, _BEFORE_AFTER)


def _carry_feel(work: Work, element: Element, child: Element) -> None:
    """Camunda 8: an expression and the name of its result, which make one line of Python."""
    text, target = (child.get("expression") or "").strip(), child.get("resultVariable") or ""
    name = work.variables.name(target or "ket_qua")
    try:
        code = _as_python(translate(text, work.tongue, work.variables))
    except Fault as fault:
        work.told.add((child, ""))
        work.scripts.append((element.get("id") or "?", "feel", text))
        work.lost(element, Setting(element=child, name="expression", value=text), fault.words)
        return
    work.edits.append(element, "script", f"{name} = {code}")
    work.edits.put(element, "scriptFormat", "python", is_ours=False)
    work.taken(child)


def _as_python(text: str) -> str:
    """Return an expression of ours as Python. Raises Fault where it means something else there."""
    tree = _Words().visit(ast.parse(text, mode="eval").body)
    return ast.unparse(ast.fix_missing_locations(tree))


class _Words(ast.NodeTransformer):
    def visit_Name(self, node: ast.Name) -> ast.expr:  # noqa: N802  ast asks for this name
        values = {"true": True, "false": False, "null": None}
        return ast.Constant(value=values[node.id]) if node.id in values else node

    def visit_Call(self, node: ast.Call) -> ast.expr:  # noqa: N802
        name = node.func.id if isinstance(node.func, ast.Name) else "…"
        if name not in _ALIKE:
            raise Fault(f"scripts have no function {name}", f"kịch bản không có hàm {name}")
        values = [self.visit(one) for one in node.args]
        return ast.Call(func=node.func, args=values, keywords=[])


def rename_names(code: str, variables: Variables) -> str:
    """Return a script with the names of the case written as they go here."""
    try:
        script = read_script(code)
        tree = ast.parse(code)
    except (ScriptRefused, SyntaxError, ValueError, RecursionError, MemoryError):
        return code  # the check says what is wrong with it
    changed = {
        name: variables.name(name)
        for name in sorted(script.read | script.written)
        if not name.startswith("_") and variables.name(name) != name
    }
    lines = code.splitlines(keepends=True)
    for line, column, name in sorted(_places(tree, changed), reverse=True):
        raw = lines[line - 1].encode()
        before, after = raw[:column], raw[column + len(name.encode()) :]
        lines[line - 1] = (before + changed[name].encode() + after).decode()
    return "".join(lines)


def _places(tree: ast.Module, changed: dict[str, str]) -> list[tuple[int, int, str]]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in changed:
            found.append((node.lineno, node.col_offset, node.id))
        elif isinstance(node, ast.arg) and node.arg in changed:
            found.append((node.lineno, node.col_offset, node.arg))
    return found
