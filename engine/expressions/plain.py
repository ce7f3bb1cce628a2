"""Values as case data keeps them: what JSON has, nothing else."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from engine.expressions.faults import Fault, kinds
from engine.records.values import Json


def as_json(value: object) -> Json:
    """Return a value of an expression as case data keeps it: a date as text, a tuple as a list.

    Raises   Fault for a value that cannot be kept
    """
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, list | tuple):
        return [as_json(one) for one in value]
    if isinstance(value, Mapping):
        return {str(key): as_json(one) for key, one in value.items()}
    en, vi = kinds(value)
    raise Fault(f"{en} cannot be kept", f"không lưu được {vi}")
