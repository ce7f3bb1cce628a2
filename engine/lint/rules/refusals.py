"""Refusing: no case ends refused before somebody has written why.

Source  NĐ 63/2010/NĐ-CP Art. 18: the agency gives the reasons of a refusal in writing
"""

from collections.abc import Iterator

from engine.diagrams.model import Node
from engine.diagrams.words import called
from engine.lint.subject import Subject
from engine.lint.ways import spread
from engine.lint.whole import begin_of, whole_ways
from engine.records.findings import Finding, Rule

UNSAID = Rule(
    name="refusal-reason",
    vi="{what} kết thúc hồ sơ bằng từ chối, nhưng có đường đi đến đó không qua bước nào ghi lý do "
    "bắt buộc hay lập văn bản. Hãy thêm trường lý do bắt buộc vào biểu mẫu (và tên trường vào "
    "thuộc tính reason), hoặc mẫu văn bản ở bước trước đó.",
    en="{what} ends the case as refused, and there is a way to it on which nobody has to write the "
    "reason, nor a letter. Add a required field for the reason to a form (and its name to the "
    "attribute reason), or a letter to a step before.",
)
REFUSED = "refused"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield refusing ends that can be reached without a written reason."""
    ends = [one for one in subject.nodes if one.attributes.get("ending") == REFUSED]
    if not ends or subject.is_internal:
        return
    ways = whole_ways(subject)
    for end in ends:
        names = set(end.attributes.get("reason", "").split())
        telling = {one.node_id for one in subject.nodes if _tells(subject, one, names)}
        silent = {key: () if key in telling else found for key, found in ways.items()}
        if end.node_id in spread(begin_of(subject), silent):
            yield subject.fault(UNSAID, end, what=called(end))


def _tells(subject: Subject, node: Node, names: set[str]) -> bool:
    """Tell whether a step has somebody write the reason: a letter, or a field that is required."""
    if node.attributes.get("letter"):
        return True
    form = subject.forms.get(node.attributes.get("form", ""))
    return form is not None and any(one.key in names and one.required for one in form.fields)
