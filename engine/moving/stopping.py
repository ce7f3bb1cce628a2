"""Why a dossier is not stopped at its applicant's request, here or only with another."""

from engine.errors import Words
from engine.procedures.procedure import Procedure
from engine.records.cases import Case
from engine.records.stopping import find_refusal
from engine.runtime.deciding import is_decided


def stop_refusal(
    procedure: Procedure, case: Case, state: bytes | None, caller: str | None = None
) -> Words | None:
    """Return why a case is not stopped; None while it may be.

    state    saved state of the case
    caller   code of the dossier that called it: both were filed as one, and are stopped as one
    """
    process, is_internal = procedure.diagram.process, procedure.card.is_internal
    refused = find_refusal(case.standing, is_internal, is_decided(process, state))
    return refused if refused is not None or caller is None else _with_caller(caller)


def _with_caller(caller: str) -> Words:
    return Words(
        en=f"it belongs to dossier {caller} and is stopped together with it; stop that one",
        vi=f"hồ sơ này thuộc hồ sơ liên thông {caller} và chỉ dừng cùng hồ sơ đó; hãy đề nghị dừng "
        f"hồ sơ {caller}",
    )
