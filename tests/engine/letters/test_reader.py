"""What a template shows, and what it may not do, is found by reading it."""

import pytest

from engine.letters.reader import MOST_LETTERS, read_template

FILE = "letters/a.typ"


def rules(text: str) -> list[tuple[str, int | None]]:
    return [(one.rule, one.line) for one in read_template(text.encode(), FILE).findings]


def test_the_names_are_found_with_their_lines() -> None:
    template = read_template(b'#field("a")\n\n#day("dossier.received_at")', FILE)
    assert [(one.name, one.use, one.line) for one in template.shown] == [
        ("a", "field", 1),
        ("dossier.received_at", "day", 3),
    ]


def test_a_name_with_a_default_or_asked_about_first_is_not_needed() -> None:
    text = b'#field("a")#field("b", default: day("c"))#if given("d")[#field("d")]'
    assert read_template(text, FILE).needed() == {"a", "c"}


def test_comments_count_for_nothing_and_addresses_are_no_comments() -> None:
    text = '// #field("a")\n/* #image("x")\n */ https://a.vn #field("b") #field("c // d")'
    assert {one.name for one in read_template(text.encode(), FILE).shown} == {"b", "c // d"}
    assert rules(text) == []


@pytest.mark.parametrize(
    "text",
    [
        '#import "@preview/a:1.0.0"',
        '#import("x")',
        '#include "a.typ"',
        '#read("/etc/passwd")',
        '#image ("a.png")',
        '#std.plugin("a.wasm")',
        '#eval("1")',
        '#json("a")',
    ],
)
def test_ways_out_are_refused_at_their_line(text: str) -> None:
    assert rules(f"a\n{text}") == [("letter-access", 2)]


def test_words_that_only_look_like_it_are_text() -> None:
    assert rules("Please read this. Important image; field (một) là trường.") == []


def test_a_name_without_quotes_is_told() -> None:
    assert rules("#field(ho_ten)") == [("letter-name-quotes", 1)]


def test_another_encoding_and_endless_text_are_told() -> None:
    found = read_template("một\nhai".encode("utf-16"), FILE).findings
    assert [one.rule for one in found] == ["letter-unreadable"]
    assert rules("x" * (MOST_LETTERS + 1)) == [("letter-too-long", None)]
