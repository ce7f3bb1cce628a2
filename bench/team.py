"""An office with many open dossiers, and the morning digest of a thousand officers."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import Message

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as StoredMessages
from sqlalchemy import create_engine, text

from bench.figures import Figure, middle
from bench.house import House
from bench.listing import COPY_CASES, COPY_TASKS, inbox_times
from bench.server import Server
from engine.clock import FixedClock
from engine.context import Context
from engine.jobs.digests import make_digests
from engine.jobs.outgoing import send_notices
from engine.mail import SmtpMail
from engine.store.offices import insert_office
from tests.postgres import find_port

OPEN = 5_000
CODES = "H97.9-"
OFFICERS, OFFICES = 1_000, 50
# A Monday that is no day off.
MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
# All at the officers' own desk: the office of the house has them in one queue; some are urgent.
GATHER = """
UPDATE task SET office_id = :office, post = 'desk', pressing = case_id % 100 = 0
WHERE code LIKE 'H97.9-%'
"""
ADD_PEOPLE = """
INSERT INTO person (login, name, email, password_hash, created_at)
SELECT 'sang.' || n, 'Cán bộ ' || n, 'sang.' || n || '@example.vn', '-', now()
FROM generate_series(1, :officers) AS n
"""
ADD_POSTS = """
INSERT INTO post (person_id, office_id, kind)
SELECT p.id, (SELECT array_agg(id ORDER BY id) FROM office WHERE code LIKE 'H98.%')
  [1 + p.id % :offices], CASE WHEN p.id % 20 = 0 THEN 'head' ELSE 'specialist' END
FROM person AS p WHERE p.login LIKE 'sang.%'
"""
# Everybody holds five tasks, two of them late.
HAND_OUT = """
UPDATE task AS t SET holder_id = p.person_id, office_id = p.office_id, post = 'specialist',
  paused = false, urgent_at = CAST(:now AS timestamptz) + ((t.case_id % 5) - 2) * interval '4 hours'
FROM (SELECT person_id, office_id, row_number() OVER (ORDER BY person_id) - 1 AS place
  FROM post WHERE person_id IN (SELECT id FROM person WHERE login LIKE 'sang.%')) AS p
WHERE t.code LIKE 'H97.9-%' AND t.case_id % :officers = p.place
"""


def measure_office(house: House, server: Server) -> tuple[Figure, ...]:
    """Return the milliseconds in which 95 of 100 inbox pages of a full office come."""
    _fill(house)
    runs = inbox_times(house, server)
    return (
        middle("inbox of an office with 5,000 open dossiers, 95 of 100", "ms", runs, target=50),
    )


def measure_digest(house: House) -> tuple[Figure, ...]:
    """Return the seconds from the opening of the offices to the last mail taken by the server."""
    _staff(house)
    with _mail_server() as (port, sink):
        clock = FixedClock(MORNING)
        mail = SmtpMail(host="127.0.0.1", port=port, sender="motcua@example.vn", clock=clock)
        context = replace(house.context, clock=clock, mail=mail)
        begun = time.perf_counter()
        made = make_digests(context)
        reckoned = time.perf_counter() - begun
        _send_all(context)
        whole = time.perf_counter() - begun
    if made < OFFICERS or sink.count < made:
        raise RuntimeError(f"{made} digests were made and {sink.count} sent for {OFFICERS} people")
    return (
        middle("morning digest for 1,000 officers, made and sent", "s", [whole], target=60),
        middle("  of that, made", "s", [reckoned]),
    )


class _Counting(StoredMessages):
    """Takes mails and counts them."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def handle_message(self, message: Message) -> None:
        """Take a mail."""
        self.count += 1


@contextmanager
def _mail_server() -> Iterator[tuple[int, _Counting]]:
    sink, port = _Counting(), find_port()
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield port, sink
    finally:
        controller.stop()


def _send_all(context: Context) -> None:
    while send_notices(context):
        pass


def _fill(house: House) -> None:
    model = house.file().case_id
    given = {"offices": 1, "open": OPEN, "model": model}
    holder = {**given, "holder": house.officers[1][0].person_id}
    _run(
        house,
        (COPY_CASES.replace("H99.9-", CODES), given),
        (COPY_TASKS.replace("H99.9-", CODES), holder),
        (GATHER, {"office": house.office.office_id}),
    )


def _staff(house: House) -> None:
    with house.context.database.begin() as db:
        for number in range(OFFICES):
            names = (f"UBND Xã Sáng {number}", f"Morning Commune {number}")
            insert_office(db, f"H98.{number}", names, "commune", house.office.parent_id)
    house.context.offices.forget()
    late = MORNING + timedelta(minutes=1)
    _run(
        house,
        (ADD_PEOPLE, {"officers": OFFICERS}),
        (ADD_POSTS, {"offices": OFFICES}),
        (HAND_OUT, {"now": late, "officers": OFFICERS}),
    )


def _run(house: House, *statements: tuple[str, Mapping[str, object]]) -> None:
    engine = create_engine(house.url, isolation_level="AUTOCOMMIT")
    with engine.connect() as db:
        for statement, given in statements:
            db.execute(text(statement), given)
        db.execute(text("VACUUM ANALYZE"))
    engine.dispose()
