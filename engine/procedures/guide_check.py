"""What is wrong with a guide: its questions, its outcomes, and what they name."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from engine.calendars.terms import parse_term
from engine.decisions.decision import names_read
from engine.errors import Words
from engine.expressions.expression import compile_expression
from engine.faults import ExpressionFailed, ExpressionRefused, TermRefused
from engine.lint.nearest import Nearest
from engine.lint.subject import both
from engine.procedures import guide_rules as rules
from engine.procedures.guide import FILE, line_of
from engine.procedures.outcomes import fits, value_of, ways_of
from engine.procedures.parts import Parts
from engine.records.findings import Finding, Rule
from engine.records.forms import Form
from engine.records.guides import ASKED, Guide, Outcome
from engine.records.values import Json

FEE = "fee"
# What a decision may read beside the answers: the engine gives the way of filing.
_GIVEN = frozenset(("dossier",))


def check_guide(
    key: str, parts: Parts, text: str, known: Collection[str] | None = None
) -> Iterator[Finding]:
    """Yield what is wrong with the guide of a folder; nothing where it has none.

    key    of the procedure itself
    text   the file, for the lines of findings
    known  the procedures there are; None where nobody knows
    """
    guide = parts.guide
    if guide is None:
        return
    form = parts.forms.get(guide.form)
    if form is None:
        if guide.form not in parts.form_files:
            yield rules.FORM.at(FILE, "form", line_of(text, "form"), form=guide.form)
        return
    check = _Check(key=key, parts=parts, text=text, known=known, guide=guide, form=form)
    yield from check.run()


@dataclass(frozen=True, kw_only=True)
class _Text:
    """An expression of the file, with names that it may read beyond the questions."""

    key: str
    text: str
    more: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class _Check:
    key: str
    parts: Parts
    text: str
    known: Collection[str] | None
    guide: Guide
    form: Form

    def run(self) -> Iterator[Finding]:
        yield from self._questions()
        yield from self._order()
        broken = False
        for one in self._texts():
            faults = list(self._expression(one))
            broken = broken or bool(faults)
            yield from faults
        for place, outcome in enumerate(self.guide.outcomes, 1):
            yield from self._outcome(outcome, f"outcomes[{place}]")
        yield from self._fee()
        if not broken:
            yield from self._ways()

    def at(self, rule: Rule, key: str, **values: object) -> Finding:
        return rule.at(FILE, key, line_of(self.text, key), **{"key": key, **values})

    def _questions(self) -> Iterator[Finding]:
        path = self.parts.form_files[self.guide.form]
        filing = self._filing()
        asked = {one.key: one for one in filing.fields} if filing else {}
        for one in self.form.fields:
            if one.kind not in ASKED or one.source:
                yield rules.PERSONAL.at(path, one.key, name=one.label_vi or one.key)
            other = asked.get(one.key)
            for choice in one.choices if other else ():
                if other and not fits(other, choice.value):
                    yield rules.CHOICE.at(path, one.key, name=one.key, value=choice.value)

    def _filing(self) -> Form | None:
        return self.parts.forms.get(self.parts.card.filing_form) if self.parts.card else None

    def _order(self) -> Iterator[Finding]:
        seen: set[str] = set()
        outcomes = self.guide.outcomes
        for place, one in enumerate(outcomes, 1):
            key = f"outcomes[{place}].id"
            if one.outcome_id in seen:
                yield self.at(rules.TWICE, key, name=one.outcome_id)
            seen.add(one.outcome_id)
            if place > 1 and outcomes[place - 2].when is None:
                yield self.at(rules.NEVER, key, name=one.outcome_id)
        if outcomes[-1].when is not None:
            yield self.at(rules.DEFAULT, f"outcomes[{len(outcomes)}].when")

    def _texts(self) -> Iterator[_Text]:
        for place, one in enumerate(self.guide.outcomes, 1):
            prefix = f"outcomes[{place}]."
            if one.when is not None:
                yield _Text(key=f"{prefix}when", text=one.when)
            if one.term is not None and one.term.startswith("="):
                yield _Text(key=f"{prefix}term", text=one.term)
            for name, text in one.answers:
                if text.startswith("="):
                    yield _Text(key=f"{prefix}answers.{name}", text=text)
        fee = self.guide.fee
        if fee and fee.amount:
            more = frozenset((FEE, *self._mapped()))
            yield _Text(key="fee.amount", text=fee.amount, more=more)

    def _mapped(self) -> set[str]:
        return {name for one in self.guide.outcomes for name, _text in one.answers}

    def _expression(self, one: _Text) -> Iterator[Finding]:
        try:
            names = compile_expression(one.text).names
        except ExpressionRefused as error:
            yield self.at(rules.EXPRESSION, one.key, reason=both(error))
            return
        asked = {field.key for field in self.form.fields} | one.more
        nearest = Nearest(asked)
        for name in sorted(names - asked):
            yield self.at(rules.NAME, one.key, name=name, hint=nearest.hint(name))

    def _outcome(self, outcome: Outcome, prefix: str) -> Iterator[Finding]:
        target = outcome.procedure
        if target is not None and self.known is not None and target not in {*self.known, self.key}:
            key, hint = f"{prefix}.procedure", Nearest(self.known).hint(target)
            yield self.at(rules.PROCEDURE, key, name=target, hint=hint)
        if outcome.term is not None and not outcome.term.startswith("="):
            yield from self._term(f"{prefix}.term", outcome.term)
        filing = self._filing()
        if filing is None or target not in (None, self.key):
            return
        asked = {one.key for one in filing.fields}
        for name, _text in outcome.answers:
            if name not in asked:
                hint = Nearest(asked).hint(name)
                yield self.at(rules.ANSWER, f"{prefix}.answers.{name}", name=name, hint=hint)

    def _term(self, key: str, text: str) -> Iterator[Finding]:
        try:
            parse_term(text)
        except TermRefused:
            yield self.at(rules.TERM, key, text=text[:60])

    def _fee(self) -> Iterator[Finding]:
        fee = self.guide.fee
        if fee is None:
            return
        decision = self.parts.decisions.get(fee.decision)
        if decision is None:
            if fee.decision.partition("#")[0] not in self.parts.decision_files:
                hint = Nearest(self.parts.decisions).hint(fee.decision)
                yield self.at(rules.DECISION, "fee.decision", name=fee.decision, hint=hint)
            return
        given = {one.key for one in self.form.fields} | _GIVEN | self._mapped()
        missing = sorted(names_read(decision) - given)
        if missing:
            yield self.at(
                rules.FEE_OPEN, "fee.decision", name=fee.decision, missing=", ".join(missing)
            )

    def _ways(self) -> Iterator[Finding]:
        """Try the answers one by one: what can be reached, and what cannot be worked out."""
        ways = ways_of(self.form, self.guide)
        if ways is None:
            return
        reached: set[int] = set()
        failing: dict[str, Words] = {}
        for names in ways:
            place = _reached(self.guide, names, failing)
            reached.add(place)
            term = self.guide.outcomes[place - 1].term
            if term and term.startswith("="):
                _try_term(term, f"outcomes[{place}].term", names, failing)
        for key, reason in failing.items():
            yield self.at(rules.FAILS, key, reason=reason)
        for place, one in enumerate(self.guide.outcomes, 1):
            before = self.guide.outcomes[place - 2] if place > 1 else None
            if place not in reached and not (before and before.when is None):
                yield self.at(rules.NEVER, f"outcomes[{place}].id", name=one.outcome_id)


def _try_term(text: str, key: str, names: Mapping[str, Json], failing: dict[str, Words]) -> None:
    try:
        parse_term(str(value_of(text, names)))
    except (ExpressionFailed, TermRefused) as error:
        failing.setdefault(key, both(error))


def _reached(guide: Guide, names: Mapping[str, Json], failing: dict[str, Words]) -> int:
    for place, one in enumerate(guide.outcomes, 1):
        if one.when is None:
            return place
        try:
            met = compile_expression(one.when).value(names, missing_is_null=True)
        except ExpressionFailed as error:
            failing.setdefault(f"outcomes[{place}].when", both(error))
            continue
        if met is True:
            return place
    return len(guide.outcomes)
