"""What the parts of a card are called on its page."""

from web.ui.texts import gettext as _


def section_words(key: str) -> str:
    """Return the heading of a list or table."""
    return {
        "steps": _("How it goes, step by step"),
        "results": _("What the applicant gets"),
        "conditions": _("Conditions"),
        "papers": _("Papers of the dossier"),
        "channels": _("Ways to file"),
        "legal_basis": _("Legal basis"),
        "refunds": _("When a paid fee goes back"),
        "supplements": _("Exception: more than one request for supplement"),
        "cost": _("Cost figures for the review"),
        "outcomes": _("Cases: the first that fits is told"),
        "cost.lines": _("What the applicant does, with time and money"),
    }.get(key, key)


def column_words(key: str) -> str:
    """Return the label of a field; `key` is that of its column, after its table's."""
    return _top_words(key) or _guide_words(key) or _row_words(key)


def _guide_words(key: str) -> str:
    return {
        "event": _("What has happened, for the first page (empty: it does not stand there)"),
        "rank": _("Place on the first page"),
        "intro": _("Introduction (empty: the usual one)"),
        "form": _("Form with the questions"),
        "decision": _("Decision table of the fee"),
        "amount": _("Amount (expression; “fee” is what the table gives)"),
        "outcomes.id": _("Short name"),
        "outcomes.when": _("When (expression over the answers; empty: all others)"),
        "outcomes.title": _("The situation"),
        "outcomes.text": _("Explanation"),
        "outcomes.procedure": _("Another procedure that is the right one"),
        "outcomes.elsewhere": _("Where to turn to, if nothing is filed here"),
        "outcomes.term": _("Term of this case (empty: the procedure's)"),
        "outcomes.later": _("The term begins later than with the filing: no day is told"),
        "outcomes.term_note": _("Note on the term"),
        "outcomes.fee_note": _("Note on the fee"),
        "outcomes.places": _("Offices that take part"),
        "outcomes.online": _("What is done online"),
        "outcomes.on_site": _("When one has to come"),
        "outcomes.answers": _("More answers for the filing form"),
    }.get(key, "")


def _top_words(key: str) -> str:
    return {
        "code": _("Number in the national database"),
        "office_kind": _("Kind of the office that decides"),
        "filing_form": _("Form that the applicant fills in"),
        "cutoff": _("Cut-off hour"),
        "keywords": _("Words that people search for"),
        "audience": _("Who sees it"),
        "title": _("Name of the procedure"),
        "summary": _("In one or two sentences"),
        "field": _("Field of administration"),
        "level": _("Level of government"),
        "who": _("Who may ask for it"),
        "term": _("Published term, in words"),
        "fee": _("Fees and charges, in words"),
        "wage": _("What an hour of the applicant is worth (VND)"),
        "times_a_year": _("How often one applicant needs it in a year"),
        "subjects_a_year": _("How many applicants in a year"),
        "source": _("Source of the figures"),
        "assumed": _("These figures are an estimate"),
    }.get(key, "")


def _row_words(key: str) -> str:
    return {
        "papers.name": _("Paper"),
        "papers.case": _("Only in the case (empty: always)"),
        "papers.originals": _("Originals"),
        "papers.copies": _("Copies"),
        "papers.note": _("Note"),
        "papers.when": _("Only when (expression; empty: always)"),
        "papers.register": _("Register that may know it"),
        "channels.kind": _("Way"),
        "channels.term": _("Term"),
        "channels.fee": _("Fee"),
        "legal_basis.number": _("Number and symbol"),
        "legal_basis.title": _("Title of the document"),
        "legal_basis.valid_from": _("In force from"),
        "legal_basis.valid_to": _("In force until"),
        "refunds.when": _("When the dossier is"),
        "refunds.share": _("Percent given back"),
        "refunds.legal_basis": _("Legal basis"),
        "supplements.rounds": _("How often it may be asked"),
        "supplements.close_after": _("Closed without an answer after"),
        "supplements.legal_basis": _("Legal basis"),
        "cost.lines.part": _("Part"),
        "cost.lines.what": _("What is done"),
        "cost.lines.hours": _("Hours"),
        "cost.lines.service": _("Advisers and services (VND)"),
        "cost.lines.fee": _("Fees (VND)"),
        "cost.lines.other": _("Travel, copies, other (VND)"),
        "cost.lines.note": _("Note"),
        "cost.lines.assumed": _("Estimate"),
        "not-accepted": _("Not accepted"),
        "withdrawn": _("Withdrawn before the decision"),
        "refused": _("Refused"),
        "direct": _("At the desk"),
        "online": _("Online"),
        "post": _("By post"),
        "public": _("Citizens"),
        "staff": _("The agency's own people, at a desk"),
        "internal": _("Only the agency itself"),
        "prepare": _("Preparing the dossier"),
        "file": _("Filing"),
        "pay": _("Paying"),
        "inspection": _("Inspection on the spot"),
        "other": _("Other"),
        "receive": _("Receiving the result"),
    }.get(key, key)


def hint_words(key: str) -> str:
    """Return what helps to fill a field in; empty where nothing needs saying."""
    return {
        "code": _("For example 1.013225"),
        "cutoff": _("15:00, or empty; the same as in the diagram"),
        "keywords": _("With commas: sao y, bản sao"),
        "legal_basis.valid_from": _("Year-month-day: 2026-07-01"),
        "legal_basis.valid_to": _("Empty as long as it is in force"),
        "outcomes.id": _("Small letters, digits and hyphens: da-ly-hon"),
        "outcomes.procedure": _("Name of its folder: dang-ky-khai-sinh"),
        "outcomes.term": _("For example 3 working days"),
        "outcomes.places": _("One a line: Vietnamese | English"),
        "outcomes.online": _("One a line: Vietnamese | English"),
        "outcomes.on_site": _("One a line: Vietnamese | English"),
        "outcomes.answers": _("One a line: name = value, or name = =expression"),
    }.get(key, "")
