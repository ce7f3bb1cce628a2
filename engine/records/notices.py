"""Notices: what people and applicants are told, by which channel, and in which words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeAlias

from engine.records.cards import Text
from engine.records.values import Json

Channel: TypeAlias = Literal["page", "mail", "sms", "push"]
PAGE, MAIL, SMS, PUSH = "page", "mail", "sms", "push"
# What leaves the house. Who has an account is also told on the page of notices.
CHANNELS: tuple[Channel, ...] = ("mail", "sms", "push")
OFFICER_CHANNELS: tuple[Channel, ...] = ("mail", "push")
WAITING, SENT, FAILED = "waiting", "sent", "failed"
DIGEST, REACHED, USED_AGAIN = "digest", "reached", "used-again"
SIGN_IN_CODE = "sign-in-code"
NEW_DAY, MORE_TIME = "new-day", "more-time"
COMPLAINT_KEPT, COMPLAINT_REPLY = "complaint-kept", "complaint-reply"

# Kind → channels that leave the house, unless a person wants it otherwise.
USUAL: Mapping[str, tuple[Channel, ...]] = MappingProxyType(
    {
        "task-given": (),
        "due-soon": (),
        "late": ("mail",),
        "case-due-soon": (),
        "apology-due": ("mail",),
        "case-late": ("mail",),
        "reported-up": ("mail",),
        "mention": ("mail",),
        "returned": ("mail",),
        "substitute": ("mail",),
        DIGEST: ("mail",),
    }
)
# What guards an account: nobody turns it off.
ALWAYS: Mapping[str, tuple[Channel, ...]] = MappingProxyType(
    {"posts-changed": ("mail",), "code-given": ("mail",)}
)
# The applicant's, unless they want it otherwise: what they gave an address for.
USUAL_OF_APPLICANT: tuple[Channel, ...] = CHANNELS

NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "task-given": Text(vi="Việc được giao cho tôi", en="A task was given to me"),
        "due-soon": Text(vi="Việc của tôi sắp đến hạn", en="A task of mine is due soon"),
        "late": Text(vi="Việc của tôi quá hạn", en="A task of mine is late"),
        "case-due-soon": Text(vi="Hồ sơ sắp đến hạn trả", en="A dossier is due soon"),
        "apology-due": Text(vi="Phải xin lỗi và hẹn lại", en="An apology is owed"),
        "case-late": Text(vi="Hồ sơ quá hạn trả", en="A dossier is late"),
        "reported-up": Text(vi="Cơ quan dưới quá hạn", en="An office below is late"),
        NEW_DAY: Text(vi="Xin lỗi và hẹn lại", en="An apology with a new day"),
        MORE_TIME: Text(vi="Gia hạn giải quyết", en="The term was extended"),
        "mention": Text(vi="Có người nhắc đến tôi", en="Somebody mentioned me"),
        "returned": Text(vi="Hồ sơ bị trả lại tôi", en="A dossier came back to me"),
        "substitute": Text(vi="Tôi được cử làm thay", en="I stand in for somebody"),
        DIGEST: Text(vi="Bản tin buổi sáng", en="Morning digest"),
        REACHED: Text(vi="Hồ sơ đến một bước", en="The dossier reached a step"),
        USED_AGAIN: Text(vi="Giấy tờ được dùng lại", en="A paper was used again"),
        COMPLAINT_KEPT: Text(vi="Đã nhận phản ánh", en="A complaint was received"),
        COMPLAINT_REPLY: Text(vi="Trả lời phản ánh", en="A complaint was answered"),
        SIGN_IN_CODE: Text(vi="Mã đăng nhập của công dân", en="A citizen's sign-in code"),
        "posts-changed": Text(vi="Vai trò của tôi thay đổi", en="My posts were changed"),
        "code-given": Text(vi="Mã đặt lại mật khẩu của tôi", en="A code for my password"),
    }
)
SENTENCES: Mapping[str, Text] = MappingProxyType(
    {
        "task-given": Text(
            vi="{by} giao cho ông/bà việc “{step}” của hồ sơ {code}. Lý do: {reason}",
            en="{by} gave you the task “{step_en}” of dossier {code}. Reason: {reason}",
        ),
        "due-soon": Text(
            vi="Việc “{step}” của hồ sơ {code} đến hạn lúc {due}.",
            en="The task “{step_en}” of dossier {code} is due at {due}.",
        ),
        "late": Text(
            vi="Việc “{step}” của hồ sơ {code} đã quá hạn từ {due}.",
            en="The task “{step_en}” of dossier {code} is late since {due}.",
        ),
        "case-due-soon": Text(
            vi="Hồ sơ {code} phải trả kết quả chậm nhất lúc {due}.",
            en="Dossier {code} is to be answered by {due}.",
        ),
        "apology-due": Text(
            vi="Hồ sơ {code} hẹn trả {due}: phải xin lỗi và hẹn lại, nếu không kịp. {basis}",
            en="Dossier {code}, promised for {due}: an apology with a new day is owed unless it is "
            "answered in time. {basis}",
        ),
        "case-late": Text(
            vi="Hồ sơ {code} đã quá hạn trả kết quả từ {due}.",
            en="Dossier {code} is late: it was promised for {due}.",
        ),
        "reported-up": Text(
            vi="Hồ sơ {code} của {office} quá hạn từ {due}: {why}.",
            en="Dossier {code} of {office_en} is late since {due}: {why_en}.",
        ),
        NEW_DAY: Text(
            vi="{office} xin lỗi ông/bà vì hồ sơ {code} chưa có kết quả đúng hẹn {before}. Ngày "
            "hẹn mới: {due}. Lý do: {reason}",
            en="{office_en} apologises: dossier {code} will not be ready on {before} as promised. "
            "New day: {due}. Reason: {reason}",
        ),
        MORE_TIME: Text(
            vi="Hồ sơ {code} được gia hạn theo quy định: ngày trả kết quả {before} chuyển sang "
            "{due}. Lý do: {reason} ({basis})",
            en="The term of dossier {code} is extended by law: from {before} to {due}. Reason: "
            "{reason} ({basis})",
        ),
        "mention": Text(
            vi="{by} nhắc đến ông/bà trong ghi chú của hồ sơ {code}.",
            en="{by} mentioned you in a remark on dossier {code}.",
        ),
        "returned": Text(
            vi="Hồ sơ {code} được trả lại bước “{step}”. Lý do: {reason}",
            en="Dossier {code} came back to “{step_en}”. Reason: {reason}",
        ),
        "substitute": Text(
            vi="Ông/bà làm thay {absent} từ {from} đến hết {until}. Lý do: {reason}",
            en="You stand in for {absent} from {from} to {until}. Reason: {reason}",
        ),
        USED_AGAIN: Text(
            vi="Một giấy tờ của hồ sơ {code} được dùng lại trong hồ sơ khác tại {office}, theo văn "
            "bản đồng ý của ông/bà. Nếu ông/bà không đồng ý, hãy báo ngay cho {office}.",
            en="A paper of dossier {code} was used again in another dossier at {office_en}, with "
            "your written consent. If you did not consent, tell {office_en} at once.",
        ),
        SIGN_IN_CODE: Text(
            vi="Mã đăng nhập Một cửa của ông/bà: {digits}. Mã có hiệu lực 10 phút. Không đọc mã "
            "này cho bất kỳ ai, kể cả cán bộ.",
            en="Your one-stop sign-in code: {digits}. It is valid for 10 minutes. Tell it to "
            "nobody, not even to an officer.",
        ),
        "posts-changed": Text(
            vi="{by} đã thay đổi vai trò của ông/bà. Lý do: {reason}. Nếu không đúng, hãy báo ngay"
            " cho lãnh đạo.",
            en="{by} changed your posts. Reason: {reason}. If that is wrong, tell your leader at"
            " once.",
        ),
        "code-given": Text(
            vi="{by} đã cấp mã đặt lại mật khẩu của ông/bà; mật khẩu cũ không còn dùng được. Lý do:"
            " {reason}. Nếu ông/bà không yêu cầu, hãy báo ngay cho lãnh đạo.",
            en="{by} gave out a code for a new password of yours; the old one no longer works."
            " Reason: {reason}. If you did not ask for it, tell your leader at once.",
        ),
    }
)


class _Known(dict[str, Json]):
    """The values of a sentence; one that is not there is a dash."""

    def __missing__(self, name: str) -> str:
        return "–"


def sentence_of(kind: str, content: Mapping[str, Json]) -> Text:
    """Return what a notice says in both languages."""
    template = SENTENCES.get(kind, NAMES.get(kind, Text(vi=kind, en=kind)))
    known = _Known(content)
    return Text(vi=template.vi.format_map(known), en=template.en.format_map(known))


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """Something to tell people.

    kind     one of USUAL or ALWAYS; to an applicant one of NAMES
    content  what its sentence names
    key      told once under this key, however often it is tried; None tells each time
    """

    kind: str
    case_id: int | None = None
    content: Mapping[str, Json] = field(default_factory=dict)
    key: str | None = None


@dataclass(frozen=True, kw_only=True)
class NoticeRow:
    """A notice to be written: to a person, to who complained, or to the applicant of the case."""

    kind: str
    channel: Channel
    content: Mapping[str, Json]
    case_id: int | None = None
    person_id: int | None = None
    complaint_id: int | None = None
    key: str | None = None


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A notice as it stands.

    state    waiting, sent or failed; error says why
    ended_at when it was sent or given up
    fence    number of the lease of whoever sends it
    """

    notice_id: int
    kind: str
    channel: Channel
    state: str
    content: Mapping[str, Json]
    created_at: datetime
    ended_at: datetime | None
    read_at: datetime | None
    case_id: int | None
    case_code: str | None
    person_id: int | None
    person: str | None
    attempt: int
    fence: int
    error: str | None
    complaint_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Gateway:
    """How a text message or a push goes out: an HTTP call made from a template.

    body    text with {to}, {text} and {key}; put into JSON strings as they need it
    secret  name of the secret that says who we are
    plain   without diacritics, as old telephones and cheap rates want it
    most    letters at most
    folder  where messages are kept instead of being sent, in a sample office
    """

    url: str
    body: str
    headers: Mapping[str, str] = field(default_factory=dict)
    secret: str | None = None
    plain: bool = False
    most: int = 1000
    folder: Path | None = None


@dataclass(frozen=True, kw_only=True)
class NoticeRules:
    """How this installation sends notices.

    gateways   by channel; a channel without one is not offered
    quiet      local times from when until when no telephone rings; None for never
    """

    gateways: Mapping[str, Gateway] = field(default_factory=dict)
    quiet: tuple[time, time] | None = None

    def channels(self) -> tuple[Channel, ...]:
        """Return the channels that leave the house from here."""
        return tuple(one for one in CHANNELS if one == MAIL or one in self.gateways)
