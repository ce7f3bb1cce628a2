"""A program outside, as it calls the API."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from engine.actions.external_clients import add_client
from engine.context import Context

TOPIC = "tax-notice"


@dataclass(frozen=True, kw_only=True)
class Program:
    """A program with its token."""

    http: FlaskClient
    token: str

    def call(self, path: str, **body: Any) -> TestResponse:
        """Call an operation."""
        headers = {"Authorization": f"Bearer {self.token}"}
        return self.http.post(f"/api/v1/work/{path}", json=body, headers=headers)

    def fetch(self, **more: Any) -> list[dict[str, Any]]:
        """Take work."""
        response = self.call("fetch", topics=[TOPIC], **more)
        assert response.status_code == 200, response.text
        assert response.json is not None
        work: list[dict[str, Any]] = response.json["work"]
        return work

    def take(self) -> tuple[str, int]:
        """Take the one piece of work there is; return the start of its addresses, and its lock."""
        (work,) = self.fetch()
        return str(work["id"]), work["lock"]


def make_program(app: Flask, context: Context, name: str = "tax", topic: str = TOPIC) -> Program:
    """Give a program a token."""
    _client, token = add_client(context, name, [topic])
    return Program(http=app.test_client(), token=token)
