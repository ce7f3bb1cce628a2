"""Filings that citizens have begun: what they have typed so far, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from engine.context import Context, directory_of
from engine.forms.validate import clean
from engine.queries.catalogue import Offer
from engine.records.filings import OFFICE
from engine.records.forms import Choice, Cleaned, Field, Form, Section
from engine.records.identity import Citizen
from engine.records.people import Office
from engine.records.values import Json
from engine.store.choices import choices_for
from engine.store.filings import find_filing
from engine.store.sessions import hash_token


def find_begun(
    context: Context, token: str | None, purpose: str, who: Citizen | None = None
) -> Mapping[str, Json] | None:
    """Return the answers kept under a token for a purpose; None without any.

    who  who has signed in: what somebody has begun while signed in is found by them alone
    """
    if not token:
        return None
    with context.database.read() as db:
        begun = find_filing(db, hash_token(token), context.clock.now(), who)
    return begun.answers if begun is not None and begun.procedure_key == purpose else None


def filing_form(offer: Offer, offices: Sequence[Office]) -> Form:
    """Return the form of a procedure with the choice of the deciding office before it."""
    choices = tuple(
        Choice(value=one.code, label_vi=one.name_vi, label_en=one.name_en) for one in offices
    )
    question = Field(
        key=OFFICE,
        kind="select",
        label_vi="Cơ quan giải quyết hồ sơ",
        label_en="Office that decides",
        help_vi="Chọn nơi ông/bà muốn nộp hồ sơ và nhận kết quả.",
        help_en="Choose where you want to file and to receive the result.",
        required=True,
        choices=choices,
    )
    first = Section(title_vi="Nơi giải quyết", title_en="Where it is decided", fields=(question,))
    return replace(offer.form, sections=(first, *offer.form.sections))


def choices_of(context: Context, form: Form) -> Mapping[str, tuple[Choice, ...]]:
    """Return what the sources of a form's fields offer, by source."""
    return choices_for(form, directory_of(context))


def check_answers(
    context: Context,
    form: Form,
    raw: Mapping[str, object],
    names: Mapping[str, Json] | None = None,
) -> Cleaned:
    """Return the typed answers, or what to correct.

    names  the case data that the form's conditions read
    """
    return clean(form, raw, names or {}, choices_of(context, form))
