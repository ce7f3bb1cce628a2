"""Correcting what was filed: a checklist before the step, and questions that the applicant gets.

Source  NĐ 61/2018/NĐ-CP Art. 19: the applicant completes what was named, and nothing else
"""

from collections.abc import Iterator

from engine.diagrams.model import Node
from engine.diagrams.words import called
from engine.forms.listing import listed_form
from engine.forms.narrowing import CORRECTS, is_checklist
from engine.lint.subject import Subject
from engine.lint.ways import spread, turned
from engine.lint.whole import whole_ways
from engine.records.findings import Finding, Rule
from engine.records.forms import Field

LIST = Rule(
    name="corrects-list",
    vi="{what} chỉ cho sửa những gì “{name}” liệt kê, nhưng không biểu mẫu nào ở bước trước có "
    "danh sách đánh dấu (checklist) mang mã đó. Hãy thêm danh sách vào biểu mẫu của bước yêu cầu.",
    en="{what} lets correct what “{name}” lists, and no form of a step before has a checklist of "
    "that key. Add one to the form of the step that asks.",
)
FIELD = Rule(
    name="corrects-field",
    vi="{what}: danh sách “{name}” có “{choice}”, biểu mẫu của bước này không hỏi mục đó. Hãy lấy "
    "lựa chọn từ biểu mẫu nộp hồ sơ (source “fields:…”), hoặc sửa giá trị.",
    en="{what}: the checklist “{name}” offers “{choice}”, which the form of this step does not "
    "ask. Take the choices from the filing form (source “fields:…”), or correct the value.",
)
TWICE = Rule(
    name="corrects-twice",
    vi="{what}: danh sách “{name}” có trong biểu mẫu “{first}” và “{second}” với lựa chọn khác "
    "nhau. Hãy cho hai danh sách cùng lựa chọn, hoặc đổi mã một danh sách.",
    en="{what}: the checklist “{name}” stands in the forms “{first}” and “{second}” with "
    "different choices. Give both the same choices, or one another key.",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield steps that correct by a list nobody gives, or that offers what is not asked."""
    steps = [one for one in subject.nodes if one.attributes.get(CORRECTS)]
    if not steps:
        return
    before = turned(whole_ways(subject))
    for step in steps:
        name = step.attributes[CORRECTS]
        found = _checklist(subject, spread(before.get(step.node_id, ()), before), name)
        if found is None:
            yield subject.fault(LIST, step, what=called(step), name=name)
        else:
            yield from _unasked(subject, step, found)
            yield from _unlike(subject, step, name)


def _unlike(subject: Subject, step: Node, name: str) -> Iterator[Finding]:
    """Yield a step whose checklist another form has with other choices: the case keeps one list."""
    lists = [
        (key, one)
        for key, form in sorted(subject.forms.items())
        for one in form.fields
        if is_checklist(one, name)
    ]
    first, field = lists[0]
    for second, other in lists[1:]:
        if (other.lists, other.choices) != (field.lists, field.choices):
            yield subject.fault(
                TWICE, step, what=called(step), name=name, first=first, second=second
            )


def _checklist(subject: Subject, steps: set[str], name: str) -> Field | None:
    asked = (one.attributes.get("form", "") for one in subject.nodes if one.node_id in steps)
    fields = (one for key in asked if key in subject.forms for one in subject.forms[key].fields)
    return next((one for one in fields if is_checklist(one, name)), None)


def _unasked(subject: Subject, step: Node, found: Field) -> Iterator[Finding]:
    own = subject.forms.get(step.attributes.get("form", ""))
    listed = listed_form(found, subject.forms)
    forms = (form for form in (own, listed) if form)
    asked = {one.key for form in forms for one in form.fields if not one.readonly}
    for choice in found.choices:
        if choice.value not in asked:
            told = {"what": called(step), "name": found.label_vi or found.key}
            yield subject.fault(FIELD, step, choice=choice.value, **told)
