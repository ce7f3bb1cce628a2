"""An order as a provider is told of it, in the words of the national portal.

Source: QCVN 120:2019/BTTTT, DanhSachLePhi[TenPhiLePhi, MaPhiLePhi, HinhThucThu, Gia, LoaiPhiLePhi].
"""

from collections.abc import Sequence

from engine.payments.providers import Provider
from engine.records.fees import FeeLine, Order
from engine.records.values import Json


def fee_list(lines: Sequence[FeeLine], step: str, provider: Provider) -> list[Json]:
    """Return DanhSachLePhi: what is due, with the codes that this partner uses."""
    return [
        {
            "TenPhiLePhi": line.name.vi,
            "MaPhiLePhi": line.code,
            "HinhThucThu": provider.steps[step],
            "Gia": str(line.due),
            "LoaiPhiLePhi": provider.kinds[line.kind],
        }
        for line in lines
    ]


def order_body(provider: Provider, order: Order, dossier: str) -> dict[str, Json]:
    """Return what a provider is sent when an order is made; nothing about the applicant."""
    named = provider.fields
    body: dict[str, Json] = {
        "MaHoSo": dossier,
        named["reference"]: order.reference,
        named["amount"]: order.amount * provider.amount_factor,
        "expires_at": order.expires_at.isoformat(),
        "DanhSachLePhi": fee_list(order.lines, order.step, provider),
    }
    if "currency" in named:
        body[named["currency"]] = order.currency
    return body


def recall_body(provider: Provider, order: Order, dossier: str) -> dict[str, Json]:
    """Return what a provider is sent when an order counts no more: nothing is paid on it now."""
    named = provider.fields
    return {
        "MaHoSo": dossier,
        named["reference"]: order.reference,
        named["amount"]: order.amount * provider.amount_factor,
        "cancelled": True,
    }
