"""The terms of the steps, added up along the longest way, fit into the published term."""

from collections.abc import Iterator
from decimal import Decimal

from engine.calendars.terms import Term, parse_term
from engine.errors import Words
from engine.faults import TermRefused
from engine.lint.lengths import Length, is_working, least_days, longest, most_days
from engine.lint.scopes import Scope
from engine.lint.subject import Subject
from engine.records.findings import Finding, Rule

SUM = Rule(
    name="term-sum",
    vi="Thời hạn các bước {steps} cộng lại là {sum}, dài hơn thời hạn công bố “{term}”. Hãy rút "
    "ngắn các bước, hoặc công bố thời hạn dài hơn.",
    en="The terms of the steps {steps} add up to {sum}, longer than the published term “{term}”. "
    "Shorten the steps, or publish a longer term.",
    severe=False,
)
_MOST_NAMED = 6


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the longest way of the main process, if it takes longer than was promised."""
    process = subject.process
    term = _term(process.attributes.get("term"))
    if term is None:
        return
    found = _longest(subject, is_working(term))
    if found.days > most_days(term):
        yield SUM.at(
            subject.diagram.file,
            process.process_id,
            process.line,
            steps=_names(found),
            sum=_shown(found.days, is_working(term)),
            term=term.text,
        )


def _term(text: str | None) -> Term | None:
    try:
        return parse_term(text) if text else None
    except TermRefused:
        return None


def _longest(subject: Subject, working: bool) -> Length:
    lengths = {
        node.node_id: Length(days=days, steps=(node,))
        for node in subject.nodes
        if (days := least_days(node.attributes.get("term"), working))
    }
    clocked = _with_clock(subject)
    # A subprocess stands in the file before what lies in it: the innermost come first.
    for scope in reversed(subject.scopes):
        if scope.key is None:
            return longest(scope, subject.process, lengths)
        if scope.holder is not None and not _is_left_out(scope, clocked):
            lengths[scope.key] = longest(scope, subject.process, lengths)
    return Length()


def _is_left_out(scope: Scope, clocked: set[str]) -> bool:
    """Tell whether nothing certain can be said: no order, an own start, a clock of its own."""
    holder = scope.holder
    aside = holder is not None and (holder.by_event or holder.undoes)
    return aside or scope.is_ad_hoc or scope.key in clocked


def _with_clock(subject: Subject) -> set[str]:
    """Return the ids of the scopes in which, at any depth, a step works the legal clock."""
    found: set[str] = set()
    for node in subject.nodes:
        at = node.parent if "clock" in node.attributes else None
        while at is not None and at not in found:
            found.add(at)
            around = subject.process.nodes.get(at)
            at = around.parent if around else None
    return found


def _names(length: Length) -> str:
    names = [f"“{node.name or node.node_id}”" for node in length.steps]
    return ", ".join(names[:_MOST_NAMED] + ["…"] * (len(names) > _MOST_NAMED))


def _shown(days: Decimal, working: bool) -> Words:
    number = f"{days.normalize():f}" if days == days.to_integral_value() else f"{days:.1f}"
    if working:
        return Words(vi=f"{number.replace('.', ',')} ngày làm việc", en=f"{number} working days")
    return Words(vi=f"{number.replace('.', ',')} ngày", en=f"{number} days")
