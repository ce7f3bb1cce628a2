"""Every text of the pages is there in Vietnamese; the texts themselves are English."""

import re

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.architecture.sources import ROOT

METHODS = [
    ("**.py", "python"),
    ("**/templates/**.html", "jinja2"),
    ("**/templates/**.txt", "jinja2"),
]
PAGES = sorted(path.name for path in (ROOT / "web").iterdir() if (path / "__init__.py").is_file())
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
}
each = pytest.mark.parametrize("folder", PAGES)


def texts_of(folder: str) -> set[str]:
    """Return the texts marked for translation in a page's code and templates."""
    found = extract_from_dir(str(ROOT / "web" / folder), method_map=METHODS, keywords=KEYWORDS)
    return {text[0] if isinstance(text, tuple) else text for _, _, text, _, _ in found if text}


def catalogue(folder: str) -> list[Message]:
    """Return the translations that stand in a page's folder."""
    path = ROOT / "web" / folder / "translations" / "vi" / "LC_MESSAGES" / "messages.po"
    if not path.is_file():
        return []
    with path.open("rb") as file:
        return [one for one in read_po(file, locale="vi", abort_invalid=True) if one.id]


def sentences(value: object) -> tuple[str, ...]:
    """Return singular and plural, or the one sentence there is."""
    return tuple(value) if isinstance(value, list | tuple) else (str(value or ""),)


@each
def test_every_text_of_a_page_has_a_vietnamese_one(folder: str) -> None:
    # The server reads all catalogues as one.
    messages = [one for page in PAGES for one in catalogue(page) if all(sentences(one.string))]
    assert texts_of(folder) - {sentences(one.id)[0] for one in messages} == set()


@each
def test_no_translation_is_marked_as_a_guess(folder: str) -> None:
    assert [one.id for one in catalogue(folder) if one.fuzzy] == []


@each
def test_no_translation_is_left_over(folder: str) -> None:
    used = set().union(*(texts_of(page) for page in PAGES))
    assert {sentences(one.id)[0] for one in catalogue(folder)} - used == set()


@each
def test_a_translation_names_no_value_its_text_lacks(folder: str) -> None:
    found = [
        one.id
        for one in catalogue(folder)
        for sentence in sentences(one.string)
        if set(PLACEHOLDER.findall(sentence)) - set(PLACEHOLDER.findall("".join(sentences(one.id))))
    ]
    assert found == []


def test_a_text_has_one_translation_wherever_it_stands() -> None:
    # All catalogues are read as one: of two translations of a text, every page would show the last.
    found: dict[tuple[str | None, str], set[tuple[str, ...]]] = {}
    for page in PAGES:
        for one in catalogue(page):
            place = (one.context, sentences(one.id)[0])
            found.setdefault(place, set()).add(sentences(one.string))
    assert {place: said for place, said in found.items() if len(said) > 1} == {}
