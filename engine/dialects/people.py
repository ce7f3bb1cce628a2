"""Who does a task: assignees and groups there, posts here."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from engine.diagrams.texts import BPMN, MOTCUA, local
from engine.diagrams.xml import Element
from engine.dialects.variables import hyphened
from engine.dialects.work import Setting, Work
from engine.errors import Words
from engine.records.people import APPLICANT, POST_KINDS

# Names that can only mean one post; anything else is asked for with --post.
_RECOGNISED: Mapping[str, str] = MappingProxyType(
    {
        **{post: post for post in (*POST_KINDS, APPLICANT)},
        "mot-cua": "desk",
        "bo-phan-mot-cua": "desk",
        "one-stop-desk": "desk",
        "chuyen-vien": "specialist",
        "truong-phong": "head",
        "lanh-dao": "leader",
        "van-thu": "clerk",
        "cong-an": "police",
        "bao-hiem-xa-hoi": "social-insurance",
        "nguoi-nop": APPLICANT,
        "nguoi-nop-ho-so": APPLICANT,
        "nguoi-dan": APPLICANT,
        "cong-dan": APPLICANT,
        "citizen": APPLICANT,
    }
)
_PERFORMERS = ("potentialOwner", "humanPerformer", "performer")
_TYPED = re.compile(r"(?:group|user)\s*\(\s*([^()]*?)\s*\)")
_GIVE_POST = Words(
    vi="Hãy nhập lại với --post “nhóm=vai trò”, hoặc ghi motcua:post ở việc này hay ở làn của nó.",
    en="Import again with --post “group=post”, or write motcua:post here or on its lane.",
)
_ONE_POST = Words(
    vi="Một việc chỉ thuộc một vai trò; hãy kiểm tra vai trò nào đúng.",
    en="A task belongs to one post; check which is right.",
)
_NO_PERSON = Words(
    vi="Việc được giao theo vai trò, không theo tên người; ai giữ vai trò thì nhận việc.",
    en="Work goes to posts, not to named people; whoever holds the post takes it.",
)
_APPLICANT = Words(
    vi="Người khởi tạo được hiểu là người nộp hồ sơ; hãy sửa nếu là cán bộ.",
    en="The initiator is taken to be the applicant; correct it if an officer is meant.",
)


def carry_people(work: Work, element: Element) -> None:
    """Write the post of a task from its groups, its assignee or its BPMN performers."""
    settings = [
        found
        for name in ("candidateGroups", "candidateUsers", "assignee")
        if (found := work.setting(element, name)) is not None and found.value
    ]
    chosen: str | None = None
    for one in settings:
        chosen = _carry_names(work, element, one, chosen)
    for performer in _performers(element):
        chosen = _carry_performer(work, element, performer, chosen)
    if chosen is not None:
        work.edits.put(element, "post", chosen)


def carry_lane(work: Work, element: Element) -> None:
    """Write the post of a lane whose name means one."""
    post = find_post(work, " ".join((element.get("name") or "").split()))
    if post is not None and element.get(f"{MOTCUA}post") is None:
        work.edits.put(element, "post", post)


def find_post(work: Work, name: str) -> str | None:
    """Return the post that a group, person or lane stands for; None if nobody said so."""
    given = work.posts.get(" ".join(name.casefold().split()))
    return given or _RECOGNISED.get(hyphened(name, "x")) if name else None


def _carry_names(work: Work, element: Element, found: Setting, chosen: str | None) -> str | None:
    """Return the post after one more setting; what it says besides is noted."""
    if _is_initiator(work, found.value):
        work.look(element, found.value, f"motcua:post={APPLICANT}", _APPLICANT)
        work.carried(found)
        return chosen or APPLICANT
    names = [one.strip() for one in _plain_names(found.value).split(",") if one.strip()]
    posts = [find_post(work, one) for one in names]
    meant = {post for post in posts if post is not None}
    if chosen is None and len(meant) == 1 and None not in posts:
        work.carried(found)
        return meant.pop()
    if meant and meant == {chosen} and None not in posts:
        work.carried(found)
        return chosen
    first = next((post for post in posts if post is not None), None)
    is_about_people = not found.name.endswith("candidateGroups") and chosen is not None
    work.lost(element, found, _advice(is_about_people, bool(first or chosen)))
    return chosen or first


def _advice(is_about_people: bool, has_post: bool) -> Words:
    if is_about_people:
        return _NO_PERSON
    return _ONE_POST if has_post else _GIVE_POST


def _plain_names(text: str) -> str:
    """Return names joined by commas; Camunda 8 may write a list: =["a", "b"]."""
    inner = text.removeprefix("=").strip().removeprefix("[").removesuffix("]")
    parts = [one.strip() for one in inner.split(",")]
    is_list = text.startswith("=") and all(re.fullmatch(r'"[^"]*"', one) for one in parts)
    return ",".join(one.strip('"') for one in parts) if is_list else text


def _is_initiator(work: Work, text: str) -> bool:
    inner = re.fullmatch(r"[$#]\{\s*(\w+)\s*\}|=\s*(\w+)", text)
    return inner is not None and (inner[1] or inner[2]) in work.initiators


def _performers(element: Element) -> Iterator[Element]:
    for child in element.iterchildren(f"{BPMN}*"):
        if local(child) in _PERFORMERS:
            yield child


def _carry_performer(
    work: Work, element: Element, performer: Element, chosen: str | None
) -> str | None:
    """Source: BPMN 2.0.2, 10.3.4.1; group(…) and user(…) are how Activiti writes it."""
    text = " ".join("".join(map(str, performer.itertext())).split())
    names = _TYPED.findall(text) or [one for one in text.split(",") if one.strip()]
    posts = {find_post(work, str(one).strip()) for one in names}
    if not names:
        return chosen
    post = next(iter(posts)) if len(posts) == 1 else None
    if post is not None and chosen in (None, post):
        work.edits.remove(performer)
        return post
    work.lost(element, f"{local(performer)}: {text}", _ONE_POST if chosen else _GIVE_POST)
    return chosen
