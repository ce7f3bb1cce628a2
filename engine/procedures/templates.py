"""Templates that a new procedure can begin as: folders under bpmn/templates.

Texts between at signs are filled in: @key@, @id@ (the key as an XML name) and @name@.
"""

import html
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import orjson

from engine.procedures.reader import read_folder
from engine.records.cards import Text

FOLDER = Path(__file__).parent.parent.parent / "bpmn" / "templates"
ABOUT = "template.toml"


@dataclass(frozen=True, kw_only=True)
class Template:
    """A procedure to begin with: its name, and what it is good for."""

    key: str
    title: Text
    summary: Text


def list_templates() -> tuple[Template, ...]:
    """Return the templates in their order."""
    return tuple(_read_about(key) for key in TEMPLATES)


def read_template(template: str, key: str, name: str) -> Mapping[str, bytes]:
    """Return the files of a template for a procedure with this key and name."""
    files = {}
    for path, content in read_folder(FOLDER / template).items():
        if path == ABOUT:
            continue
        text, write = content.decode(), WRITERS.get(Path(path).suffix, str)
        words = {"key": key, "id": key.replace("-", "_"), "name": name}
        for word, value in words.items():
            text = text.replace(f"@{word}@", write(value))
        files[path] = text.encode()
    return files


def _as_string(text: str) -> str:
    """A basic string of TOML is one of JSON, but for the letter 127 (TOML 1.0, string)."""
    return orjson.dumps(text.replace("\x7f", "")).decode()[1:-1]


def _read_about(key: str) -> Template:
    about = tomllib.loads((FOLDER / key / ABOUT).read_text(encoding="utf-8"))
    return Template(
        key=key,
        title=Text(vi=about["title"]["vi"], en=about["title"]["en"]),
        summary=Text(vi=about["summary"]["vi"], en=about["summary"]["en"]),
    )


TEMPLATES = ("empty", "same-day", "appraisal")
WRITERS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {".bpmn": html.escape, ".toml": _as_string, ".form": _as_string}
)
