"""The small diagrams of the rules: diagrams/<rule>/{wrong,right}.bpmn, with the files they need."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import engine
from engine.records.findings import Finding, Rule
from tests.engine.lint.folder import CARD, DIAGRAM, FILING, findings, right_files

DRAWN = Path(__file__).parent / "diagrams"
PAGES = Path(__file__).parents[3] / "docs" / "rules"
_LAYERS = ("diagrams", "forms", "decisions", "letters", "lint", "procedures")
_ABOUT_TABLES = ("decisions", "decision_results")
_BESIDE = (CARD, FILING, "README.md", "scenarios/done.toml")


@cache
def rules_by_place() -> dict[str, Rule]:
    """Return every rule by the module and name where it is defined."""
    found = {}
    for layer in _LAYERS:
        for name in _modules(f"{engine.__name__}.{layer}"):
            for key, value in vars(importlib.import_module(name)).items():
                if isinstance(value, Rule):
                    found[f"{name}.{key}"] = value
    return found


def _modules(package: str) -> Iterator[str]:
    yield package
    path = importlib.import_module(package).__path__
    for module in pkgutil.walk_packages(path, f"{package}."):
        yield module.name


def rules_by_name() -> dict[str, Rule]:
    """Return every rule by its name, in the order of the names."""
    return {one.name: one for one in sorted(rules_by_place().values(), key=lambda one: one.name)}


def is_drawn(place: str) -> bool:
    """Tell whether a rule is about the diagram, so that a diagram can show it."""
    if place.split(".")[-2] in _ABOUT_TABLES:
        return False
    return place.startswith(("engine.lint.rules.", "engine.diagrams."))


def files_of(rule: str, which: str) -> Mapping[str, bytes]:
    """Return a folder with the wrong or right diagram of a rule."""
    files = {name: content for name, content in right_files().items() if name in _BESIDE}
    folder = DRAWN / rule
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".bpmn":
            files[path.relative_to(folder).as_posix()] = path.read_bytes()
    return files | {DIAGRAM: (folder / f"{which}.bpmn").read_bytes()}


@cache
def findings_of(rule: str, which: str) -> tuple[Finding, ...]:
    """Return everything the check says of the wrong or right diagram of a rule."""
    return findings(files_of(rule, which))
