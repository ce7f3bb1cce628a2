"""How sums and closed orders are told in the log, in both languages."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from engine.records.cards import Text
from engine.records.fees import (
    CASH,
    EXPIRED,
    FORGED,
    LATE,
    ONLINE,
    ORDER_CANCELLED,
    PAID_TWICE,
    REPLACED,
    REPLAYED,
    STALE,
    UNKNOWN_ORDER,
    UNREADABLE,
    WRONG_AMOUNT,
    WRONG_CURRENCY,
    FeeLine,
)
from engine.records.values import Json

HOW: Mapping[str, Text] = MappingProxyType(
    {
        ONLINE: Text(vi="trực tuyến", en="online"),
        CASH: Text(vi="bằng tiền mặt tại quầy", en="in cash at the desk"),
    }
)
WHY_CLOSED: Mapping[str, Text] = MappingProxyType(
    {
        EXPIRED: Text(vi="đã quá hạn nộp", en="its time is over"),
        ORDER_CANCELLED: Text(vi="đã hủy", en="it was cancelled"),
        REPLACED: Text(vi="được thay bằng yêu cầu khác", en="another took its place"),
    }
)
VERDICTS: Mapping[str, Text] = MappingProxyType(
    {
        FORGED: Text(vi="chữ ký không đúng", en="wrong signature"),
        STALE: Text(vi="gửi quá muộn so với giờ ghi trong đó", en="older than it may be"),
        REPLAYED: Text(vi="dùng lại số đã dùng", en="uses a number used before"),
        UNREADABLE: Text(vi="nội dung không đọc được", en="content that cannot be read"),
        UNKNOWN_ORDER: Text(vi="không có yêu cầu nộp nào mang mã này", en="no such order"),
        WRONG_AMOUNT: Text(vi="sai số tiền", en="wrong amount"),
        WRONG_CURRENCY: Text(vi="sai loại tiền", en="wrong currency"),
        LATE: Text(vi="đến khi yêu cầu nộp không còn hiệu lực", en="the order no longer counted"),
        PAID_TWICE: Text(vi="đã nộp rồi, tiền nộp lần thứ hai", en="paid already, a second time"),
        "doubled": Text(vi="gửi lặp lại", en="sent again"),
    }
)


def sum_text(amount: int) -> str:
    """Return an amount as it is written: 120.000 đ."""
    return f"{amount:,} đ".replace(",", ".")


def names_of_lines(lines: Sequence[FeeLine]) -> dict[str, Json]:
    """Return the names of fee lines in both languages, as a note holds them."""
    return {
        "names": ", ".join(line.name.vi for line in lines) or "–",
        "names_en": ", ".join(line.name.en for line in lines) or "–",
    }
