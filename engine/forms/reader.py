"""A form-js document → a Form, and everything that is wrong with it.

docs/reference/forms.md lists what of form-js is read.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

import orjson

from engine.errors import Words
from engine.expressions.expression import compile_expression
from engine.faults import ExpressionRefused
from engine.forms import rules
from engine.forms.compound import parts_of
from engine.forms.fields import KINDS, LABEL, Component, read_field
from engine.records.findings import Finding, Rule
from engine.records.forms import Form, Section

_LAYOUT = frozenset(("separator", "spacer", "button"))
MOST_FIELDS = 500
_MOST_DEEP = 12
_TITLE = Words(vi="tên, titleEn", en="title, titleEn")
_INTRO = Words(vi="lời dẫn, textEn", en="introduction, textEn")


def read_form(content: bytes, file: str) -> tuple[Form | None, tuple[Finding, ...]]:
    """Return the form and all findings; the form is None where the file is no JSON object.

    file   path inside the folder; its stem is the form's id
    """
    reading = _Reading(file=file, text=content.decode("utf-8", errors="replace"))
    try:
        document = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        reading.add(rules.SYNTAX, None, line=error.lineno, reason=error.msg)
        return None, tuple(reading.findings)
    components = document.get("components") if isinstance(document, dict) else None
    if not isinstance(components, list):
        reading.add(rules.SYNTAX, None, line=1, reason="components: []")
        return None, tuple(reading.findings)
    count, depth = _measure(components)
    if count > MOST_FIELDS:
        reading.add(rules.LARGE, None, line=1, count=count, most=MOST_FIELDS)
        return None, tuple(reading.findings)
    if depth > _MOST_DEEP:
        reading.add(rules.DEEP, None, line=1)
        return None, tuple(reading.findings)
    form = reading.read(document, components)
    return form, tuple(sorted(reading.findings, key=lambda one: one.line or 0))


@dataclass(kw_only=True)
class _Reading:
    file: str
    text: str
    findings: list[Finding] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)

    def read(self, document: Mapping[str, object], components: list[object]) -> Form:
        title = str(document.get("title") or "").strip()
        title_en = str(document.get("titleEn") or "").strip()
        if not title:
            self.add(rules.TITLE, None, line=1)
        elif not title_en:
            self.add(rules.ENGLISH, None, line=1, name=title, where=_TITLE)
        sections = self._read_sections(components)
        if not any(section.fields for section in sections):
            self.add(rules.EMPTY, None, line=1)
        for one in (one for section in sections for one in section.fields):
            if one.refers and one.refers not in self.keys and one.kind == "personal":
                self.add(rules.REFERS, one.key, name=one.label_vi or one.key, refers=one.refers)
        return Form(
            form_id=PurePosixPath(self.file).stem,
            title_vi=title,
            title_en=title_en or title,
            sections=sections,
        )

    def add(self, rule: Rule, key: str | None, line: int | None = None, **values: object) -> None:
        self.findings.append(rule.at(self.file, key, line or self._line(key), **values))

    def _line(self, key: str | None) -> int | None:
        """Return the line where the key or label stands: JSON parsers keep no lines."""
        found = re.search(rf'"\s*:\s*"{re.escape(key)}"', self.text) if key else None
        return self.text.count("\n", 0, found.start()) + 1 if found else None

    def _read_sections(self, components: list[object]) -> tuple[Section, ...]:
        """Return groups as sections, and what stands between groups as sections without title."""
        sections: list[Section] = []
        between = False
        for raw in components:
            part = self._component(raw)
            if part is None or part.kind in _LAYOUT:
                continue
            if part.kind == "group":
                sections.append(self._read_group(part))
                between = False
                continue
            if part.kind == "text" or not between:
                sections.append(Section(title_vi="", title_en=""))
                between = True
            sections[-1] = self._extend(sections[-1], part)
        return tuple(sections)

    def _read_group(self, group: Component) -> Section:
        title_vi, title_en = group.label, group.property("labelEn")
        if title_vi and not title_en:
            self.add(rules.ENGLISH, title_vi, name=title_vi, where=LABEL)
        section = Section(
            title_vi=title_vi,
            title_en=title_en or title_vi,
            hide=self._read_hide(group),
        )
        parts = group.raw.get("components")
        for raw in parts if isinstance(parts, list) else ():
            part = self._component(raw)
            if part is None or part.kind in _LAYOUT:
                continue
            if part.kind == "group":
                self.add(rules.NESTED, part.label, name=part.label)
            else:
                section = self._extend(section, part)
        return section

    def _component(self, raw: object) -> Component | None:
        if not isinstance(raw, dict):
            self.add(rules.SYNTAX, None, line=1, reason=f"components: {str(raw)[:40]}")
            return None
        part = Component(raw=raw)
        if part.kind in KINDS or part.kind in _LAYOUT or part.kind in ("text", "group"):
            return part
        known = ", ".join((*KINDS, "group", "text"))
        self.add(rules.KIND, part.key or None, name=part.name, kind=part.kind, known=known)
        return None

    def _extend(self, section: Section, part: Component) -> Section:
        """Return the section with a text or a field more."""
        if part.kind == "text":
            intro, english = part.string("text"), part.property("textEn")
            if intro and not english:
                self.add(rules.ENGLISH, None, name=intro[:40], where=_INTRO)
            return replace(
                section,
                intro_vi=_joined(section.intro_vi, intro),
                intro_en=_joined(section.intro_en, english or intro),
                hide=section.hide or (self._read_hide(part) if not section.fields else None),
            )
        if part.key in self.keys:
            self.add(rules.KEY_TWICE, part.key, name=part.key)
            return section
        self.keys.add(part.key)
        answer, findings = read_field(part, self._read_hide(part))
        for rule, values in findings:
            self.add(rule, part.key, None, **{"name": part.name, **values})
        parts = parts_of(part, answer)
        for one in parts:
            if one.key in self.keys:
                self.add(rules.KEY_TWICE, part.key, name=one.key)
            self.keys.add(one.key)
        return replace(section, fields=(*section.fields, answer, *parts))

    def _read_hide(self, part: Component) -> str | None:
        conditional = part.raw.get("conditional")
        text = conditional.get("hide") if isinstance(conditional, dict) else None
        if not isinstance(text, str) or not text.strip():
            return None
        try:
            compile_expression(text)
        except ExpressionRefused as error:
            self.add(rules.HIDE, part.key or None, name=part.name, reason=error.values["reason"])
            return None
        return text.strip().removeprefix("=").strip()


def _measure(components: list[object]) -> tuple[int, int]:
    """Return how many components there are in all, and how deep groups lie in groups."""
    count, depth, level = 0, 0, components
    while level and count <= MOST_FIELDS:
        count, depth = count + len(level), depth + 1
        inner = [one.get("components") for one in level if isinstance(one, dict)]
        level = [one for many in inner if isinstance(many, list) for one in many]
    return count, depth


def _joined(first: str, second: str) -> str:
    return f"{first}\n\n{second}" if first else second
