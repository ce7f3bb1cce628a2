"""What differs between two versions of a procedure, each difference as a sentence."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from engine.errors import Words

ChangeKind: TypeAlias = Literal["added", "removed", "changed", "moved"]
Subject: TypeAlias = Literal[
    "procedure",
    "step",
    "gateway",
    "event",
    "flow",
    "lane",
    "message",
    "form",
    "field",
    "decision",
    "letter",
    "card",
    "guide",
    "scenario",
    "file",
]


@dataclass(frozen=True, kw_only=True)
class Change:
    """One difference.

    subject     what it is about
    file        path inside the folder
    aspect      which side of it: "term", "name", "required" …; empty for the whole of it
    here, there id of the element, field, rule or line: on the side before, on the side after
    words       the sentence
    before, after   what stood there, as texts for a table
    quiet       it follows from other changes, or is of technical interest only
    """

    kind: ChangeKind
    subject: Subject
    file: str
    words: Words
    aspect: str = ""
    here: str | None = None
    there: str | None = None
    before: str = ""
    after: str = ""
    quiet: bool = False

    def text(self, language: str) -> str:
        """Return the sentence in `language`."""
        return self.words.text(language)


@dataclass(frozen=True, kw_only=True)
class Broken:
    """A file that could not be read on one side; its text is compared line by line.

    side   before or after
    """

    side: Literal["before", "after"]
    file: str
    words: Words


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """All differences in the order of a page: diagram, forms, decisions, letters, card, the rest.

    matched   ids of the diagram after → ids before, where both are the same element
    """

    changes: tuple[Change, ...]
    broken: tuple[Broken, ...] = ()
    matched: tuple[tuple[str, str], ...] = ()

    @property
    def loud(self) -> tuple[Change, ...]:
        """The changes a reader wants to know of first."""
        return tuple(one for one in self.changes if not one.quiet)
