"""The compliance cost of a dossier and of a year.

Source: NĐ 63/2010/NĐ-CP, Art. 28; the tables of form 03/SCM-KSTT, TT 02/2017/TT-VPCP.
"""

from collections.abc import Iterator

from engine.diagrams.model import Process
from engine.errors import Words
from engine.measures.ways import Shares, number_in
from engine.procedures.wording.elements import name_of
from engine.records.cards import Card, CostLine, Text
from engine.records.measures import CostFigures, CostRow

_MINUTES = 60


def cost_of(card: Card | None, process: Process, shares: Shares) -> CostFigures | None:
    """Return the cost; None where the card gives no figures to reckon with."""
    if card is None or card.cost is None:
        return None
    cost = card.cost
    rows = [_line(line, cost.wage) for line in cost.lines]
    rows += _elements(process, shares, cost.wage)
    dossier = sum(one.total * one.share for one in rows)
    times = cost.times_a_year * cost.subjects_a_year
    return CostFigures(
        wage=cost.wage,
        times_a_year=cost.times_a_year,
        subjects_a_year=cost.subjects_a_year,
        rows=tuple(rows),
        dossier=dossier,
        year=dossier * times if times else None,
        source=_words(cost.source),
        assumed=cost.assumed or any(one.assumed for one in rows),
    )


def work_minutes(process: Process, shares: Shares) -> float:
    """Return the minutes that officers work on a dossier, by the share of cases."""
    return sum(
        minutes * shares.of(node.node_id)
        for node in process.all_nodes()
        if (minutes := _number(shares, node.attributes.get("workMinutes"), node.name)) is not None
    )


def _line(line: CostLine, wage: int) -> CostRow:
    return CostRow(
        part=line.part,
        what=Words(vi=line.what.vi, en=line.what.en),
        hours=line.hours,
        hired=line.hired,
        fee=line.fee,
        other=line.other,
        total=line.hours * wage + line.hired + line.fee + line.other,
        assumed=line.assumed,
        note=_words(line.note),
    )


def _elements(process: Process, shares: Shares, wage: int) -> Iterator[CostRow]:
    for node in process.all_nodes():
        minutes = _number(shares, node.attributes.get("citizenMinutes"), node.name)
        money = _number(shares, node.attributes.get("citizenCost"), node.name)
        if not minutes and not money:
            continue
        hours, paid = (minutes or 0) / _MINUTES, round(money or 0)
        yield CostRow(
            part="step",
            what=name_of(process, node),
            hours=hours,
            hired=0,
            fee=0,
            other=paid,
            total=hours * wage + paid,
            share=shares.of(node.node_id),
        )


def _number(shares: Shares, text: str | None, name: str) -> float | None:
    if text is None:
        return None
    value = number_in(text)
    if value is None:
        shares.unread.append(f"{name}: {text}")
    return value


def _words(text: Text | None) -> Words | None:
    return None if text is None else Words(vi=text.vi, en=text.en)
