"""The forms of a draft: which there are, who asks with them, and how one would look."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from engine.context import Context
from engine.diagrams.model import Node
from engine.forms.listing import is_list
from engine.forms.reader import read_form
from engine.procedures.check import check_procedure
from engine.procedures.parts import Parts, read_parts
from engine.queries.drafts import DraftPage
from engine.queries.elements import node_name
from engine.records.cards import Card, Paper, Text
from engine.records.findings import Finding
from engine.records.forms import Choice, Form
from engine.records.people import APPLICANT
from engine.store.choices import choices_for

FOLDER, ENDING = "forms/", ".form"


@dataclass(frozen=True, kw_only=True)
class DraftForm:
    """A form in the list of a draft's forms.

    form     None where the file cannot be read
    asked    how many questions it has
    steps    the steps that ask with it
    opens    the procedure is filed with it
    citizen  a citizen fills it in, not an officer
    """

    name: str
    form: Form | None
    asked: int
    steps: tuple[Text, ...]
    opens: bool
    citizen: bool
    faults: int
    hints: int


@dataclass(frozen=True, kw_only=True)
class FormSketch:
    """A form as a page can show it, saved or not.

    choices  what the sources of its fields offer
    """

    form: Form | None
    findings: tuple[Finding, ...]
    choices: Mapping[str, tuple[Choice, ...]]


def path_of(name: str) -> str:
    """Return the path of a form's file in its folder."""
    return f"{FOLDER}{name}{ENDING}"


def list_draft_forms(page: DraftPage) -> tuple[DraftForm, ...]:
    """Return the forms of a draft, in the order in which the procedure asks with them."""
    parts = read_parts(page.files)
    found = check_procedure(page.draft.procedure_key, page.files)
    severe = Counter(one.file for one in found if one.severe)
    mild = Counter(one.file for one in found if not one.severe)
    forms = [_describe(name, parts, (severe, mild)) for name in parts.form_files]
    order = {name: number for number, name in enumerate(_asked_in_order(parts))}
    return tuple(sorted(forms, key=lambda one: (order.get(one.name, len(order)), one.name)))


def get_draft_form(page: DraftPage, name: str) -> DraftForm | None:
    """Return one form of a draft; None where there is no such file."""
    return next((one for one in list_draft_forms(page) if one.name == name), None)


def papers_of(page: DraftPage) -> tuple[Paper, ...]:
    """Return the papers that the draft's card asks for; none where the card cannot be read."""
    card: Card | None = read_parts(page.files).card
    return card.papers if card else ()


def sketch_form(
    context: Context, content: bytes, name: str, beside: Callable[[], Mapping[str, bytes]]
) -> FormSketch:
    """Return a form that need not be saved, with everything that is wrong with it.

    beside   gives the saved files of its draft, which some choices are taken from
    """
    form, findings = read_form(content, path_of(name))
    if form is not None and any(map(is_list, form.fields)):
        parts = read_parts({**beside(), path_of(name): content})
        form = parts.forms[name]
        findings = tuple(one for one in parts.findings if one.file == path_of(name))
    choices: Mapping[str, tuple[Choice, ...]] = {}
    if form is not None:
        with context.database.read() as db:
            choices = choices_for(form, context.offices.get(db))
    return FormSketch(form=form, findings=findings, choices=choices)


def _describe(name: str, parts: Parts, found: tuple[Counter[str], Counter[str]]) -> DraftForm:
    form, path = parts.forms.get(name), parts.form_files[name]
    nodes = [one for one in _nodes(parts) if one.attributes.get("form") == name]
    opens = parts.card is not None and parts.card.filing_form == name
    posts = {one.attributes.get("post") for one in nodes}
    return DraftForm(
        name=name,
        form=form,
        asked=sum(not one.part_of and one.kind != "fee" for one in form.fields) if form else 0,
        steps=tuple(dict.fromkeys(node_name(one) for one in nodes)),
        opens=opens,
        citizen=opens or posts == {APPLICANT},
        faults=found[0][path],
        hints=found[1][path],
    )


def _nodes(parts: Parts) -> tuple[Node, ...]:
    return tuple(parts.diagram.process.all_nodes()) if parts.diagram else ()


def _asked_in_order(parts: Parts) -> tuple[str, ...]:
    first = (parts.card.filing_form,) if parts.card else ()
    rest = (one.attributes.get("form", "") for one in _nodes(parts))
    return tuple(dict.fromkeys((*first, *rest)))
