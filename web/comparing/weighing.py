"""What both sides ask of people, in figures, and what a redesign saves."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from flask import render_template, request

from engine.queries.comparing import Sides, measure_sides, sides_of_draft, version_sides
from engine.records.measures import TARGET, CostFigures, LongestWay, Measures
from web.auth.policy import requires
from web.ui.current import current_context
from web.ui.drafts import READERS
from web.ui.formats import money_text, number_text
from web.ui.texts import gettext as _

Both: TypeAlias = tuple[Measures, Measures]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One measure of both sides.

    verdict   less, more or same; less is what a review wants
    """

    words: str
    before: str
    after: str
    verdict: str
    difference: str


@dataclass(frozen=True, kw_only=True)
class Saving:
    """What is saved against the target, in hundredths."""

    words: str
    percent: float
    is_met: bool


@dataclass(frozen=True, kw_only=True)
class Weighing:
    """Both sides weighed; without a diagram on a side there are no rows."""

    sides: Sides
    before: Measures | None
    after: Measures | None
    rows: tuple[Row, ...]
    savings: tuple[Saving, ...]


@requires(*READERS)
def weigh(draft_id: int) -> str:
    """Weigh a draft against the version in force, or any two saves and versions."""
    asked = request.args
    page, sides = sides_of_draft(current_context(), draft_id, asked.get("from"), asked.get("to"))
    return render_template("comparing/weigh.html", page=page, view=_weighing(sides), target=TARGET)


@requires(*READERS)
def weigh_versions(key: str) -> str:
    """Weigh two versions of a procedure."""
    asked = request.args
    sides = version_sides(current_context(), key, asked.get("from"), asked.get("to"))
    view = _weighing(sides)
    return render_template("comparing/weigh_versions.html", view=view, target=TARGET)


def _weighing(sides: Sides) -> Weighing:
    before, after = measure_sides(sides)
    both = (before, after) if before is not None and after is not None else None
    return Weighing(
        sides=sides,
        before=before,
        after=after,
        rows=tuple(_rows(both)) if both else (),
        savings=tuple(_savings(both)) if both else (),
    )


def _rows(both: Both) -> list[Row]:
    counted: tuple[tuple[str, Callable[[Measures], float]], ...] = (
        (_("Steps of officers"), lambda one: one.officer_steps),
        (_("Steps of the applicant"), lambda one: one.applicant_steps),
        (_("Hand-overs between posts"), lambda one: len(one.post_handovers)),
        (_("Hand-overs between offices, and contacts"), lambda one: len(one.office_handovers)),
        (_("Papers asked for"), lambda one: one.papers),
        (_("Originals"), lambda one: one.originals),
        (_("Copies"), lambda one: one.copies),
        (_("Questions the applicant must answer"), lambda one: one.applicant_required),
        (_("Questions the applicant may answer"), lambda one: one.applicant_optional),
        (_("Questions officers must answer"), lambda one: one.officer_required),
        (_("Questions officers may answer"), lambda one: one.officer_optional),
    )
    rows = [_row(words, count(both[0]), count(both[1]), number_words) for words, count in counted]
    if both[0].work_minutes or both[1].work_minutes:
        words = _("Minutes of officers for a dossier")
        rows.append(_row(words, both[0].work_minutes, both[1].work_minutes, number_words))
    ways = both[0].longest, both[1].longest
    about = any(one.about for one in ways)
    words = _("Longest way, working days (about)") if about else _("Longest way, working days")
    rows.append(_row(words, float(ways[0].days), float(ways[1].days), number_words))
    costs = both[0].cost, both[1].cost
    if costs[0] and costs[1]:
        rows += _cost_rows(costs[0], costs[1])
    return rows


def _cost_rows(before: CostFigures, after: CostFigures) -> list[Row]:
    words = _("Cost of a dossier to the applicant")
    rows = [_row(words, before.dossier, after.dossier, money_words)]
    if before.year is not None and after.year is not None:
        rows.append(_row(_("Cost of a year to all"), before.year, after.year, money_words))
    return rows


def _row(words: str, before: float, after: float, shown: Callable[[float], str]) -> Row:
    change = after - before
    verdict = "same" if abs(change) < 1e-9 else "less" if change < 0 else "more"
    percent = f" ({number_words(abs(change) / before * 100)} %)" if before else ""
    difference = {
        "same": _("no change"),
        "less": _("%(amount)s less", amount=shown(-change)) + percent,
        "more": _("%(amount)s more", amount=shown(change)) + percent,
    }[verdict]
    return Row(
        words=words,
        before=shown(before),
        after=shown(after),
        verdict=verdict,
        difference=difference,
    )


def _savings(both: Both) -> list[Saving]:
    """Return what is saved of what the programme sets a target for."""
    costs = both[0].cost, both[1].cost
    asked: list[tuple[str, float, float]] = [
        (_("Declared information"), _fields(both[0]), _fields(both[1])),
        (_("Time on the longest way"), float(both[0].longest.days), float(both[1].longest.days)),
    ]
    if costs[0] and costs[1]:
        year = costs[0].year is not None and costs[1].year is not None
        first = (costs[0].year if year else costs[0].dossier) or 0
        second = (costs[1].year if year else costs[1].dossier) or 0
        asked.insert(0, (_("Compliance cost"), first, second))
    found = []
    for words, before, after in asked:
        if before:
            percent = saved_percent(before, after)
            found.append(Saving(words=words, percent=percent, is_met=percent >= TARGET))
    return found


def saved_percent(before: float, after: float) -> float:
    """Return what is saved, in hundredths of what it was before."""
    return (before - after) / before * 100


def _fields(one: Measures) -> float:
    return one.applicant_required + one.applicant_optional


def number_words(number: float) -> str:
    """Return a number with at most two places."""
    return number_text(round(number, 2))


def money_words(number: float) -> str:
    """Return an amount in VND, to the whole."""
    return money_text(round(number))


def term_fits(way: LongestWay) -> bool:
    """Tell whether the longest way fits into a published term."""
    return way.term is not None and way.days <= way.term
