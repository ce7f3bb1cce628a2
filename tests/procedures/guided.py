"""What the shipped guides tell for some answers: written as a table, read by the tests."""

from dataclasses import dataclass

from engine.context import Context
from engine.queries.filings import check_answers
from engine.queries.guides import Advice, advise, get_guided


@dataclass(frozen=True, kw_only=True)
class Told:
    """A guide's answer in one line.

    outcome    its id
    procedure  what to file; "" where nothing can be filed here, "→ key" where its guide goes on
    papers     numbers of the papers on the card of that procedure
    fees       by way of filing, in đồng; empty where the words of the card say it
    due        day on which it is ready when filed on Monday 23/11/2026, 09:00; "" where none
    """

    outcome: str
    procedure: str = ""
    papers: str = ""
    fees: str = ""
    due: str = ""


def tell(context: Context, key: str, query: str) -> Told:
    """Return what a guide tells for answers written like an address: "a=1 b=x b=y"."""
    guided = get_guided(context, key)
    raw: dict[str, object] = {}
    for name, _, value in (one.partition("=") for one in query.split()):
        field = next(one for one in guided.form.fields if one.key == name)
        many = [*raw.get(name, []), value] if field.kind == "checklist" else value  # type: ignore[misc]
        raw[name] = many
    checked = check_answers(context, guided.form, raw)
    assert checked.faults == (), [one.en for one in checked.faults]
    return told(advise(context, guided, checked.answers))  # type: ignore[arg-type]


def told(advice: Advice) -> Told:
    """Return an advice as a line of the table."""
    target = advice.target
    if target is None:
        return Told(outcome=advice.outcome.outcome_id)
    if advice.goes_on:
        return Told(outcome=advice.outcome.outcome_id, procedure=f"→ {target.key}")
    places = [target.card.papers.index(one) + 1 for one in advice.papers]
    return Told(
        outcome=advice.outcome.outcome_id,
        procedure=target.key,
        papers=" ".join(map(str, places)),
        fees=" ".join(f"{one.channel}:{one.total}" for one in advice.fees),
        due=f"{advice.due.latest:%d/%m}" if advice.due else "",
    )
