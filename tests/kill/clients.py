"""Clients that open cases and move them on, and remember what they were told was done."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from threading import Event, Thread
from typing import TypeVar

import httpx

from bench.house import House
from engine.actions.deliver_message import deliver_message
from engine.records.values import Answers
from engine.store.cases import find_case_by_code
from engine.store.database import OUTAGE
from engine.store.subscriptions import list_case_subscriptions
from engine.store.tasks import list_case_tasks

T = TypeVar("T")
PROCEDURE, MESSAGE = "chiu-dung", "tra_loi"
FILED = {"ho_ten": "Người Thử", "so_dien_thoai": "0900000001", "so_dinh_danh": "000000000001"}
TAKEN_IN = {**FILED, "rest": "yes"}
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
DONE = 303
MOST_OPEN = 25
TIMEOUT_SECONDS = 5.0


@dataclass(kw_only=True)
class Told:
    """What the clients were told.

    keys    request keys of commands that were acknowledged
    codes   cases that are theirs
    tries   what came of each try: "done", "refused", "failed"
    """

    keys: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    tries: Counter[str] = field(default_factory=Counter)


class Officer(Thread):
    """A client in a thread: an officer with a session, and cases of their own."""

    def __init__(
        self, house: House, number: int, ports: Sequence[int], seed: int, opening: Event
    ) -> None:
        super().__init__(name=f"officer {number}", daemon=True)
        self._house, self._number, self._ports = house, number, ports
        self._random = Random(seed)  # noqa: S311 – no secret; a seed repeats it
        self._opening = opening
        self._cookies = {"motcua": house.officers[number][1]}
        self._made = 0
        self._csrf = ""
        self.ended = Event()
        self.told = Told()
        self.open: set[str] = set()

    def run(self) -> None:
        """Open cases while that is wanted, and move them on until all have ended."""
        with httpx.Client(cookies=self._cookies, timeout=TIMEOUT_SECONDS) as client:
            while not self.ended.is_set() and (self._opening.is_set() or self.open):
                if self._opening.is_set() and len(self.open) < MOST_OPEN:
                    self._start(client)
                elif self.open:
                    self._move_on(client, self._random.choice(sorted(self.open)))
                self.ended.wait(0.01)

    def _start(self, client: httpx.Client) -> None:
        self._made += 1
        key = f"start-{self._number}-{self._made}"
        place = self._insist(client, f"/receive/{PROCEDURE}", {"request_key": key, **TAKEN_IN})
        if place:
            code = place.rpartition("/")[2]
            self.told.keys.append(key)
            self.told.codes.append(code)
            self.open.add(code)

    def _move_on(self, client: httpx.Client, code: str) -> None:
        found = self._look(code)
        if found is None:
            self.open.discard(code)
            return
        case_id, tasks, awaits = found
        for token in tasks:
            key = f"complete-{case_id}-{token}"
            asked = {"request_key": key, "so_a": "1"}
            if self._insist(client, f"/tasks/{case_id}-{token}", asked):
                self.told.keys.append(key)
        if awaits:
            self._deliver(code)

    def _look(self, code: str) -> tuple[int, list[int], bool] | None:
        """Return where a case is: its id, its tasks, whether it awaits a message; None: ended."""

        def read() -> tuple[int, list[int], bool] | None:
            with self._house.context.database.read() as db:
                case = find_case_by_code(db, code)
                if case is None or case.closed_at is not None:
                    return None
                tasks = [one.token for one in list_case_tasks(db, case.case_id)]
                return case.case_id, tasks, bool(list_case_subscriptions(db, case.case_id))

        return self._again(read)

    def _deliver(self, code: str) -> None:
        payload: Answers = {"tin": code}
        if self._again(lambda: deliver_message(self._house.context, MESSAGE, code, payload)):
            self.told.messages.append(code)

    def _again(self, act: Callable[[], T]) -> T:
        """Do it until the database does not fail."""
        while True:
            try:
                return act()
            except OUTAGE:
                self.told.tries["failed"] += 1

    def _insist(self, client: httpx.Client, path: str, form: dict[str, str]) -> str:
        """Post until it is acknowledged and return where that leads; "" when it is refused."""
        while not self.ended.is_set():
            try:
                answer = self._post(client, path, form)
            except httpx.TransportError:
                self.told.tries["failed"] += 1
                self.ended.wait(0.1)
                continue
            if answer.status_code == DONE:
                self.told.tries["done"] += 1
                return answer.headers["location"]
            if answer.status_code < 500:
                self.told.tries[f"refused {answer.status_code}"] += 1
                return ""
            self.told.tries["failed"] += 1
        return ""

    def _post(self, client: httpx.Client, path: str, form: dict[str, str]) -> httpx.Response:
        server = f"http://127.0.0.1:{self._random.choice(self._ports)}"
        if not self._csrf:
            page = client.get(f"{server}/receive/{PROCEDURE}")
            found = TOKEN.search(page.text)
            if found is None:
                return page
            self._csrf = found[1]
        return client.post(f"{server}{path}", data={"csrf_token": self._csrf, **form})
