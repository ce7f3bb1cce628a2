"""All figures of one version."""

from collections.abc import Iterable

from engine.diagrams.model import Node, Process
from engine.measures.cost import cost_of, work_minutes
from engine.measures.length import longest_way
from engine.measures.people import handovers, is_applicants, tasks_of
from engine.measures.ways import graph_of, shares_of
from engine.procedures.parts import Parts
from engine.records.forms import Field, Form
from engine.records.measures import Measures


def measure(parts: Parts) -> Measures | None:
    """Return the figures of a folder; None where its diagram cannot be read."""
    if parts.diagram is None:
        return None
    process, card = parts.diagram.process, parts.card
    tasks = tasks_of(process)
    graph = graph_of(process)
    shares = shares_of(graph)
    posts, offices = handovers(graph)
    citizens, officers = _forms(parts, process)
    papers = card.papers if card else ()
    cost = cost_of(card, process, shares)
    minutes = work_minutes(process, shares)
    return Measures(
        officer_steps=sum(1 for one in tasks if not is_applicants(process, one)),
        applicant_steps=sum(1 for one in tasks if is_applicants(process, one)),
        post_handovers=posts,
        office_handovers=offices,
        papers=len(papers),
        originals=sum(one.originals for one in papers),
        copies=sum(one.copies for one in papers),
        applicant_required=_fields(citizens, True),
        applicant_optional=_fields(citizens, False),
        officer_required=_fields(officers, True),
        officer_optional=_fields(officers, False),
        longest=longest_way(process),
        work_minutes=minutes,
        cost=cost,
        unread=tuple(dict.fromkeys(shares.unread)),
    )


def _forms(parts: Parts, process: Process) -> tuple[list[Form], list[Form]]:
    """Return the forms the diagram uses: the applicant's, and the officers'."""
    used = {
        key: _is_for_applicant(process, node)
        for node in process.all_nodes()
        if (key := _form(node))
    }
    if parts.card is not None:
        used[parts.card.filing_form] = True
    found = {key: parts.forms[key] for key in used if key in parts.forms}
    citizens = [form for key, form in found.items() if used[key]]
    return citizens, [form for key, form in found.items() if not used[key]]


def _form(node: Node) -> str | None:
    return node.attributes.get("form")


def _is_for_applicant(process: Process, node: Node) -> bool:
    return is_applicants(process, node) or node.attributes.get("audience") == "applicant"


def _fields(forms: Iterable[Form], required: bool) -> int:
    """Return how many questions are asked; one of several parts, such as an address, is one."""
    return sum(
        1 for form in forms for one in form.fields if _is_asked(one) and one.required is required
    )


def _is_asked(field: Field) -> bool:
    return not (field.readonly or field.part_of or field.kind == "fee")
