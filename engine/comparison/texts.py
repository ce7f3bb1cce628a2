"""Letters, scenarios and other texts, line by line."""

from difflib import SequenceMatcher

from engine.errors import Words
from engine.procedures.wording.values import capital, filled, quoted, same
from engine.records.changes import Change, ChangeKind, Subject

_MOST_LINES = 2_000
# From here on lines that stand everywhere are not matched one by one: that takes too long.
_MANY_LINES = 400
_MOST_LETTERS = 4_000
_LINE = Words(
    vi="{owner}, dòng {number}: từ {before} thành {after}",
    en="{owner}, line {number}: from {before} to {after}",
)
_MORE = Words(
    vi="{owner} có thêm dòng {number}: {after}", en="{owner} has line {number} added: {after}"
)
_LESS = Words(
    vi="{owner} bỏ dòng {number}: {before}", en="{owner} has line {number} dropped: {before}"
)
_OTHER = Words(vi="{owner} có nội dung khác", en="{owner} has other contents")
_LONGEST = 160


def compare_texts(
    file: str, both: tuple[bytes, bytes], subject: Subject, owner: Words
) -> tuple[Change, ...]:
    """Return one change for each group of lines that differ."""
    lines = [one.decode("utf-8", errors="replace").splitlines() for one in both]
    if max(map(len, lines)) > _MOST_LINES or b"\0" in both[0] + both[1]:
        return (_change(file, subject, capital(filled(_OTHER, owner=owner)), (1, 1), ("", "")),)
    found = []
    matcher = SequenceMatcher(None, lines[0], lines[1], autojunk=len(lines[1]) > _MANY_LINES)
    for what, start, stop, begin, end in matcher.get_opcodes():
        if what == "equal":
            continue
        before, after = "\n".join(lines[0][start:stop]), "\n".join(lines[1][begin:end])
        template, number = (_LINE, begin + 1) if what == "replace" else (_MORE, begin + 1)
        if what == "delete":
            template, number = _LESS, start + 1
        words = filled(
            template, owner=owner, number=number, before=_shown(before), after=_shown(after)
        )
        places = (start + 1, begin + 1)
        found.append(_change(file, subject, capital(words), places, (before, after)))
    if not found:
        found = [_change(file, subject, capital(filled(_OTHER, owner=owner)), (1, 1), ("", ""))]
    return tuple(found)


def _shown(text: str) -> Words:
    short = " ".join(text[:_MOST_LETTERS].split())
    return quoted(same(short if len(short) <= _LONGEST else f"{short[:_LONGEST]}…"))


def _change(
    file: str, subject: Subject, words: Words, places: tuple[int, int], values: tuple[str, str]
) -> Change:
    kind: ChangeKind = "changed"
    return Change(
        kind=kind,
        subject=subject,
        file=file,
        words=words,
        aspect="lines",
        here=str(places[0]),
        there=str(places[1]),
        before=values[0][:_MOST_LETTERS],
        after=values[1][:_MOST_LETTERS],
        quiet=not any(values),
    )
