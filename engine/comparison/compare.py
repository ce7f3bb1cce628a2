"""Two folders of a procedure set side by side, file by file."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Literal

import orjson

from engine.comparison.cards import compare_cards
from engine.comparison.decisions import compare_decisions, compare_settings
from engine.comparison.diagrams import compare_diagrams
from engine.comparison.flat import flatten
from engine.comparison.forms import compare_forms
from engine.comparison.guides import compare_guides
from engine.comparison.loose import differences
from engine.comparison.saying import from_to
from engine.comparison.texts import compare_texts
from engine.decisions.decision import Decision
from engine.diagrams.model import Diagram
from engine.diagrams.reader import read_diagram
from engine.diagrams.xml import parse_xml
from engine.errors import ProcedureRefused, Words
from engine.procedures.guide import FILE as GUIDE_FILE
from engine.procedures.parts import DIAGRAM_FILE, Parts, read_parts
from engine.procedures.toml import read_toml
from engine.procedures.wording.values import capital, filled, quoted, same
from engine.records.changes import Broken, Change, Comparison, Subject

Files = Mapping[str, bytes]

_SORTS: tuple[tuple[str, Subject, Words], ...] = (
    (".bpmn", "file", Words(vi="sơ đồ {name}", en="the diagram {name}")),
    (".form", "form", Words(vi="biểu mẫu {name}", en="the form {name}")),
    (".dmn", "decision", Words(vi="bảng quyết định {name}", en="the decision table {name}")),
    (".typ", "letter", Words(vi="mẫu văn bản {name}", en="the letter {name}")),
    ("procedure.toml", "card", Words(vi="thẻ thủ tục", en="the card")),
    ("guide.toml", "guide", Words(vi="bảng hướng dẫn", en="the guide")),
    (".toml", "scenario", Words(vi="kịch bản {name}", en="the scenario {name}")),
    ("", "file", Words(vi="tệp {name}", en="the file {name}")),
)
_ADDED = Words(vi="thêm {what}", en="adds {what}")
_REMOVED = Words(vi="bỏ {what}", en="drops {what}")
_RENAMED = Words(
    vi="tệp {before} đổi tên thành {after}", en="the file {before} is now called {after}"
)
_WRITTEN = Words(
    vi="{what} chỉ khác cách ghi trong tệp", en="{what} differs only in how the file is written"
)
_UNREADABLE = Words(
    vi="{what} không đọc được: {reason} Nội dung được so từng dòng.",
    en="{what} cannot be read: {reason} It is compared line by line.",
)
_NO_FINDING = Words(vi="tệp không đúng dạng.", en="the file is not of its kind.")
# What the reader of forms reads, so that rules of their own speak of it.
_READ_OF_FORMS = re.compile(
    r"\.(type|key|id|label|dateLabel|description|text|required|min|max|minLength|maxLength|pattern"
    r"|hide|labelEn|descriptionEn|helpVi|helpEn|textEn|patternVi|patternEn|source|kind|readonly"
    r"|disabled|multiple|accept|validationType|autocomplete|value|step|increment|decimalDigits)$"
    r"|^(id|type|title|titleEn|schemaVersion|exporter.*|executionPlatform.*)$|\.layout\.|\.values\["
)


def compare_folders(before: Files, after: Files) -> Comparison:
    """Return all differences of two folders, given by path; broken files are told of."""
    run = _Run(before=before, after=after, parts=(read_parts(before), read_parts(after)))
    if before == after:
        return Comparison(changes=())
    renamed = run.find_renamed()
    for old, new in renamed.items():
        words = filled(_RENAMED, before=quoted(same(old)), after=quoted(same(new)))
        run.add("changed", new, capital(words), (old, new))
    for path in sorted(before.keys() | after.keys(), key=_rank):
        if path in renamed or path in renamed.values() or before.get(path) == after.get(path):
            continue
        if path in before and path in after:
            run.compare(path)
        elif path in after:
            run.add("added", path, capital(filled(_ADDED, what=run.name(path, 1))), (None, path))
        else:
            words = capital(filled(_REMOVED, what=run.name(path, 0)))
            run.add("removed", path, words, (path, None))
    return Comparison(
        changes=tuple(run.found), broken=tuple(run.broken), matched=tuple(run.matched)
    )


def _rank(path: str) -> tuple[int, str]:
    order = next(place for place, (ending, *_rest) in enumerate(_SORTS) if path.endswith(ending))
    return order, path


@dataclass(kw_only=True)
class _Run:
    before: Files
    after: Files
    parts: tuple[Parts, Parts]
    found: list[Change] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    matched: list[tuple[str, str]] = field(default_factory=list)

    def find_renamed(self) -> dict[str, str]:
        """Return files that are the same under another name, path before → path after."""
        gone = {self.before[one]: one for one in self.before if one not in self.after}
        come = {self.after[one]: one for one in self.after if one not in self.before}
        return {
            one: come[content]
            for content, one in gone.items()
            if content in come and PurePosixPath(come[content]).suffix == PurePosixPath(one).suffix
        }

    def name(self, path: str, side: int) -> Words:
        """Return what a sentence calls a file: the title of its form, table or scenario."""
        _ending, subject, template = next(one for one in _SORTS if path.endswith(one[0]))
        stem, parts = PurePosixPath(path).stem, self.parts[side]
        shown = same(path if subject == "file" else stem)
        form, table = parts.forms.get(stem), parts.decisions.get(stem)
        if subject == "form" and form:
            shown = Words(vi=form.title_vi or stem, en=form.title_en or stem)
        elif subject == "decision" and table:
            shown = same(table.name or stem)
        elif subject == "scenario":
            shown = _scenario_title((self.before, self.after)[side][path]) or shown
        return filled(template, name=quoted(shown))

    def add(self, kind: str, path: str, words: Words, ends: tuple[str | None, str | None]) -> None:
        """Keep a change of a whole file."""
        subject = next(one[1] for one in _SORTS if path.endswith(one[0]))
        here, there = ends
        self.found.append(
            Change(
                kind=kind,  # type: ignore[arg-type]  # one of ChangeKind
                subject=subject,
                file=path,
                words=words,
                aspect="file",
                here=here,
                there=there,
            )
        )

    def compare(self, path: str) -> None:
        """Compare a file that is on both sides and differs."""
        ways: Mapping[str, Callable[[str], tuple[Change, ...] | None]] = {
            ".bpmn": self._diagrams,
            ".form": self._forms,
            ".dmn": self._decisions,
            "procedure.toml": self._cards,
            "guide.toml": self._guides,
        }
        way = next((one for ending, one in ways.items() if path.endswith(ending)), None)
        if way is None:
            self.found += self._lines(path)
            return
        changes = way(path)
        if changes is None:
            self._tell_broken(path)
            self.found += self._lines(path)
        elif not changes:
            words = capital(filled(_WRITTEN, what=self.name(path, 1)))
            self.add("changed", path, words, (path, path))
            self.found[-1] = replace(self.found[-1], quiet=True)
        else:
            self.found += changes

    def _lines(self, path: str) -> tuple[Change, ...]:
        subject = next(one[1] for one in _SORTS if path.endswith(one[0]))
        both = (self.before[path], self.after[path])
        return compare_texts(path, both, subject, self.name(path, 1))

    def _diagrams(self, path: str) -> tuple[Change, ...] | None:
        old, new = (
            parts.diagram if path == DIAGRAM_FILE else _diagram(files[path], path)
            for parts, files in zip(self.parts, (self.before, self.after), strict=True)
        )
        if old is None or new is None:
            return None
        changes, match = compare_diagrams(path, (old, new), self.parts)
        self.matched += [(ours, theirs) for theirs, ours in match.back.items()]
        return changes

    def _forms(self, path: str) -> tuple[Change, ...] | None:
        stem = PurePosixPath(path).stem
        old, new = (parts.forms.get(stem) for parts in self.parts)
        if old is None or new is None:
            return None
        found = list(compare_forms(path, old, new))
        documents = [orjson.loads(one[path]) for one in (self.before, self.after)]
        owner = self.name(path, 1)
        for way, was, now in differences(*documents):
            if not _READ_OF_FORMS.search(way):
                shown = [None if one is None else quoted(same(str(one))) for one in (was, now)]
                words = from_to(quoted(same(way)), owner, shown[0], shown[1])
                found.append(_left(path, "form", words, way, (was, now)))
        return tuple(found)

    def _decisions(self, path: str) -> tuple[Change, ...] | None:
        stem = PurePosixPath(path).stem
        old, new = (_tables(parts, stem) for parts in self.parts)
        if not old or not new:
            return None
        found: list[Change] = []
        for key in dict.fromkeys((*old, *new)):
            if key in old and key in new:
                found += compare_decisions(path, old[key], new[key])
            else:
                decision = old.get(key) or new[key]
                name = Words(vi=f"bảng “{decision.name}”", en=f"the table “{decision.name}”")
                words = capital(filled(_REMOVED if key in old else _ADDED, what=name))
                ends = (key, None) if key in old else (None, key)
                self.add("removed" if key in old else "added", path, words, ends)
                found.append(self.found.pop())
        roots = [parse_xml(one[path], path) for one in (self.before, self.after)]
        found += compare_settings(path, *map(flatten, roots))
        return tuple(found)

    def _cards(self, path: str) -> tuple[Change, ...] | None:
        try:
            return compare_cards(path, self.before[path], self.after[path])
        except tomllib.TOMLDecodeError:
            return None

    def _guides(self, path: str) -> tuple[Change, ...] | None:
        try:
            return compare_guides(path, self.before[path], self.after[path])
        except tomllib.TOMLDecodeError:
            return None

    def _tell_broken(self, path: str) -> None:
        sides: tuple[tuple[int, Literal["before", "after"]], ...] = ((0, "before"), (1, "after"))
        for number, side in sides:
            reasons = [
                one for one in self.parts[number].findings if one.file == path and one.severe
            ]
            if reasons or not self._is_read(path, number):
                reason = Words(vi=reasons[0].vi, en=reasons[0].en) if reasons else _NO_FINDING
                words = filled(_UNREADABLE, what=self.name(path, number), reason=reason)
                self.broken.append(Broken(side=side, file=path, words=capital(words)))

    def _is_read(self, path: str, side: int) -> bool:
        parts, stem = self.parts[side], PurePosixPath(path).stem
        if path.endswith(".form"):
            return stem in parts.forms
        if path.endswith(".dmn"):
            return bool(_tables(parts, stem))
        if path.endswith(".bpmn"):
            return parts.diagram is not None
        return (parts.guide if path == GUIDE_FILE else parts.card) is not None


def _left(
    file: str, subject: Subject, words: Words, way: str, values: tuple[object, object]
) -> Change:
    texts = ["" if one is None else str(one) for one in values]
    return Change(
        kind="changed",
        subject=subject,
        file=file,
        words=words,
        aspect=way,
        here=way,
        there=way,
        before=texts[0],
        after=texts[1],
    )


def _tables(parts: Parts, stem: str) -> dict[str, Decision]:
    return {
        key.partition("#")[2]: one
        for key, one in parts.decisions.items()
        if key.startswith(f"{stem}#")
    }


def _diagram(content: bytes, path: str) -> Diagram | None:
    try:
        return read_diagram(content, path)[0]
    except ProcedureRefused:
        return None


def _scenario_title(content: bytes) -> Words | None:
    try:
        title = read_toml(content).get("title")
    except tomllib.TOMLDecodeError:
        return None
    if not isinstance(title, dict) or not isinstance(title.get("vi"), str):
        return None
    return Words(vi=title["vi"], en=str(title.get("en") or title["vi"]))
