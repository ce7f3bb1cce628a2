"""What a notice says in a mail, a text message or a push."""

from collections.abc import Mapping, Sequence
from typing import Any

from engine.records.notices import DIGEST, REACHED, Notice, sentence_of
from engine.records.values import Json

REACHED_SUBJECT = "Hồ sơ {code}: {step}"
REACHED_TEXT = """Kính gửi Ông/Bà {name},

Hồ sơ {code} đang ở bước: {step}.{due_vi}
Ông/Bà theo dõi hồ sơ ở mục Tra cứu hồ sơ, bằng mã hồ sơ và 4 số cuối điện thoại đã khai.

--
Dear applicant,

Your dossier {code} has reached the step: {step_en}.{due_en}
Follow it under Track a dossier, with its code and the last four digits of your telephone number.
"""
# No name and no link: whoever reads over one's shoulder learns little, and frauds send links.
REACHED_SHORT = "Hồ sơ {code}: {step}.{due_vi} Tra cứu tại cổng dịch vụ công hoặc Bộ phận Một cửa."
OFFICER_TEXT = """Kính gửi Ông/Bà {name},

{vi}

--
{en}
"""


def mail_of(one: Notice, name: str) -> tuple[str, str]:
    """Return subject and text of the mail that a notice is."""
    content = one.content
    if one.kind == REACHED:
        given = {**content, "name": name, **due_parts(content)}
        return REACHED_SUBJECT.format_map(given), REACHED_TEXT.format_map(given)
    if one.kind == DIGEST:
        return f"Việc hôm nay {content.get('day', '')}", digest_text(content, name)
    said = sentence_of(one.kind, content)
    subject = said.vi if len(said.vi) <= 100 else f"{said.vi[:99]}…"
    return " ".join(subject.split()), OFFICER_TEXT.format(name=name, vi=said.vi, en=said.en)


def short_text(one: Notice) -> str:
    """Return the text message or push that a notice is: no more personal data than the code."""
    if one.kind == REACHED:
        return REACHED_SHORT.format_map({**one.content, **due_parts(one.content)})
    return sentence_of(one.kind, one.content).vi


def due_parts(content: Mapping[str, Json]) -> dict[str, str]:
    """Return the sentences on the promised day; empty where no day is promised."""
    due = content.get("due")
    return {
        "due_vi": f" Dự kiến trả kết quả: {due}." if due else "",
        "due_en": f" Result expected on {due}." if due else "",
    }


def digest_text(content: Mapping[str, Any], name: str) -> str:
    """Return the morning digest: what is late, due today, came back, and who is away."""
    parts = [f"Chào {name},"]
    for key, heading in (
        ("late", "Quá hạn / Late"),
        ("today", "Đến hạn hôm nay / Due today"),
        ("returned", "Bị trả lại / Came back"),
    ):
        parts += _lines(heading, content.get(key, ()), content.get(f"{key}_number", 0))
    if content.get("absent"):
        parts.append("\nVắng hôm nay / Away today")
        parts += [
            f"- {one['name']} (đến / until {one['until']}), thay / substitute: {one['substitute']}"
            for one in content["absent"]
        ]
    for office in content.get("offices", ()):
        parts.append(
            f"\n{office['name']} / {office['name_en']}: quá hạn / late {office['late']}, "
            f"hôm nay / today {office['today']}, chưa ai nhận / held by nobody {office['free']}"
        )
        late, today = office.get("complaints_late", 0), office.get("complaints_today", 0)
        if late or today:
            parts.append(
                f"Phản ánh, kiến nghị / Complaints: quá hạn / late {late}, hôm nay / today {today}"
            )
    if content.get("terms"):
        parts.append("\nHạn trả kết quả / Terms")
        parts += [
            f"- {one['name']} / {one['name_en']}: sắp đến hạn / due soon {one['soon']}, "
            f"quá hạn / late {one['late']}, phải xin lỗi / apologies owed {one['apology']}, "
            f"báo cáo từ cơ quan dưới / reported from below {one['report']}"
            for one in content["terms"]
        ]
    return "\n".join(parts) + "\n"


def _lines(heading: str, tasks: Sequence[Mapping[str, Any]], number: int) -> list[str]:
    if not number:
        return []
    shown = [f"- {one['code']}: {one['step']} ({one['due']})" for one in tasks]
    more = [f"- … (+{number - len(shown)})"] if number > len(shown) else []
    return [f"\n{heading}: {number}", *shown, *more]
