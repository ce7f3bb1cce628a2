"""What the properties panel asks for: the values of its pick lists, and whether a text reads."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Response, json, request, url_for

from engine.errors import InputRefused, Words
from engine.queries.choice_words import (
    CLOCKS,
    CONNECTORS,
    COUNTERS,
    DOSSIER,
    ENDINGS,
    FUNCTIONS,
    INPUTS,
    STATUSES,
)
from engine.queries.draft_choices import DraftChoices, KnownName, Option, read_choices
from engine.queries.draft_expressions import check_text
from engine.records.connectors import INPUTS as INPUTS_OF
from engine.records.letters import STANDARD
from web.auth.policy import requires
from web.ui.current import current_context
from web.ui.languages import language
from web.ui.navigation import url_if

READERS = ("designer", "approver", "auditor")


@requires(*READERS)
def give_choices(draft_id: int) -> Response:
    """Give what can be chosen in a draft, in the reader's language."""
    found = read_choices(current_context(), draft_id)
    return _json(
        {
            **_fixed(),
            "posts": _options(found.posts),
            "offices": _options(found.offices),
            "forms": _files(draft_id, found.forms, "formeditor.show"),
            "decisions": _files(draft_id, found.decisions, "tableeditor.show"),
            "letters": _files(draft_id, found.letters, "lettereditor.show"),
            "procedures": _procedures(found),
            "names": [_name(one) for one in found.names],
            "filingForm": found.filing_form,
            "pages": _pages(draft_id),
            "url": url_for("modeler.give_choices", draft_id=draft_id),
            "checkUrl": url_for("modeler.check_expression", draft_id=draft_id),
        }
    )


@requires(*READERS)
def check_expression(draft_id: int) -> Response:
    """Say what is wrong with a text that is being typed: {text, kind, names} → {fault}."""
    sent = request.get_json(silent=True)
    text, kind, names = _read(sent if isinstance(sent, dict) else {})
    fault = check_text(current_context(), draft_id, text, kind, names)
    return _json({"fault": None if fault is None else fault.text(language())})


def _read(sent: Mapping[str, Any]) -> tuple[str, str, frozenset[str]]:
    text, kind, names = sent.get("text"), sent.get("kind"), sent.get("names", [])
    is_list = isinstance(names, list) and all(isinstance(one, str) for one in names)
    if not isinstance(text, str) or not isinstance(kind, str) or not is_list:
        raise InputRefused(
            reason=Words(en="the request is not as the page sends it", vi="yêu cầu không đúng dạng")
        )
    return text, kind, frozenset(names)


def _fixed() -> dict[str, object]:
    """Return what is the same in every draft."""
    connectors = [
        {
            "value": name,
            "label": words.text(language()),
            "inputs": [_input(one, needed=True) for one in INPUTS_OF[name][0]]
            + [_input(one, needed=False) for one in INPUTS_OF[name][1]],
        }
        for name, words in CONNECTORS.items()
    ]
    return {
        "connectors": connectors,
        "statuses": _worded(STATUSES),
        "clocks": _worded(CLOCKS),
        "endings": _worded(ENDINGS),
        "functions": _worded(FUNCTIONS),
        "dossier": _worded(DOSSIER),
        "counters": _worded(COUNTERS),
    }


def _input(name: str, *, needed: bool) -> dict[str, object]:
    return {"name": name, "label": INPUTS[name].text(language()), "needed": needed}


def _worded(words: Mapping[str, Words]) -> list[dict[str, str]]:
    return [{"value": key, "label": one.text(language())} for key, one in words.items()]


def _options(options: Iterable[Option]) -> list[dict[str, str]]:
    return [{"value": one.value, "label": one.label.text(language())} for one in options]


def _files(draft_id: int, options: Iterable[Option], page: str) -> list[dict[str, str | None]]:
    """Return options that stand for files, each with the page on which it is made."""
    return [
        {
            "value": one.value,
            "label": one.label.text(language()),
            "url": _page_of(page, draft_id, one.value.partition("#")[0]),
        }
        for one in options
    ]


def _page_of(page: str, draft_id: int, name: str) -> str | None:
    """Return the page on which a file is made; a standard form is no file of the draft."""
    return None if name.startswith(STANDARD) else url_if(page, draft_id=draft_id, name=name)


def _procedures(found: DraftChoices) -> list[dict[str, object]]:
    return [
        {"value": one.key, "label": one.title.text(language()), "versions": one.numbers}
        for one in found.procedures
    ]


def _name(one: KnownName) -> dict[str, object]:
    label = one.label.text(language())
    return {"value": one.name, "label": label, "forms": one.forms, "nodes": one.nodes}


def _pages(draft_id: int) -> dict[str, str | None]:
    """Return the pages on which forms, tables and letters of the draft are made."""
    return {
        "forms": url_if("formeditor.list_forms", draft_id=draft_id),
        "decisions": url_if("tableeditor.list_tables", draft_id=draft_id),
        "letters": url_if("lettereditor.list_letters", draft_id=draft_id),
    }


def _json(content: object) -> Response:
    return Response(json.dumps(content), content_type="application/json")
