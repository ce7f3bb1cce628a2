"""The files that the architecture tests look at."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("engine", "web")
ALL = ("engine", "web", "tests", "bench")


def tracked_files() -> list[Path]:
    """Return the files of the repository, with new ones that git does not ignore."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    paths = (ROOT / name for name in listing.split("\0") if name)
    return [path for path in paths if path.is_file()]


def python_files(*folders: str) -> list[Path]:
    """Return the Python files of the repository in these top folders."""
    chosen = (path for path in tracked_files() if path.suffix == ".py")
    return sorted(path for path in chosen if path.relative_to(ROOT).parts[0] in folders)


def parse(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def where(path: Path, line: int) -> str:
    """Return `engine/errors.py:12`, as editors understand it."""
    return f"{path.relative_to(ROOT)}:{line}"


def names_defined(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Give each name that a file gives to something, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        elif isinstance(node, ast.alias) and node.asname:
            yield node.asname, node.lineno
