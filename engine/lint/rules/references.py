"""Forms, decision tables, letters: what is named must exist, and what exists should be used."""

from collections.abc import Iterator

from engine.diagrams.model import Node
from engine.diagrams.words import called
from engine.forms.listing import is_list
from engine.lint.subject import Subject
from engine.records.findings import Finding, Rule
from engine.records.forms import Field
from engine.records.letters import STANDARD_KINDS, standard_kind

FORM_MISSING = Rule(
    name="form-missing",
    vi="{what} dùng biểu mẫu “{form}” nhưng không có tệp forms/{form}.form. Hãy thêm tệp hoặc sửa "
    "tên.",
    en="{what} uses the form “{form}”, and there is no file forms/{form}.form. Add it, or correct "
    "the name.",
)
FORM_UNUSED = Rule(
    name="form-unused",
    vi="Không việc nào dùng biểu mẫu “{form}”.",
    en="Nothing uses the form “{form}”.",
    severe=False,
)
FILING_FORM = Rule(
    name="filing-form",
    vi="Biểu mẫu nộp hồ sơ “{form}” (filing_form) không có trong forms/. Hãy thêm hoặc sửa tên.",
    en="The filing form “{form}” (filing_form) is not in forms/. Add it, or correct the name.",
)
APPLICANT_FIELD = Rule(
    name="applicant-field",
    vi="Biểu mẫu nộp hồ sơ chưa hỏi “{key}” (bắt buộc). Hãy thêm mục này để biết hồ sơ của ai.",
    en="The filing form does not ask for “{key}” as required. Add it, to know whose case it is.",
)
DECISION_MISSING = Rule(
    name="decision-not-found",
    vi="{what} dùng bảng quyết định “{decision}” nhưng không có tệp decisions/{decision}.dmn. Hãy "
    "thêm tệp hoặc sửa tên.",
    en="{what} uses the decision “{decision}”, and there is no file decisions/{decision}.dmn. Add "
    "it, or correct the name.",
)
DECISION_UNUSED = Rule(
    name="decision-unused",
    vi="Không việc nào dùng bảng quyết định “{decision}”.",
    en="Nothing uses the decision “{decision}”.",
    severe=False,
)
LETTER_MISSING = Rule(
    name="letter-missing",
    vi="{what} dùng mẫu văn bản “{letter}” nhưng không có tệp letters/{letter}.typ. Hãy thêm tệp "
    "hoặc sửa tên.",
    en="{what} uses the letter “{letter}”, and there is no file letters/{letter}.typ. Add it, or "
    "correct the name.",
)
LETTER_STANDARD = Rule(
    name="letter-standard",
    vi="{what} dùng mẫu chuẩn “{letter}”, không có mẫu này. Hãy chọn một trong các mẫu: {known}.",
    en="{what} uses the standard form “{letter}”, which does not exist. Choose one of {known}.",
)
SOURCE_UNKNOWN = Rule(
    name="source-unknown",
    vi="Mục “{label}” lấy lựa chọn từ “{source}”, không có nguồn này. Hãy ghi offices: và một "
    "loại cơ quan: {known}.",
    en="The field “{label}” takes its choices from “{source}”, which does not exist. Write "
    "offices: and a kind of office: {known}.",
)
# Who the case is for; the tracking page opens with the last digits of the telephone number.
_APPLICANT_KEYS = ("ho_ten", "so_dien_thoai")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is named and does not exist, and what exists and is not named."""
    for node in subject.works:
        yield from _check_named(subject, node)
    forms = {node.attributes.get("form") for node in subject.works} | {subject.filing_form}
    for form, file in subject.form_files.items():
        if form not in forms:
            yield FORM_UNUSED.at(file, form, form=form)
    wanted = {node.attributes.get("decision", "") for node in subject.works}
    decisions = {reference.partition("#")[0] for reference in wanted}
    for decision, file in subject.decision_files.items():
        if decision not in decisions:
            yield DECISION_UNUSED.at(file, decision, decision=decision)
    yield from _check_filing(subject)
    for form_id, asked in subject.forms.items():
        for field in asked.fields:
            yield from _check_source(subject, subject.form_files[form_id], field)


def _check_named(subject: Subject, node: Node) -> Iterator[Finding]:
    form, decision = node.attributes.get("form"), node.attributes.get("decision")
    if form is not None and form not in subject.form_files:
        yield subject.fault(FORM_MISSING, node, what=called(node), form=form)
    is_wanted = decision is not None or node.tag == "businessRuleTask"
    table = (decision or "").partition("#")[0]
    if is_wanted and table not in subject.decision_files:
        yield subject.fault(DECISION_MISSING, node, what=called(node), decision=table or "?")
    yield from _check_letter(subject, node)


def _check_letter(subject: Subject, node: Node) -> Iterator[Finding]:
    letter = node.attributes.get("letter")
    kind = standard_kind(letter)
    if letter is None or letter in subject.letter_files:
        return
    if kind is None:
        yield subject.fault(LETTER_MISSING, node, what=called(node), letter=letter)
    elif kind not in STANDARD_KINDS and kind not in subject.letter_files:
        known = ", ".join(f"standard:{one}" for one in STANDARD_KINDS)
        yield subject.fault(LETTER_STANDARD, node, what=called(node), letter=letter, known=known)


def _check_filing(subject: Subject) -> Iterator[Finding]:
    name = subject.filing_form
    if name is None:
        return
    if name not in subject.form_files:
        yield FILING_FORM.at("procedure.toml", "filing_form", form=name)
    elif name in subject.forms and not subject.is_internal:
        required = {one.key for one in subject.forms[name].fields if one.required}
        for key in _APPLICANT_KEYS:
            if key not in required:
                yield APPLICANT_FIELD.at(subject.form_files[name], key, key=key)


def _check_source(subject: Subject, file: str, field: Field) -> Iterator[Finding]:
    if field.source is None or field.part_of or is_list(field):
        return
    kind = field.source.removeprefix("offices:")
    if kind == field.source or kind not in subject.office_kinds:
        known = ", ".join(subject.office_kinds)
        yield SOURCE_UNKNOWN.at(
            file, field.key, label=field.label_vi, source=field.source, known=known
        )
