"""Logs that an older release wrote are carried out to the same events.

old_logs.json holds cases played at random before events of all kinds, compensation, calls and
sleeping tokens came: the inside of the process, the payloads of the log as they were written, and
for each entry the beginning of the SHA-256 of its events. Their calendar has no number of counting:
the clock counts by it as it did then. Only a deliberate change of what happens
may change it.
"""

import json
from base64 import b64decode
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from engine.records.chain import decode_payload
from engine.records.events import Event
from engine.runtime.advance import advance
from engine.runtime.moment import Moment
from tests.engine.runtime.play import calendar, compiled

CASES: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("old_logs.json").read_text(encoding="utf-8")
)


def digest(events: tuple[Event, ...]) -> str:
    told = [[one.kind, one.element, one.token, dict(one.values)] for one in events]
    text = json.dumps(told, sort_keys=True, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()[:16]


@pytest.mark.parametrize("number", range(len(CASES)))
def test_an_old_log_is_carried_out_to_the_same_events(number: int) -> None:
    case = CASES[number]
    version = compiled(case["process"], 'motcua:term="10 working days"')
    then = replace(calendar(), counting=1)
    state: bytes | None = None
    for (kind, payload, at), events in zip(case["log"], case["events"], strict=True):
        command, _events = decode_payload(kind, b64decode(payload))
        moment = Moment(at=datetime.fromisoformat(at), calendar=then)
        outcome = advance(version, state, command, moment)
        assert digest(outcome.events) == events, command
        state = outcome.state
