"""Checking the answers to a form against the case they belong to."""

from collections.abc import Mapping

from engine.context import Context
from engine.errors import AnswersRefused
from engine.forms.derive import Signing
from engine.forms.validate import clean
from engine.records.forms import Form
from engine.records.values import Answers, Json
from engine.store.choices import choices_for
from engine.store.database import Db


def clean_answers(
    context: Context,
    db: Db,
    form: Form | None,
    answers: Mapping[str, object],
    names: Mapping[str, Json],
    signer: str = "",
) -> Answers:
    """Return the typed answers; a task without a form takes none.

    signer  name of the officer who answers; "" for a citizen
    Raises  AnswersRefused with a fault for each field that needs correcting
    """
    if form is None:
        return {}
    signing = Signing(name=signer, at=context.clock.now())
    choices = choices_for(form, context.offices.get(db))
    cleaned = clean(form, answers, names, choices, signing)
    if cleaned.faults:
        raise AnswersRefused(faults=cleaned.faults)
    return cleaned.answers  # type: ignore[return-value]
