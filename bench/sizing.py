"""What finished cases take on the disk of the database, log and indexes included."""

import json

from sqlalchemy import create_engine, text

from bench.figures import Figure
from bench.house import ANSWERS, FILED, TASKS, House

CASES = 300
TOTAL = text(
    "SELECT sum(pg_total_relation_size(oid)) FROM pg_class"
    " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
)


def measure_size(house: House) -> tuple[Figure, ...]:
    """Return the kilobytes of a finished case of ten tasks beyond what was typed into its forms."""
    engine = create_engine(house.url, isolation_level="AUTOCOMMIT")
    typed = len(json.dumps(FILED).encode()) + TASKS * len(json.dumps(ANSWERS).encode())
    with engine.connect() as db:
        house.finish()
        db.execute(text("VACUUM ANALYZE"))
        before = int(db.execute(TOTAL).scalar_one())
        for _ in range(CASES):
            house.finish()
        db.execute(text("VACUUM ANALYZE"))
        after = int(db.execute(TOTAL).scalar_one())
    engine.dispose()
    size = ((after - before) / CASES - typed) / 1000
    return (Figure(name="a finished case of 10 tasks, on disk", value=size, unit="kB", target=10),)
