"""How findings speak of elements: in words of the drawing, in both languages."""

from collections.abc import Mapping
from types import MappingProxyType

from engine.diagrams.model import Node
from engine.errors import Words

TAG_WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "startEvent": Words(vi="Sự kiện bắt đầu", en="The start event"),
        "endEvent": Words(vi="Sự kiện kết thúc", en="The end event"),
        "intermediateCatchEvent": Words(vi="Sự kiện chờ", en="The catch event"),
        "intermediateThrowEvent": Words(vi="Sự kiện trung gian", en="The throw event"),
        "boundaryEvent": Words(vi="Sự kiện gắn biên", en="The boundary event"),
        "task": Words(vi="Việc", en="The task"),
        "userTask": Words(vi="Việc của người dùng", en="The user task"),
        "manualTask": Words(vi="Việc làm tay", en="The manual task"),
        "serviceTask": Words(vi="Việc của dịch vụ", en="The service task"),
        "scriptTask": Words(vi="Việc chạy kịch bản", en="The script task"),
        "businessRuleTask": Words(vi="Việc tra bảng quyết định", en="The business rule task"),
        "sendTask": Words(vi="Việc gửi tin", en="The send task"),
        "receiveTask": Words(vi="Việc nhận tin", en="The receive task"),
        "exclusiveGateway": Words(vi="Cổng rẽ nhánh loại trừ", en="The exclusive gateway"),
        "parallelGateway": Words(vi="Cổng song song", en="The parallel gateway"),
        "inclusiveGateway": Words(vi="Cổng bao hàm", en="The inclusive gateway"),
        "eventBasedGateway": Words(vi="Cổng chờ sự kiện", en="The event-based gateway"),
        "complexGateway": Words(vi="Cổng phức hợp", en="The complex gateway"),
        "subProcess": Words(vi="Quy trình con", en="The subprocess"),
        "callActivity": Words(vi="Việc gọi quy trình khác", en="The call activity"),
        "transaction": Words(vi="Giao dịch", en="The transaction"),
        "adHocSubProcess": Words(vi="Quy trình con tự do", en="The ad-hoc subprocess"),
    }
)
EVENT_WORDS: Mapping[str | None, Words] = MappingProxyType(
    {
        None: Words(vi="thường", en="plain"),
        "message": Words(vi="thông điệp", en="message"),
        "timer": Words(vi="hẹn giờ", en="timer"),
        "signal": Words(vi="tín hiệu", en="signal"),
        "conditional": Words(vi="điều kiện", en="condition"),
        "error": Words(vi="lỗi", en="error"),
        "escalation": Words(vi="leo thang", en="escalation"),
        "link": Words(vi="liên kết", en="link"),
        "terminate": Words(vi="kết thúc toàn bộ", en="terminate"),
        "cancel": Words(vi="huỷ giao dịch", en="cancel"),
        "compensate": Words(vi="hoàn tác", en="compensation"),
    }
)
DECLARED_WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "message": Words(vi="thông điệp", en="message"),
        "error": Words(vi="lỗi", en="error"),
        "signal": Words(vi="tín hiệu", en="signal"),
        "escalation": Words(vi="leo thang", en="escalation"),
        "eventDefinition": Words(vi="định nghĩa sự kiện", en="event definition"),
    }
)


def called(node: Node) -> Words:
    """Return what a finding calls the node: its kind, and its name or else its id."""
    kind = TAG_WORDS.get(node.tag, Words(vi="Phần tử", en="The element"))
    name = node.name or node.node_id
    return Words(vi=f"{kind.vi} “{name}”", en=f"{kind.en} “{name}”")
