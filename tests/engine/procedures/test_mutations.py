"""Random damage to a right folder: the check tells it, and never fails itself."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.expressions.sandbox import MontyRunner
from engine.procedures.check import check_procedure
from engine.procedures.reader import read_procedure
from engine.runtime.version import compile_version
from tests.engine.lint.folder import right_files

_FILES = right_files()
_DAMAGED = ("process.bpmn", "procedure.toml", "forms/filing.form", "decisions/fee.dmn")
# Whole tags, attributes and words, so that much of the damage is still well-formed.
_PIECES = {
    path: re.findall(r"<[^>]*/>|\s[\w:]+=\"[^\"]*\"|\"[^\"]*\"|[\w:]+|.|\n", _FILES[path].decode())
    for path in _DAMAGED
}


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, bytes]:
    """Draw the right folder with some pieces of one file deleted, doubled or put elsewhere."""
    path = draw(st.sampled_from(_DAMAGED))
    pieces = list(_PIECES[path])
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(pieces) - 1))
        other = draw(st.integers(0, len(pieces) - 1))
        change = draw(st.sampled_from(("delete", "replace", "insert")))
        pieces[place : place + (change != "insert")] = [] if change == "delete" else [pieces[other]]
    return _FILES | {path: "".join(pieces).encode()}


@settings(max_examples=150, deadline=None, derandomize=True)
@given(damaged())
def test_what_passes_the_check_can_be_read_and_compiled(files: dict[str, bytes]) -> None:
    found = check_procedure("small-procedure", files)

    assert all(one.vi and one.en and one.file in (*files, "") for one in found)
    if not any(one.severe for one in found):
        procedure = read_procedure("small-procedure", files)
        assert compile_version(procedure, MontyRunner()).procedure is procedure


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.sampled_from(_DAMAGED), st.binary(max_size=300), st.integers(0, 5000))
def test_bytes_that_make_no_sense_are_findings(path: str, junk: bytes, place: int) -> None:
    right = _FILES[path]
    files = _FILES | {path: right[:place] + junk + right[place + len(junk) :]}

    for one in check_procedure("small-procedure", files):
        assert one.text("vi")
        assert one.text("en")
