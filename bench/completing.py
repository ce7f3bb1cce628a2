"""Completing tasks over HTTP: session, rights, form check, CSRF, log and hash chain included."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from bench.client import Client
from bench.figures import RUNS, Figure, middle, percentile
from bench.house import ANSWERS, OFFICERS, House
from bench.server import Server
from engine.records.cases import Case

CASES_PER_CLIENT = 15


def measure_completing(house: House, server: Server) -> tuple[Figure, ...]:
    """Return tasks completed in a second by four officers at once, and how long one takes."""
    tokens = house.finish()
    clients = sign_in_all(house, server.port)
    _round(clients, [[house.file()] for _ in clients], tokens)
    rates, tails, used = [], [], []
    for _ in range(RUNS):
        cases = [[house.file() for _ in range(CASES_PER_CLIENT)] for _ in clients]
        begun, worked = time.perf_counter(), server.processor_seconds()
        times = _round(clients, cases, tokens)
        rates.append(len(times) / (time.perf_counter() - begun))
        used.append((server.processor_seconds() - worked) / len(times) * 1000)
        tails.append(percentile(times, 0.95) * 1000)
    for client in clients:
        client.close()
    return (
        middle("complete a task over HTTP, 4 clients", "/s", rates, target=400, at_least=True),
        middle("  the same, 95 of 100 within", "ms", tails, target=15),
        middle("  processor time of the web server for one", "ms", used),
    )


def sign_in_all(house: House, port: int) -> list[Client]:
    """Return a client for each officer, with session and CSRF token."""
    clients = [Client(port, {"motcua": token}) for _, token in house.officers]
    for client in clients:
        client.get("/inbox/office")
        client.keeps_cookies = False
    return clients


def _round(
    clients: Sequence[Client], cases: Sequence[Sequence[Case]], tokens: Sequence[int]
) -> list[float]:
    """Let each client complete all tasks of its cases; return the seconds each took."""

    def run(number: int) -> list[float]:
        times = []
        for case in cases[number]:
            for token in tokens:
                begun = time.perf_counter()
                key = f"bench-{case.case_id}-{token}"
                answers = {"request_key": key, **ANSWERS}
                clients[number].post(f"/tasks/{case.case_id}-{token}", answers)
                times.append(time.perf_counter() - begun)
        return times

    with ThreadPoolExecutor(OFFICERS) as pool:
        return [one for times in pool.map(run, range(len(clients))) for one in times]
