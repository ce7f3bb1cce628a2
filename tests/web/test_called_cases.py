"""A case that was called and the one that called it lead to each other."""

from engine.actions.publish_procedure import publish_procedure
from engine.actions.start_case import start_case
from engine.jobs.worker import run_due
from engine.records.filings import Filing
from engine.store.crossing import list_kin
from tests.drawn import DONE, FILED, WORK, Pool, chain, drawn_files
from tests.make import citizen
from tests.web.casework import Casework

CALL = '<callActivity id="goi" name="Gọi" calledElement="con"/>'


def test_the_pages_of_caller_and_called_lead_to_each_other(casework: Casework) -> None:
    for key, inside in (("con", WORK), ("me", CALL)):
        middle = "xem" if inside is WORK else "goi"
        pool = Pool(elements=FILED + inside + DONE, ways=chain("nop", middle, "xong"))
        publish_procedure(casework.context, key, drawn_files(pool))
    filing = Filing(procedure_key="me", office_id=casework.cast.office_id, answers=citizen())
    caller = start_case(casework.context, filing)
    run_due(casework.context)
    with casework.context.database.read() as db:
        _none, (called,) = list_kin(db, caller)
    frank = casework.browser("frank")
    assert f"Đã gọi hồ sơ {called}" in frank.get(f"/cases/{caller.code}").words
    assert f"Do hồ sơ gọi {caller.code}" in frank.get(f"/cases/{called}").words
