"""Taking a dossier in: procedure, form, papers, and one of three outcomes on one page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from secrets import token_hex

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.give_receipt import give_receipt
from engine.actions.look_up import count_look_up, note_look_up
from engine.actions.receive_dossier import (
    Brought,
    accept_dossier,
    ask_completion,
    refuse_dossier,
)
from engine.errors import AnswersRefused, InputRefused, TooManyTries, Words
from engine.faults import LetterError
from engine.queries.catalogue import Offer, asks_alike, list_shelves
from engine.queries.filings import check_answers, choices_of
from engine.queries.known_person import KnownPerson, look_up_person, mark_known
from engine.queries.receivable import Receivable, list_receivable
from engine.records.cases import Case
from engine.records.desk import INCOMPLETE, Reception
from engine.records.filings import DIRECT, POST, Filing
from engine.records.forms import Fault
from engine.records.papers import SORT_NAMES
from web.auth.policy import requires
from web.auth.session import signed_in
from web.desk.agent import agent_words, read_agent, typed_agent
from web.desk.checklist import AT_DESK, Checklist, read_checklist
from web.desk.choosing import chosen_desk, chosen_offer, chosen_office
from web.desk.found import open_kept
from web.desk.kept import read_kept, sign_kept
from web.ui.current import current_context
from web.ui.fields import FormLinks, FormPage, form_page, read_posted
from web.ui.languages import language
from web.ui.numbers import is_row_number
from web.ui.texts import gettext as _

Answers = Mapping[str, object]
NUMBER = "so_dinh_danh"
ASK, REFUSE, LOOK_UP = "ask", "refuse", "look-up"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The page as it is filled in.

    fault   why the outcome was not possible, beside faults of single answers
    before  what was kept when the person was sent home
    found   the proof that it was found by the personal number, at another desk
    """

    offer: Offer
    choices: Receivable
    answers: Answers
    faults: Sequence[Fault] = ()
    fault: str = ""
    known: KnownPerson | None = None
    before: Reception | None = None
    found: str = ""
    checklist: Checklist = field(default_factory=lambda: Checklist(rows=(), extra=()))


@requires("desk")
def choose_procedure() -> str:
    """Show the procedures that one's desks take in, for the own office or on behalf of another."""
    context, person = current_context(), signed_in()
    offers = [offer for shelf in list_shelves(context, for_staff=True) for offer in shelf.offers]
    found = [(offer, list_receivable(context, person, offer)) for offer in offers]
    return render_template(
        "desk/choose.html",
        own=[offer for offer, choices in found if choices.own],
        others=[offer for offer, choices in found if choices.others and not choices.own],
    )


@requires("desk")
def show_filing(key: str) -> str:
    """Show the form of a procedure to an officer who takes it in; or one that was kept before."""
    before = _before(request.args, key)
    offer, choices = chosen_offer(key, str(before.office_id) if before else "")
    answers: Answers = before.answers if before else {}
    return _page(_sheet(offer, choices, answers, before=before))


@requires("desk")
def refresh_filing(key: str) -> str:
    """Give the fields anew for the answers so far."""
    offer, _choices = chosen_offer(key)
    page = _fields(offer, read_posted(offer.form, read_kept()).raw)
    return render_template("desk/fields.html", page=page)


@requires("desk")
def receive(key: str) -> Response | tuple[str, int] | str:
    """Look a person up; or accept, ask to complete, or refuse, and show what to correct."""
    context = current_context()
    before = _before(request.form, key)
    offer, choices = chosen_offer(key)
    posted = read_posted(offer.form, read_kept())
    sheet = _sheet(offer, choices, posted.raw, before=before)
    shown = request.form.get("version", "")
    if is_row_number(shown) and not asks_alike(context, int(shown), offer):
        flash(_("The form has changed meanwhile. What you typed is kept; read it again."), "error")
        return _page(sheet), 409
    wish = request.form.get("outcome", "")
    try:
        if wish == LOOK_UP:
            return _page(_looked_up(sheet))
        if wish in (ASK, REFUSE):
            return _keep(sheet, wish)
        if posted.faults:
            raise AnswersRefused(faults=posted.faults)
        return _accept(sheet)
    except AnswersRefused as refusal:
        faults = [Fault(key=one.key, vi=one.vi, en=one.en) for one in refusal.faults]
        fault = _unchecked(sheet).text(language()) if sheet.checklist.unchecked else ""
        return _page(replace(sheet, faults=faults, fault=fault)), 422
    except (InputRefused, TooManyTries) as refusal:
        return _page(replace(sheet, fault=refusal.text(language()))), refusal.status


def _accept(sheet: Sheet) -> Response:
    context, person = current_context(), signed_in()
    if sheet.checklist.missing:
        reason = Words(
            en="something is marked as missing; ask for it, or correct the mark.",
            vi="có giấy tờ đánh dấu còn thiếu; hãy yêu cầu bổ sung hoặc sửa lại.",
        )
        raise InputRefused(reason=reason)
    _require_checked(sheet)
    marks = sheet.checklist.marks
    brought = _brought(sheet)
    case = accept_dossier(context, person, brought, marks)
    flash(_("Dossier %(code)s has been received.", code=case.code))
    try:
        give_receipt(context, person, case, marks, brought.agent)
    except LetterError as error:
        flash(error.text(language()), "error")
    return redirect(_after(case), 303)


def _require_checked(sheet: Sheet) -> None:
    """Raise InputRefused for papers of which nobody has said what was found: form 01 lists them.

    Where answers are wrong too, all is told at once: AnswersRefused.
    Source  NĐ 118/2025/NĐ-CP, Art. 17: the receipt names what was handed in
    """
    if sheet.checklist.unchecked:
        faults = check_answers(current_context(), sheet.offer.form, sheet.answers).faults
        if faults:
            raise AnswersRefused(faults=faults)
        raise InputRefused(reason=_unchecked(sheet))


def _unchecked(sheet: Sheet) -> Words:
    names = [one.name for one in sheet.checklist.unchecked]
    vi, en = "; ".join(one.vi for one in names), "; ".join(one.en for one in names)
    return Words(
        en=f"mark what was found, or tick that the rest is there. Not checked yet: {en}.",
        vi=f"hãy đánh dấu từng giấy tờ, hoặc chọn “đã có đủ”. Chưa kiểm tra: {vi}.",
    )


def _after(case: Case) -> str:
    return url_for("casefile.show_case", code=case.code)


def _keep(sheet: Sheet, wish: str) -> Response:
    context, person = current_context(), signed_in()
    if wish == ASK:
        kept = ask_completion(context, person, _brought(sheet), sheet.checklist.missing)
    else:
        reason = request.form.get("refusal", "")
        kept = refuse_dossier(context, person, _brought(sheet), reason)
    return redirect(url_for("desk.show_kept", reception_id=kept.reception_id), 303)


def _brought(sheet: Sheet) -> Brought:
    filing = Filing(
        procedure_key=sheet.offer.key,
        office_id=chosen_office(sheet.choices).office_id,
        answers=sheet.answers,
        channel=POST if request.form.get("channel") == POST else DIRECT,
        by=signed_in().person_id,
        reception_id=sheet.before.reception_id if sheet.before else None,
        request_key=request.form.get("request_key"),
    )
    desk_id = chosen_desk(sheet.choices).office_id
    return Brought(filing=filing, desk_id=desk_id, agent=read_agent())


def _looked_up(sheet: Sheet) -> Sheet:
    number = request.form.get("look-up-number", "") or str(sheet.answers.get(NUMBER) or "")
    context, person = current_context(), signed_in()
    count_look_up(context, person)
    known = look_up_person(context, person, number, sheet.offer.form)
    note_look_up(context, person, [one.case_id for one in known.cases])
    typed = {key: value for key, value in sheet.answers.items() if value}
    answers = {**sheet.answers, NUMBER: known.number, **known.answers, **typed}
    return replace(sheet, known=known, answers=answers)


def _before(given: Mapping[str, str], key: str) -> Reception | None:
    """Return the dossier that was sent home and is brought again."""
    text = given.get("again", "")
    if not is_row_number(text):
        return None
    found = open_kept(int(text), given.get("found", "")).reception
    return found if found.state == INCOMPLETE and found.procedure_key == key else None


def _sheet(
    offer: Offer, choices: Receivable, answers: Answers, before: Reception | None = None
) -> Sheet:
    checklist = read_checklist(offer.card, answers)
    return Sheet(
        offer=offer,
        choices=choices,
        answers=answers,
        before=before,
        found=request.values.get("found", ""),
        checklist=checklist,
    )


def _page(sheet: Sheet) -> str:
    offer = sheet.offer
    return render_template(
        "desk/receive.html",
        sheet=sheet,
        offer=offer,
        choices=sheet.choices,
        office=chosen_office(sheet.choices, str(sheet.before.office_id) if sheet.before else ""),
        desk=chosen_desk(sheet.choices),
        channel=request.form.get("channel", sheet.before.channel if sheet.before else DIRECT),
        page=_fields(offer, sheet.answers, sheet.faults, sheet.known),
        sorts=[(one, SORT_NAMES[one]) for one in AT_DESK],
        kept=sign_kept(offer, sheet.answers),
        refusal=request.form.get("refusal", ""),
        agent=typed_agent(),
        agent_words=agent_words,
        request_key=token_hex(16),
    )


def _fields(
    offer: Offer,
    answers: Answers,
    faults: Sequence[Fault] = (),
    known: KnownPerson | None = None,
) -> FormPage:
    return form_page(
        mark_known(offer.form, known) if known else offer.form,
        answers,
        faults=faults,
        choices=choices_of(current_context(), offer.form),
        links=FormLinks(refresh=url_for("desk.refresh_filing", key=offer.key)),
    )
