"""Why a dossier is not stopped at its applicant's request, here or only with another."""

from engine.errors import Words
from engine.procedures.procedure import Procedure
from engine.records.cases import Case
from engine.records.outcomes import Standing
from engine.records.stopping import DECIDED_STATUS, find_refusal
from engine.runtime.deciding import is_decided


def stop_refusal(
    procedure: Procedure, case: Case, state: bytes | None, caller: str | None = None
) -> Words | None:
    """Return why a case is not stopped; None while it may be.

    state    saved state of the case
    caller   code of the dossier that called it: both were filed as one, and are stopped as one
    """
    is_done = has_decision(procedure, case.standing, state)
    refused = find_refusal(case.standing, procedure.card.is_internal, is_done)
    return refused if refused is not None or caller is None else _with_caller(caller)


def has_decision(procedure: Procedure, standing: Standing, state: bytes | None) -> bool:
    """Tell whether a case is decided: by a step that decides, or because its result is ready."""
    if standing.portal_status >= DECIDED_STATUS:
        return True
    return is_decided(procedure.diagram.process, state)


def _with_caller(caller: str) -> Words:
    return Words(
        en=f"it belongs to dossier {caller} and is stopped together with it; stop that one",
        vi=f"hồ sơ này thuộc hồ sơ liên thông {caller} và chỉ dừng cùng hồ sơ đó; hãy đề nghị dừng "
        f"hồ sơ {caller}",
    )
