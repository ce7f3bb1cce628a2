"""Whatever a designer can set has a word of its own in the sentences of a comparison."""

from dataclasses import fields
from typing import get_args

from engine.comparison import aspects, cards, forms
from engine.diagrams.attributes import ATTRIBUTES, LOOP
from engine.records.cards import Card, Cost, CostLine
from engine.records.forms import Field, FieldKind


def test_every_attribute_has_a_word() -> None:
    wanted = {name for name, places in ATTRIBUTES.items() if places != {LOOP}}
    assert wanted - aspects.LABELS.keys() == set()


def test_every_setting_of_a_field_has_a_word() -> None:
    wanted = {one.name for one in fields(Field)} - forms.SPOKEN_APART
    assert wanted - forms.LABELS.keys() == set()


def test_every_kind_of_field_has_a_word() -> None:
    assert set(get_args(FieldKind)) - forms.KIND_NAMES.keys() == set()


def test_every_entry_of_a_card_has_a_word() -> None:
    wanted = {one.name for kind in (Card, Cost, CostLine) for one in fields(kind)}
    assert wanted - cards.LABELS.keys() - {"hired", "what", "part"} == set()
