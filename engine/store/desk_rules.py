"""The rules of the desk: what counts on a day."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, select

from engine.records.desk import DeskRule
from engine.store.desk_tables import desk_rule

ALL = select(desk_rule).order_by(desk_rule.c.name, desk_rule.c.valid_from)


def list_rules(db: Connection) -> tuple[DeskRule, ...]:
    """Return all rules, those of earlier days too."""
    return tuple(
        DeskRule(
            name=row.name,
            value=row.value,
            basis=row.basis,
            valid_from=date.fromisoformat(row.valid_from),
            valid_to=date.fromisoformat(row.valid_to) if row.valid_to else None,
        )
        for row in db.execute(ALL)
    )


def rules_on(rules: tuple[DeskRule, ...], day: date) -> Mapping[str, DeskRule]:
    """Return the rule of each name that counts on a day; the last one that began."""
    return {
        one.name: one
        for one in rules
        if one.valid_from <= day and (one.valid_to is None or day < one.valid_to)
    }
