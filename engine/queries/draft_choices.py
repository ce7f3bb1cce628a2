"""What can be chosen for the properties of the elements of a draft's diagram."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from engine.access import POST_NAMES
from engine.context import Context
from engine.diagrams.model import Node
from engine.letters.wording import ZONE
from engine.lint.names import written_by
from engine.procedures.parts import Parts, read_parts
from engine.records.cards import Text
from engine.records.letters import STANDARD, STANDARD_KINDS
from engine.records.offices import OFFICE_KINDS
from engine.records.people import APPLICANT, POST_KINDS
from engine.store.database import Db
from engine.store.drafts import get_draft, read_files
from engine.store.versions import list_live, list_versions


@dataclass(frozen=True, kw_only=True)
class Option:
    """A value that can be chosen, and what people call it."""

    value: str
    label: Text


@dataclass(frozen=True, kw_only=True)
class ProcedureOption:
    """A procedure that can be called, with the numbers of its versions, the newest first."""

    key: str
    title: Text
    numbers: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class KnownName:
    """A name of the case data that something in the draft writes.

    label  what the field is called that asks for it; empty where no form does
    forms  forms that ask for it, by the names of their files
    nodes  elements that write it, by id
    """

    name: str
    label: Text
    forms: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DraftChoices:
    """What can be chosen in a draft.

    forms, decisions, letters  by the names of their files, without the ending
    filing_form                the form that begins a case
    """

    posts: tuple[Option, ...]
    offices: tuple[Option, ...]
    forms: tuple[Option, ...]
    decisions: tuple[Option, ...]
    letters: tuple[Option, ...]
    procedures: tuple[ProcedureOption, ...]
    names: tuple[KnownName, ...]
    filing_form: str | None


def read_choices(context: Context, draft_id: int) -> DraftChoices:
    """Return what can be chosen in a draft as it was saved last; raise NotFound."""
    with context.database.read() as db:
        draft = get_draft(db, draft_id)
        parts = read_parts(read_files(db, draft_id))
        procedures = tuple(_procedures(context, db, draft.procedure_key))
    return DraftChoices(
        posts=tuple(_post(kind) for kind in (*POST_KINDS, APPLICANT)),
        offices=tuple(Option(value=kind, label=name) for kind, name in OFFICE_KINDS.items()),
        forms=tuple(_forms(parts)),
        decisions=tuple(_decisions(parts)),
        letters=(*(_named(name) for name in parts.letter_files), *_standard(context)),
        procedures=procedures,
        names=names_of(parts),
        filing_form=parts.card.filing_form if parts.card else None,
    )


def names_of(parts: Parts) -> tuple[KnownName, ...]:
    """Return every name that a form or an element of the diagram writes, each once, sorted."""
    found: dict[str, KnownName] = {}
    for form_id, form in parts.forms.items():
        for field in form.fields:
            label = Text(vi=field.label_vi, en=field.label_en)
            before = found.get(field.key, KnownName(name=field.key, label=label))
            found[field.key] = replace(before, forms=(*before.forms, form_id))
    process = parts.diagram.process if parts.diagram else None
    for node in process.all_nodes() if process else ():
        for name in _written(node):
            before = found.get(name, KnownName(name=name, label=Text(vi="", en="")))
            found[name] = replace(before, nodes=(*before.nodes, node.node_id))
    return tuple(found[name] for name in sorted(found))


def _written(node: Node) -> Iterable[str]:
    """Return the names that an element writes or sees as its own."""
    found = {node.attributes.get("result", ""), *node.own_names}
    found |= {one.target for one in (*node.takes, *node.gives)}
    if node.lent:
        found |= {name for name, _ in node.inputs}
    if node.script:
        found |= written_by(node.script)
    if node.loop:
        found |= {node.loop.element_name or "", node.loop.output or ""}
    return sorted(found - {""})


def _procedures(context: Context, db: Db, own: str) -> Iterator[ProcedureOption]:
    for live in list_live(db):
        if live.procedure_key != own:
            ready = context.versions.get(db, live.version_id)
            numbers = tuple(one.number for one in list_versions(db, live.procedure_key))
            title = ready.compiled.procedure.card.title
            yield ProcedureOption(key=live.procedure_key, title=title, numbers=numbers)


def _post(kind: str) -> Option:
    words = POST_NAMES[kind]
    return Option(value=kind, label=Text(vi=words.vi, en=words.en))


def _forms(parts: Parts) -> Iterator[Option]:
    for name in parts.form_files:
        form = parts.forms.get(name)
        yield (
            Option(value=name, label=Text(vi=form.title_vi, en=form.title_en))
            if form
            else (_named(name))
        )


def _decisions(parts: Parts) -> Iterator[Option]:
    """Yield each file that stands for one decision, and the decisions of a file that has more."""
    for name in parts.decision_files:
        if name in parts.decisions or not any(_inside(name, parts.decisions)):
            yield _named(name)
        else:
            yield from (_named(key) for key in _inside(name, parts.decisions))


def _inside(name: str, decisions: Mapping[str, object]) -> Iterator[str]:
    return (key for key in decisions if key.startswith(f"{name}#"))


def _standard(context: Context) -> Iterator[Option]:
    """Yield the standard forms of today."""
    today = context.clock.now().astimezone(ZONE).date()
    for kind in STANDARD_KINDS:
        form = context.editions.find(kind, today)
        if form is not None:
            vi, en = f"Mẫu {form.code}: {form.title.vi}", f"Form {form.code}: {form.title.en}"
            yield Option(value=f"{STANDARD}{kind}", label=Text(vi=vi, en=en))


def _named(name: str) -> Option:
    return Option(value=name, label=Text(vi=name, en=name))
