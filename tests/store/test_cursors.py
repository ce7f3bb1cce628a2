"""The cursor for PostgreSQL: it tells of columns what the driver tells, when it is asked."""

from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import make_url

from engine.store.cursors import BriefCursor

pytestmark = pytest.mark.postgres
QUERY = "SELECT 1 AS one, 'x'::text AS two, NULL::date AS three"


@pytest.fixture
def connection(postgres_server: str) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """Give a connection with this cursor."""
    address = make_url(postgres_server).set(drivername="postgresql")
    shown = address.render_as_string(hide_password=False)
    with psycopg.connect(shown, cursor_factory=BriefCursor) as made:
        yield made


def test_each_column_is_described_as_the_driver_does(
    connection: psycopg.Connection[tuple[object, ...]],
) -> None:
    told = connection.execute(QUERY).description
    plain = psycopg.Cursor(connection).execute(QUERY).description
    assert told is not None
    assert plain is not None
    assert [tuple(one) for one in told] == [tuple(one) for one in plain]
    assert [one.name for one in told[1:]] == ["two", "three"]
    assert told[-1].name == "three"


@pytest.mark.parametrize("statement", ["CREATE TEMP TABLE t (a int)", "SET timezone = 'UTC'"])
def test_what_returns_no_rows_has_no_columns(
    connection: psycopg.Connection[tuple[object, ...]], statement: str
) -> None:
    assert connection.execute(statement).description is None


def test_rows_without_columns_are_rows(
    connection: psycopg.Connection[tuple[object, ...]],
) -> None:
    told = connection.execute("SELECT").description
    assert told is not None
    assert len(told) == 0
