"""Files, classes and names stay small enough to be read in one sitting."""

import ast
from pathlib import Path

from tests.architecture.sources import ALL, CODE, ROOT, parse, python_files, tracked_files, where

MOST_LINES = 400
MOST_METHODS = 12
LONGEST_NAME = 30


def too_long(paths: list[Path]) -> list[str]:
    counts = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    return [where(path, count) for path, count in counts.items() if count > MOST_LINES]


def test_no_python_file_is_longer_than_400_lines() -> None:
    assert too_long(python_files(*ALL)) == []


def test_no_browser_file_is_longer_than_400_lines() -> None:
    written = [path for path in tracked_files() if path.suffix in {".js", ".css", ".html"}]
    assert too_long([path for path in written if "dist" not in path.parts]) == []


def test_no_class_has_more_than_12_methods() -> None:
    found = [
        where(path, node.lineno)
        for path in python_files(*CODE)
        for node in ast.walk(parse(path))
        if isinstance(node, ast.ClassDef)
        and sum(isinstance(part, ast.FunctionDef) for part in node.body) > MOST_METHODS
    ]
    assert found == []


def test_no_function_name_is_longer_than_30_letters() -> None:
    found = [
        f"{where(path, node.lineno)} {node.name}"
        for path in python_files(*CODE)
        for node in ast.walk(parse(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and len(node.name) > LONGEST_NAME
    ]
    assert found == []


def test_a_package_file_holds_only_its_docstring() -> None:
    packages = [path for path in python_files(*ALL) if path.name == "__init__.py"]
    found = [
        where(path, 1)
        for path in packages
        if [type(part) for part in parse(path).body] != [ast.Expr]
        or not ast.get_docstring(parse(path))
    ]
    assert found == []


def test_the_readme_fits_on_120_lines() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 120
