"""Column types that mean the same in SQLite and PostgreSQL."""

from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

import orjson
from sqlalchemy import BigInteger, DateTime, Dialect, Row, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

AnyRow: TypeAlias = Row[*tuple[Any, ...]]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
# "Never": sorts behind every real deadline, so that an index can order tasks without one.
FAR = datetime(9999, 12, 31, tzinfo=UTC)


class Instant(TypeDecorator[datetime]):
    """An instant in UTC: timestamptz, or in SQLite whole microseconds since 1970.

    Naive datetimes are refused with ValueError.
    """

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type of the column in this kind of database."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(DateTime(timezone=True))
        return dialect.type_descriptor(BigInteger())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Return what the driver is given."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone; instants are UTC")
        return value if dialect.name == "postgresql" else (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return the datetime in UTC."""
        if value is None:
            return None
        if dialect.name == "postgresql":
            in_utc: datetime = value.astimezone(UTC)
            return in_utc
        return EPOCH + timedelta(microseconds=value)


class JsonText(TypeDecorator[Any]):
    """A JSON value as text, keys sorted; the same characters in both databases."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Return the text; None stays NULL."""
        if value is None:
            return None
        return orjson.dumps(value, default=dict, option=orjson.OPT_SORT_KEYS).decode()

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Return the value."""
        return None if value is None else orjson.loads(value)
