"""Every text of the shipped procedures is there in Vietnamese and in English."""

import unicodedata
from pathlib import Path

import pytest

from engine.diagrams.model import Node
from tests.procedures.shipped import BPMN, KEYS, procedure

SEEN = ("userTask", "serviceTask", "sendTask", "scriptTask", "businessRuleTask", "endEvent")


@pytest.mark.parametrize("key", KEYS)
def test_every_element_has_a_name_in_both_languages(key: str) -> None:
    nodes = procedure(key).diagram.process.nodes.values()
    assert [node.node_id for node in nodes if not node.attributes.get("nameEn")] == []
    assert [node.node_id for node in nodes if node.tag in SEEN and not node.name] == []


@pytest.mark.parametrize("key", KEYS)
def test_plain_words_for_the_citizen_come_in_both_languages_or_not_at_all(key: str) -> None:
    def is_half(node: Node) -> bool:
        return ("publicName" in node.attributes) != ("publicNameEn" in node.attributes)

    nodes = procedure(key).diagram.process.nodes.values()
    assert [node.node_id for node in nodes if is_half(node)] == []


@pytest.mark.parametrize("key", KEYS)
def test_english_labels_are_no_copies_of_vietnamese_ones(key: str) -> None:
    fields = [field for form in procedure(key).forms.values() for field in form.fields]
    accented = [field.key for field in fields if not field.label_en.replace("²", "").isascii()]
    assert accented == []
    assert [field.key for field in fields if bool(field.help_vi) != bool(field.help_en)] == []


@pytest.mark.parametrize("path", sorted(BPMN.rglob("*.*")), ids=lambda path: path.name)
def test_diacritics_are_composed(path: Path) -> None:
    # Decomposed letters look the same, and are not found by a search.
    text = path.read_text(encoding="utf-8")
    assert text == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("key", KEYS)
def test_every_form_is_used_and_every_user_task_has_one(key: str) -> None:
    subject = procedure(key)
    nodes = subject.diagram.process.nodes.values()
    named = {node.attributes["form"] for node in nodes if "form" in node.attributes}
    asked_before = {subject.guide.form} if subject.guide else set()
    assert set(subject.forms) == named | {subject.card.filing_form} | asked_before
    assert [
        one.node_id for one in nodes if one.tag == "userTask" and not one.attributes.get("form")
    ] == []


@pytest.mark.parametrize("key", KEYS)
def test_labels_do_not_say_what_the_page_says_anyway(key: str) -> None:
    fields = [field for form in procedure(key).forms.values() for field in form.fields]
    asides = ("(nếu có)", "(if any", "(optional", "(bắt buộc)", "(required")
    labels = [f"{field.label_vi} {field.label_en}" for field in fields]
    assert [label for label in labels if any(aside in label for aside in asides)] == []
