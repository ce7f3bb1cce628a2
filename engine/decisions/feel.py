"""FEEL to our expression language, as far as both can say the same.

What is carried over: names, texts, numbers, comparisons with `=`, arithmetic, and/or, not(…),
if-then-else, `in` with a list of literals, lists, and the functions of FUNCTIONS. The rest is
refused, never guessed: FEEL counts places from 1, we count from 0.
Source: OMG DMN 1.4, 10.3.1.2 (grammar) and 10.3.4 (functions).
"""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from engine.expressions.faults import Fault

TOKEN: Final = re.compile(
    r"\s*(?P<text>\"(?:[^\"\\]|\\.)*\")|\s*(?P<number>\d+(?:\.\d+)?|\.\d+)"
    r"|\s*(?P<name>[^\W\d]\w*)|\s*(?P<sign><=|>=|!=|\*\*|\.\.|[-+*/=<>()\[\],.])|\s*(?P<other>\S)",
    re.DOTALL,
)
FUNCTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "string length": "len",
        "upper case": "upper",
        "lower case": "lower",
        "starts with": "starts_with",
        "ends with": "ends_with",
        "list contains": "contains",
        "contains": "contains",
        "count": "len",
        "ceiling": "ceil",
        "floor": "floor",
        "round half up": "round",
        "abs": "abs",
        "min": "min",
        "max": "max",
        "sum": "sum",
        "trim": "trim",
        "is blank": "is_blank",
        "number": "number",
        "date": "date",
    }
)
LONGEST: Final = 3  # words in the name of a function
WORDS: Final = frozenset(("and", "or", "not", "in", "if", "then", "else"))
NOT_READ: Final = frozenset(
    ("for", "return", "some", "every", "satisfies", "function", "instance", "between", "external")
)
MOST_DEPTH: Final = 40
OPENING: Final[Mapping[str, str]] = MappingProxyType({"(": ")", "[": "]"})
CLOSING: Final = frozenset((")", "]", "then", "else"))
COMPARED: Final = frozenset(("=", "!=", "<", "<=", ">", ">=", "in"))


def translate(text: str) -> str:
    """Return a FEEL expression in our language.

    Raises   Fault with what our language cannot say
    """
    words = _functions(_tokens(text))
    found, at = _until(words, 0, frozenset(), 0)
    if at < len(words):
        raise Fault(f"{words[at]} stands in a wrong place", f"{words[at]} đứng sai chỗ")
    return found


def _tokens(text: str) -> list[str]:
    found = []
    for word in TOKEN.finditer(text.rstrip()):
        if word["other"]:
            raise Fault(f"{word['other']} cannot be read", f"không đọc được {word['other']}")
        found.append(word[0].strip())
    return found


def _functions(words: Sequence[str]) -> list[str]:
    """Return the words with each function under our name; FEEL's names may hold spaces."""
    found: list[str] = []
    at = 0
    while at < len(words):
        for count in range(LONGEST, 0, -1):
            name = " ".join(words[at : at + count])
            if name in FUNCTIONS and words[at + count : at + count + 1] == ["("]:
                found.append(FUNCTIONS[name])
                at += count
                break
        else:
            _check(words, at)
            found.append(words[at])
            at += 1
    return found


def _check(words: Sequence[str], at: int) -> None:
    word, after = words[at], words[at + 1 : at + 2]
    if word in NOT_READ or word == "**" or word == "..":
        raise Fault(f"FEEL's {word} is not read here", f"không đọc được {word} của FEEL")
    is_name = _is_name(word)
    if is_name and after == ["("] and word != "not":
        raise Fault(f"there is no function {word}", f"không có hàm {word}")
    if is_name and after and _is_name(after[0]) and after[0] not in NOT_READ:
        raise Fault(
            f"a name with a space is not read; write {word}_{after[0]}",
            f"tên có dấu cách không đọc được; hãy viết {word}_{after[0]}",
        )
    if (is_name or word in (")", "]")) and after == ["["]:
        raise Fault(
            "FEEL's filters and places in a list are not read here",
            "không đọc được phép lọc hoặc vị trí trong danh sách của FEEL",
        )


def _is_name(word: str) -> bool:
    return word.isidentifier() and word not in WORDS


def _until(words: Sequence[str], at: int, ends: frozenset[str], depth: int) -> tuple[str, int]:
    """Return what stands before the first of `ends`, translated, and the place of that."""
    if depth > MOST_DEPTH:
        raise Fault("it is nested too deeply", "lồng nhau quá nhiều tầng")
    parts: list[str] = []
    compared = False
    while at < len(words) and words[at] not in ends | CLOSING:
        word = words[at]
        compared = _is_compared(word, compared)
        if word == "not":
            inner, at = _negation(words, at, depth)
            part = f"(not {inner})"  # a function in FEEL, so it binds closer than a comparison
        elif word == "if":
            part, at = _choice(words, at, ends, depth)
        elif word in OPENING:
            part, at = _bracket(words, at, depth)
        elif word == "in":
            part, at = _literals(words, at)
        else:
            part, at = ("==" if word == "=" else word), at + 1
        parts.append(part)
    return " ".join(parts).replace(" . ", "."), at


def _is_compared(word: str, before: bool) -> bool:
    """Return whether a comparison is open; two in a row mean one thing here and another in FEEL."""
    if word in ("and", "or"):
        return False
    if word not in COMPARED:
        return before
    if before:
        raise Fault("put brackets around a comparison", "hãy đặt phép so sánh trong ngoặc")
    return True


def _negation(words: Sequence[str], at: int, depth: int) -> tuple[str, int]:
    if words[at + 1 : at + 2] != ["("]:
        raise Fault("write not( )", "hãy viết not( )")
    return _bracket(words, at + 1, depth)


def _choice(words: Sequence[str], at: int, ends: frozenset[str], depth: int) -> tuple[str, int]:
    test, at = _part(words, at + 1, "then", depth)
    then, at = _part(words, at, "else", depth)
    otherwise, at = _until(words, at, ends | {","}, depth + 1)
    return f"(({then}) if ({test}) else ({otherwise}))", at


def _part(words: Sequence[str], at: int, end: str, depth: int) -> tuple[str, int]:
    found, at = _until(words, at, frozenset((end,)), depth + 1)
    if at == len(words) or words[at] != end:
        raise Fault(f"if without {end}", f"if thiếu {end}")
    return found, at + 1


def _bracket(words: Sequence[str], at: int, depth: int) -> tuple[str, int]:
    opening = words[at]
    closing = OPENING[opening]
    parts, at = [], at + 1
    while True:
        part, at = _until(words, at, frozenset((",", closing)), depth + 1)
        parts.append(part)
        if at == len(words) or words[at] not in (",", closing):
            raise Fault(f"{closing} is missing", f"thiếu {closing}")
        at += 1
        if words[at - 1] == closing:
            return f"{opening}{', '.join(parts)}{closing}", at


def _literals(words: Sequence[str], at: int) -> tuple[str, int]:
    """Return `in` with its list; a test such as `in (< 5)` or `in (names)` means something else."""
    opening = words[at + 1 : at + 2]
    closing = OPENING.get(opening[0]) if opening else None
    end = words.index(closing, at) if closing in words[at:] and closing else at
    inside = words[at + 2 : end]
    if not inside or not all(one == "," or one[0] in '"0123456789' for one in inside):
        raise Fault(
            "after in, only a list of texts or numbers is read",
            "sau in chỉ đọc được danh sách văn bản hoặc số",
        )
    return f"in [{' '.join(inside)}]", end + 1
