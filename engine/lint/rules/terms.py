"""Terms and cut-offs: readable, there, and counted by a clock that starts."""

from collections.abc import Iterator, Mapping

from engine.calendars.cutoffs import is_cutoff
from engine.calendars.terms import parse_term
from engine.diagrams.words import called
from engine.errors import Words
from engine.faults import TermRefused
from engine.lint.subject import Subject, both
from engine.records.findings import Finding, Rule

# Each text of a term, and whether an expression may stand there.
_TERMS: Mapping[str, bool] = {
    "term": False,
    "legalTerm": False,
    "mostExtension": False,
    "extraTerm": True,
    "clockTerm": True,
}

UNREADABLE = Rule(name="term-unreadable", vi="{what}: {reason}", en="{what}: {reason}")
CUTOFF_UNREADABLE = Rule(
    name="cutoff-unreadable",
    vi="{what}: giờ chốt “{text}” không đọc được. Hãy ghi dạng 15:00, hoặc last-hour (giờ làm việc "
    "cuối), closing (giờ tan sở).",
    en="{what}: the cut-off “{text}” cannot be read. Write it like 15:00, or last-hour, closing.",
)
MISSING = Rule(
    name="term-missing",
    vi="Quy trình chưa ghi thời hạn giải quyết (motcua:term); hồ sơ sẽ không có ngày hẹn trả.",
    en="The process states no term (motcua:term); its cases will have no date of return.",
    severe=False,
)
CLOCK_NEVER = Rule(
    name="clock-never-starts",
    vi="Quy trình có thời hạn “{term}” nhưng không bước nào bắt đầu tính (motcua:clock=“start”); "
    "hồ sơ sẽ không có ngày hẹn trả. Hãy chọn “Bắt đầu tính” ở một bước, mục Thời hạn.",
    en="The process has the term “{term}”, and no step starts the clock (motcua:clock=“start”); "
    "its cases will have no date of return. Choose “Starts” on a step, under Time.",
    severe=False,
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield terms that are missing, unreadable or never counted."""
    file = subject.diagram.file
    for element, line, what, attributes in _places(subject):
        cutoff = attributes.get("cutoff")
        if cutoff is not None and not is_cutoff(cutoff):
            yield CUTOFF_UNREADABLE.at(file, element, line, what=what, text=cutoff)
        for name, may_reckon in _TERMS.items():
            text = attributes.get(name)
            if text is None or (may_reckon and text.startswith("=")):
                continue
            try:
                parse_term(text)
            except TermRefused as error:
                yield UNREADABLE.at(file, element, line, what=what, reason=both(error))
    yield from _check_clock(subject)


def _places(subject: Subject) -> Iterator[tuple[str, int | None, Words, Mapping[str, str]]]:
    process = subject.process
    name = Words(vi=f"“{process.name}”", en=f"“{process.name}”")
    yield process.process_id, process.line, name, process.attributes
    for node in subject.works:
        yield node.node_id, node.line, called(node), node.attributes


def _check_clock(subject: Subject) -> Iterator[Finding]:
    process, file = subject.process, subject.diagram.file
    term = process.attributes.get("term")
    clocks = {node.attributes.get("clock") for node in subject.nodes}
    if term is None:
        yield MISSING.at(file, process.process_id, process.line)
    elif not clocks & {"start", "restart", "appoint"}:
        yield CLOCK_NEVER.at(file, process.process_id, process.line, term=term)
