"""What a script reads and writes, and what it may not contain; told without running it.

The sandbox is the wall (engine/expressions/sandbox.py); the refusals here only say early, with the
line, what would fail inside or would not give the same answer in a replay.
"""

import ast
import builtins
import symtable
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from engine.errors import Words
from engine.faults import ScriptRefused

MOST_LETTERS: Final = 20_000
UNREADABLE: Final = ("this cannot be read as a script", "không đọc được như một kịch bản")
BUILTINS: Final = frozenset(dir(builtins))
MODULES: Final = (
    "bisect", "collections", "copy", "dataclasses", "datetime", "decimal", "functools", "itertools",
    "json", "math", "re", "typing", "unicodedata",
)  # fmt: skip
CLOCKS: Final = frozenset(("now", "today", "utcnow"))
CALLS: Final = frozenset(
    ("breakpoint", "compile", "eval", "exec", "globals", "input", "locals", "open", "vars")
)
ABSENT: Final[tuple[type[ast.AST], ...]] = (
    ast.AsyncFor, ast.AsyncFunctionDef, ast.AsyncWith, ast.Await, ast.Delete, ast.TryStar, ast.With,
    ast.Yield, ast.YieldFrom,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Script:
    """A script that may run.

    code     as it was written
    read     global names that it reads, without names it only imports or defines
    written  top-level names it assigns, except those that begin with _
    """

    code: str
    read: frozenset[str]
    written: frozenset[str]


@lru_cache(maxsize=1024)
def read_script(code: str) -> Script:
    """Return what a script reads and writes.

    Raises   ScriptRefused naming the line and what is not allowed there
    """
    tree = _parse(code)
    for node in ast.walk(tree):
        _check(node)
    _check_returns(tree.body)
    try:
        table = symtable.symtable(code, "<script>", "exec")
    except (SyntaxError, RecursionError) as error:
        raise _refused(getattr(error, "lineno", None), *UNREADABLE) from None
    scopes = [table, *_scopes(table)]
    read = {name for scope in scopes for name in _reads(scope)} | _augmented(tree)
    written = {name for scope in scopes for name in _writes(scope)}
    own = {one.get_name() for one in table.get_symbols() if one.is_imported() or one.is_namespace()}
    return Script(
        code=code,
        read=frozenset(read - own),
        written=frozenset(name for name in written - own if not name.startswith("_")),
    )


def _parse(code: str) -> ast.Module:
    if len(code) > MOST_LETTERS:
        raise _refused(
            None,
            f"the script is longer than {MOST_LETTERS} letters",
            f"kịch bản dài quá {MOST_LETTERS} ký tự",
        )
    try:
        return ast.parse(code)
    except SyntaxError as error:
        raise _refused(error.lineno, *UNREADABLE) from None
    except (ValueError, MemoryError, RecursionError):
        raise _refused(None, *UNREADABLE) from None


def _check(node: ast.AST) -> None:
    if isinstance(node, ABSENT):
        name = type(node).__name__
        raise _refused(_line(node), f"scripts have no {name}", f"kịch bản không có {name}")
    check = CHECKS.get(type(node))
    if check:
        check(node)


def _check_import(node: ast.Import) -> None:
    for alias in node.names:
        _check_module(alias.name, node)


def _check_from(node: ast.ImportFrom) -> None:
    _check_module("" if node.level else node.module or "", node)


def _check_module(name: str, node: ast.AST) -> None:
    if name not in MODULES:
        known = ", ".join(MODULES)
        raise _refused(
            _line(node), f"only these can be imported: {known}", f"chỉ được nhập: {known}"
        )


def _check_name(node: ast.Name) -> None:
    if node.id in CALLS:
        raise _refused(_line(node), f"scripts have no {node.id}", f"kịch bản không có {node.id}")
    _check_word(node.id, node)


def _check_attribute(node: ast.Attribute) -> None:
    if node.attr in CLOCKS:
        raise _refused(
            _line(node),
            f"scripts have no clock ({node.attr}); use an instant of the case such as "
            "dossier['received_at']",
            f"kịch bản không có đồng hồ ({node.attr}); hãy dùng thời điểm của hồ sơ như "
            "dossier['received_at']",
        )
    _check_word(node.attr, node)


def _check_word(word: str, node: ast.AST) -> None:
    if word.startswith("__"):
        raise _refused(
            _line(node), f"the name {word} begins with __", f"tên {word} bắt đầu bằng __"
        )


CHECKS: Final[Mapping[type[ast.AST], Callable[[Any], None]]] = MappingProxyType(
    {
        ast.Import: _check_import,
        ast.ImportFrom: _check_from,
        ast.Name: _check_name,
        ast.Attribute: _check_attribute,
    }
)


def _check_returns(body: list[ast.stmt]) -> None:
    """A return outside a function would end the script in the sandbox without a word."""
    for node in body:
        if isinstance(node, ast.Return):
            raise _refused(node.lineno, "return stands outside a function", "return nằm ngoài hàm")
        if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            _check_returns([one for one in ast.iter_child_nodes(node) if isinstance(one, ast.stmt)])


def _augmented(tree: ast.Module) -> set[str]:
    targets = [node.target for node in ast.walk(tree) if isinstance(node, ast.AugAssign)]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _scopes(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    for child in table.get_children():
        yield child
        yield from _scopes(child)


def _reads(scope: symtable.SymbolTable) -> Iterator[str]:
    for one in scope.get_symbols():
        if one.is_referenced() and (scope.get_type() == "module" or one.is_global()):
            yield one.get_name()


def _writes(scope: symtable.SymbolTable) -> Iterator[str]:
    for one in scope.get_symbols():
        if one.is_assigned() and (scope.get_type() == "module" or one.is_declared_global()):
            yield one.get_name()


def _line(node: ast.AST) -> int | None:
    return getattr(node, "lineno", None)


def _refused(line: int | None, en: str, vi: str) -> ScriptRefused:
    place = (f"line {line}: ", f"dòng {line}: ") if line else ("", "")
    return ScriptRefused(reason=Words(en=place[0] + en, vi=place[1] + vi))
