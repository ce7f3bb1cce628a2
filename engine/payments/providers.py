"""Providers of payments as a file describes them: names of fields, codes, secrets, addresses.

So a gateway is connected by writing a table, not by changing the program; how, stands in
docs/howto/collect-fees.md.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from engine.errors import SettingRefused
from engine.records.cards import Text
from engine.records.fees import ACCEPTED, CHARGE, DECLINED, FEE

SETTING = "MOTCUA_PAYMENTS"
SHORTEST_SECRET = 32
LARGEST = 100_000
FIELDS = ("reference", "amount", "currency", "state", "transaction", "paid_at")
NEEDED = ("reference", "amount", "state", "transaction")
HEADERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "timestamp": "X-Payment-Timestamp",
        "nonce": "X-Payment-Nonce",
        "signature": "X-Payment-Signature",
    }
)
OWN_FIELDS: Final[Mapping[str, str]] = MappingProxyType({name: name for name in FIELDS})
OWN_STATES: Final[Mapping[str, str]] = MappingProxyType({"paid": ACCEPTED, "declined": DECLINED})
# LoaiPhiLePhi and HinhThucThu of the national portal; a partner may have others.
OWN_KINDS: Final[Mapping[str, str]] = MappingProxyType({FEE: "1", CHARGE: "2"})
OWN_STEPS: Final[Mapping[str, str]] = MappingProxyType(
    {"receipt": "1", "supplement": "2", "return": "4"}
)
_BOTH = ("vi", "en")
_KEYS = {
    *("name", "secret", "old_secret", "window_seconds", "order_url", "cancel_url", "order_secret"),
    "pay_url",
    *("amount_factor", "headers", "fields", "states", "kinds", "steps", "statement"),
}


@dataclass(frozen=True, kw_only=True)
class Provider:
    """One provider of payments.

    secrets        that sign its call-backs; two while one is replaced by another
    window_seconds how old a call-back may be
    order_url      where an order is made known to it; None where it needs no notice
    cancel_url     where it is told that an order counts no more; None where it cannot be told
    order_secret   name of the secret for these calls
    pay_url        where the applicant pays; {reference} and {amount} are filled in
    amount_factor  100 where it counts hundredths of a đồng
    fields         our names of what a call-back says → its own
    states         its codes → paid or declined; any other code changes nothing
    kinds, steps   its codes for kinds of fee and for when they are collected
    statement      our names of the columns of a statement → its own
    """

    key: str
    name: Text
    secrets: tuple[str, ...] = field(repr=False)
    window_seconds: int = 300
    order_url: str | None = None
    cancel_url: str | None = None
    order_secret: str | None = None
    pay_url: str | None = None
    amount_factor: int = 1
    headers: Mapping[str, str] = field(default_factory=lambda: HEADERS)
    fields: Mapping[str, str] = field(default_factory=lambda: OWN_FIELDS)
    states: Mapping[str, str] = field(default_factory=lambda: OWN_STATES)
    kinds: Mapping[str, str] = field(default_factory=lambda: OWN_KINDS)
    steps: Mapping[str, str] = field(default_factory=lambda: OWN_STEPS)
    statement: Mapping[str, str] = field(default_factory=lambda: OWN_FIELDS)


def read_providers(path: Path | None) -> Mapping[str, Provider]:
    """Return the providers by key, in the order of the file; none without a file.

    Raises  SettingRefused
    """
    if path is None:
        return {}
    try:
        content = path.read_bytes()
        tables = tomllib.loads(content[:LARGEST].decode())
    except (OSError, ValueError) as error:
        raise _refuse(path, str(error)) from error
    return {key: _provider(path, key, table) for key, table in tables.items()}


def _provider(path: Path, key: str, table: Any) -> Provider:
    if not isinstance(table, dict) or not table.keys() <= _KEYS or not _is_plain(key):
        raise _refuse(path, f"[{key[:40]}] {', '.join(sorted(_KEYS))}")
    secrets = tuple(table[one] for one in ("secret", "old_secret") if one in table)
    if not secrets or any(not isinstance(one, str) for one in secrets):
        raise _refuse(path, f"[{key}] secret")
    if any(len(one) < SHORTEST_SECRET for one in secrets):
        raise _refuse(path, f"[{key}] secret: {SHORTEST_SECRET}+")
    fields = _codes(path, key, table, ("fields", OWN_FIELDS))
    if not set(NEEDED) <= fields.keys() <= set(FIELDS):
        raise _refuse(path, f"[{key}.fields] {', '.join(FIELDS)}")
    states = _codes(path, key, table, ("states", OWN_STATES))
    if not set(states.values()) <= {ACCEPTED, DECLINED}:
        raise _refuse(path, f"[{key}.states] {ACCEPTED}, {DECLINED}")
    return Provider(
        key=key,
        name=_name(path, key, table.get("name")),
        secrets=secrets,
        window_seconds=_number(path, key, table, ("window_seconds", 300, 86_400)),
        amount_factor=_number(path, key, table, ("amount_factor", 1, 1_000)),
        order_url=_line(path, key, table, "order_url"),
        cancel_url=_line(path, key, table, "cancel_url"),
        order_secret=_line(path, key, table, "order_secret"),
        pay_url=_line(path, key, table, "pay_url"),
        headers={**HEADERS, **_codes(path, key, table, ("headers", HEADERS))},
        fields=fields,
        states=states,
        kinds={**OWN_KINDS, **_codes(path, key, table, ("kinds", OWN_KINDS))},
        steps={**OWN_STEPS, **_codes(path, key, table, ("steps", OWN_STEPS))},
        statement={**OWN_FIELDS, **_codes(path, key, table, ("statement", OWN_FIELDS))},
    )


def _name(path: Path, key: str, value: Any) -> Text:
    is_both = isinstance(value, dict) and all(isinstance(value.get(one), str) for one in _BOTH)
    if not is_both:
        raise _refuse(path, f'[{key}] name = {{ vi = "…", en = "…" }}')
    return Text(vi=value["vi"], en=value["en"])


def _codes(
    path: Path, key: str, table: Mapping[str, Any], named: tuple[str, Mapping[str, str]]
) -> Mapping[str, str]:
    name, otherwise = named
    value = table.get(name, otherwise)
    if not isinstance(value, Mapping) or not all(isinstance(one, str) for one in value.values()):
        raise _refuse(path, f"[{key}.{name}]")
    return value


def _number(path: Path, key: str, table: Mapping[str, Any], named: tuple[str, int, int]) -> int:
    name, otherwise, most = named
    value = table.get(name, otherwise)
    if type(value) is not int or not 0 < value <= most:
        raise _refuse(path, f"[{key}] {name}: 1–{most}")
    return value


def _line(path: Path, key: str, table: Mapping[str, Any], name: str) -> str | None:
    value = table.get(name)
    if value is not None and not (isinstance(value, str) and value.isprintable()):
        raise _refuse(path, f"[{key}] {name}")
    return value or None


def _is_plain(key: str) -> bool:
    return key.isascii() and key.replace("-", "").isalnum() and len(key) <= 40


def _refuse(path: Path, why: str) -> SettingRefused:
    told = why.splitlines()[0][:200] if why else ""
    return SettingRefused(
        setting=SETTING,
        value=path,
        reason_en=f"it cannot be read ({told})",
        reason_vi=f"không đọc được ({told})",
    )
