"""The programs outside that may call the API."""

from engine.context import Context
from engine.records.clients import Client
from engine.store import clients


def list_clients(context: Context) -> tuple[Client, ...]:
    """Return all clients by name, the revoked ones too."""
    with context.database.read() as db:
        return clients.list_clients(db)
