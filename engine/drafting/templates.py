"""Which template a step or a person means, and in which register its letters are numbered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from engine.errors import NotFound, Words
from engine.letters.editions import Editions, StandardForm
from engine.letters.form_names import FORM_NAMES
from engine.letters.reader import Template, read_template
from engine.lint.letter_names import FIXED, letter_names
from engine.lint.subject import Subject
from engine.procedures.procedure import Procedure
from engine.records.cards import Text
from engine.records.letters import LetterName, standard_kind

WORDS = Words(en="letter template", vi="mẫu văn bản")


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """A template with all that is known of its letters.

    kind, edition, title, book, symbol, signer   as in records.letters.Letter; the symbol still
                                                 has {desk} and {office} in it
    answers   names of case data that fill a blank of a standard form
    """

    kind: str
    edition: str
    title: Text
    book: str
    symbol: str
    signer: str
    template: Template = field(repr=False)
    answers: Mapping[str, Sequence[str]] = field(default_factory=dict)


def choose_letter(procedure: Procedure, editions: Editions, name: str, received_on: date) -> Chosen:
    """Return the letter of a name: the procedure's own before the standard form of that number.

    name   as the attribute `letter` says it: "tra-loi-tu-choi", "standard:02"
    Raises NotFound
    """
    kind = standard_kind(name)
    found = own_letter(procedure, kind or name)
    if found is None and kind is not None:
        form = editions.find(kind, received_on)
        found = None if form is None else standard_letter(form)
    if found is None:
        raise NotFound(what=WORDS, key=name[:100])
    return found


def kept_letter(procedure: Procedure, editions: Editions, edition: str, kind: str) -> Chosen:
    """Return the letter that was chosen before; raise NotFound."""
    form = editions.get(edition, kind) if edition else None
    found = standard_letter(form) if form else own_letter(procedure, kind)
    if found is None:
        raise NotFound(what=WORDS, key=kind[:100])
    return found


def own_letter(procedure: Procedure, name: str) -> Chosen | None:
    """Return a letter of the procedure's folder."""
    path = f"letters/{name}.typ"
    source = procedure.files.get(path)
    if source is None:
        return None
    template = read_template(source, path)
    plain = name.replace("-", " ").capitalize()
    vi, en = template.heading or (plain, plain)
    symbol = f"{template.symbol}-{{office}}" if template.symbol else template.own_symbol
    return Chosen(
        kind=name,
        edition="",
        title=Text(vi=vi, en=en),
        book=template.symbol or template.own_symbol,
        symbol=symbol,
        signer=template.signer,
        template=template,
    )


def standard_letter(form: StandardForm) -> Chosen:
    """Return the letter that a standard form makes."""
    return Chosen(
        kind=form.kind,
        edition=form.edition,
        title=form.title,
        book=form.book,
        symbol=form.symbol,
        signer=form.signer,
        template=form.template,
        answers=form.answers,
    )


def names_for(procedure: Procedure, chosen: Chosen) -> tuple[LetterName, ...]:
    """Return the names that a letter may show."""
    if chosen.edition:
        return (*FIXED, *FORM_NAMES)
    subject = Subject(
        diagram=procedure.diagram,
        forms=procedure.forms,
        tables=procedure.decisions,
        filing_form=procedure.card.filing_form,
        is_internal=procedure.card.is_internal,
    )
    own = letter_names(subject)
    known = {one.name for one in own}
    return (*own, *(one for one in FORM_NAMES if one.name not in known))
