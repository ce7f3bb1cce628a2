"""Posts, offices, terms and marks of a diagram in words."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from engine.calendars.terms import Term, parse_term
from engine.errors import Words
from engine.faults import TermRefused
from engine.letters.editions import shipped_editions
from engine.records.letters import standard_kind
from engine.records.offices import OFFICE_KINDS

POSTS: Mapping[str, Words] = MappingProxyType(
    {
        "desk": Words(vi="cán bộ một cửa", en="the desk officer"),
        "specialist": Words(vi="chuyên viên", en="the specialist"),
        "head": Words(vi="trưởng phòng", en="the head of unit"),
        "leader": Words(vi="lãnh đạo", en="the leader"),
        "clerk": Words(vi="văn thư", en="the records clerk"),
        "police": Words(vi="công an", en="the police officer"),
        "social-insurance": Words(vi="cán bộ bảo hiểm xã hội", en="the social insurance officer"),
        "auditor": Words(vi="kiểm toán viên", en="the auditor"),
        "designer": Words(vi="người thiết kế quy trình", en="the process designer"),
        "approver": Words(vi="người phê duyệt quy trình", en="the approver of procedures"),
        "administrator": Words(vi="quản trị viên", en="the administrator"),
        "applicant": Words(vi="người nộp hồ sơ", en="the applicant"),
    }
)
STATUSES: Mapping[str, Words] = MappingProxyType(
    {
        "1": Words(vi="Mới đăng ký", en="Newly registered"),
        "2": Words(vi="Được tiếp nhận", en="Accepted"),
        "3": Words(vi="Không được tiếp nhận", en="Not accepted"),
        "4": Words(vi="Đang xử lý", en="Being handled"),
        "5": Words(vi="Yêu cầu bổ sung giấy tờ", en="More papers asked for"),
        "6": Words(vi="Yêu cầu thực hiện nghĩa vụ tài chính", en="Payment asked for"),
        "7": Words(vi="Công dân yêu cầu rút hồ sơ", en="Withdrawal asked for"),
        "8": Words(vi="Dừng xử lý", en="Handling stopped"),
        "9": Words(vi="Đã xử lý xong", en="Handled"),
        "10": Words(vi="Đã trả kết quả", en="Result handed over"),
    }
)
CLOCKS: Mapping[str, Words] = MappingProxyType(
    {
        "start": Words(vi="bắt đầu tính", en="starts"),
        "restart": Words(vi="tính lại từ đầu", en="starts anew"),
        "pause": Words(vi="tạm dừng", en="pauses"),
        "not-counted": Words(vi="không tính thời gian", en="is not counted"),
        "external": Words(
            vi="hẹn lần 1 xong, chờ nghĩa vụ bên ngoài", en="first appointment met, waits outside"
        ),
        "resume": Words(vi="tính tiếp", en="goes on"),
        "appoint": Words(vi="hẹn lần sau", en="next appointment"),
        "extend": Words(vi="gia hạn theo luật", en="is extended by law"),
        "stop": Words(vi="dừng hẳn", en="stops"),
        "pause-restart": Words(
            vi="tạm dừng, sau đó tính lại từ đầu", en="pauses, then starts anew"
        ),
    }
)
_UNITS: Mapping[str, Words] = MappingProxyType(
    {
        "working-days": Words(vi="ngày làm việc", en="working day"),
        "working-hours": Words(vi="giờ làm việc", en="working hour"),
        "days": Words(vi="ngày", en="day"),
        "months": Words(vi="tháng", en="month"),
    }
)
_CLOCK_UNITS = (
    (86_400, Words(vi="ngày", en="day")),
    (3_600, Words(vi="giờ", en="hour")),
    (60, Words(vi="phút", en="minute")),
    (1, Words(vi="giây", en="second")),
)


def same(text: str) -> Words:
    """Return a text that reads the same in both languages."""
    return Words(vi=text, en=text)


def quoted(words: Words) -> Words:
    """Return words in quotation marks."""
    return Words(vi=f"“{words.vi}”", en=f"“{words.en}”")


def filled(template: Words, **values: Words | str | int) -> Words:
    """Return a sentence with its {names} filled."""
    spoken = {key: one if isinstance(one, Words) else same(str(one)) for key, one in values.items()}
    return Words(
        vi=template.vi.format_map({key: one.vi for key, one in spoken.items()}),
        en=template.en.format_map({key: one.en for key, one in spoken.items()}),
    )


def listed(words: list[Words]) -> Words:
    """Return words as a list with an “and” before the last."""
    return Words(vi=_joined([w.vi for w in words], "và"), en=_joined([w.en for w in words], "and"))


def _joined(texts: list[str], last: str) -> str:
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {last} {texts[-1]}"


def capital(words: Words) -> Words:
    """Return words as the beginning of a sentence."""
    return Words(vi=words.vi[:1].upper() + words.vi[1:], en=words.en[:1].upper() + words.en[1:])


def post_words(post: str | None) -> Words:
    """Return who a post is; a post that a procedure made up stays as it is."""
    if not post:
        return Words(vi="bất kỳ ai", en="anybody")
    return POSTS.get(post, same(f"“{post}”"))


def office_words(office: str | None) -> Words:
    """Return which office is meant."""
    if not office or office == "case":
        return Words(vi="cơ quan nhận hồ sơ", en="the office of the case")
    known = OFFICE_KINDS.get(office)
    if known is not None:
        return Words(vi=known.vi, en=known.en)
    named = office.removeprefix("=").strip().replace("_", " ")
    return Words(vi=f"cơ quan theo “{named}”", en=f"the office given by “{named}”")


def letter_words(name: str) -> Words:
    """Return which letter is meant: a standard form by its title."""
    kind = standard_kind(name)
    form = shipped_editions().editions[-1].forms.get(kind) if kind else None
    if form is None:
        return quoted(same(name))
    return Words(vi=f"mẫu {form.code} “{form.title.vi}”", en=f"form {form.code} “{form.title.en}”")


def read_term(text: str | None) -> Term | None:
    """Return the term that a text means; None for another text."""
    try:
        return parse_term(text) if text else None
    except TermRefused:
        return None


def unit_words(term: Term) -> Words | None:
    """Return the unit of a term counted in one unit."""
    return _UNITS.get(term.unit)


def number_words(number: Decimal) -> Words:
    """Return a number as each language writes it."""
    plain = f"{number.normalize():f}"
    return Words(vi=plain.replace(".", ","), en=plain)


def term_words(text: str | None) -> Words:
    """Return a term in words; a text that is none, as it stands."""
    term = read_term(text)
    if term is None:
        return same(text or "")
    if term.unit == "working-days" and not term.amount:
        return Words(vi="trong ngày làm việc", en="the same working day")
    unit = unit_words(term)
    if unit is not None:
        return _counted(term.amount, unit)
    return _elapsed(term)


def _counted(amount: Decimal, unit: Words) -> Words:
    number = number_words(amount)
    many = "" if amount == 1 else "s"
    return Words(vi=f"{number.vi} {unit.vi}", en=f"{number.en} {unit.en}{many}")


def _elapsed(term: Term) -> Words:
    parts = [_counted(Decimal(term.months), _UNITS["months"])] if term.months else []
    rest = int(term.elapsed.total_seconds())
    for size, unit in _CLOCK_UNITS:
        amount, rest = divmod(rest, size)
        if amount:
            parts.append(_counted(Decimal(amount), unit))
    return listed(parts) if parts else same(term.text)


def timer_words(kind: str | None, text: str | None) -> Words:
    """Return when a timer goes off, in words."""
    if not text:
        return Words(vi="lúc chưa định", en="at a time not given")
    if text.startswith("="):
        return filled(Words(vi="theo {text}", en="by {text}"), text=text.removeprefix("=").strip())
    if kind == "date":
        return filled(Words(vi="vào {text}", en="on {text}"), text=text)
    if "/" in text:
        count, _, rest = text.partition("/")
        term = term_words(rest.rpartition("/")[2])
        times = count.removeprefix("R").removeprefix("-1")
        if not times:
            return filled(Words(vi="cứ mỗi {term}", en="every {term}"), term=term)
        template = Words(vi="{times} lần, mỗi {term} một lần", en="{times} times, every {term}")
        return filled(template, term=term, times=times)
    return term_words(text)
