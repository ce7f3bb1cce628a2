"""Stopping a dossier at its applicant's request: until when, and how far it had come."""

from collections.abc import Mapping
from types import MappingProxyType

from engine.errors import Words
from engine.records.cards import Text
from engine.records.outcomes import RUNNING, SUSPENDED, Standing

WITHDRAWN = "withdrawn"
DECIDED_STATUS = 9
# TrangThaiHoSo, as the notice names it.
STAGES: Mapping[int, Text] = MappingProxyType(
    {
        1: Text(vi="mới đăng ký, chưa tiếp nhận", en="newly registered, not accepted yet"),
        2: Text(vi="đã tiếp nhận, chưa giải quyết", en="accepted, not handled yet"),
        4: Text(vi="đang giải quyết, chưa có quyết định", en="being handled, no decision yet"),
        5: Text(vi="đang chờ bổ sung", en="waiting for a supplement"),
        6: Text(vi="đang chờ thực hiện nghĩa vụ tài chính", en="waiting for payment"),
    }
)
DECIDED = Words(
    en="it has been decided already; the result is handed over",
    vi="hồ sơ đã có kết quả giải quyết; kết quả được trả theo quy định",
)
OVER = Words(en="it has ended already", vi="hồ sơ đã kết thúc")
INTERNAL = Words(
    en="it is the agency's own affair, and no applicant asked for it",
    vi="đây là việc nội bộ của cơ quan, không do người dân nộp",
)


def find_refusal(
    standing: Standing, is_internal: bool = False, is_decided: bool = False
) -> Words | None:
    """Return why a dossier is not stopped any more; None while it may be.

    is_decided   a step that decides was completed, whatever has still to be issued
    """
    if is_internal:
        return INTERNAL
    if standing.status not in (RUNNING, SUSPENDED):
        return OVER
    return DECIDED if is_decided or standing.portal_status >= DECIDED_STATUS else None


def stage_of(standing: Standing) -> Text:
    """Return how far the dossier has come."""
    return STAGES.get(standing.portal_status, STAGES[4])
