"""Nothing is dropped in silence: whatever of another tool was not carried over is named."""

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from engine.diagrams.texts import BPMN, local
from engine.diagrams.xml import Element
from engine.dialects import losses
from engine.dialects.tools import ENGINES, drawing_name, is_silent, namespace
from engine.dialects.work import Setting, Work
from engine.errors import Words

_GENERIC = Words(
    vi="Hãy xem cách làm tương ứng trong tài liệu thuộc tính.",
    en="See the manual of attributes for what does the same here.",
)
_LISTENER = Words(
    vi="Không có mã chạy kèm; hãy vẽ thành một việc dịch vụ, việc gửi tin, hoặc thuộc tính notice.",
    en="No code runs beside a step; draw it as a service task, a send task, or use notice.",
)
_ASYNC = Words(
    vi="Mỗi bước được lưu riêng, nên không cần đánh dấu.",
    en="Each step is saved by itself, so nothing has to be marked.",
)
_STARTERS = Words(
    vi="Ai cũng có thể nộp hồ sơ; việc tiếp nhận do vai trò của việc đầu tiên.",
    en="Anybody may file a case; the post of the first task decides who takes it in.",
)
_HISTORY = Words(
    vi="Nhật ký hồ sơ được giữ theo quy định lưu trữ của thủ tục.",
    en="The log of a case is kept as the rules of retention say.",
)
_SKIP = Words(
    vi="Hãy vẽ một cổng loại trừ trước việc để bỏ qua nó.",
    en="Draw an exclusive gateway before the task to leave it out.",
)
_MARK = Words(vi="Việc của người dùng ở đây luôn như vậy.", en="User tasks are so here anyway.")
_VARIABLE = Words(
    vi="Mã và lời của lỗi nằm trong nhật ký, không ghi vào tên nào.",
    en="Code and text of an error stand in the log, not in a variable.",
)
_INITIATOR = Words(
    vi="Người nộp hồ sơ nằm trong dossier.applicant.",
    en="Who filed the case stands in dossier.applicant.",
)
_CONNECTOR = Words(
    vi="Hãy chọn nơi kết nối (motcua:connector) và ghi từng giá trị bằng motcua:input.",
    en="Choose a connector (motcua:connector), and write each value as motcua:input.",
)
_TEXT = Words(
    vi="Hãy đưa lời này vào biểu mẫu thành một đoạn chữ.",
    en="Put these words into the form as a text.",
)
_DOCUMENT = Words(
    vi="Ghi chú này vẫn nằm trong tệp; ở đây nó không có tác dụng.",
    en="This note stays in the file; it has no effect here.",
)
_ANY_VALUE = Words(
    vi="Điều kiện được xét lại mỗi khi bất kỳ giá trị nào của hồ sơ thay đổi.",
    en="A condition is looked at again whenever any value of the case changes.",
)
_TODO: Mapping[str, Words] = MappingProxyType(
    {
        "executionlistener": _LISTENER,
        "tasklistener": _LISTENER,
        "executionlisteners": _LISTENER,
        "tasklisteners": _LISTENER,
        "eventlistener": _LISTENER,
        "skipexpression": _SKIP,
        "field": _CONNECTOR,
        "connector": _CONNECTOR,
        "servicetaskoperator": _CONNECTOR,
        "taskheaders": _CONNECTOR,
        "instructionsforenduser": _TEXT,
        "errorcodevariable": _VARIABLE,
        "errormessagevariable": _VARIABLE,
        "candidatestartergroups": _STARTERS,
        "candidatestarterusers": _STARTERS,
        "potentialstarter": _STARTERS,
    }
)
_UNNEEDED: Mapping[str, Words] = MappingProxyType(
    {
        "asyncbefore": _ASYNC,
        "asyncafter": _ASYNC,
        "async": _ASYNC,
        "exclusive": _ASYNC,
        "jobpriority": _ASYNC,
        "taskpriority": _ASYNC,
        "triggerable": _ASYNC,
        "historytimetolive": _HISTORY,
        "isstartableintasklist": _STARTERS,
        "versiontag": _HISTORY,
        "formfieldvalidation": _MARK,
        "usertask": _MARK,
        "autostorevariables": _ASYNC,
        "unittests": _DOCUMENT,
        "property": _DOCUMENT,
        "initiator": _INITIATOR,
        "variablename": _ANY_VALUE,
        "variableevents": _ANY_VALUE,
        "binding": _HISTORY,
        "bindingtype": _HISTORY,
        "formrefbinding": _HISTORY,
        "formrefversion": _HISTORY,
    }
)
# How tools remember templates and pictures: neither lost nor needed.
_QUIET = ("modelertemplate", "diagramrelationid", "modelertemplateversion", "modelertemplateicon")


def note_remains(work: Work) -> None:
    """Note each attribute and extension element of a known engine that nothing has dealt with."""
    others: Counter[str] = Counter()
    elements = [work.source.root]
    while elements:
        element = elements.pop()
        uri = namespace(element.tag)
        if uri in ENGINES:
            _note_element(work, element)
            continue
        if not is_silent(uri):
            others[drawing_name(uri)] += 1
            continue
        _note_attributes(work, element, others)
        elements += [one for one in reversed(element) if not work.edits.is_removed(one)]
    for name, count in sorted(others.items()):
        work.findings.append(losses.KEPT.at(work.source.file, count=count, tool=name))
    renamed = work.variables.renamed()
    if renamed:
        names = ", ".join(f"{old} → {new}" for old, new in renamed)
        work.findings.append(losses.RENAMED.at(work.source.file, names=names))


def _note_attributes(work: Work, element: Element, others: Counter[str]) -> None:
    for key, value in element.items():
        uri = namespace(str(key))
        if uri in ENGINES:
            found = Setting(element=element, name=str(key), value=str(value))
            if (element, str(key)) not in work.told:
                _note(work, element, found, str(key).rpartition("}")[2])
        elif not is_silent(uri):
            others[drawing_name(uri)] += 1


def _note_element(work: Work, element: Element) -> None:
    if (element, "") in work.told or work.edits.is_removed(element):
        return
    around = _holder(element)
    if local(element) == "properties":
        for one in element:
            if not work.edits.is_removed(one):
                _note(work, around, one, local(one))
        return
    settled = [key for key in element.attrib if (element, str(key)) in work.told]
    if not settled or len(element):
        _note(work, around, element, local(element))
        return
    for key, value in element.items():
        if key not in settled:
            found = Setting(element=element, name=str(key), value=str(value))
            _note(work, around, found, str(key))


def _holder(element: Element) -> Element:
    """Return the element of BPMN that an extension belongs to."""
    at: Element | None = element.getparent()
    while at is not None and (at.tag == f"{BPMN}extensionElements" or not at.tag.startswith(BPMN)):
        at = at.getparent()
    return at if at is not None else element


def _note(work: Work, element: Element, found: Setting | Element, name: str) -> None:
    known = name.lower()
    if known in _QUIET:
        return
    if known in _UNNEEDED:
        work.unneeded(element, found, _UNNEEDED[known])
    else:
        work.lost(element, found, _TODO.get(known, _GENERIC))
