"""Results of decision tables: what is written in a column must be what the column holds.

Source: OMG DMN 1.3, 8.2.8 (PRIORITY and OUTPUT ORDER go by the list of output values) and 8.3.1.
"""

from collections.abc import Iterator

from engine.decisions.decision import Decision, Output
from engine.decisions.kinds import NAMES, fits
from engine.errors import Words
from engine.expressions.expression import Expression
from engine.expressions.operations import equal
from engine.faults import ExpressionFailed
from engine.lint.subject import Subject, both
from engine.records.findings import Finding, Rule

KIND = Rule(
    name="decision-result-kind",
    vi="{where} ghi {text} ở cột “{label}”, mà cột này phải là {kind}. Hãy sửa ô, hoặc kiểu của "
    "cột.",
    en="{where} says {text} for “{label}”, which must be {kind}. Correct the cell, or the type of "
    "the column.",
)
ORDER = Rule(
    name="decision-result-order",
    vi="{where} ghi {text} ở cột “{label}”, nhưng danh sách giá trị kết quả không có giá trị này "
    "nên không biết thứ tự ưu tiên. Hãy thêm vào danh sách, hoặc sửa ô.",
    en="{where} says {text} for “{label}”, and the list of output values does not have it, so its "
    "rank is unknown. Add it to the list, or correct the cell.",
)
FAILS = Rule(
    name="decision-result-fails",
    vi="{where} ghi {text} ở cột “{label}”: {reason}",
    en="{where} says {text} for “{label}”: {reason}",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the constant results that their column cannot hold; others are told when asked."""
    for reference, decision in subject.tables.items():
        if "#" in reference:
            file = subject.decision_file(reference)
            for number, rule in enumerate(decision.rules, start=1):
                where = Words(vi=f"Luật {number}", en=f"Rule {number}")
                cells = zip(decision.outputs, rule.results, strict=True)
                for output, result in cells:
                    for found, values in _faults(decision, output, result):
                        yield found.at(file, rule.rule_id or None, rule.line, where=where, **values)
            yield from _check_defaults(file, decision)


def _check_defaults(file: str, decision: Decision) -> Iterator[Finding]:
    where = Words(vi="Giá trị mặc định", en="The default")
    for output in decision.outputs:
        for found, values in _faults(decision, output, output.default):
            if found is not ORDER:
                yield found.at(file, output.output_id or None, decision.line, where=where, **values)


def _faults(
    decision: Decision, output: Output, result: Expression | None
) -> Iterator[tuple[Rule, dict[str, object]]]:
    if result is None or result.names:
        return
    told: dict[str, object] = {"text": result.text[:60], "label": output.label or output.name}
    try:
        value = result.json_value({})
    except ExpressionFailed as failed:
        yield FAILS, told | {"reason": both(failed)}
        return
    if output.kind and not fits(value, output.kind):
        yield KIND, told | {"kind": NAMES[output.kind]}
    is_ranked = decision.policy in ("PRIORITY", "OUTPUT ORDER") and output.order
    if is_ranked and not any(equal(one, value) for one in output.order):
        yield ORDER, told
