"""Text to a checked syntax tree: what is not on the allow-list is refused, by kind of node."""

import ast
import io
import tokenize
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from engine.expressions.catalogue import CATALOGUE
from engine.expressions.faults import Fault
from engine.expressions.operations import LARGEST

MOST_LETTERS: Final = 2_000
MOST_DEPTH: Final = 80
WORDS: Final[Mapping[str, bool | None]] = MappingProxyType(
    {"true": True, "false": False, "null": None}
)
SPACES: Final = str.maketrans({"\u00a0": " ", "\u2007": " ", "\u202f": " ", "\ufeff": " "})
HINTS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "=": ("write == to compare", "hãy viết == để so sánh"),
        "&": ("write and", "hãy viết and"),
        "|": ("write or", "hãy viết or"),
        "!": ("write not, or != to compare", "hãy viết not, hoặc != để so sánh"),
        "$": ("write the name alone, without ${ }", "hãy viết riêng tên, không có ${ }"),
        "?": ("write: a if condition else b", "hãy viết: a if điều_kiện else b"),
        "**": ("powers are not allowed", "không được dùng lũy thừa"),
    }
)
SILENT: Final = frozenset((tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE))
PLAIN: Final = (
    ast.BoolOp, ast.And, ast.Or, ast.Not, ast.USub, ast.UAdd, ast.UnaryOp, ast.BinOp, ast.Add,
    ast.Sub, ast.Mult, ast.Div, ast.Mod, ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt,
    ast.GtE, ast.In, ast.NotIn, ast.Is, ast.IsNot, ast.IfExp, ast.List, ast.Tuple, ast.Load,
)  # fmt: skip


def parse(text: str) -> ast.expr:
    """Return the tree of an expression, all of it allowed.

    text     may begin with `=`, span lines and hold # comments
    Raises   Fault with what is not allowed, or where the text cannot be read
    """
    if len(text) > MOST_LETTERS:
        raise Fault(f"it is longer than {MOST_LETTERS} letters", f"dài quá {MOST_LETTERS} ký tự")
    clean = text.translate(SPACES).strip()
    if clean.startswith("=") and not clean.startswith("=="):
        clean = clean[1:].strip()
    if not clean:
        raise _empty()
    tree = _tree(clean)
    _check(tree, 0)
    return tree


def names_of(tree: ast.expr) -> frozenset[str]:
    """Return the top-level names that an allowed tree reads."""
    return frozenset(_names(tree))


def _names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name):
        if node.id not in WORDS:
            yield node.id
        return
    parts = node.args if isinstance(node, ast.Call) else ast.iter_child_nodes(node)
    for part in parts:
        yield from _names(part)


def _tree(clean: str) -> ast.expr:
    # Brackets around let the text span lines; the text itself must not close them.
    wrapped = f"(\n{clean}\n)"
    try:
        _check_tokens(wrapped)
        return ast.parse(wrapped, mode="eval").body
    except SyntaxError:
        line, letter = _place(clean)
        raise Fault(
            f"it cannot be read at line {line}, letter {letter}",
            f"không đọc được ở dòng {line}, ký tự {letter}",
        ) from None
    except (ValueError, MemoryError, RecursionError, tokenize.TokenError):
        raise Fault("it cannot be read", "không đọc được") from None


def _place(clean: str) -> tuple[int, int]:
    """Return line and letter, both from 1, of the first thing that cannot be read.

    Read once more on one line without the brackets: inside brackets Python guesses at a forgotten
    comma and points to the beginning.
    """
    flat = clean.replace("\n", " ").replace("\r", " ")
    try:
        ast.parse(f"{flat}\n", mode="eval")
    except SyntaxError as error:
        before = clean[: max((error.offset or 1) - 1, 0)]
        return before.count("\n") + 1, len(before) - before.rfind("\n")
    return 1, 1


def _check_tokens(wrapped: str) -> None:
    depth, last = 0, wrapped.count("\n") + 1
    tokens = list(tokenize.generate_tokens(io.StringIO(wrapped).readline))
    if not any(token.type not in SILENT for token in tokens[1:] if token.start[0] < last):
        raise _empty()
    for token in tokens:
        if token.type in (tokenize.OP, tokenize.ERRORTOKEN) and token.string in HINTS:
            raise Fault(*HINTS[token.string])
        if token.type == tokenize.OP and token.string in ("(", "[", "{"):
            depth += 1
        elif token.type == tokenize.OP and token.string in (")", "]", "}"):
            depth -= 1
            if depth == 0 and token.start[0] < last:
                raise Fault("a bracket is closed that was not opened", "thừa dấu đóng ngoặc")


def _empty() -> Fault:
    return Fault("it is empty", "chưa có nội dung")


def _check(node: ast.AST, depth: int) -> None:
    if depth > MOST_DEPTH:
        raise Fault("it is nested too deeply", "lồng nhau quá nhiều tầng")
    check = CHECKS.get(type(node))
    if check:
        check(node)
    elif not isinstance(node, PLAIN):
        name = type(node).__name__
        raise Fault(f"{name} is not part of the language", f"ngôn ngữ biểu thức không có {name}")
    parts = node.args if isinstance(node, ast.Call) else ast.iter_child_nodes(node)
    for part in parts:
        _check(part, depth + 1)


def _check_name(node: ast.Name) -> None:
    _check_word(node.id)


def _check_key(node: ast.Attribute) -> None:
    _check_word(node.attr)


def _check_word(word: str) -> None:
    if word.startswith("_"):
        raise Fault(f"the name {word} begins with _", f"tên {word} bắt đầu bằng dấu _")


def _check_constant(node: ast.Constant) -> None:
    value = node.value
    if isinstance(value, str | None):
        return
    if not isinstance(value, bool | int | float) or not -LARGEST <= value <= LARGEST:
        raise Fault("a literal is not allowed here", "có giá trị viết sẵn không được phép")


def _check_subscript(node: ast.Subscript) -> None:
    if isinstance(node.slice, ast.Slice | ast.Tuple):
        raise Fault("only one key may stand in [ ]", "trong [ ] chỉ được có một khóa")


def _check_call(node: ast.Call) -> None:
    name = node.func.id if isinstance(node.func, ast.Name) else None
    function = CATALOGUE.get(name) if name else None
    if function is None:
        known = ", ".join(CATALOGUE)
        raise Fault(f"only these may be called: {known}", f"chỉ được gọi các hàm: {known}")
    if node.keywords or not function.least <= len(node.args) <= function.most:
        takes = f"{function.least}–{function.most}"
        raise Fault(f"{name} takes {takes} values", f"{name} nhận {takes} giá trị")


CHECKS: Final[Mapping[type[ast.AST], Callable[[Any], None]]] = MappingProxyType(
    {
        ast.Name: _check_name,
        ast.Attribute: _check_key,
        ast.Constant: _check_constant,
        ast.Subscript: _check_subscript,
        ast.Call: _check_call,
    }
)
