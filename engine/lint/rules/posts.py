"""Who does what, and where."""

from collections.abc import Iterator

from engine.diagrams.model import Lane, Node
from engine.diagrams.words import called
from engine.errors import Words
from engine.lint.subject import Subject
from engine.records.findings import Finding, Rule
from engine.records.offices import CASE_OFFICE
from engine.records.people import APPLICANT, POST_KINDS

_BY_PEOPLE = frozenset(("userTask", "manualTask"))

POST_MISSING = Rule(
    name="post-missing",
    vi="{what} chưa ghi ai làm. Hãy chọn vai trò (motcua:post) ở việc này hoặc ở làn của nó.",
    en="{what} does not say who does it. Choose the post (motcua:post) here, or on its lane.",
)
POST_UNKNOWN = Rule(
    name="post-unknown",
    vi="{what}: không có vai trò “{post}”. Các vai trò: {known}.",
    en="{what}: there is no post “{post}”. The posts are: {known}.",
)
OFFICE_UNKNOWN = Rule(
    name="office-unknown",
    vi="{what}: không có loại cơ quan “{office}”. Hãy ghi case, biểu thức bắt đầu bằng dấu =, hoặc "
    "một loại: {known}.",
    en="{what}: there is no kind of office “{office}”. Write case, an expression that begins with "
    "=, or one of: {known}.",
)
PERSON_TASK = Rule(
    name="person-task",
    vi="{what}: {attribute} nhắc tới “{task}”, không phải việc nào khác của người dùng. Hãy ghi mã "
    "của việc đó.",
    en="{what}: {attribute} names “{task}”, which is no other user task. Write its id.",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield posts and offices that are missing or unknown."""
    for lane in subject.process.lanes.values():
        yield from _check_who(subject, lane, _lane_words(lane))
    for node in subject.works:
        yield from _check_who(subject, node, called(node))
        if node.tag in _BY_PEOPLE:
            yield from _check_people(subject, node)


def _check_who(subject: Subject, place: Node | Lane, what: Words) -> Iterator[Finding]:
    """Check post and office where they are written, not once more for each task in a lane."""
    element = place.node_id if isinstance(place, Node) else place.lane_id
    file = subject.diagram.file
    post, office = place.attributes.get("post"), place.attributes.get("office")
    if post is not None and post not in (*POST_KINDS, APPLICANT):
        known = ", ".join((*POST_KINDS, APPLICANT))
        yield POST_UNKNOWN.at(file, element, place.line, what=what, post=post, known=known)
    if office is None or office.startswith("=") or office == CASE_OFFICE:
        return
    if office not in subject.office_kinds:
        known = ", ".join(subject.office_kinds)
        yield OFFICE_UNKNOWN.at(file, element, place.line, what=what, office=office, known=known)


def _check_people(subject: Subject, node: Node) -> Iterator[Finding]:
    if not subject.process.attribute(node, "post"):
        yield subject.fault(POST_MISSING, node, what=called(node))
    for attribute in ("fourEyes", "samePersonAs"):
        task = node.attributes.get(attribute)
        other = subject.process.nodes.get(task or "")
        if task is None or (other and other.tag in _BY_PEOPLE and other is not node):
            continue
        yield subject.fault(PERSON_TASK, node, what=called(node), attribute=attribute, task=task)


def _lane_words(lane: Lane) -> Words:
    name = lane.name or lane.lane_id
    return Words(vi=f"Làn “{name}”", en=f"The lane “{name}”")
