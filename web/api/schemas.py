"""What programs send and get, as JSON Schema 2020-12; the OpenAPI document shows the same."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from engine.records.connectors import TOPIC_PATTERN

Schema: TypeAlias = Mapping[str, Any]

MOST_WORK = 100
MOST_TOPICS = 20
LONGEST_LOCK_SECONDS = 86_400
LONGEST_WAIT_SECONDS = 20
LARGEST = 2**31 - 1
# PostgreSQL has no place for the character 0.
_TEXT = "^[^\\u0000]*$"

LOCK: Schema = {
    "type": "integer",
    "minimum": 0,
    "maximum": LARGEST,
    "description": "The lock that came with the work",
}
LOCK_SECONDS: Schema = {
    "type": "integer",
    "minimum": 1,
    "maximum": LONGEST_LOCK_SECONDS,
    "description": "How long the work is yours; after that another may take it",
}
INSTANT: Schema = {"type": "string", "format": "date-time"}


def record(needed: str = "", /, **properties: Schema) -> Schema:
    """Return the schema of an object with these properties and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": needed.split(),
        "additionalProperties": False,
    }


SCHEMAS: Mapping[str, Schema] = MappingProxyType(
    {
        "Fetch": record(
            "topics",
            topics={
                "type": "array",
                "minItems": 1,
                "maxItems": MOST_TOPICS,
                "items": {"type": "string", "pattern": f"^{TOPIC_PATTERN}$"},
                "description": "What to ask for; work of earlier topics is given first",
            },
            most={"type": "integer", "minimum": 1, "maximum": MOST_WORK, "default": 1},
            lock_seconds={**LOCK_SECONDS, "default": 60},
            wait_seconds={
                "type": "number",
                "minimum": 0,
                "maximum": LONGEST_WAIT_SECONDS,
                "default": 0,
                "description": "How long to wait for work when there is none",
            },
            worker={
                "type": "string",
                "pattern": "^[ -~]{1,80}$",
                "default": "worker",
                "description": "Name of the process, for people who look for it",
            },
        ),
        "Complete": record(
            "lock",
            lock=LOCK,
            result={"description": "Any JSON; the step keeps it under its motcua:result"},
        ),
        "Fail": record(
            "lock reason",
            lock=LOCK,
            reason={"type": "string", "minLength": 1, "maxLength": 1_000, "pattern": _TEXT},
            retries={
                "type": "integer",
                "minimum": 0,
                "maximum": 1_000,
                "description": "How often it shall be tried again; 0 makes an incident at once."
                " Without it: six attempts in all",
            },
            retry_after_seconds={
                "type": "number",
                "minimum": 0,
                "maximum": 604_800,
                "description": "Without it: 10 s, 40 s, 160 s … at most an hour",
            },
        ),
        "Error": record(
            "lock code",
            lock=LOCK,
            code={"type": "string", "minLength": 1, "maxLength": 100, "pattern": _TEXT},
            reason={"type": "string", "maxLength": 1_000, "pattern": _TEXT, "default": ""},
        ),
        "Extend": record("lock lock_seconds", lock=LOCK, lock_seconds=LOCK_SECONDS),
        "Unlock": record("lock", lock=LOCK),
        "Work": record(
            "id lock topic case procedure version element inputs attempt locked_until",
            id={"type": "integer"},
            lock={"type": "integer", "description": "To be sent back with every report"},
            topic={"type": "string"},
            case={"type": "string", "description": "Dossier code"},
            procedure={"type": "string"},
            version={"type": "integer"},
            element={"type": "string", "description": "Id of the step in the diagram"},
            inputs={"type": "object", "description": "The values of motcua:input"},
            attempt={"type": "integer", "description": "1 at the first try"},
            locked_until=INSTANT,
        ),
        "Fetched": record(
            "work", work={"type": "array", "items": {"$ref": "#/components/schemas/Work"}}
        ),
        "Failed": record(
            "retry_at",
            retry_at={
                "type": ["string", "null"],
                "format": "date-time",
                "description": "null: it is an incident now, and an administrator looks at it",
            },
        ),
        "Extended": record("locked_until", locked_until=INSTANT),
        "Problem": {
            "type": "object",
            "properties": {
                "type": {"type": "string"},
                "title": {"type": "string"},
                "status": {"type": "integer"},
                "code": {"type": "string", "description": "Does not change; programs go by it"},
                "detail": {"type": "string"},
                "reference": {"type": "string", "description": "To be named to the operator"},
            },
            "required": ["type", "title", "status", "code", "detail"],
        },
    }
)
