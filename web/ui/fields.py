"""Forms between the browser and the engine: what a page shows, and what was posted."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from flask import Flask, request
from werkzeug.datastructures import FileStorage

from engine.errors import FileRefused
from engine.queries.forms import view_form
from engine.records.forms import DERIVED, Choice, Fault, Field, Form, Section
from web.ui.current import current_context
from web.ui.formats import iso_day_text, number_text, typed_number_text
from web.ui.languages import language
from web.ui.shown import fee_text, papers_text, signature_text
from web.ui.texts import gettext as _

MAX_FILE_BYTES = 20 * 1024 * 1024
_NOTHING: Mapping[str, object] = MappingProxyType({})
_INPUT_TYPES = MappingProxyType({"email": "email", "phone": "tel"})

Answers = Mapping[str, object]
Choices = Mapping[str, tuple[Choice, ...]]
_NO_CHOICES: Choices = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class FormLinks:
    """Addresses that a form leads to.

    refresh   gives the fields anew after a change (POST of the same form); "" when nothing changes
    file_url  gives the address of a stored file by its digest; None when files open nowhere
    """

    refresh: str = ""
    file_url: Callable[[str], str] | None = None


@dataclass(frozen=True, kw_only=True)
class FormPage:
    """A form as one page shows it; made by `form_page`, drawn by `render_form` of ui/forms.html.

    answers   typed, or as they were posted when they are shown again with faults
    names     the case data; readonly fields are shown from it
    faults    what to correct, by key
    choices   what the sources of fields offer, by source
    links     addresses that the form leads to
    fees      what is to be paid by the answers so far, by key
    """

    form: Form
    answers: Answers
    names: Answers
    faults: Mapping[str, Fault]
    choices: Choices
    hidden: frozenset[str]
    driving: frozenset[str]
    links: FormLinks
    fees: Mapping[str, int | None] = field(default_factory=dict)

    @property
    def sections(self) -> tuple[Section, ...]:
        """Sections with at least one field to show, or with an introduction only."""
        return tuple(one for one in self.form.sections if not one.fields or self.fields(one))

    def fields(self, section: Section) -> tuple[Field, ...]:
        """Return the fields of a section that are shown; parts come with what they belong to."""
        return tuple(one for one in self._shown(section) if not one.part_of)

    def told(self, section: Section) -> tuple[Field, ...]:
        """Return the fields of a section whose answers are read, parts that say more included."""
        return tuple(one for one in self._shown(section) if not one.inner)

    def parts(self, head: Field) -> tuple[Field, ...]:
        """Return the parts of a field that are shown."""
        return tuple(
            one
            for section in self.form.sections
            for one in self._shown(section)
            if one.part_of == head.key
        )

    def papers(self, head: Field) -> list[tuple[Choice, list[Field]]]:
        """Return the papers of a list, each with what is asked about it."""
        parts = self.parts(head)
        return [
            (paper, [one for one in parts if one.key.startswith(f"{head.key}_{paper.value}_")])
            for paper in head.choices
        ]

    def _shown(self, section: Section) -> Iterator[Field]:
        return (one for one in section.fields if one.key not in self.hidden)

    def fault(self, one: Field) -> str:
        """Return what to correct in a field, in the reader's language; "" when nothing is."""
        found = self.faults.get(one.key)
        return "" if found is None else spoken(found)

    def choices_of(self, one: Field) -> tuple[Choice, ...]:
        """Return what may be chosen in a field."""
        return self.choices.get(one.source, ()) if one.source else one.choices


@dataclass(frozen=True, kw_only=True)
class Posted:
    """What a browser sent for a form.

    raw     answers for the engine's check; files are already in the store
    faults  files that were refused
    """

    raw: Mapping[str, object] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


def form_page(
    form: Form,
    answers: Answers,
    *,
    names: Answers = _NOTHING,
    faults: Sequence[Fault] = (),
    choices: Choices = _NO_CHOICES,
    links: FormLinks = FormLinks(),
) -> FormPage:
    """Return what `render_form` and `show_answers` draw."""
    view = view_form(form, answers, names)
    return FormPage(
        form=form,
        answers=answers,
        names=names,
        faults=_first_of_each(faults),
        choices=choices,
        hidden=view.hidden,
        driving=view.driving,
        links=links,
        fees=view.fees,
    )


def _first_of_each(faults: Sequence[Fault]) -> Mapping[str, Fault]:
    found: dict[str, Fault] = {}
    for one in faults:
        found.setdefault(one.key, one)
    return found


def read_posted(form: Form, stored: Answers = _NOTHING, max_bytes: int = MAX_FILE_BYTES) -> Posted:
    """Return what this request's POST holds for a form.

    stored  answers kept so far (a draft): its files stay unless their removal is ticked; a digest
            that merely stands in the request never counts as a file of this person
    max_bytes  that a file may have
    """
    raw: dict[str, object] = {}
    faults: list[Fault] = []
    for one in form.fields:
        if one.readonly or one.kind in DERIVED:
            continue
        if one.kind == "files":
            raw[one.key] = _each_once(
                [*_files_kept(one, stored), *_files_sent(one, faults, max_bytes)]
            )
        elif one.kind == "checklist":
            raw[one.key] = request.form.getlist(one.key)
        elif one.kind == "date":
            raw |= {name: request.form.get(name, "") for name in (one.key, *_part_names(one.key))}
        else:
            raw[one.key] = request.form.get(one.key, "")
    return Posted(raw=raw, faults=tuple(faults))


def _files_kept(one: Field, stored: Answers) -> list[Mapping[str, object]]:
    removed = set(request.form.getlist(f"{one.key}-remove"))
    return [kept for kept in stored_files(one, stored) if kept["digest"] not in removed]


def _each_once(files: list[Mapping[str, object]]) -> list[Mapping[str, object]]:
    """Return the files without those that came a second time, as drafts and forms send them."""
    return list({one["digest"]: one for one in reversed(files)}.values())[::-1]


def _files_sent(one: Field, faults: list[Fault], max_bytes: int) -> list[Mapping[str, object]]:
    sent: list[Mapping[str, object]] = []
    for upload in request.files.getlist(one.key):
        if not upload.filename:
            continue
        try:
            sent.append(_put(upload, upload.filename, max_bytes))
        except FileRefused as refusal:
            faults.append(Fault(key=one.key, vi=refusal.text("vi"), en=refusal.text("en")))
    return sent


def _put(upload: FileStorage, name: str, max_bytes: int) -> Mapping[str, str | int]:
    return current_context().files.put(upload.stream, name, max_bytes).as_answer()


def _part_names(key: str) -> tuple[str, str, str]:
    return f"{key}-day", f"{key}-month", f"{key}-year"


def spoken(record: object, name: str = "", fallback: str = "") -> str:
    """Return `<name>_vi` or `<name>_en` by the reader's language; the other if that is empty."""
    order = ("vi", "en") if language() == "vi" else ("en", "vi")
    prefix = f"{name}_" if name else ""
    texts = (getattr(record, f"{prefix}{tongue}") for tongue in order)
    return next((text for text in texts if text), fallback)


def input_type(one: Field) -> str:
    """Return the type of the input element."""
    return _INPUT_TYPES.get(one.kind, "text")


def input_value(one: Field, answers: Answers) -> str:
    """Return what stands in a field of one line or in a text area."""
    value = answers.get(one.key)
    if value is None or isinstance(value, bool | list | tuple | dict):
        return ""
    if isinstance(value, int | float):
        return typed_number_text(value)
    return str(value)


def is_chosen(one: Field, answers: Answers, value: str) -> bool:
    """Tell whether a choice is ticked."""
    found = answers.get(one.key)
    if isinstance(found, list | tuple):
        return value in found
    return found is not None and str(found) == value


def is_ticked(one: Field, answers: Answers) -> bool:
    """Tell whether a single checkbox is ticked."""
    found = answers.get(one.key)
    if isinstance(found, Mapping):
        return found.get("signed") is True
    return found is True or str(found).lower() in ("on", "true", "1", "yes")


def date_parts(one: Field, answers: Answers) -> tuple[str, str, str]:
    """Return day, month and year as they were typed or as they are stored."""
    typed = tuple(str(answers.get(name) or "") for name in _part_names(one.key))
    if any(typed):
        return typed[0], typed[1], typed[2]
    parts = str(answers.get(one.key) or "").split("-")
    return (parts[2], parts[1], parts[0]) if len(parts) == 3 else ("", "", "")


def stored_files(one: Field, answers: Answers) -> list[Mapping[str, object]]:
    """Return the files of an answer."""
    found = answers.get(one.key)
    many = found if isinstance(found, list | tuple) else ()
    return [file for file in many if isinstance(file, Mapping) and "digest" in file]


def shown_answer(page: FormPage, one: Field) -> str:
    """Return an answer as text for reading; files are listed by the template."""
    value = (page.names if one.readonly else page.answers).get(one.key)
    if one.kind in _OWN_WORDS:
        return _OWN_WORDS[one.kind](page, one, value)
    if value in (None, "", []):
        return "–"
    if one.kind == "date":
        return iso_day_text(str(value))
    if one.kind == "checkbox":
        return _("Yes") if value is True else _("No")
    if one.kind in ("select", "radio", "checklist", "decision"):
        return _chosen_labels(page, one, value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_text(value)
    return str(value)


def _chosen_labels(page: FormPage, one: Field, value: object) -> str:
    labels = {choice.value: spoken(choice, "label") for choice in page.choices_of(one)}
    values = value if isinstance(value, list | tuple) else [value]
    return ", ".join(labels.get(str(each), str(each)) for each in values)


def _fee_words(page: FormPage, one: Field, value: object) -> str:
    return fee_text(one, page.fees.get(one.key, value), spoken(one, "note"))


def _papers_words(page: FormPage, one: Field, value: object) -> str:
    labels = {paper.value: spoken(paper, "label") for paper in one.choices}
    return papers_text(value, labels)


def _signature_words(page: FormPage, one: Field, value: object) -> str:
    return signature_text(value if isinstance(value, Mapping) else is_ticked(one, page.answers))


def _address_words(page: FormPage, one: Field, value: object) -> str:
    if value:
        return str(value)
    texts = (shown_answer(page, part) for part in reversed(page.parts(one)))
    return ", ".join(text for text in texts if text != "–") or "–"


_OWN_WORDS: Mapping[str, Callable[[FormPage, Field, object], str]] = MappingProxyType(
    {
        "fee": _fee_words,
        "papers": _papers_words,
        "signature": _signature_words,
        "address": _address_words,
    }
)


def install_fields(app: Flask) -> None:
    """Give the templates of `app` what the form macros need."""
    app.jinja_env.filters["spoken"] = spoken
    app.jinja_env.globals.update(
        input_type=input_type,
        input_value=input_value,
        is_chosen=is_chosen,
        is_ticked=is_ticked,
        date_parts=date_parts,
        stored_files=stored_files,
        shown_answer=shown_answer,
    )
