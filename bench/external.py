"""Work for programs outside: fetched in batches and reported one by one over HTTP."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from bench.client import Client
from bench.figures import RUNS, Figure, middle, percentile
from bench.house import OFFICERS, PROCEDURES, House
from bench.server import Server
from engine.actions.external_clients import add_client
from engine.actions.publish_procedure import publish_procedure
from engine.procedures.reader import read_folder

OUTSIDE, TOPIC = "viec-ngoai", "do"
STEPS = 10
CASES = 60
BATCH = 20


def measure_external(house: House, server: Server) -> tuple[Figure, ...]:
    """Return pieces of work that four programs at once fetch and complete in a second."""
    publish_procedure(house.context, OUTSIDE, read_folder(PROCEDURES / OUTSIDE))
    clients = [_program(house, server.port, number) for number in range(OFFICERS)]
    _round(house, clients, 4)
    rates, tails, used = [], [], []
    for _ in range(RUNS):
        worked = server.processor_seconds()
        times, seconds = _round(house, clients, CASES)
        rates.append(len(times) / seconds)
        used.append((server.processor_seconds() - worked) / len(times) * 1000)
        tails.append(percentile(times, 0.95) * 1000)
    for client in clients:
        client.close()
    return (
        middle("work fetched and completed, 4 programs", "/s", rates, target=300, at_least=True),
        middle("  one report, 95 of 100 within", "ms", tails),
        middle("  processor time of the web server for one", "ms", used),
    )


def _program(house: House, port: int, number: int) -> Client:
    _client, token = add_client(house.context, f"program-{number}", [TOPIC])
    client = Client(port)
    client.token = token
    return client


def _round(house: House, clients: Sequence[Client], cases: int) -> tuple[list[float], float]:
    """Let the programs do all the work of so many cases; return the time of each report, and all.

    A case gives its next piece of work only when the one before is done.
    """
    for _ in range(cases):
        house.file(OUTSIDE)
    begun = time.perf_counter()
    with ThreadPoolExecutor(len(clients)) as pool:
        share = cases * STEPS
        done: list[float] = []
        list(pool.map(lambda client: _work(client, done, share), clients))
    return done, time.perf_counter() - begun


def _work(client: Client, done: list[float], all_of_it: int) -> None:
    while len(done) < all_of_it:
        found = client.call("/api/v1/work/fetch", {"topics": [TOPIC], "most": BATCH})
        for work in found["work"]:
            begun = time.perf_counter()
            body = {"lock": work["lock"], "result": {"so": work["id"]}}
            client.call(f"/api/v1/work/{work['id']}/complete", body, 204)
            done.append(time.perf_counter() - begun)
