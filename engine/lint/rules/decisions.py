"""Decisions: which one is asked, and whether the rules of a table leave gaps or overlap.

Source: OMG DMN 1.3, 8.2.8 (hit policies); Calvanese et al. (BPM 2016) for gaps and overlaps.
"""

from collections.abc import Iterator, Mapping

from engine.decisions.coverage import Coverage, Gap, Overlap, find_coverage
from engine.decisions.decision import Decision
from engine.decisions.decision import Rule as Row
from engine.decisions.regions import Domain
from engine.decisions.requirements import topmost
from engine.decisions.rules import UNCLEAR
from engine.decisions.wording import shown_value
from engine.diagrams.model import Node
from engine.diagrams.words import called
from engine.errors import Words
from engine.expressions.operations import equal
from engine.faults import ExpressionFailed
from engine.lint.domains import domains_of
from engine.lint.subject import Subject
from engine.records.findings import Finding, Rule
from engine.records.values import Json

NOT_IN_FILE = Rule(
    name="decision-not-in-file",
    vi="{what} hỏi quyết định “{decision}” nhưng tệp {file_name} chỉ có {known}. Hãy sửa tên.",
    en="{what} asks the decision “{decision}”, and {file_name} has only {known}. Correct the name.",
)
OVERLAP = Rule(
    name="decision-overlap",
    vi="Luật {row} và luật {others} cùng khớp, ví dụ khi {example}; cách UNIQUE chỉ cho phép một "
    "luật khớp. Hãy sửa điều kiện, hoặc chọn FIRST.",
    en="The rules {row} and {others} both match, for example when {example}; UNIQUE allows one "
    "alone. Change the conditions, or choose FIRST.",
)
DISAGREE = Rule(
    name="decision-disagree",
    vi="Luật {row} và luật {others} cùng khớp, ví dụ khi {example}, nhưng cho kết quả khác nhau; "
    "cách ANY không cho phép. Hãy sửa điều kiện hoặc kết quả.",
    en="The rules {row} and {others} both match, for example when {example}, with different "
    "results, which ANY does not allow. Change the conditions, or the results.",
)
GAP = Rule(
    name="decision-gap",
    vi="Không luật nào áp dụng khi {where}, ví dụ {example}. Hãy thêm luật, hoặc giá trị mặc định.",
    en="No rule applies when {where}, for example {example}. Add a rule, or a default.",
    severe=False,
)
NEVER = Rule(
    name="decision-rule-never",
    vi="Luật {row} không bao giờ khớp: không giá trị nào thoả các điều kiện của nó.",
    en="Rule {row} never matches: no value meets its conditions.",
    severe=False,
)
HIDDEN = Rule(
    name="decision-rule-hidden",
    vi="Luật {row} không bao giờ có tác dụng: luật {earlier} đứng trước đã bao gồm mọi trường hợp "
    "của nó.",
    en="Rule {row} never counts: rule {earlier} before it covers all its cases.",
    severe=False,
)
NOT_ALL = Rule(
    name="decision-not-all-told",
    vi="Bảng {decision} còn chỗ hở hoặc chồng lấn khác, hoặc quá lớn để kiểm tra hết.",
    en="The table {decision} has more gaps or overlaps than are told, or is too large to be "
    "checked to the end.",
    severe=False,
)
ONE_ANSWER = ("UNIQUE", "ANY", "FIRST", "PRIORITY")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield tasks that ask an unclear decision, and what is wrong with the rules of tables."""
    for node in subject.works:
        yield from _check_asked(subject, node, node.attributes.get("decision") or "")
    domains = domains_of(subject) if subject.tables else {}
    for reference, decision in subject.tables.items():
        if "#" in reference and decision.rules:
            yield from _check_rules(subject.decision_file(reference), decision, domains)


def _check_asked(subject: Subject, node: Node, reference: str) -> Iterator[Finding]:
    stem, _, wanted = reference.partition("#")
    there = {
        key.removeprefix(f"{stem}#"): one
        for key, one in subject.tables.items()
        if key.startswith(f"{stem}#")
    }
    if not there or reference in subject.tables:
        return
    name = f"{stem}.dmn"
    if wanted:
        yield subject.fault(
            NOT_IN_FILE,
            node,
            what=called(node),
            decision=wanted,
            file_name=name,
            known=", ".join(there),
        )
    else:
        known = ", ".join(one.decision_id for one in topmost(there))
        yield subject.fault(UNCLEAR, node, table=name, known=known)


def _check_rules(file: str, decision: Decision, domains: Mapping[str, Domain]) -> Iterator[Finding]:
    found = find_coverage(decision, domains)
    for overlap in found.overlaps:
        yield from _check_overlap(file, decision, overlap)
    if decision.policy in ONE_ANSWER and not any(one.default for one in decision.outputs):
        for gap in found.gaps:
            yield _gap(file, decision, gap)
    for number in found.never:
        yield _at(NEVER, file, decision.rules[number], row=number + 1)
    for number, earlier in found.hidden:
        yield _at(HIDDEN, file, decision.rules[number], row=number + 1, earlier=earlier + 1)
    if not found.complete and _is_asked(decision, found):
        yield NOT_ALL.at(file, decision.decision_id, decision.line, decision=decision.decision_id)


def _is_asked(decision: Decision, found: Coverage) -> bool:
    """Tell whether what is missing from the list would have been told."""
    return decision.policy in ONE_ANSWER or bool(found.gaps)


def _check_overlap(file: str, decision: Decision, overlap: Overlap) -> Iterator[Finding]:
    others = overlap.others
    if decision.policy == "ANY":
        others = tuple(one for one in others if _differ(decision, overlap.rule, one))
    if not others or decision.policy not in ("UNIQUE", "ANY"):
        return
    yield _at(
        OVERLAP if decision.policy == "UNIQUE" else DISAGREE,
        file,
        decision.rules[overlap.rule],
        row=overlap.rule + 1,
        others=", ".join(str(one + 1) for one in others),
        example=_example(overlap.example),
    )


def _differ(decision: Decision, one: int, other: int) -> bool:
    """Tell whether two rules surely give different results; a reckoned one may be the same."""
    pairs = zip(decision.rules[one].results, decision.rules[other].results, strict=True)
    for left, right in pairs:
        if left is None or right is None or left.names or right.names:
            continue
        try:
            if not equal(left.json_value({}), right.json_value({})):
                return True
        except ExpressionFailed:
            continue  # told by the rule about results
    return False


def _gap(file: str, decision: Decision, gap: Gap) -> Finding:
    parts = [Words(en=f"“{label}” is {w.en}", vi=f"“{label}” là {w.vi}") for label, w in gap.where]
    where = Words(en=" and ".join(one.en for one in parts), vi=" và ".join(one.vi for one in parts))
    return GAP.at(
        file, decision.decision_id, decision.line, where=where, example=_example(gap.example)
    )


def _example(values: Mapping[str, Json]) -> Words:
    shown = [(name, shown_value(value)) for name, value in values.items()]
    return Words(
        en=", ".join(f"{name} = {one.en}" for name, one in shown),
        vi=", ".join(f"{name} = {one.vi}" for name, one in shown),
    )


def _at(rule: Rule, file: str, line: Row, **values: object) -> Finding:
    return rule.at(file, line.rule_id or None, line.line, **values)
