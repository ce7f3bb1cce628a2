"""The guard of the law on requests to complete a dossier: not more often than it allows.

Source  NĐ 61/2018/NĐ-CP Art. 19: once; exceptions stand on the card with their legal basis
"""

from engine.calendars.supplementing import SupplementRule, rule_on
from engine.context import Context
from engine.diagrams.supplements import ASKS
from engine.procedures.supplements import require_round, supplement_rule
from engine.records.cases import Case
from engine.runtime.version import Compiled
from engine.store.database import Db
from engine.store.log import read_log


def require_round_left(context: Context, db: Db, saved: Case) -> None:
    """Refuse a step that asks the applicant once more than the law of the case allows.

    saved    the case after the step; raising gives the step up with its transaction
    Raises   SupplementUsed
    """
    if saved.standing.portal_status != int(ASKS):
        return
    version = context.versions.get(db, saved.version_id).compiled
    events = (one for entry in read_log(db, saved.case_id) for one in entry.events)
    rule = rule_of(context, saved, version)
    require_round(rule, version.procedure.diagram.process, events)


def rule_of(context: Context, case: Case, version: Compiled) -> SupplementRule:
    """Return the rule that holds for a case: that of its day of receipt, or of its procedure."""
    received = case.opened_at.astimezone(context.calendars.current.tz).date()
    return supplement_rule(version.procedure.card, rule_on(received))
