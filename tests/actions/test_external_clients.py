"""Programs outside: a token each, known by its hash only, until it is revoked."""

import pytest
from sqlalchemy import select

from engine.actions.external_clients import add_client, require_client, revoke_token
from engine.errors import InputRefused, NotFound, TokenRefused
from engine.queries.external_clients import list_clients
from engine.store.tables import client
from tests.actions.conftest import Stage


def test_a_token_opens_the_door_until_it_is_revoked(stage: Stage) -> None:
    made, token = add_client(stage.context, "tax", ["tax-notice"])
    assert require_client(stage.context, token) == made
    revoke_token(stage.context, "tax")
    with pytest.raises(TokenRefused):
        require_client(stage.context, token)
    assert list_clients(stage.context)[0].revoked_at is not None


@pytest.mark.parametrize("token", ["", "mtc_", "mtc_" + "x" * 43, "x" * 5000])
def test_a_made_up_token_opens_nothing(stage: Stage, token: str) -> None:
    add_client(stage.context, "tax", ["*"])
    with pytest.raises(TokenRefused):
        require_client(stage.context, token)


def test_the_database_does_not_hold_the_token(stage: Stage) -> None:
    _made, token = add_client(stage.context, "tax", ["*"])
    with stage.context.database.read() as db:
        row = db.execute(select(client)).one()
    assert token not in str(row)


def test_a_name_is_given_out_once(stage: Stage) -> None:
    add_client(stage.context, "tax", ["*"])
    with pytest.raises(InputRefused, match="tax already"):
        add_client(stage.context, "tax", ["*"])


@pytest.mark.parametrize(
    ("name", "topics"),
    [("", ["*"]), ("Thuế", ["*"]), ("tax", []), ("tax", ["a b"]), ("tax", [""])],
)
def test_a_client_needs_a_fit_name_and_topics(stage: Stage, name: str, topics: list[str]) -> None:
    with pytest.raises(InputRefused):
        add_client(stage.context, name, topics)


def test_a_client_that_is_not_there_cannot_be_revoked(stage: Stage) -> None:
    with pytest.raises(NotFound, match="nobody"):
        revoke_token(stage.context, "nobody")
