"""Files that are broken, twisted or hostile: a clear refusal or a result, never a crash."""

import random
import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.diagrams.reader import read_diagram
from engine.diagrams.xml import parse_xml
from engine.dialects.feel import read_feel
from engine.dialects.tools import JUEL
from engine.dialects.translate import Tongue, translate
from engine.dialects.variables import Variables
from engine.errors import ProcedureRefused
from engine.expressions.expression import compile_expression
from engine.expressions.faults import Fault
from tests.engine.dialects.importing import NAMES, imported, sample

TAG = re.compile(r"<[^!?][^>]*>")
ATTRIBUTE = re.compile(r"\s[\w:.-]+=(?:\"[^\"]*\"|'[^']*')")
ELEMENT = re.compile(r"<([\w:]+)[^<>]*?(?:/>|>[^<]*</\1>)")
WORDS = ["", "x", "${", "=", "#{a.b}", "\u0000", "&", "<", "]]>", "-1", "a" * 300, "Đồng ý", "\n"]


def mutate(text: str, chance: random.Random) -> str:
    """Return a text with one thing dropped, doubled, renamed or replaced."""
    act = chance.randrange(6)
    pattern = (TAG, ATTRIBUTE, ELEMENT, ATTRIBUTE, ELEMENT, TAG)[act]
    places = list(pattern.finditer(text))
    if not places:
        return text
    start, end = chance.choice(places).span()
    part = text[start:end]
    word = chance.choice(WORDS)
    value = re.sub(r"(=[\"']).*([\"'])", lambda one: f"{one[1]}{word}{one[2]}", part)
    name = re.sub(r"^(</?)[\w:]+", r"\1bpmn:transaction", part)
    new = ("", "", part + part, value, word, name)[act]
    return text[:start] + new + text[end:]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", range(40))
def test_a_mutated_file_is_read_or_refused(name: str, seed: int) -> None:
    chance = random.Random(f"{name}{seed}")  # noqa: S311  the same files at each run
    text = sample(name).decode()
    for _ in range(chance.choice((1, 1, 3, 12))):
        text = mutate(text, chance)
    content = text.encode()
    diagram, findings = read_diagram(content, "x.bpmn")
    assert diagram is not None or findings
    try:
        result = imported(content, quanLy="head")
    except ProcedureRefused:
        return
    parse_xml(result.files["process.bpmn"], "process.bpmn")


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=60) | st.text(alphabet="ab1 .()[]{}?:=<>!'\"$#&|+-*/,@", max_size=40))
def test_any_text_is_translated_or_refused(text: str) -> None:
    for tongue in (JUEL, Tongue(language="feel"), Tongue(language="python")):
        for written in (text, f"${{{text}}}", f"={text}"):
            with suppress(Fault):
                compile_expression(translate(written, tongue, Variables()))


def test_a_deep_expression_does_not_exhaust_the_stack() -> None:
    for text in ("-" * 1_900 + "1", "if a then " * 190 + "1", "[" * 1_900, "f(" * 900):
        with pytest.raises(Fault):
            read_feel(text, Variables())


@settings(max_examples=100, deadline=None)
@given(content=st.binary(max_size=200))
def test_any_bytes_are_refused_in_words(content: bytes) -> None:
    with pytest.raises(ProcedureRefused) as refused:
        imported(content)
    assert refused.value.findings


def test_a_file_of_ten_thousand_elements_is_imported_in_time() -> None:
    task = '<bpmn:userTask id="t{0}" camunda:candidateGroups="leader" camunda:dueDate="P1D" />\n'
    head, _, tail = sample("camunda7").decode().partition('<bpmn:userTask id="duyet"')
    many = "".join(task.format(number) for number in range(5_000))
    result = imported(f'{head}{many}<bpmn:userTask id="duyet"{tail}'.encode())
    assert result.files["process.bpmn"].count(b'motcua:post="leader"') == 5_000
