"""Who does what, with which form, table or connector, and by when."""

import re
from collections.abc import Iterator

from engine.calendars.terms import parse_term
from engine.diagrams.model import Lane, Node
from engine.diagrams.words import called
from engine.errors import Words
from engine.faults import TermRefused
from engine.lint.subject import Subject, both
from engine.records.connectors import CONNECTOR_NAMES
from engine.records.findings import Finding, Rule
from engine.records.offices import CASE_OFFICE
from engine.records.people import APPLICANT, POST_KINDS

_BY_PEOPLE = frozenset(("userTask", "manualTask"))
_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
_CUTOFF = re.compile(r"([01]\d|2[0-3]):[0-5]\d")

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
TERM_UNREADABLE = Rule(name="term-unreadable", vi="{what}: {reason}", en="{what}: {reason}")
CUTOFF_UNREADABLE = Rule(
    name="cutoff-unreadable",
    vi="{what}: giờ chốt “{text}” không đọc được. Hãy ghi dạng 15:00.",
    en="{what}: the cut-off “{text}” cannot be read. Write it like 15:00.",
)
PERSON_TASK = Rule(
    name="person-task",
    vi="{what}: {attribute} nhắc tới “{task}”, không phải việc nào khác của người dùng. Hãy ghi mã "
    "của việc đó.",
    en="{what}: {attribute} names “{task}”, which is no other user task. Write its id.",
)
CONNECTOR_MISSING = Rule(
    name="connector-missing",
    vi="{what} chưa ghi gọi tới đâu. Hãy ghi motcua:connector.",
    en="{what} does not say what to call. Write motcua:connector.",
)
CONNECTOR_UNKNOWN = Rule(
    name="connector-unknown",
    vi="{what} gọi “{name}”, không có nơi kết nối nào như vậy. Các nơi có thể gọi: {known}.",
    en="{what} calls “{name}”; there is no such connector. There are: {known}.",
)
INPUT_NAME = Rule(
    name="input-name",
    vi="{what} có motcua:input không có tên hoặc trùng tên. Hãy đặt tên cho từng giá trị.",
    en="{what} has a motcua:input without a name, or with a name used twice. Name each value.",
)
RESULT_MISSING = Rule(
    name="result-missing",
    vi="{what} chưa ghi kết quả lưu vào tên nào. Hãy ghi motcua:result.",
    en="{what} does not say under which name its result is kept. Write motcua:result.",
)
NAME_UNUSABLE = Rule(
    name="name-unusable",
    vi="{what}: “{name}” không dùng làm tên được. Chỉ dùng chữ thường không dấu, chữ số, dấu gạch "
    "dưới, bắt đầu bằng chữ; tên dossier đã dùng.",
    en="{what}: “{name}” cannot be used as a name. Use small letters a–z, digits and underscores, "
    "beginning with a letter; the name dossier is taken.",
)
LOOP_EMPTY = Rule(
    name="loop-empty",
    vi="{what} lặp lại nhưng không ghi cho danh sách nào hay bao nhiêu lần. Hãy ghi "
    "motcua:collection hoặc loopCardinality.",
    en="{what} repeats, and does not say for which list or how often. Write motcua:collection or "
    "loopCardinality.",
)
LOOP_OUTPUT = Rule(
    name="loop-output",
    vi="{what}: phải ghi cả hai hoặc bỏ cả hai: output (danh sách kết quả) và outputElement.",
    en="{what}: write both or neither of output (the list of results) and outputElement.",
)


def check_work(subject: Subject) -> Iterator[Finding]:
    """Yield what is missing or unknown about tasks, lanes and the process."""
    yield from _check_terms(subject)
    for lane in subject.process.lanes.values():
        yield from _check_who(subject, lane, _lane_words(lane))
    for node in subject.nodes:
        yield from _check_who(subject, node, called(node))
        if node.tag in _BY_PEOPLE:
            yield from _check_people(subject, node)
        if node.tag in ("serviceTask", "sendTask"):
            yield from _check_service_task(subject, node)
        if node.loop:
            yield from _check_loop(subject, node)
        yield from _check_result(subject, node)


def _check_terms(subject: Subject) -> Iterator[Finding]:
    process, file = subject.process, subject.diagram.file
    places = [(process.process_id, process.line, f"“{process.name}”", process.attributes)]
    places += [(one.node_id, one.line, called(one), one.attributes) for one in subject.nodes]  # type: ignore[misc]  # a name or Words
    for element, line, what, attributes in places:
        term, cutoff = attributes.get("term"), attributes.get("cutoff")
        if cutoff is not None and not _CUTOFF.fullmatch(cutoff):
            yield CUTOFF_UNREADABLE.at(file, element, line, what=what, text=cutoff)
        if term is None:
            continue
        try:
            parse_term(term)
        except TermRefused as error:
            yield TERM_UNREADABLE.at(file, element, line, what=what, reason=both(error))


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


def _check_service_task(subject: Subject, node: Node) -> Iterator[Finding]:
    name = node.attributes.get("connector")
    if node.tag == "serviceTask" and not name and "topic" not in node.attributes:
        yield subject.fault(CONNECTOR_MISSING, node, what=called(node))
    elif name and name not in CONNECTOR_NAMES:
        known = ", ".join(CONNECTOR_NAMES)
        yield subject.fault(CONNECTOR_UNKNOWN, node, what=called(node), name=name, known=known)
    names = [name for name, _ in node.inputs]
    if "" in names or len(set(names)) < len(names):
        yield subject.fault(INPUT_NAME, node, what=called(node))


def _check_loop(subject: Subject, node: Node) -> Iterator[Finding]:
    loop, what = node.loop, called(node)
    if loop is None:
        return
    if not loop.collection and not loop.cardinality:
        yield subject.fault(LOOP_EMPTY, node, what=what)
    if bool(loop.output) != bool(loop.output_element):
        yield subject.fault(LOOP_OUTPUT, node, what=what)
    for name in (loop.element_name, loop.output):
        if name and not _is_usable(name):
            yield subject.fault(NAME_UNUSABLE, node, what=what, name=name)


def _check_result(subject: Subject, node: Node) -> Iterator[Finding]:
    result = node.attributes.get("result")
    if result is None:
        if node.tag == "businessRuleTask":
            yield subject.fault(RESULT_MISSING, node, what=called(node))
    elif not _is_usable(result):
        yield subject.fault(NAME_UNUSABLE, node, what=called(node), name=result)


def _is_usable(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) and name != "dossier"


def _lane_words(lane: Lane) -> Words:
    name = lane.name or lane.lane_id
    return Words(vi=f"Làn “{name}”", en=f"The lane “{name}”")
