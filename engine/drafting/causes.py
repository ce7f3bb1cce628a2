"""Which offices made a dossier late: its own, or those of the dossiers that it waits for."""

from engine.context import Context, calendar_for
from engine.moving.delays import Delay, find_case_delay, list_delays
from engine.records.cases import Case
from engine.records.people import Office
from engine.store.database import Db
from engine.store.family import list_family
from engine.store.log import read_log


def delays_of(context: Context, db: Db, case: Case) -> tuple[Delay | None, tuple[Delay, ...]]:
    """Return the delay of a case as a whole, and those of its steps, by its office's calendar."""
    directory, entries = context.offices.get(db), read_log(db, case.case_id)
    calendar = calendar_for(context, db, case.office_id)
    now = case.closed_at or context.clock.now()
    code = directory.by_id[case.office_id].code
    whole = find_case_delay(entries, code, now, calendar)
    return whole, list_delays(entries, now, calendar)


def late_offices(context: Context, db: Db, case: Case) -> tuple[Office, ...]:
    """Return the other offices whose delay makes a case late: of what it called, at any depth."""
    directory = context.offices.get(db)
    family = list_family(db, case.case_id)
    own = next((depth for depth, one in family if one.case_id == case.case_id), 0)
    found: dict[str, None] = {}
    at = [one.case_id for _, one in family].index(case.case_id)
    for depth, one in family[at + 1 :]:
        if depth <= own:
            break
        whole, steps = delays_of(context, db, one)
        found |= dict.fromkeys(each.office for each in (whole, *steps) if each is not None)
    found.pop(directory.by_id[case.office_id].code, None)
    return tuple(directory.by_code[code] for code in found if code in directory.by_code)
