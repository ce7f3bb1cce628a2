"""One form-js component → one Field."""

import keyword
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from engine.errors import Words
from engine.expressions.expression import compile_expression
from engine.faults import ExpressionRefused
from engine.files import KINDS as MEDIA_KINDS
from engine.forms import rules
from engine.forms.patterns import PatternRefused, compile_pattern
from engine.records.findings import Rule
from engine.records.forms import Choice, Field, FieldKind

KINDS: Mapping[str, FieldKind] = MappingProxyType(
    {
        "textfield": "text",
        "textarea": "textarea",
        "number": "number",
        "datetime": "date",
        "select": "select",
        "radio": "radio",
        "checkbox": "checkbox",
        "checklist": "checklist",
        "filepicker": "files",
        "personalnumber": "personal",
        "address": "address",
        "paperlist": "papers",
        "decision": "decision",
        "feeline": "fee",
        "signature": "signature",
    }
)
CHOOSING = frozenset(("select", "radio", "checklist", "papers", "decision"))
# What expressions mean otherwise, and what pages send beside the answers.
PAGE_NAMES = ("act", "back", "code", "csrf_token", "form", "request_key", "step")
RESERVED = ("dossier", "true", "false", "null", "now", "today", *PAGE_NAMES)
_COUNTED = frozenset(("number", "files", "papers"))
DEFAULT_ACCEPT = ("pdf", "jpg", "jpeg", "png")
MOST_FILES = 10
MOST_LETTERS = 5_000
_FILE_KINDS = frozenset(ending for endings in MEDIA_KINDS.values() for ending in endings)
_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
LABEL = Words(vi="nhãn, labelEn", en="label, labelEn")
_HELP = Words(vi="hướng dẫn, helpEn", en="help, helpEn")
_NUMBER = Words(vi="một số", en="a number")
_DATE = Words(vi="date (chỉ hỏi ngày)", en="date (asking a day only)")

Found = tuple[Rule, Mapping[str, object]]


@dataclass(frozen=True, kw_only=True)
class Component:
    """A component of a form-js document, whatever it holds."""

    raw: Mapping[str, object]

    @property
    def kind(self) -> str:
        """The form-js type."""
        return self.string("type")

    @property
    def key(self) -> str:
        """The key of the answer."""
        return self.string("key")

    @property
    def label(self) -> str:
        """The label; form-js calls that of a date `dateLabel`."""
        return self.string("label") or self.string("dateLabel")

    @property
    def name(self) -> str:
        """What findings call it."""
        return self.label or self.key or self.kind or "?"

    def string(self, name: str) -> str:
        """Return a text setting; empty if it is not there."""
        value = self.raw.get(name)
        return value.strip() if isinstance(value, str) else ""

    def property(self, name: str) -> str:
        """Return one of the custom properties; empty if it is not there."""
        value = self._inner("properties").get(name)
        return "" if value is None else str(value).strip()

    def texts(self) -> list[str]:
        """Return everything that people will read of it."""
        values = self._inner("properties").values()
        return [self.label, self.string("description"), *map(str, values)]

    def rule(self, name: str) -> object:
        """Return one of the `validate` settings."""
        return self._inner("validate").get(name)

    def _inner(self, name: str) -> Mapping[str, object]:
        value = self.raw.get(name)
        return value if isinstance(value, dict) else {}


def read_field(part: Component, hide: str | None) -> tuple[Field, list[Found]]:
    """Return the field and what is wrong with it; `part.kind` is one of KINDS."""
    findings: list[Found] = []
    kind = _kind_of(part)
    minimum, maximum = _bounds(part, kind, findings)
    pattern = str(part.rule("pattern") or "") or None
    field = Field(
        key=part.key,
        kind=kind,
        label_vi=part.label,
        label_en=part.property("labelEn") or part.label,
        help_vi=part.property("helpVi") or part.string("description"),
        help_en=part.property("helpEn") or part.property("descriptionEn"),
        required=part.rule("required") is True,
        choices=tuple(_choices(part, findings)),
        source=part.property("source") or None,
        hide=hide,
        pattern=pattern,
        pattern_vi=part.property("patternVi"),
        pattern_en=part.property("patternEn"),
        minimum=minimum,
        maximum=maximum,
        step=_step(part) if kind == "number" else None,
        accept=_accept(part) if kind in ("files", "papers") else (),
        readonly=_is_readonly(part),
        autocomplete=part.property("autocomplete"),
        refers=part.property("refers"),
        authorises=part.property("authorises"),
    )
    if kind == "fee":
        field = _with_fee(part, field, findings)
    findings += _check(part, field)
    return field, findings


def _kind_of(part: Component) -> FieldKind:
    kind = KINDS[part.kind]
    if kind != "text":
        return kind
    named = part.property("kind") or str(part.rule("validationType") or "")
    if named == "email":
        return "email"
    return "phone" if named == "phone" else "text"


def _bounds(
    part: Component, kind: FieldKind, findings: list[Found]
) -> tuple[float | None, float | None]:
    low, high = ("min", "max") if kind in _COUNTED else ("minLength", "maxLength")
    least, most = (_number(part, name, findings) for name in (low, high))
    if kind == "files":
        several = part.raw.get("multiple") is True
        most = most or (MOST_FILES if several else 1)
    if least is not None and most is not None and least > most:
        findings.append((rules.BOUNDS, {"least": f"{least:g}", "most": f"{most:g}"}))
        return None, None
    return least, most


def _number(part: Component, name: str, findings: list[Found]) -> float | None:
    value = part.rule(name)
    if value is None or value == "":
        return None
    try:
        # form-js writes bounds as numbers, and as texts once they were typed into the panel.
        number = float(str(value))
    except ValueError:
        findings.append((rules.VALUE, {"setting": name, "wanted": _NUMBER}))
        return None
    return int(number) if number.is_integer() else number


def _step(part: Component) -> float | None:
    digits = part.raw.get("decimalDigits")
    if isinstance(digits, int) and not isinstance(digits, bool) and 0 <= digits <= 9:
        return 1 if digits == 0 else round(10.0**-digits, 9)
    return None


def _with_fee(part: Component, field: Field, findings: list[Found]) -> Field:
    amount, free_if = part.property("amount"), part.property("freeIf")
    if not amount:
        findings.append((rules.AMOUNT, {}))
    findings += [*_refused(amount), *_refused(free_if)]
    return replace(
        field,
        amount=amount.removeprefix("=").strip() or None,
        free_if=free_if.removeprefix("=").strip() or None,
        note_vi=part.property("freeVi"),
        note_en=part.property("freeEn") or part.property("freeVi"),
    )


def _refused(text: str) -> Iterator[Found]:
    try:
        compile_expression(text or "0")
    except ExpressionRefused as error:
        yield rules.FEE, {"reason": error.values["reason"]}


def _accept(part: Component) -> tuple[str, ...]:
    text = part.property("accept") or part.string("accept")
    kinds = (one.strip().lower().removeprefix(".") for one in text.split(","))
    return tuple(one for one in kinds if one) or DEFAULT_ACCEPT


def _is_readonly(part: Component) -> bool:
    return (
        part.property("readonly") == "true"
        or part.raw.get("readonly") is True
        or part.raw.get("disabled") is True
    )


def _choices(part: Component, findings: list[Found]) -> Iterator[Choice]:
    values = part.raw.get("values")
    seen: set[str] = set()
    for raw in values if isinstance(values, list) else ():
        one = Component(raw=raw if isinstance(raw, dict) else {})
        value = str(one.raw.get("value") or "").strip()
        label = one.string("label") or value
        english = one.string("labelEn") or one.property("labelEn")
        if not value or value in seen:
            findings.append((rules.CHOICE_TWICE, {"choice": value}))
            continue
        if not english:
            where = Words(vi=f"lựa chọn “{label}”, labelEn", en=f"choice “{label}”, labelEn")
            findings.append((rules.ENGLISH, {"where": where}))
        seen.add(value)
        yield Choice(value=value, label_vi=label, label_en=english or label)


def _check(part: Component, field: Field) -> Iterator[Found]:
    if not _KEY.fullmatch(field.key) or field.key in RESERVED or keyword.iskeyword(field.key):
        yield rules.KEY, {"name": field.key, "reserved": ", ".join(RESERVED)}
    if not field.label_vi:
        yield rules.LABEL, {}
    elif not part.property("labelEn"):
        yield rules.ENGLISH, {"where": LABEL}
    if field.help_vi and not field.help_en:
        yield rules.ENGLISH, {"where": _HELP}
    yield from _check_settings(part, field)


def _check_settings(part: Component, field: Field) -> Iterator[Found]:
    if field.kind in CHOOSING and not field.choices and not field.source:
        yield rules.CHOICES, {}
    if field.kind == "date" and part.string("subtype") not in ("", "date"):
        yield rules.VALUE, {"setting": "subtype", "wanted": _DATE}
    strange = sorted(set(field.accept) - _FILE_KINDS)
    if strange:
        known = ", ".join(sorted(_FILE_KINDS))
        yield rules.ACCEPT, {"found": ", ".join(strange), "known": known}
    if field.pattern is not None:
        yield from _check_pattern(field)
    if field.kind == "papers":
        wrong = (one for one in field.choices if not _KEY.fullmatch(f"{field.key}_{one.value}"))
        yield from ((rules.PART, {"choice": one.label_vi}) for one in wrong)
    values = part.raw.get("values")
    if field.kind == "decision" and isinstance(values, list):
        reasons = (isinstance(one, dict) and one.get("reason") is True for one in values)
        if not any(reasons):
            yield rules.REASONS, {}
    yield from _too_long(part)


def _too_long(part: Component) -> Iterator[Found]:
    """Tell of texts that no page could show; HTML in them is shown as it is written."""
    longest = max(map(len, part.texts()))
    if longest > MOST_LETTERS:
        yield rules.LONG, {"name": part.name[:40], "count": longest, "most": MOST_LETTERS}


def _check_pattern(field: Field) -> Iterator[Found]:
    try:
        compile_pattern(field.pattern or "")
    except PatternRefused as error:
        yield rules.PATTERN, {"reason": str(error)}
    if not field.pattern_vi or not field.pattern_en:
        yield rules.PATTERN_WORDS, {}
