"""Case data under the names people know: the labels of the forms it was asked with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from engine.diagrams.model import Node
from engine.procedures.procedure import Procedure
from engine.queries.elements import node_name
from engine.records.cards import Text
from engine.records.forms import Choice, Field, Form
from engine.records.values import Json
from engine.store.choices import choices_for
from engine.store.directory import Directory

# Facts every expression can read as `dossier`; the head of each page shows them.
DOSSIER = "dossier"
_OTHER = Text(vi="Kết quả của hệ thống", en="Worked out by the system")


@dataclass(frozen=True, kw_only=True)
class Named:
    """What a name in the case data means.

    asked   the field that asks for it, if one does
    parts   what the names inside its value mean, for the result of a multi-instance
    """

    label: Text
    group: Text
    asked: Field | None = None
    choices: tuple[Choice, ...] = ()
    parts: "Mapping[str, Named]" = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One value of the case data with its meaning."""

    key: str
    named: Named
    value: Json


@dataclass(frozen=True, kw_only=True)
class FactGroup:
    """The facts that one form asked for."""

    title: Text
    facts: tuple[Fact, ...] = field(default=())


def list_facts(names: Mapping[str, Json], meanings: Mapping[str, Named]) -> tuple[FactGroup, ...]:
    """Return the case data by form, in the order of the procedure; what is empty is left out."""
    groups: dict[Text, list[Fact]] = {}
    ordered = [key for key in meanings if key in names]
    ordered += [key for key in names if key not in meanings]
    for key in ordered:
        named = meaning_of(key, meanings)
        told = named.asked is not None and named.asked.inner
        if told or key == DOSSIER or names[key] in (None, "", []):
            continue
        groups.setdefault(named.group, []).append(Fact(key=key, named=named, value=names[key]))
    return tuple(FactGroup(title=title, facts=tuple(facts)) for title, facts in groups.items())


def meaning_of(key: str, meanings: Mapping[str, Named]) -> Named:
    """Return what a name means; a name nobody explains is written as words."""
    if key in meanings:
        return meanings[key]
    words = key.replace("_", " ")
    return Named(label=Text(vi=words, en=words), group=_OTHER)


def meanings_of(procedure: Procedure, directory: Directory) -> Mapping[str, Named]:
    """Return what the names in the case data mean: fields of forms first, then results of steps."""
    found: dict[str, Named] = {}
    for form in forms_in_order(procedure):
        offered = choices_for(form, directory)
        group = Text(vi=form.title_vi, en=form.title_en or form.title_vi)
        for one in form.fields:
            if one.readonly:
                continue
            choices = offered.get(one.source, ()) if one.source else one.choices
            label = Text(vi=one.label_vi, en=one.label_en or one.label_vi)
            found.setdefault(one.key, Named(label=label, group=group, asked=one, choices=choices))
    for node in procedure.diagram.process.all_nodes():
        for key in results_of(node):
            found.setdefault(key, Named(label=node_name(node), group=_OTHER, parts=found))
    return found


def results_of(node: Node) -> Iterator[str]:
    """Yield the names that a step gives its result, and those of one turn of a multi-instance."""
    if "result" in node.attributes:
        yield node.attributes["result"]
    if node.loop is not None:
        turn = (node.loop.output, node.loop.element_name, node.loop.output_element)
        yield from (name for name in turn if name)


def forms_in_order(procedure: Procedure) -> Iterator[Form]:
    """Yield the filing form, then those of the steps in the order of the diagram, each once."""
    wanted = [procedure.card.filing_form]
    for node in procedure.diagram.process.all_nodes():
        wanted.append(node.attributes.get("form", ""))
        wanted += [event.attributes.get("form", "") for event in node.events]
    for form_id in dict.fromkeys(wanted):
        if form_id in procedure.forms:
            yield procedure.forms[form_id]
