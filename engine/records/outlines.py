"""A diagram as text: sentences by part, with links from one element to the next."""

from dataclasses import dataclass

from engine.errors import Words


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A run of text; with `target` it is a link to the entry of that element."""

    text: str
    target: str | None = None


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """One sentence in both languages.

    element   id of the node or flow it speaks of
    role      what, rule, way or from: what it is, what holds there, where it leads, where from
    """

    element: str
    role: str
    vi: tuple[Piece, ...]
    en: tuple[Piece, ...]

    def pieces(self, language: str) -> tuple[Piece, ...]:
        """Return the sentence in `language`, piece by piece."""
        return self.vi if language == "vi" else self.en

    def text(self, language: str) -> str:
        """Return the sentence in `language`."""
        return "".join(one.text for one in self.pieces(language))


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A node with everything that is to be said of it; `number` follows the course of work."""

    element: str
    number: int
    name: Words
    kind: Words
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, kw_only=True)
class Part:
    """A lane, a subprocess or a further process."""

    part_id: str
    heading: Words
    intro: tuple[Sentence, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True)
class Outline:
    """The whole diagram."""

    title: Words
    intro: tuple[Sentence, ...]
    parts: tuple[Part, ...]
