"""Forms as the pages show them and the checker checks them; read from form-js documents."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

FieldKind: TypeAlias = Literal[
    "text",
    "textarea",
    "number",
    "date",
    "select",
    "radio",
    "checkbox",
    "checklist",
    "files",
    "email",
    "phone",
    "personal",
    "address",
    "papers",
    "decision",
    "fee",
    "signature",
]
# Worked out from other answers: nothing of this name is taken from the input.
DERIVED = frozenset(("address", "papers", "fee"))


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One value to choose."""

    value: str
    label_vi: str
    label_en: str


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question.

    key        name of the answer in the case data
    source     where choices come from instead of `choices`: "offices:commune" gives all offices of
               a kind
    lists      source that the choices were taken from when the procedure was read:
               "fields:to-khai", "papers"; "" for choices of its own
    hide       expression; the field is neither shown nor kept while it is true
    pattern    regular expression the whole answer must match, with its own message
    minimum, maximum   of a number; for text the length; for files how many
    step       whole numbers when 1
    accept     file kinds allowed, e.g. ("pdf", "jpg", "png")
    readonly   shown from the case data, never taken from the input
    part_of    key of the field that this one is a part of: the commune of an address, the reason
               of a decision; "" when it stands for itself
    within_vi, within_en   what the field is called that this one is a part of
    inner      the answer of the field it is a part of says the same; it is not listed again
    refers     key of the answer that belongs to it: the day of birth of a personal number, the
               name under a signature
    authorises what form 01 says by it of whoever authorised the person who files: "name",
               "number", "address", "phone", "email", "paper"; "" for nothing
    amount     expression that gives a fee in đồng
    free_if    expression; nothing is to be paid while it is true
    note_vi, note_en   why nothing is to be paid
    """

    key: str
    kind: FieldKind
    label_vi: str
    label_en: str
    help_vi: str = ""
    help_en: str = ""
    required: bool = False
    choices: tuple[Choice, ...] = ()
    source: str | None = None
    lists: str = ""
    hide: str | None = None
    pattern: str | None = None
    pattern_vi: str = ""
    pattern_en: str = ""
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None
    accept: tuple[str, ...] = ()
    readonly: bool = False
    autocomplete: str = ""
    part_of: str = ""
    within_vi: str = ""
    within_en: str = ""
    inner: bool = False
    refers: str = ""
    authorises: str = ""
    amount: str | None = None
    free_if: str | None = None
    note_vi: str = ""
    note_en: str = ""


@dataclass(frozen=True, kw_only=True)
class Section:
    """Fields under one heading, with an introduction (plain text) before them."""

    title_vi: str
    title_en: str
    intro_vi: str = ""
    intro_en: str = ""
    hide: str | None = None
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Form:
    """A form: sections of fields.

    corrects   the whole form whose answers this one corrects a part of
    """

    form_id: str
    title_vi: str
    title_en: str
    sections: tuple[Section, ...] = ()
    corrects: "Form | None" = None

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields in the order of the page."""
        return tuple(one for section in self.sections for one in section.fields)


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What is wrong with one answer, and what to do, in both languages."""

    key: str
    vi: str
    en: str


@dataclass(frozen=True, kw_only=True)
class StoredFile:
    """A file in the object store; an answer of kind "files" is a list of these as plain mappings.

    digest   SHA-256 in hex, the name in the store
    size     bytes
    media    media type found by looking into the file
    """

    digest: str
    name: str
    size: int
    media: str

    def as_answer(self) -> Mapping[str, str | int]:
        """Return the mapping that stands in answers."""
        return {"digest": self.digest, "name": self.name, "size": self.size, "media": self.media}


@dataclass(frozen=True, kw_only=True)
class Cleaned:
    """The result of checking answers: typed values, or faults; never both empty by mistake."""

    answers: Mapping[str, object] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
