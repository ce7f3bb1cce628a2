"""The letters of a case, and the register of an office."""

from typing import Any

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.note_reading import note_reading
from engine.queries.letters import (
    RegisterQuestion,
    get_case_letters,
    open_case_letter,
    read_register,
)
from engine.queries.signatures import signing_states
from engine.queries.signing import letters_to_open
from engine.records.letters import ASKED, DELIVERED, ISSUED, RECALLED, STANDARD_KINDS, STUCK
from web.auth.policy import requires, requires_person
from web.auth.session import signed_in
from web.letters.sending import file_name, send_pdf
from web.letters.words import letter_state
from web.ui.current import current_context
from web.ui.languages import language
from web.ui.numbers import is_row_number

REGISTRARS = ("desk", "specialist", "head", "leader", "clerk", "auditor")
STATES = (ISSUED, DELIVERED, STUCK, ASKED, RECALLED)
LONGEST_SEARCH = 100
YEARS_BACK = 6


@requires_person
def list_letters(code: str) -> str:
    """Show the letters of a case with what can be done with each."""
    context, person = current_context(), signed_in()
    found = get_case_letters(context, person, code)
    note_reading(context, person, found.case.case_id, "case")
    letters = [line.letter for line in found.lines]
    return render_template(
        "letters/case.html",
        found=found,
        case=found.case,
        signed=signing_states(context, letters),
        mine=letters_to_open(context, person, letters),
    )


@requires_person
def download(code: str, letter_id: int) -> Response:
    """Give a letter to be kept, or to be looked at."""
    context, person = current_context(), signed_in()
    letter, content = open_case_letter(context, person, code, letter_id)
    note_reading(context, person, letter.case_id, "file")
    name = file_name(code, letter.kind, letter.number)
    return send_pdf(content, name, inline="look" in request.args)


@requires(*REGISTRARS)
def list_register() -> str:
    """Show the register: numbers, kinds, days, and what is not delivered yet."""
    asked = _question()
    found = read_register(current_context(), signed_in(), asked)

    def address(**changes: object) -> str:
        pairs = {
            "state": asked.state,
            "kind": asked.kind,
            "year": asked.year or "",
            "office": asked.office,
            "q": asked.text,
            **changes,
        }
        kept: dict[str, Any] = {key: value for key, value in pairs.items() if value}
        return url_for("letters.list_register", **kept)

    this_year = current_context().clock.now().year
    return render_template(
        "letters/register.html",
        found=found,
        asked=asked,
        q=asked.text,
        address=address,
        states=[(one, letter_state(one).words) for one in STATES],
        kinds=_kinds(),
        years=range(this_year, this_year - YEARS_BACK, -1),
        page_url=lambda number: address(page=number),
    )


def _question() -> RegisterQuestion:
    given = request.args
    state, number, year = given.get("state", ""), given.get("page", "1"), given.get("year", "")
    return RegisterQuestion(
        state=state if state in STATES else "",
        kind=given.get("kind", "")[:LONGEST_SEARCH],
        year=int(year) if is_row_number(year) else None,
        office=given.get("office", "")[:LONGEST_SEARCH],
        text=given.get("q", "").strip()[:LONGEST_SEARCH],
        number=max(1, int(number)) if is_row_number(number) else 1,
    )


def _kinds() -> list[tuple[str, str]]:
    """Return the standard forms to choose from, by the titles of the newest set."""
    forms = current_context().editions.editions[-1].forms
    return [(one, f"{one} – {forms[one].title.text(language())}") for one in STANDARD_KINDS]
