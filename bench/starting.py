"""Starting cases through the portal: the form is sent, then confirmed, as a citizen does it."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from secrets import token_bytes

from bench.client import Client
from bench.figures import RUNS, Figure, middle
from bench.house import FILED, OFFICERS, TEN_TASKS, House
from bench.server import Server
from engine.records.filings import OFFICE

FILINGS_PER_CLIENT = 25
FORM = f"/services/{TEN_TASKS}/file"
REVIEW = f"/services/{TEN_TASKS}/review"


def measure_starting(house: House, server: Server) -> tuple[Figure, ...]:
    """Return the cases that four citizens at once open in a second."""
    clients = [Client(server.port) for _ in range(OFFICERS)]
    for client in clients:
        client.get(FORM)
    filed = {OFFICE: house.office.code, **FILED}
    _round(clients, filed, 2)
    rates = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        _round(clients, filed, FILINGS_PER_CLIENT)
        rates.append(OFFICERS * FILINGS_PER_CLIENT / (time.perf_counter() - begun))
    for client in clients:
        client.close()
    return (
        middle(
            "start a case in the portal, two requests, 4 clients",
            "/s",
            rates,
            target=80,
            at_least=True,
        ),
    )


def _round(clients: Sequence[Client], filed: dict[str, str], times: int) -> None:
    def run(client: Client) -> None:
        for _ in range(times):
            client.address = f"10.{'.'.join(str(one) for one in token_bytes(3))}"
            client.post(FORM, filed)
            client.post(REVIEW, {})

    with ThreadPoolExecutor(OFFICERS) as pool:
        list(pool.map(run, clients))
