"""Registering a dossier at the desk: its case, the marks of its papers, and form 01."""

import time

from bench.figures import Figure
from bench.house import FILED, TEN_TASKS, House
from engine.actions.give_receipt import give_receipt
from engine.actions.receive_dossier import Brought, accept_dossier
from engine.records.cards import Text
from engine.records.filings import DIRECT, Filing
from engine.records.papers import PaperMark

TIMES, WARM = 60, 5
TARGET_MS = 150
MARKS = tuple(
    PaperMark(number=place, name=Text(vi=f"Giấy tờ {place}", en=f"Paper {place}"), sort="original")
    for place in range(1, 4)
)


def measure_receiving(house: House) -> tuple[Figure, ...]:
    """Return how long the server works until a dossier is registered and form 01 is there."""
    spans = sorted(_register(house, number) for number in range(WARM + TIMES)[WARM:])
    return (
        Figure(
            name="register a dossier with form 01, median",
            unit="ms",
            value=spans[len(spans) // 2],
            target=TARGET_MS,
        ),
        Figure(
            name="register a dossier with form 01, p95",
            unit="ms",
            value=spans[int(len(spans) * 0.95)],
            target=TARGET_MS,
        ),
    )


def _register(house: House, number: int) -> float:
    officer = house.officers[number % len(house.officers)][0]
    filing = Filing(
        procedure_key=TEN_TASKS,
        office_id=house.office.office_id,
        answers=FILED,
        channel=DIRECT,
        request_key=f"bench-desk-{number}",
    )
    begun = time.perf_counter()
    brought = Brought(filing=filing, desk_id=house.office.office_id)
    case = accept_dossier(house.context, officer, brought, MARKS)
    give_receipt(house.context, officer, case, MARKS)
    return (time.perf_counter() - begun) * 1000
