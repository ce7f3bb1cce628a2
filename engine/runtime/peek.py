"""A look into a saved state, for pages: the case data and where the tokens stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.records.values import Json
from engine.runtime.codec import read
from engine.runtime.token import CALL


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """What a saved state holds.

    names     the case data
    elements  (token, element id) of every live token that shows on the diagram
    hands     who completed which user task last
    offices   office code by kind
    tokens    token → its scope, and what was handed in to its activity alone
    scopes    scope → its kind, the token that holds it, names of its own
    """

    names: Mapping[str, Json]
    elements: tuple[tuple[int, str], ...]
    hands: Mapping[str, int]
    offices: Mapping[str, str]
    tokens: Mapping[int, tuple[int, Mapping[str, Json]]] = field(repr=False, default_factory=dict)
    scopes: Mapping[int, tuple[str, int | None, Mapping[str, Json]]] = field(
        repr=False, default_factory=dict
    )

    def names_at(self, token: int) -> Mapping[str, Json]:
        """Return the names that the expressions of a token's element see.

        Those of an instance, turn or subprocess come before those around it; what is called sees
        nothing of its caller. For a token that is gone it is the case data.
        """
        if token not in self.tokens:
            return self.names
        at: int | None = token
        seen: dict[str, Json] = {}
        while at is not None:
            scope, handed_in = self.tokens[at]
            kind, holder, own = self.scopes[scope]
            seen = {**own, **(handed_in if at == token else {}), **seen}
            at = None if kind == CALL else holder
        return seen


def peek(state: bytes) -> Snapshot:
    """Return what is in a saved state.

    Raises  StateUnreadable for another format
    """
    saved = read(state)
    return Snapshot(
        names=saved["d"],
        elements=tuple((row[0], row[1]) for row in saved["t"] if "quiet" not in row[6]),
        hands=saved["h"],
        offices=saved["o"],
        tokens={row[0]: (row[3], row[6].get("local", {})) for row in saved["t"]},
        scopes={row[0]: _scope(row, saved["d"]) for row in saved["s"]},
    )


def _scope(
    row: list[Any], case_names: Mapping[str, Json]
) -> tuple[str, int | None, Mapping[str, Json]]:
    _number, kind, holder, _index, own = row[:5]
    return kind, holder, case_names if holder is None else own or {}
