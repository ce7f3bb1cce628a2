"""The page that an import leaves in the folder: what came from where, and what is left to do."""

from collections.abc import Mapping
from types import MappingProxyType

from engine.dialects.convert import Imported
from engine.records.findings import Finding

_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "vi": {
            "title": "# {name}\n\nNhập từ tệp {file} ({tool}). Trang này ghi những gì chưa chuyển "
            "được; làm xong việc nào thì xoá dòng đó, rồi viết vào đây một trang giới thiệu thủ "
            "tục.\n",
            "plain": "sơ đồ chưa từng chạy bằng phần mềm nào",
            "todo": "## Phải làm trước khi công bố\n",
            "look": "## Nên xem lại\n",
            "scripts": "## Kịch bản cũ\n",
            "none": "Không có gì.\n",
            "line": "dòng",
        },
        "en": {
            "title": "# {name}\n\nImported from {file} ({tool}). This page lists what was not "
            "carried over; strike out what is done, then write a page about the procedure "
            "here.\n",
            "plain": "a diagram that no engine ran",
            "todo": "## To do before publishing\n",
            "look": "## Worth a look\n",
            "scripts": "## The old scripts\n",
            "none": "Nothing.\n",
            "line": "line",
        },
    }
)


def make_report(imported: Imported, name: str, file: str, language: str) -> bytes:
    """Return README.md; `file` is the name of the file that was imported."""
    words = _WORDS["vi" if language == "vi" else "en"]
    tool = imported.tool or words["plain"]
    parts = [words["title"].format(name=_flat(name), file=_flat(file), tool=tool)]
    for heading, severe in (("todo", True), ("look", False)):
        found = [one for one in imported.findings if one.severe is severe]
        parts.append(words[heading])
        parts.append("".join(_line(one, words, language) for one in found) or words["none"])
    if imported.scripts:
        parts.append(words["scripts"])
        parts += [_script(*one) for one in imported.scripts]
    return "\n".join(parts).encode()


def _line(finding: Finding, words: Mapping[str, str], language: str) -> str:
    place = f"{words['line']} {finding.line}, " if finding.line else ""
    element = f"`{_flat(finding.element)}`: " if finding.element else ""
    return f"- {place}{element}{_flat(finding.text(language))}\n"


def _script(element: str, language: str, code: str) -> str:
    indented = "\n".join(f"    {line}" for line in code.splitlines())
    return f"`{_flat(element)}` ({_flat(language) or '–'}):\n\n{indented}\n"


def _flat(text: str) -> str:
    return " ".join(text.split()).replace("`", "'")
