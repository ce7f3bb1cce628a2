"""The names that a letter can show: answers of forms, results of steps, the dossier, the office."""

from collections.abc import Iterator

from engine.lint.names import known_names
from engine.lint.subject import Subject
from engine.records.cards import Text
from engine.records.forms import Field, Form
from engine.records.letters import LetterName

KINDS = {
    "textarea": "lines",
    "number": "number",
    "fee": "number",
    "date": "day",
    "checklist": "list",
    "papers": "list",
    "files": "list",
    "select": "choice",
    "radio": "choice",
    "decision": "choice",
}
_DOSSIER = Text(vi="Hồ sơ", en="Dossier")
_OFFICE = Text(vi="Cơ quan và người ký", en="Office and signer")
_RESULTS = Text(vi="Kết quả của hệ thống", en="Worked out by the system")
# What the engine knows of every case, whatever its forms ask.
FIXED = tuple(
    LetterName(name=name, label=Text(vi=vi, en=en), group=group, kind=kind)
    for name, kind, group, vi, en in (
        ("dossier.code", "text", _DOSSIER, "Mã hồ sơ", "Dossier code"),
        ("dossier.received_at", "moment", _DOSSIER, "Thời điểm tiếp nhận", "Received at"),
        ("dossier.due_at", "moment", _DOSSIER, "Hẹn trả kết quả", "Promised for"),
        ("dossier.applicant.name", "text", _DOSSIER, "Họ tên người nộp", "Applicant's name"),
        ("dossier.applicant.phone", "text", _DOSSIER, "Điện thoại người nộp", "Telephone"),
        ("dossier.applicant.email", "text", _DOSSIER, "Thư điện tử người nộp", "E-mail"),
        ("dossier.applicant.number", "text", _DOSSIER, "Số định danh người nộp", "Personal number"),
        ("asked.lines", "list", _DOSSIER, "Mục phải khai lại, nộp lại", "What is asked for anew"),
        ("procedure.title", "text", _DOSSIER, "Tên thủ tục", "Name of the procedure"),
        ("procedure.code", "text", _DOSSIER, "Mã thủ tục", "Code of the procedure"),
        ("office.name", "text", _OFFICE, "Cơ quan ban hành", "Issuing office"),
        ("office.parent", "text", _OFFICE, "Cơ quan chủ quản", "Superior office"),
        ("office.place", "text", _OFFICE, "Địa danh", "Place"),
        ("office.signer", "text", _OFFICE, "Chức danh người đứng đầu", "Title of its head"),
        ("desk.name", "text", _OFFICE, "Bộ phận Một cửa", "One-stop desk"),
        ("desk.parent", "text", _OFFICE, "Cơ quan của Bộ phận Một cửa", "Office of the desk"),
        ("letter.number", "text", _OFFICE, "Số, ký hiệu văn bản", "Number of the letter"),
        ("person.name", "text", _OFFICE, "Họ tên người lập, người ký", "Name of the signer"),
        ("today", "day", _OFFICE, "Ngày lập văn bản", "Day of the letter"),
    )
)


def letter_names(subject: Subject) -> tuple[LetterName, ...]:
    """Return every name that a letter of the procedure can show.

    Those of the filing form come first, then what every case has, then those of other forms.
    """
    filing = [form for form in subject.forms.values() if form.form_id == subject.filing_form]
    found: dict[str, LetterName] = {}
    for form in filing:
        found |= {one.name: one for one in _names_of(form)}
    found |= {one.name: one for one in FIXED}
    for form in subject.forms.values():
        for one in _names_of(form):
            found.setdefault(one.name, one)
    for name in sorted(known_names(subject) - found.keys() - {"dossier", "loopCounter"}):
        words = name.replace("_", " ")
        found[name] = LetterName(name=name, label=Text(vi=words, en=words), group=_RESULTS)
    return tuple(found.values())


def _names_of(form: Form) -> Iterator[LetterName]:
    group = Text(vi=form.title_vi, en=form.title_en or form.title_vi)
    for field in form.fields:
        if not field.readonly:
            yield LetterName(
                name=field.key,
                label=_label(field),
                group=group,
                choices={one.value: one.label_vi for one in field.choices},
                kind=KINDS.get(field.kind, "text"),
            )


def _label(field: Field) -> Text:
    if field.within_vi:
        vi, en = f"{field.within_vi}: {field.label_vi}", f"{field.within_en}: {field.label_en}"
        return Text(vi=vi, en=en)
    return Text(vi=field.label_vi, en=field.label_en or field.label_vi)
