"""Write docs/reference/bpmn.md anew: python -m tests.engine.bpmn.page."""

from importlib import import_module

from tests.architecture.sources import ROOT
from tests.engine.bpmn.constructs import GROUPS, Construct

PAGE = ROOT / "docs" / "reference" / "bpmn.md"
HEAD = """# BPMN 2.0: what is executed

Every construct of a process diagram either behaves as BPMN 2.0.2 (OMG formal/2013-12-09) says, or
is refused when a version is published, with a sentence that says what to draw instead. Each line
links to the test that proves it. Every test saves and restores the case at each step and carries
out its log a second time. This page is written by `python -m tests.engine.bpmn.page`.
"""


def collect() -> list[Construct]:
    """Return every construct that a test is marked with, here and between cases."""
    found: list[Construct] = []
    for path in sorted(ROOT.glob("tests/engine/bpmn/test_*.py")) + sorted(
        ROOT.glob("tests/actions/test_crossing*.py")
    ):
        module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for test in vars(module).values():
            found += getattr(test, "constructs", [])
    return found


def page() -> str:
    """Return the page as it should be."""
    found = collect()
    parts = [HEAD]
    for group in GROUPS:
        lines = sorted(
            (one for one in found if one.group == group), key=lambda one: (one.name, one.test)
        )
        if lines:
            parts.append(f"\n## {group}\n\n| construct | | test |\n|---|---|---|\n")
            parts += [_line(one) for one in lines]
    return "".join(parts)


def _line(one: Construct) -> str:
    module, _, test = one.test.rpartition(".")
    file = f"../../{module.replace('.', '/')}.py"
    rule = one.refused
    says = "works" if rule is None else f"refused: [{rule}](../rules/{rule}.md)"
    return f"| {one.name} | {says} | [{test.replace('_', ' ').removeprefix('test ')}]({file}) |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
