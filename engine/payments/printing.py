"""What a receipt shows, as its template asks for it."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from engine.payments.wording import HOW
from engine.records.cards import Text
from engine.records.fees import Order, Receipt
from engine.records.values import Json

TEMPLATE: Final = (Path(__file__).parent / "receipt.typ").read_bytes()
TITLE: Final = "Biên lai thu phí, lệ phí"
ONLINE_COLLECTOR: Final = "Thanh toán trực tuyến"
LABELS: Final[Mapping[str, Text]] = {
    "office.parent": Text(vi="Cơ quan cấp trên", en="Office above"),
    "office.name": Text(vi="Cơ quan thu", en="Office"),
    "dossier.code": Text(vi="Mã hồ sơ", en="Dossier code"),
    "procedure.title": Text(vi="Thủ tục", en="Procedure"),
    "receipt.number": Text(vi="Số biên lai", en="Number"),
    "receipt.day": Text(vi="Ngày thu", en="Day"),
    "receipt.payer": Text(vi="Người nộp", en="Payer"),
    "receipt.lines": Text(vi="Các khoản", en="Lines"),
    "receipt.amount": Text(vi="Số tiền", en="Amount"),
    "receipt.method": Text(vi="Hình thức", en="Method"),
    "receipt.order": Text(vi="Mã yêu cầu nộp", en="Order"),
    "receipt.transaction": Text(vi="Mã giao dịch", en="Transaction"),
    "receipt.collector": Text(vi="Người thu", en="Collector"),
    "receipt.cancelled": Text(vi="Lý do hủy", en="Why cancelled"),
}


def receipt_values(
    receipt: Receipt, order: Order, local: datetime, collector: str | None
) -> dict[str, Json]:
    """Return the values of a receipt by name; office, dossier and procedure are the caller's."""
    return {
        "receipt.number": receipt.code,
        "receipt.day": local.date().isoformat(),
        "receipt.payer": receipt.payer,
        "receipt.lines": [
            [_line_name(one.name.vi, one.exempt), one.legal_basis or "–", _figures(one.due)]
            for one in order.lines
        ],
        "receipt.amount": receipt.amount,
        "receipt.method": HOW[order.method or "online"].vi,
        "receipt.order": order.reference,
        "receipt.transaction": order.transaction,
        "receipt.collector": collector or ONLINE_COLLECTOR,
        "receipt.cancelled": receipt.cancel_reason,
    }


def _line_name(name: str, exempt: str | None) -> str:
    return f"{name} (miễn: {exempt})" if exempt else name


def _figures(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")
