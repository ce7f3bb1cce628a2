"""Terms and the law: what is promised lies within the statutory term; what is counted is named."""

from collections.abc import Iterator

from engine.calendars.terms import Term, parse_term
from engine.diagrams.attributes import BUDGETED_CLOCKS
from engine.diagrams.words import called
from engine.faults import TermRefused
from engine.lint.lengths import is_working, least_days, most_days
from engine.lint.subject import Subject
from engine.records.findings import Finding, Rule

ABOVE = Rule(
    name="term-above-law",
    vi="Thời hạn công bố “{term}” dài hơn thời hạn luật định “{legal}”. Hãy công bố thời hạn bằng "
    "hoặc ngắn hơn luật.",
    en="The published term “{term}” is longer than the statutory term “{legal}”. Publish a term "
    "that is as long as the law says, or shorter.",
)
NO_BUDGET = Rule(
    name="extension-without-term",
    vi="{what} gia hạn nhưng không ghi bao lâu. Hãy ghi Thời hạn tính từ đây (motcua:clockTerm).",
    en="{what} extends the term and does not say by how much. Write motcua:clockTerm.",
)
IDLE_BUDGET = Rule(
    name="clock-term-idle",
    vi="{what} ghi thời hạn “{term}” nhưng không bắt đầu tính hay gia hạn gì. Hãy chọn ở mục Thời "
    "hạn, hoặc bỏ thời hạn này.",
    en="{what} states the term “{term}”, and neither starts nor extends the clock. Choose so under "
    "Time, or remove the term.",
)


NO_BASIS = Rule(
    name="clock-basis",
    vi="{what} làm đổi thời hạn giải quyết ({clock}) nhưng không ghi căn cứ. Hãy ghi Căn cứ pháp lý"
    " (motcua:legalBasis); người xem hồ sơ đọc căn cứ này ở trang Thời hạn.",
    en="{what} changes the term of the case ({clock}) and does not say by which law. Write its "
    "Legal basis (motcua:legalBasis); whoever looks at a case reads it on the page Term.",
)
# Acts that change what was promised; a start only begins it.
CHANGING = ("restart", "pause", "pause-restart", "not-counted", "external", "extend", "appoint")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield promises beyond the law, terms that nothing counts, and changes without their article.

    An internal procedure is only advised to name the article.

    Source  NĐ 63/2010/NĐ-CP Art. 8: a procedure states its term; an office may only shorten it
    """
    process, file = subject.process, subject.diagram.file
    term, legal = (_read(process.attributes.get(name)) for name in ("term", "legalTerm"))
    if term is not None and legal is not None and _is_longer(term, legal):
        yield ABOVE.at(file, process.process_id, process.line, term=term.text, legal=legal.text)
    for node in subject.nodes:
        clock, own = node.attributes.get("clock"), node.attributes.get("clockTerm")
        if clock == "extend" and own is None:
            yield NO_BUDGET.at(file, node.node_id, node.line, what=called(node))
        elif own is not None and clock not in BUDGETED_CLOCKS:
            yield IDLE_BUDGET.at(file, node.node_id, node.line, what=called(node), term=own)
        if clock in CHANGING and not node.attributes.get("legalBasis", "").strip():
            yield subject.fault(subject.eased(NO_BASIS), node, what=called(node), clock=clock)


def _is_longer(term: Term, legal: Term) -> bool:
    """Tell whether a term is certainly longer, whatever days off lie in it."""
    if term.unit == legal.unit and term.unit != "elapsed":
        return term.amount > legal.amount
    return least_days(term.text, is_working(legal)) > most_days(legal)


def _read(text: str | None) -> Term | None:
    try:
        return parse_term(text) if text else None
    except TermRefused:
        return None
