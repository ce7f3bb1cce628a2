"""Publishing a procedure of the tests with a text of its diagram changed."""

from pathlib import Path
from shutil import copytree

from engine.context import Context
from tests.make import TEST_PROCEDURES, publish


def publish_changed(
    context: Context, folder: Path, *changes: tuple[str, str], key: str = "co-han"
) -> None:
    """Publish a procedure with texts of its diagram replaced by others."""
    copytree(TEST_PROCEDURES / key, folder / key)
    diagram = folder / key / "process.bpmn"
    content = diagram.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in content
        content = content.replace(before, after)
    diagram.write_text(content, encoding="utf-8")
    publish(context, key, folder)
