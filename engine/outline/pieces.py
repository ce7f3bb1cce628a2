"""Sentences out of templates, with links where they name another element."""

from dataclasses import dataclass
from string import Formatter

from engine.errors import Words
from engine.procedures.wording.values import same
from engine.records.outlines import Piece, Sentence


@dataclass(frozen=True, kw_only=True)
class Link:
    """The name of another element of the text."""

    words: Words
    target: str


Filling = Words | Link | str | int


def say(element: str, role: str, template: Words, **values: Filling) -> Sentence:
    """Return a sentence; it begins with a capital letter."""
    return Sentence(
        element=element,
        role=role,
        vi=_capital(_pieces(template.vi, "vi", values)),
        en=_capital(_pieces(template.en, "en", values)),
    )


def many(links: list[Link]) -> Words:
    """Return a template that names several elements: {0}, {1} and {2}."""
    names = [f"{{n{place}}}" for place in range(len(links))]
    if len(names) < 2:
        return same("".join(names))
    first = ", ".join(names[:-1])
    return Words(vi=f"{first} và {names[-1]}", en=f"{first} and {names[-1]}")


def numbered(links: list[Link]) -> dict[str, Filling]:
    """Return the values of `many`."""
    return {f"n{place}": one for place, one in enumerate(links)}


def _pieces(template: str, language: str, values: dict[str, Filling]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    for text, name, _spec, _turn in Formatter().parse(template):
        if text:
            found.append(Piece(text=text))
        if name is None:
            continue
        value = values[name]
        if isinstance(value, Link):
            found.append(Piece(text=value.words.text(language), target=value.target))
        else:
            shown = value.text(language) if isinstance(value, Words) else str(value)
            found.append(Piece(text=shown))
    return tuple(found)


def _capital(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    first = pieces[0]
    text = first.text[:1].upper() + first.text[1:]
    return (Piece(text=text, target=first.target), *pieces[1:])
