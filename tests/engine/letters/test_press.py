"""The press sets sheets, and no sheet gets the better of it."""

import time
from collections.abc import Iterator

import pytest

from engine.faults import LetterStopped
from engine.letters.press import Press, Sheet

ENDLESS = "#let s = 0\n#for a in range(100000) { for b in range(100000) { s += 1 } }"
GREEDY = "#range(1000000000).len()"
HUGE = "#set page(width: 100000pt, height: 100000pt)\nx"


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    found = Press()
    yield found
    found.close()


def printed(press: Press, source: str, **inputs: str) -> str | None:
    fault = press.print(Sheet(source=source, inputs=inputs)).fault
    return fault.message if fault else None


def test_a_sheet_becomes_a_pdf_and_a_picture_of_each_page(press: Press) -> None:
    assert press.print(Sheet(source="Một", inputs={})).parts[0].startswith(b"%PDF-")
    pages = press.print(Sheet(source="Một #pagebreak() Hai", inputs={}, format="png")).parts
    assert [page[:4] for page in pages] == [b"\x89PNG", b"\x89PNG"]


def test_the_same_sheet_gives_the_same_bytes(press: Press) -> None:
    sheet = Sheet(source="Một", inputs={}, timestamp=1_790_000_000)
    assert press.print(sheet).parts == press.print(sheet).parts


@pytest.mark.parametrize(
    "source",
    [
        '#read("/etc/passwd")',
        '#read("../../../../etc/passwd")',
        '#image("/etc/passwd")',
        '#include "/etc/passwd"',
        '#plugin("/bin/true")',
        '#import "@preview/cetz:0.2.0"',
        '#import "@pre" + "view/cetz:0.2.0"',
        '#import "@local/x:0.1.0"',
        '#eval("read(\\"/etc/passwd\\")")',
        '#bibliography("/etc/passwd")',
    ],
)
def test_no_file_and_no_package_can_be_read(press: Press, source: str) -> None:
    assert printed(press, source) is not None


def test_it_sees_the_inputs_and_no_environment(press: Press) -> None:
    assert printed(press, '#assert.eq(sys.inputs, (a: "1"))', a="1") is None


@pytest.mark.parametrize("source", [ENDLESS, GREEDY], ids=["time", "memory"])
def test_what_takes_too_much_is_stopped_and_the_next_sheet_is_set(
    press: Press, source: str
) -> None:
    began = time.monotonic()
    with pytest.raises(LetterStopped):
        printed(press, source)
    assert time.monotonic() - began < 10
    assert printed(press, "x") is None


def test_the_reason_says_which_limit_it_was(press: Press) -> None:
    with pytest.raises(LetterStopped, match="too long"):
        printed(press, ENDLESS)
    with pytest.raises(LetterStopped, match="memory"):
        press.print(Sheet(source=HUGE, inputs={}, format="png"))


@pytest.mark.parametrize(
    "source", ["#while true {}", "#let f(x) = f(x + 1)\n#f(0)", "#[" * 20_000, "\x00", "#"]
)
def test_what_cannot_be_set_is_a_complaint(press: Press, source: str) -> None:
    printed(press, source)
    assert printed(press, "x") is None
