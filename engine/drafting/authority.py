"""Who acts for whom in a dossier, as form 01 tells it (item 7): at the desk, and online.

At a desk the officer writes down who brings the dossier for its applicant. Online the person who
files says in the form that they act for another: `authorises` at its fields tells which.
"""

from collections.abc import Iterable, Mapping

from engine.letters.merge import is_missing
from engine.procedures.procedure import Procedure
from engine.records.cases import Entry
from engine.records.desk import AGENT_PARTS, Agent
from engine.records.values import Json

BROUGHT = "brought-by-agent"
NOTHING = "–"
PAPER = "paper"


def agent_blanks(agent: Agent | None) -> dict[str, Json]:
    """Return what the form says of an authorised person who brings a dossier."""
    if agent is None:
        return {}
    return {f"agent.{name}": getattr(agent, name) or None for name in AGENT_PARTS}


def noted_agent(entries: Iterable[Entry]) -> dict[str, Json]:
    """Return the same of whom the log tells; nothing where the applicant came."""
    found = [event for one in entries for event in one.events if event.kind == BROUGHT]
    if not found:
        return {}
    told = found[-1].values
    return {
        f"agent.{name}": None if told.get(name) == NOTHING else told.get(name)
        for name in AGENT_PARTS
    }


def principal_facts(procedure: Procedure, names: Mapping[str, Json]) -> dict[str, Json]:
    """Return for whom the person files who filled in the form; nothing without the paper on it."""
    filing = procedure.forms.get(procedure.card.filing_form)
    found: dict[str, Json] = {}
    for one in filing.fields if filing else ():
        value = names.get(one.key)
        if one.authorises and not is_missing(value) and one.authorises not in found:
            found[one.authorises] = _files(one.label_vi, value) if one.kind == "files" else value
    if PAPER not in found:
        return {}
    return {f"form.principal.{name}": value for name, value in found.items()}


def _files(label: str, value: Json) -> str:
    files = value if isinstance(value, list) else [value]
    named = [one.get("name") for one in files if isinstance(one, dict)]
    return f"{label} ({', '.join(str(one) for one in named if one)})" if any(named) else label
