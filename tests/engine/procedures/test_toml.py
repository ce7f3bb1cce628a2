"""What a designer or an archive brings is read within a second, or refused."""

import time
import tomllib

import pytest

from engine.procedures.card import read_card
from engine.procedures.toml import LARGEST, read_toml
from engine.scenarios.reader import read_scenario
from tests.make import TEST_PROCEDURES

CARD = (TEST_PROCEDURES / "hai-nguoi" / "procedure.toml").read_bytes()
HOSTILE = {
    "parts": b"a." * 100_000 + b"a = 1",
    "blanks": b"a . " * 60_000 + b"a = 1",
    "quoted": b'"a b".' * 60_000 + b"a = 1",
    "inline": b"x = {" + b"a." * 100_000 + b"a = 1}",
    "nested": b"title = " + b"[" * 5_000 + b"]" * 5_000,
    "large": b"# \n" * LARGEST,
    "letters": b'title = "\xff"',
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_what_would_take_for_ever_is_refused_at_once(content: bytes) -> None:
    began = time.process_time()
    with pytest.raises(tomllib.TOMLDecodeError):
        read_toml(content)
    assert time.process_time() - began < 1


def test_hostile_cards_and_scenarios_are_faults_of_their_files() -> None:
    assert [one.rule for one in read_card(HOSTILE["parts"])[1]] == ["card-syntax"]
    found = read_scenario(HOSTILE["parts"], "scenarios/mot.toml")[1]
    assert [one.rule for one in found] == ["scenario-syntax"]


def test_a_card_of_thousands_of_unknown_entries_is_told_of_soon() -> None:
    began = time.process_time()
    card, findings = read_card(b"".join(b"k%d=1\n" % one for one in range(30_000)) + CARD)
    assert card is None
    assert 0 < len(findings) <= 200
    assert time.process_time() - began < 2


def test_a_long_text_of_many_sentences_is_read() -> None:
    text = "Nộp hồ sơ. " * 150
    assert read_toml(f'title = "{text}"'.encode()) == {"title": text}
