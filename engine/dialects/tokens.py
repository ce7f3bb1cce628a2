"""A foreign expression cut into words and signs, and read from left to right."""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from engine.expressions.faults import Fault

MOST_LETTERS = 2_000
MOST_DEPTH = 40
Kind: TypeAlias = Literal["name", "number", "text", "sign", "end"]

_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+")
_NAME = re.compile(r"[^\W\d]\w*")
_TEXT = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'", re.DOTALL)
_SIGN = re.compile(r"\|\||&&|==|!=|<=|>=|\*\*|\.\.|->|[-+*/%<>=!?:.,()\[\]{}@]")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


@dataclass(frozen=True, kw_only=True)
class Token:
    """A word or sign; of a text its content without quotes."""

    kind: Kind
    text: str


class Reading:
    """The words of one expression; every way to read it is bounded."""

    def __init__(self, text: str) -> None:
        """Raises Fault for letters that no expression has."""
        if len(text) > MOST_LETTERS:
            raise Fault(
                f"it is longer than {MOST_LETTERS} letters", f"dài quá {MOST_LETTERS} ký tự"
            )
        self._tokens = _cut(text)
        self._at = 0
        self._depth = 0

    @property
    def next(self) -> Token:
        """The word that comes next."""
        return self._tokens[self._at]

    def words_ahead(self, count: int) -> str:
        """Return up to so many names that come next, joined by single blanks."""
        ahead = self._tokens[self._at : self._at + count]
        return " ".join(one.text for one in ahead) if _all_names(ahead) else ""

    def sign_after(self, count: int) -> str:
        """Return the sign after so many words; empty if there is none."""
        at = min(self._at + count, len(self._tokens) - 1)
        token = self._tokens[at]
        return token.text if token.kind == "sign" else ""

    def take(self) -> Token:
        """Go on to the next word, and return the one passed."""
        token = self._tokens[self._at]
        if token.kind != "end":
            self._at += 1
        return token

    def accept(self, *texts: str) -> str:
        """Pass the next word and return it if it is one of these, else return nothing."""
        token = self.next
        if token.kind in ("sign", "name") and token.text in texts:
            return self.take().text
        return ""

    def expect(self, text: str) -> None:
        """Pass this word. Raises Fault if another one comes."""
        if not self.accept(text):
            found = self.next.text or "…"
            raise Fault(f"“{text}” is expected before “{found}”", f"thiếu “{text}” trước “{found}”")

    def deeper(self) -> None:
        """Note that one part lies inside another. Raises Fault where there are too many."""
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise Fault("it is nested too deeply", "lồng nhau quá nhiều tầng")

    def higher(self) -> None:
        """Note that a part inside another is over."""
        self._depth -= 1

    def end(self) -> None:
        """Raise Fault unless everything has been read."""
        if self.next.kind != "end":
            found = self.next.text
            raise Fault(f"“{found}” cannot stand here", f"“{found}” không đứng ở đây được")


def _all_names(tokens: list[Token]) -> bool:
    return bool(tokens) and all(one.kind == "name" for one in tokens)


def _cut(text: str) -> list[Token]:
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        space = _SPACE.match(text, at)
        if space:
            at = space.end()
            continue
        at = _cut_one(text, at, tokens)
    return [*tokens, Token(kind="end", text="")]


def _cut_one(text: str, at: int, tokens: list[Token]) -> int:
    for kind, pattern in (("name", _NAME), ("number", _NUMBER), ("text", _TEXT), ("sign", _SIGN)):
        found = pattern.match(text, at)
        if found is None:
            continue
        if kind == "text":
            inner = found[1] if found[1] is not None else found[2]
            tokens.append(Token(kind="text", text=_unescaped(inner)))
        elif kind == "name":
            tokens.append(Token(kind="name", text=found[0]))
        else:
            tokens.append(Token(kind="number" if kind == "number" else "sign", text=found[0]))
        return found.end()
    letter = text[at]
    raise Fault(f"“{letter}” is not read here", f"không đọc được “{letter}”")


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda one: _ESCAPES.get(one[1], one[1]), text, flags=re.DOTALL)
