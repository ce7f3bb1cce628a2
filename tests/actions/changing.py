"""Publishing a procedure of the tests with a text of its diagram changed."""

from pathlib import Path
from shutil import copytree

from engine.context import Context
from tests.make import TEST_PROCEDURES, publish


def publish_changed(context: Context, folder: Path, change: tuple[str, str]) -> None:
    """Publish the procedure with a term, one text of its diagram replaced by another."""
    copytree(TEST_PROCEDURES / "co-han", folder / "co-han")
    diagram = folder / "co-han/process.bpmn"
    before = diagram.read_text(encoding="utf-8")
    assert change[0] in before
    diagram.write_text(before.replace(*change), encoding="utf-8")
    publish(context, "co-han", folder)
