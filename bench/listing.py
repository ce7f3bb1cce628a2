"""The inbox page while a hundred thousand tasks are open."""

import time

from sqlalchemy import create_engine, text

from bench.client import Client
from bench.figures import Figure, middle, percentile, repeat
from bench.house import House
from bench.server import Server
from engine.store.offices import insert_office

OPEN_TASKS = 100_000
OFFICES = 50
PAGES = 40
# The cases and tasks of other people, as the engine would have written them: copies of a real one
# with other codes, names and deadlines, over 50 offices and 4 posts.
COPY_CASES = """
INSERT INTO "case" (opened_at, due_at, version_id, office_id, seq, portal_status, state_format,
  paused, code, status, applicant_name, applicant_search, phone, head, state)
SELECT opened_at - n * interval '1 minute', due_at + (n % 20000) * interval '1 minute', version_id,
  (SELECT array_agg(id ORDER BY id) FROM office WHERE kind = 'commune')[1 + n % :offices],
  seq, portal_status, state_format, n % 12 = 0, 'H99.9-260101-' || n, status,
  'Người Nộp ' || n, 'nguoi nop ' || n, phone, head, state
FROM "case", generate_series(1, :open) AS n WHERE id = :model
"""
COPY_TASKS = """
INSERT INTO task (opened_at, due_at, case_due_at, urgent_at, case_id, token, version_id, office_id,
  holder_id, paused, element, code, post, form, applicant_name, applicant_search)
SELECT c.opened_at, c.due_at, c.due_at, c.due_at, c.id, t.token, t.version_id, c.office_id,
  CASE WHEN c.id % 9 = 0 THEN CAST(:holder AS integer) END, c.paused, t.element, c.code,
  (ARRAY['desk', 'specialist', 'leader', 'clerk'])[1 + (c.id / :offices) % 4],
  t.form, c.applicant_name, c.applicant_search
FROM task AS t, "case" AS c
WHERE t.case_id = :model AND c.code LIKE 'H99.9-%'
"""


def inbox_times(house: House, server: Server) -> tuple[float, ...]:
    """Return for several runs the milliseconds in which 95 of 100 inbox pages come."""
    client = Client(server.port, {"motcua": house.officers[0][1]})
    client.get("/inbox/office")

    def run() -> float:
        times = []
        for _ in range(PAGES):
            begun = time.perf_counter()
            client.get("/inbox/office")
            times.append((time.perf_counter() - begun) * 1000)
        return percentile(times, 0.95)

    runs = repeat(run)
    client.close()
    return runs


def measure_listing(house: House, server: Server) -> tuple[Figure, ...]:
    """Return the milliseconds in which 95 of 100 inbox pages come, one officer asking."""
    _fill(house)
    runs = inbox_times(house, server)
    return (middle("inbox page with 100,000 open tasks, 95 of 100", "ms", runs, target=50),)


def _fill(house: House) -> None:
    with house.context.database.begin() as db:
        top = house.office.parent_id
        for number in range(2, OFFICES + 1):
            names = (f"UBND Xã {number}", f"Commune {number}")
            insert_office(db, f"H99.{number}", names, "commune", top)
    model = house.file().case_id
    engine = create_engine(house.url, isolation_level="AUTOCOMMIT")
    given = {"offices": OFFICES, "open": OPEN_TASKS, "model": model}
    with engine.connect() as db:
        db.execute(text(COPY_CASES), given)
        db.execute(text(COPY_TASKS), {**given, "holder": house.officers[1][0].person_id})
        db.execute(text("VACUUM ANALYZE"))
    engine.dispose()
