"""Values handed into an activity and out of it: motcua:input and motcua:output."""

import ast

from engine.diagrams.texts import local
from engine.diagrams.xml import Element
from engine.dialects import trees
from engine.dialects.translate import is_expression, read_tree
from engine.dialects.variables import Variables
from engine.dialects.work import Work
from engine.errors import Words
from engine.expressions.faults import Fault

_NOT_HERE = Words(
    vi="Phần tử này đọc và ghi thẳng các tên của hồ sơ; không có giá trị vào, ra riêng.",
    en="This element reads and writes the names of the case directly; it has no values of its own.",
)
_NO_SCRIPT = Words(
    vi="Hãy tính giá trị này trong một việc chạy kịch bản trước đó.",
    en="Reckon this value in a script task before.",
)
_EVERYTHING = Words(
    vi="Không chuyển tất cả cùng lúc; hãy ghi từng tên cần dùng bằng motcua:input, motcua:output.",
    en="Not everything can be handed over at once; write each name in motcua:input, motcua:output.",
)


class _AsWritten(Variables):
    """The names of an answer are those that the other system gives them."""

    def name(self, original: str) -> str:
        """Return the name itself."""
        return original


def carry_inputs(work: Work, element: Element, renames: bool = False) -> None:
    """Write what is handed in, from io mappings and camunda:in.

    renames   what is called is imported too, so that its names change alike
    """
    for box in work.children(element, "ioMapping", "inputOutput"):
        for one in box.iterchildren():
            if local(one) in ("input", "inputParameter"):
                _input(work, element, one, renames)
    for one in work.children(element, "in"):
        _handed(work, element, one, "input")


def carry_outputs(work: Work, element: Element, answer: str | None = "result") -> None:
    """Write what is handed out; `answer` is the name of a worker's answer as a whole."""
    for box in work.children(element, "ioMapping", "inputOutput"):
        for one in box.iterchildren():
            if local(one) in ("output", "outputParameter"):
                _output(work, element, one, answer)
        work.taken(box)
    for one in work.children(element, "out"):
        _handed(work, element, one, "output")


def refuse_mappings(work: Work, element: Element) -> None:
    """Note the mappings of an element that has none here."""
    for box in work.children(element, "ioMapping", "inputOutput"):
        if (box, "") in work.told:
            continue
        work.told.add((box, ""))
        for one in box.iterchildren():
            work.lost(element, f"{local(one)} {_shown(one)}", _NOT_HERE)


def _shown(one: Element) -> str:
    target, source = _ends(one)
    return f"{target} ← {source}"


def _ends(one: Element) -> tuple[str, str]:
    target = one.get("target") or one.get("name") or ""
    return target, (one.get("source") or one.text or "").strip()


def _input(work: Work, element: Element, one: Element, renames: bool) -> None:
    name, source = _ends(one)
    name = work.variables.name(name) if renames else name
    if len(one):
        work.lost(element, f"{name}: {_inner(one)}", _NO_SCRIPT)
        return
    value = work.value(element, source)
    if value is not None:
        work.edits.add(element, "input", {"name": name, "value": value})


def _inner(one: Element) -> str:
    return " ".join("".join(map(str, one.itertext())).split()) or local(one[0])


def _output(work: Work, element: Element, one: Element, answer: str | None) -> None:
    target, source = _ends(one)
    if len(one):
        work.lost(element, f"{target}: {_inner(one)}", _NO_SCRIPT)
        return
    try:
        value = _answer_value(work, source, answer)
    except Fault as fault:
        work.lost(element, f"{target} ← {source}", fault.words)
        return
    name = work.variables.name(target)
    work.edits.add(element, "output", {"name": name, "value": f"={value}"})


def _answer_value(work: Work, source: str, answer: str | None) -> str:
    """Return what an output gives: in what comes back, names are those of the answer."""
    if not is_expression(source, work.tongue):
        return trees.written(trees.text(source))
    if answer is None:
        return trees.written(read_tree(source, work.tongue, work.variables))
    tree = read_tree(source, work.tongue, _AsWritten())
    return trees.written(_Below(answer).visit(tree))


class _Below(ast.NodeTransformer):
    """Each name becomes a value of the answer."""

    def __init__(self, answer: str) -> None:
        self.answer = answer

    def visit_Call(self, node: ast.Call) -> ast.expr:  # noqa: N802  ast asks for this name
        """Leave the name of a function alone."""
        values = [self.visit(one) for one in node.args]
        return ast.Call(func=node.func, args=values, keywords=[])

    def visit_Name(self, node: ast.Name) -> ast.expr:  # noqa: N802
        """Return the value of the answer that goes by this name."""
        if node.id in (trees.NULL, trees.TRUE, trees.FALSE):
            return node
        return trees.key(trees.word(self.answer), node.id)


def _handed(work: Work, element: Element, one: Element, kind: str) -> None:
    """Source: Camunda 7 and Flowable manuals, call activity: in and out."""
    if one.get("variables") or one.get("businessKey"):
        work.lost(element, one, _EVERYTHING)
        return
    source, target = one.get("source"), one.get("target") or ""
    text = one.get("sourceExpression")
    if source and not text:
        found: str | None = work.variables.name(source)
    else:
        found = work.expression(element, text or "")
    if found is None:
        work.told.add((one, ""))
        return
    work.edits.add(element, kind, {"name": work.variables.name(target), "value": f"={found}"})
    work.taken(one)
