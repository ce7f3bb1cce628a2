"""Rounds of background work: what a worker does again and again, and which of them fail."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from engine.records.cards import Text

ROUNDS: Mapping[str, Text] = MappingProxyType(
    {
        "jobs": Text(vi="Việc nền của hồ sơ", en="Background jobs of dossiers"),
        "timers": Text(vi="Hẹn giờ và dọn dẹp", en="Timers and tidying up"),
        "moves": Text(vi="Chuyển hồ sơ sang phiên bản mới", en="Moving dossiers to new versions"),
        "partners": Text(vi="Đối soát với hệ thống khác", en="Comparing with other systems"),
        "recalls": Text(vi="Báo hủy yêu cầu nộp tiền", en="Recalling orders of payment"),
        "terms": Text(vi="Nhắc hạn giải quyết", en="Telling of terms"),
        "notices": Text(vi="Gửi thư, tin nhắn và bản tin sáng", en="Sending notices and digests"),
        "signing": Text(vi="Ký văn bản hàng loạt", en="Signing many letters"),
    }
)


@dataclass(frozen=True, kw_only=True)
class FailingRound:
    """A round that fails.

    since     when it failed first since it last went well
    failures  how often since then
    message   why it failed last
    """

    name: str
    since: datetime
    failed_at: datetime
    failures: int
    message: str

    @property
    def title(self) -> Text:
        """What people call it."""
        return ROUNDS.get(self.name, Text(vi=self.name, en=self.name))
