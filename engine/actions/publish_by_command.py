"""Publishing a folder from the command line: on a sample, or in an emergency marked for ever."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.actions.publish_procedure import Warrant, publish_procedure
from engine.actions.roll_back import require_reason
from engine.context import Context
from engine.errors import InputRefused, Words
from engine.records.publications import EMERGENCY, SAMPLE
from engine.records.versions import Version


@dataclass(frozen=True, kw_only=True)
class Emergency:
    """Why a folder is published without its approval.

    decision  number of the agency's decision
    who       the account on the machine that did it
    """

    reason: str
    decision: str
    who: str


def publish_by_command(
    context: Context,
    key: str,
    files: Mapping[str, bytes],
    emergency: Emergency | None = None,
) -> Version:
    """Publish a folder at once, and write by what right.

    Raises  ProcedureRefused; InputRefused in real use without an emergency's reason and decision
    """
    if emergency is None:
        if not context.sample_mode:
            raise InputRefused(reason=_closed())
        return publish_procedure(context, key, files, None, Warrant(origin=SAMPLE))
    said = require_reason(emergency.reason)
    if not emergency.decision.strip():
        reason = Words(
            en="name the decision of the agency: --decision NUMBER.",
            vi="hãy ghi số quyết định của cơ quan: --decision SỐ.",
        )
        raise InputRefused(reason=reason)
    warrant = Warrant(
        origin=EMERGENCY,
        reason=f"{said} ({emergency.who})",
        decision=emergency.decision.strip()[:100],
    )
    return publish_procedure(context, key, files, None, warrant)


def _closed() -> Words:
    return Words(
        en="in real use a procedure is published in the workshop, where others approve it. "
        "In an emergency: --emergency REASON --decision NUMBER; both are shown for ever.",
        vi="khi dùng thật, thủ tục được công bố ở xưởng thiết kế, có người khác phê duyệt. "
        "Khẩn cấp: --emergency LÝ-DO --decision SỐ; cả hai được hiển thị mãi.",
    )
