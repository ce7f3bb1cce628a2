"""Two forms set side by side: fields new, dropped, moved, asked otherwise."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from engine.comparison.matching import pair_up
from engine.comparison.saying import from_to
from engine.errors import Words
from engine.procedures.wording.conditions import Labels, condition_words, labels_of
from engine.procedures.wording.values import capital, filled, listed, quoted, same
from engine.records.changes import Change, ChangeKind, Subject
from engine.records.forms import Choice, Field, Form, Section

KIND_NAMES: Mapping[str, Words] = MappingProxyType(
    {
        "text": Words(vi="một dòng chữ", en="a line of text"),
        "textarea": Words(vi="đoạn văn", en="long text"),
        "number": Words(vi="số", en="a number"),
        "date": Words(vi="ngày", en="a date"),
        "select": Words(vi="chọn một trong danh sách", en="one of a list"),
        "radio": Words(vi="chọn một", en="one of a few"),
        "checkbox": Words(vi="có hay không", en="yes or no"),
        "checklist": Words(vi="chọn nhiều", en="several of a list"),
        "files": Words(vi="tệp", en="files"),
        "email": Words(vi="thư điện tử", en="an e-mail address"),
        "phone": Words(vi="số điện thoại", en="a telephone number"),
        "personal": Words(vi="số định danh cá nhân", en="a personal number"),
        "address": Words(vi="địa chỉ", en="an address"),
        "papers": Words(vi="danh mục giấy tờ", en="a list of papers"),
        "decision": Words(vi="quyết định của cán bộ", en="an officer's decision"),
        "fee": Words(vi="dòng phí, lệ phí", en="a fee line"),
        "signature": Words(vi="chữ ký", en="a signature"),
    }
)
_FIELD = Words(vi="trường {name} (biểu mẫu {form})", en="the field {name} (form {form})")
_ADDED = Words(vi="thêm {field}{how}", en="adds {field}{how}")
_REMOVED = Words(vi="bỏ {field}", en="drops {field}")
_REQUIRED = Words(vi=", bắt buộc", en=", required")
_OPTIONAL = Words(vi=", không bắt buộc", en=", optional")
_NOW_REQUIRED = Words(vi="{field} nay bắt buộc", en="{field} is now required")
_NOT_REQUIRED = Words(vi="{field} không còn bắt buộc", en="{field} is no longer required")
_RENAMED = Words(vi="{field} đổi nhãn thành {after}", en="{field} is now labelled {after}")
_OPTIONS_MORE = Words(vi="{field} có thêm lựa chọn {names}", en="{field} also offers {names}")
_OPTIONS_LESS = Words(vi="{field} bỏ lựa chọn {names}", en="{field} no longer offers {names}")
_OPTION_NAME = Words(
    vi="{field}: lựa chọn {before} đổi thành {after}",
    en="{field}: the choice {before} is now called {after}",
)
_OPTIONS_ORDER = Words(
    vi="{field} xếp các lựa chọn theo thứ tự khác", en="{field} lists its choices in another order"
)
_HIDDEN = Words(
    vi="{field} nay ẩn khi {after}, trước đây {before}",
    en="{field} is now hidden when {after}, before that {before}",
)
_NEVER = Words(vi="luôn hiện", en="always shown")
_ALWAYS = Words(vi="{field} nay luôn hiện", en="{field} is now always shown")
_READ_ONLY = Words(vi="{field} nay chỉ để xem", en="{field} is now only shown")
_ASKED = Words(vi="{field} nay điền được", en="{field} can now be filled in")
_PLACE = Words(vi="{field} chuyển sang phần {after}", en="{field} moves to the section {after}")
_ORDER = Words(
    vi="biểu mẫu {form} hỏi các trường theo thứ tự khác",
    en="the form {form} asks its fields in another order",
)
_TITLE = Words(
    vi="biểu mẫu {before} đổi tên thành {after}", en="the form {before} is now called {after}"
)
_SECTION = Words(vi="phần {name} (biểu mẫu {form})", en="the section {name} (form {form})")
LABELS: Mapping[str, Words] = MappingProxyType(
    {
        "label_en": Words(vi="nhãn tiếng Anh", en="English label"),
        "help_vi": Words(vi="lời hướng dẫn", en="help text"),
        "help_en": Words(vi="lời hướng dẫn tiếng Anh", en="English help text"),
        "kind": Words(vi="kiểu trả lời", en="kind of answer"),
        "source": Words(vi="nguồn lựa chọn", en="source of choices"),
        "lists": Words(vi="nguồn lựa chọn", en="source of choices"),
        "pattern": Words(vi="mẫu phải khớp", en="pattern to match"),
        "pattern_vi": Words(vi="lời báo sai mẫu", en="message on a wrong answer"),
        "pattern_en": Words(vi="lời báo sai mẫu tiếng Anh", en="English message on a wrong answer"),
        "minimum": Words(vi="mức thấp nhất", en="minimum"),
        "maximum": Words(vi="mức cao nhất", en="maximum"),
        "step": Words(vi="bước số", en="step"),
        "accept": Words(vi="loại tệp nhận", en="kinds of files taken"),
        "refers": Words(vi="trường mà nó dựa vào", en="field it refers to"),
        "authorises": Words(vi="phần ủy quyền", en="part of an authorisation"),
        "amount": Words(vi="cách tính số tiền", en="amount"),
        "free_if": Words(vi="điều kiện miễn", en="condition to be free"),
        "note_vi": Words(vi="ghi chú", en="note"),
        "note_en": Words(vi="ghi chú tiếng Anh", en="English note"),
        "part_of": Words(vi="trường chứa nó", en="field it is part of"),
        "within_vi": Words(vi="nơi nó đứng", en="place it stands in"),
        "within_en": Words(vi="nơi nó đứng bằng tiếng Anh", en="place it stands in, in English"),
        "inner": Words(vi="là phần bên trong", en="being an inner part"),
        "autocomplete": Words(vi="tự điền", en="autocompletion"),
        "title_en": Words(vi="tên tiếng Anh", en="English title"),
        "intro_vi": Words(vi="lời dẫn", en="introduction"),
        "intro_en": Words(vi="lời dẫn tiếng Anh", en="English introduction"),
        "hide": Words(vi="điều kiện ẩn", en="condition to hide it"),
    }
)
SPOKEN_APART = frozenset(("key", "label_vi", "required", "choices", "hide", "readonly"))
_QUIET = frozenset(("label_en", "help_en", "pattern_en", "note_en", "within_en", "autocomplete"))


class FormPair:
    """Both sides of a form, and the changes found so far."""

    def __init__(self, file: str, old: Form, new: Form) -> None:
        self.file = file
        self.old, self.new = old, new
        self.labels: tuple[Labels, Labels] = (labels_of((old,)), labels_of((new,)))
        self.found: list[Change] = []

    def title(self) -> Words:
        """Return the title in quotation marks."""
        return quoted(Words(vi=self.new.title_vi or self.new.form_id, en=self.new.title_en))

    def field(self, field: Field) -> Words:
        """Return what a sentence calls a field."""
        name = quoted(Words(vi=field.label_vi or field.key, en=field.label_en or field.key))
        return filled(_FIELD, name=name, form=self.title())

    def add(
        self,
        kind: ChangeKind,
        words: Words,
        ends: tuple[str | None, str | None],
        what: tuple[str, object, object] = ("", "", ""),
        subject: Subject = "field",
    ) -> None:
        """Keep a change."""
        self.found.append(
            Change(
                kind=kind,
                subject=subject,
                file=self.file,
                words=capital(words),
                aspect=what[0],
                here=ends[0],
                there=ends[1],
                before=_text(what[1]),
                after=_text(what[2]),
                quiet=what[0] in _QUIET or self._is_part(ends),
            )
        )

    def _is_part(self, ends: tuple[str | None, str | None]) -> bool:
        """Tell whether a field only belongs to another, of which the change is told."""
        parts = {one.key for form in (self.old, self.new) for one in form.fields if one.part_of}
        return bool(parts & set(ends))


def compare_forms(file: str, old: Form, new: Form) -> tuple[Change, ...]:
    """Return the changes of a form."""
    pair = FormPair(file, old, new)
    _compare_head(pair)
    before = {one.key: one for one in old.fields}
    after = {one.key: one for one in new.fields}
    match = pair_up(before, after, lambda one: one.label_vi)
    back = set(match.values())
    for key, field in before.items():
        if key not in match:
            pair.add("removed", filled(_REMOVED, field=pair.field(field)), (key, None))
    for key, field in after.items():
        if key not in back:
            how = _REQUIRED if field.required else _OPTIONAL
            words = filled(_ADDED, field=pair.field(field), how=how)
            pair.add("added", words, (None, key))
    for key, other in match.items():
        _compare_field(pair, before[key], after[other])
    _compare_places(pair, match)
    return tuple(pair.found)


def _compare_head(pair: FormPair) -> None:
    old, new = pair.old, pair.new
    ends = (old.form_id, new.form_id)
    if old.title_vi != new.title_vi:
        words = filled(_TITLE, before=quoted(same(old.title_vi)), after=quoted(same(new.title_vi)))
        pair.add("changed", words, ends, ("title", old.title_vi, new.title_vi), "form")
    if old.title_en != new.title_en and new.title_en != new.title_vi:
        owner = Words(vi=f"biểu mẫu {pair.title().vi}", en=f"the form {pair.title().en}")
        words = from_to(
            LABELS["title_en"], owner, quoted(same(old.title_en)), quoted(same(new.title_en))
        )
        pair.add("changed", words, ends, ("title_en", old.title_en, new.title_en), "form")


def _compare_field(pair: FormPair, old: Field, new: Field) -> None:
    ends, field = (old.key, new.key), pair.field(new)
    if old.key != new.key:
        words = from_to(Words(vi="mã", en="key"), field, same(old.key), same(new.key))
        pair.add("changed", words, ends, ("key", old.key, new.key))
    if old.label_vi != new.label_vi:
        words = filled(_RENAMED, field=pair.field(old), after=quoted(same(new.label_vi)))
        pair.add("changed", words, ends, ("label_vi", old.label_vi, new.label_vi))
    for name, here, there, yes, no in (
        ("required", old.required, new.required, _NOW_REQUIRED, _NOT_REQUIRED),
        ("readonly", old.readonly, new.readonly, _READ_ONLY, _ASKED),
    ):
        if here != there:
            words = filled(yes if there else no, field=field)
            pair.add("changed", words, ends, (name, here, there))
    if old.hide != new.hide:
        _tell_hiding(pair, (old.hide, new.hide), field, ends)
    if not new.lists or old.lists != new.lists:
        _compare_choices(pair, old, new)
    _compare_settings(pair, old, new)


def _compare_settings(pair: FormPair, old: Field, new: Field) -> None:
    ends, field = (old.key, new.key), pair.field(new)
    for name in Field.__dataclass_fields__:
        before, after = getattr(old, name), getattr(new, name)
        if name in SPOKEN_APART or before == after:
            continue
        if name == "label_en" and after == new.label_vi and before == old.label_vi:
            continue
        shown = [_value(name, one) for one in (before, after)]
        words = from_to(LABELS.get(name, same(name)), field, shown[0], shown[1])
        pair.add("changed", words, ends, (name, before, after))


def _value(name: str, value: object) -> Words | None:
    if value in (None, "", ()):
        return None
    if name == "kind":
        return KIND_NAMES.get(str(value), same(str(value)))
    if isinstance(value, bool | int | float):
        return same(f"{value:g}" if not isinstance(value, bool) else str(value))
    return quoted(same(_text(value)))


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _tell_hiding(
    pair: FormPair, hide: tuple[str | None, str | None], owner: Words, ends: tuple[str, str]
) -> None:
    before, after = hide
    if after is None:
        words = filled(_ALWAYS, field=owner)
    else:
        said = _NEVER
        if before is not None:
            condition = condition_words(before, pair.labels[0])
            said = Words(vi=f"khi {condition.vi}", en=f"when {condition.en}")
        words = filled(
            _HIDDEN, field=owner, after=condition_words(after, pair.labels[1]), before=said
        )
    pair.add("changed", words, ends, ("hide", before, after))


def _compare_choices(pair: FormPair, old: Field, new: Field) -> None:
    before = {one.value: one for one in old.choices}
    after = {one.value: one for one in new.choices}
    field, ends = pair.field(new), (old.key, new.key)
    more = [one for key, one in after.items() if key not in before]
    less = [one for key, one in before.items() if key not in after]
    for template, ones, name in (
        (_OPTIONS_MORE, more, "choice-added"),
        (_OPTIONS_LESS, less, "choice-removed"),
    ):
        if ones:
            words = filled(template, field=field, names=listed([_choice(one) for one in ones]))
            texts = ", ".join(one.value for one in ones)
            values = ("", texts) if ones is more else (texts, "")
            pair.add("changed", words, ends, (name, *values))
    for key, one in after.items():
        if key in before and before[key] != one:
            words = filled(
                _OPTION_NAME, field=field, before=_choice(before[key]), after=_choice(one)
            )
            pair.add("changed", words, ends, (f"choice {key}", before[key].label_vi, one.label_vi))
    shared = [[key for key in one if key in before and key in after] for one in (before, after)]
    if shared[0] != shared[1]:
        values = (", ".join(shared[0]), ", ".join(shared[1]))
        pair.add("moved", filled(_OPTIONS_ORDER, field=field), ends, ("choices", *values))


def _choice(choice: Choice) -> Words:
    return quoted(Words(vi=choice.label_vi, en=choice.label_en))


def _compare_places(pair: FormPair, match: Mapping[str, str]) -> None:
    """Tell of fields that moved, of sections, and of another order."""
    _compare_sections(pair)
    names: Callable[[Form], dict[str, Section]] = lambda form: {  # noqa: E731
        field.key: section for section in form.sections for field in section.fields
    }
    here, there = names(pair.old), names(pair.new)
    moved = set()
    for key, other in match.items():
        old, new = here[key], there[other]
        if old.title_vi != new.title_vi and _kept(pair, old, new):
            field = next(one for one in pair.new.fields if one.key == other)
            title = quoted(Words(vi=new.title_vi or "–", en=new.title_en or "–"))
            words = filled(_PLACE, field=pair.field(field), after=title)
            pair.add("moved", words, (key, other), ("section", old.title_vi, new.title_vi))
            moved.add(key)
    before = [match[key] for key in here if key in match and key not in moved]
    after = [key for key in there if key in before]
    if before != after:
        ends = (pair.old.form_id, pair.new.form_id)
        values = (", ".join(before), ", ".join(after))
        pair.add("moved", filled(_ORDER, form=pair.title()), ends, ("order", *values), "form")


def _kept(pair: FormPair, old: Section, new: Section) -> bool:
    """Tell whether one of two sections stands on both sides: else the section was renamed."""
    old_titles = {one.title_vi for one in pair.old.sections}
    new_titles = {one.title_vi for one in pair.new.sections}
    return old.title_vi in new_titles or new.title_vi in old_titles


def _compare_sections(pair: FormPair) -> None:
    old = {one.title_vi: one for one in pair.old.sections if one.title_vi}
    new = {one.title_vi: one for one in pair.new.sections if one.title_vi}
    ends = (pair.old.form_id, pair.new.form_id)
    for key in [*(one for one in old if one not in new), *(one for one in new if one not in old)]:
        removed = key in old
        section = old[key] if removed else new[key]
        template = _REMOVED if removed else _ADDED
        words = filled(template, field=_section(pair, section), how=same(""))
        pair.add("removed" if removed else "added", words, ends, ("section", "", key), "form")
    for key in (one for one in old if one in new):
        for name in ("title_en", "intro_vi", "intro_en", "hide"):
            _compare_part(pair, (old[key], new[key]), name)
    loose = [
        tuple(
            part for one in form.sections if not one.title_vi for part in (one.intro_vi, one.hide)
        )
        for form in (pair.old, pair.new)
    ]
    texts = [" ".join(one for one in parts if one) for parts in loose]
    if texts[0] != texts[1]:
        owner = Words(vi=f"biểu mẫu {pair.title().vi}", en=f"the form {pair.title().en}")
        shown = [quoted(same(one)) if one else None for one in texts]
        words = from_to(LABELS["intro_vi"], owner, shown[0], shown[1])
        pair.add("changed", words, ends, ("intro_vi", texts[0], texts[1]), "form")


def _compare_part(pair: FormPair, both: tuple[Section, Section], name: str) -> None:
    before, after = getattr(both[0], name) or "", getattr(both[1], name) or ""
    if before == after:
        return
    owner, ends = _section(pair, both[1]), (pair.old.form_id, pair.new.form_id)
    if name == "hide":
        _tell_hiding(pair, (before or None, after or None), owner, ends)
        return
    shown = [quoted(same(one)) if one else None for one in (before, after)]
    words = from_to(LABELS[name], owner, shown[0], shown[1])
    pair.add("changed", words, ends, (name, before, after), "form")


def _section(pair: FormPair, section: Section) -> Words:
    title = quoted(Words(vi=section.title_vi, en=section.title_en))
    return filled(_SECTION, name=title, form=pair.title())
