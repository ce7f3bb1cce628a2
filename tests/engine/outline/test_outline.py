"""The text view names every node and every way, of every diagram we have."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from engine.diagrams.model import Diagram, Flow, Lane, Node
from engine.diagrams.reader import read_diagram
from engine.outline.outline import outline_of
from engine.procedures.parts import read_parts
from engine.procedures.reader import read_folder
from engine.records.outlines import Outline
from tests.engine.bpmn.pieces import file_of
from tests.engine.bpmn.random_events import Drawing
from tests.engine.comparison.folder import FILES
from tests.engine.runtime.play import flows

ROOT = Path(__file__).parents[3]
DRAWN = sorted(
    path
    for folder in ("bpmn", "tests/folders", "tests/engine")
    for path in (ROOT / folder).rglob("*.bpmn")
)


def _diagram(content: bytes) -> Diagram | None:
    return read_diagram(content, "process.bpmn")[0]


def _random(seed: int) -> bytes:
    body, ways = Drawing(Random(seed)).inside(3)  # noqa: S311  # the same diagrams each time
    return file_of(body + flows(*ways))


def _texts(outline: Outline, language: str) -> Iterator[str]:
    for part in outline.parts:
        yield part.heading.text(language)
        for sentence in part.intro:
            yield sentence.text(language)
        for entry in part.entries:
            yield entry.name.text(language)
            yield from (one.text(language) for one in entry.sentences)


def _missing(diagram: Diagram, outline: Outline) -> list[str]:
    """Return the nodes and flows of which the text says nothing."""
    process = diagram.process
    told = {entry.element for part in outline.parts for entry in part.entries}
    told |= {s.element for part in outline.parts for e in part.entries for s in e.sentences}
    text = "\n".join(_texts(outline, "vi"))
    english = "\n".join(_texts(outline, "en"))
    missing = [
        one for one in (*process.nodes, *process.global_tasks, *process.flows) if one not in told
    ]
    named: list[Node | Flow | Lane] = [*process.all_nodes(), *process.flows.values()]
    named += process.lanes.values()
    missing += [one.name for one in named if one.name not in text]
    missing += [one.name for one in named if one.attributes.get("nameEn", "") not in english]
    return missing


@pytest.mark.parametrize("path", DRAWN, ids=[str(one.relative_to(ROOT)) for one in DRAWN])
def test_every_node_and_way_of_a_file_is_named(path: Path) -> None:
    files = {
        str(one.relative_to(path.parent)): one.read_bytes()
        for one in path.parent.rglob("*")
        if one.is_file() and one.suffix in (".form", ".dmn", ".toml")
    }
    diagram = _diagram(path.read_bytes())
    if diagram is None:
        return
    assert _missing(diagram, outline_of(diagram.process, read_parts(files))) == []


@pytest.mark.parametrize("seed", range(30))
def test_every_node_and_way_of_a_random_diagram_is_named(seed: int) -> None:
    diagram = _diagram(_random(seed))
    assert diagram is not None
    assert _missing(diagram, outline_of(diagram.process, read_parts({}))) == []


def _small() -> Outline:
    parts = read_parts(FILES)
    assert parts.diagram is not None
    return outline_of(parts.diagram.process, parts)


@pytest.mark.parametrize(
    ("vi", "en"),
    [
        (
            "Do chuyên viên làm, thời hạn 5 ngày làm việc, điền biểu mẫu “Thẩm định”.",
            "Done by the specialist, within 5 working days, with the form “Appraisal”.",
        ),
        (
            "Nếu “Hồ sơ thế nào?” là “Đầy đủ” (“đủ”) → đến “Lấy ý kiến A”.",
            "If “How is it?” is “Complete” (“đủ”) → on to “Ask A”.",
        ),
        (
            "Còn lại (“thiếu”) → đến “Yêu cầu bổ sung”.",
            "Otherwise (“thiếu”) → on to “Ask for more”.",
        ),
        ("Sau đó quay lại “Thẩm định”.", "Then back to “Appraise”."),
        (
            "Xảy ra trong lúc làm “Yêu cầu bổ sung”: hẹn giờ: 15 ngày làm việc; việc ấy dừng lại.",
            "Happens while “Ask for more” is at work: a timer: 15 working days; "
            "that work is stopped.",
        ),
        ("Chờ thông điệp “tra_loi”.", "Waits for the message “tra_loi”."),
        (
            "Người làm phải khác người đã làm “Ký nháy”.",
            "It must be somebody else than who did “Initial”.",
        ),
        (
            "Làm một lần cho mỗi phần tử của “co quan”, cùng lúc.",
            "Done once for each of “co quan”, side by side.",
        ),
    ],
)
def test_a_sentence_reads_as_written_here(vi: str, en: str) -> None:
    outline = _small()
    assert vi in list(_texts(outline, "vi"))
    assert en in list(_texts(outline, "en"))


def test_every_link_leads_to_an_entry() -> None:
    outline = _small()
    known = {entry.element for part in outline.parts for entry in part.entries}
    targets = {
        piece.target
        for part in outline.parts
        for entry in part.entries
        for sentence in entry.sentences
        for piece in sentence.vi
        if piece.target
    }
    assert targets
    assert targets <= known


def test_lanes_head_the_parts() -> None:
    headings = [part.heading.vi for part in _small().parts]
    assert headings == ["Một cửa (cán bộ một cửa)", "Chuyên môn (chuyên viên)", "Lãnh đạo"]


def test_a_message_to_somebody_outside_names_them_and_leads_nowhere() -> None:
    parts = read_parts(read_folder(Path("bpmn/dang-ky-ho-kinh-doanh")))
    assert parts.diagram is not None
    outline = outline_of(parts.diagram.process, parts)
    (told,) = [one for one in _texts(outline, "vi") if "gửi thông điệp" in one.lower()]
    assert "“Cơ quan thuế”" in told
    entries = [entry for part in outline.parts for entry in part.entries]
    targets = {piece.target for one in entries for said in one.sentences for piece in said.vi}
    assert targets <= {entry.element for entry in entries} | {"", None}
