"""Who signs what is data, with the days on which it holds."""

from datetime import date

import pytest

from engine.records.people import POST_KINDS
from engine.records.signing import ROLES
from engine.signatures.rules import read_rules, signing_rules, steps_of

TWO = """
[[rules]]
signer = "leader"
valid_from = 2020-03-05
valid_until = 2026-07-01
source = "cũ"
steps = [{ role = "leader", posts = ["leader"], required = true }]

[[rules]]
signer = "leader"
valid_from = 2026-07-01
source = "mới"
steps = [
  { role = "officer", posts = ["specialist"], required = false },
  { role = "leader", posts = ["leader"], required = true },
]
"""


@pytest.mark.parametrize(
    ("day", "roles"),
    [
        (date(2026, 6, 30), ["leader"]),
        (date(2026, 7, 1), ["officer", "leader"]),
    ],
    ids=["last day", "first day"],
)
def test_a_letter_keeps_the_rules_of_its_day(day: date, roles: list[str]) -> None:
    assert [one.role for one in steps_of("leader", day, read_rules(TWO))] == roles


def test_a_letter_without_a_signer_needs_no_signature() -> None:
    assert steps_of("", date(2026, 11, 23)) == ()


def test_a_post_that_no_rule_names_signs_and_the_seal_follows() -> None:
    steps = steps_of("police", date(2026, 11, 23))
    assert [(one.role, one.posts) for one in steps] == [
        ("leader", ("police",)),
        ("seal", ("clerk",)),
    ]


def test_the_rules_that_we_ship_name_posts_and_roles_that_there_are() -> None:
    for rule in signing_rules():
        assert rule.source
        for step in rule.steps:
            assert step.role in ROLES
            assert set(step.posts) <= set(POST_KINDS)
