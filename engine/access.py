"""Who may do what: pure rules on a person, their posts, and a task or the offices of a case."""

from collections.abc import Collection
from hmac import compare_digest

from engine.errors import AccessDenied, FourEyes, TaskAlreadyClaimed, Words
from engine.records.cases import Case, Task
from engine.records.identity import Citizen
from engine.records.people import Person, Post, StandIn

# Whoever answers for an office sees all its tasks and may pass them on.
SUPERVISORS = ("head", "leader")
# Posts that are not tied to the office they are held in.
OVERSEERS = ("auditor", "administrator")
# Tasks of this post end in a signature: a substitute has them only where that was said.
SIGNING = "leader"
# Whoever draws and approves procedures sees no case by that.
WORKSHOP = ("designer", "approver")
# What is bound to the person: no substitute takes it over.
PERSONAL = (*OVERSEERS, *WORKSHOP)
# The dossier code and so many last digits of the telephone given are the applicant's key to a case.
PHONE_DIGITS = 4

POST_NAMES = {
    "desk": Words(en="one-stop desk officer", vi="cán bộ một cửa"),
    "specialist": Words(en="specialist", vi="chuyên viên"),
    "head": Words(en="head of division", vi="trưởng phòng"),
    "leader": Words(en="leader", vi="lãnh đạo"),
    "clerk": Words(en="records clerk", vi="văn thư"),
    "police": Words(en="police officer", vi="cán bộ công an"),
    "social-insurance": Words(en="social insurance officer", vi="cán bộ bảo hiểm xã hội"),
    "auditor": Words(en="auditor", vi="thanh tra"),
    "designer": Words(en="process designer", vi="cán bộ thiết kế quy trình"),
    "approver": Words(en="approver of procedures", vi="người duyệt quy trình"),
    "administrator": Words(en="administrator", vi="quản trị"),
    "applicant": Words(en="applicant", vi="người nộp hồ sơ"),
}


def holds_post(person: Person, office_id: int, *kinds: str) -> bool:
    """Tell whether the person holds one of these posts in this office."""
    return any(post.office_id == office_id and post.kind in kinds for post in person.posts)


def acts_in(person: Person, office_id: int, *kinds: str) -> bool:
    """Tell whether the person does the work of one of these posts: their own, or one stood in."""
    return any(post.office_id == office_id and post.kind in kinds for post in person.working_posts)


def takes_over(absent: StandIn, office_id: int, *kinds: str) -> bool:
    """Tell whether one of these posts of somebody absent is passed on."""
    return any(post.office_id == office_id and post.kind in kinds for post in absent.posts)


def stood_in_for(person: Person, office_id: int, *kinds: str) -> int | None:
    """Return in whose place the person does the work of these posts; None in their own right."""
    if holds_post(person, office_id, *kinds):
        return None
    found = (one for one in person.stands_for if takes_over(one, office_id, *kinds))
    return next((one.person_id for one in found), None)


def absent_holder(person: Person, task: Task) -> StandIn | None:
    """Return the absent holder of a task whose substitute the person is."""
    found = (one for one in person.stands_for if one.person_id == task.holder_id)
    return next((one for one in found if takes_over(one, task.office_id, task.post)), None)


def find_absent(person: Person, task: Task) -> int | None:
    """Return for whom the person would do the task; None in their own right."""
    absent = absent_holder(person, task)
    if absent is None:
        return stood_in_for(person, task.office_id, task.post)
    return absent.person_id


def passed_on(absent: Person, substitute: Person, may_sign: bool) -> tuple[Post, ...]:
    """Return the posts that a substitute takes over: in their own offices, nothing personal."""
    places = {post.office_id for post in substitute.posts}
    return tuple(
        post
        for post in absent.posts
        if post.office_id in places
        and post.kind not in PERSONAL
        and (may_sign or post.kind != SIGNING)
    )


def led_offices(person: Person) -> frozenset[int]:
    """Return the offices that the person leads: as head or leader, or standing in for one."""
    return frozenset(post.office_id for post in person.working_posts if post.kind in SUPERVISORS)


def leads(person: Person, other: Person) -> bool:
    """Tell whether the person leads an office in which the other works."""
    mine = led_offices(person)
    return any(post.office_id in mine and post.kind not in PERSONAL for post in other.posts)


def may_enter_absence(person: Person, other: Person) -> bool:
    """Tell whether the person may say that the other is away: they themselves, or their head."""
    return person.person_id == other.person_id or leads(person, other)


def may_stand_in(substitute: Person, absent: Person) -> bool:
    """Tell whether somebody can do the other's work: a colleague in one of their offices."""
    is_other = substitute.person_id != absent.person_id
    return is_other and bool(passed_on(absent, substitute, may_sign=True))


def is_barred(person: Person, task: Task) -> bool:
    """Tell whether four eyes keep the person from a task.

    A substitute checks neither their own work nor that of whom they stand in for.
    """
    return person.person_id in task.forbidden or any(
        one.person_id in task.forbidden for one in person.stands_for
    )


def may_sign_for(person: Person, person_id: int) -> bool:
    """Tell whether the person signs today in the place of somebody absent."""
    return any(one.may_sign and one.person_id == person_id for one in person.stands_for)


def is_auditor(person: Person) -> bool:
    """Tell whether the person audits cases."""
    return person.has_post("auditor")


def is_administrator(person: Person) -> bool:
    """Tell whether the person administers the system."""
    return person.has_post("administrator")


def may_see_task(person: Person, task: Task) -> bool:
    """Tell whether the person may know of a task: holder, colleague in the post, head, overseer."""
    return (
        task.holder_id == person.person_id
        or acts_in(person, task.office_id, task.post, *SUPERVISORS)
        or person.has_post(*OVERSEERS)
    )


def may_claim(person: Person, task: Task) -> bool:
    """Tell whether the person may take a task that nobody holds."""
    return (
        task.holder_id is None
        and acts_in(person, task.office_id, task.post)
        and not is_barred(person, task)
    )


def may_complete(person: Person, task: Task) -> bool:
    """Tell whether the person may finish a task.

    They hold it, or stand in for its holder, or could take it first. Holding it is not enough:
    who was moved to other work, or stands in no longer, does not finish what they took before.
    """
    if task.holder_id == person.person_id or absent_holder(person, task) is not None:
        return acts_in(person, task.office_id, task.post) and not is_barred(person, task)
    return may_claim(person, task)


def may_release(person: Person, task: Task) -> bool:
    """Tell whether the person may hand a task back to its office.

    Its holder, their substitute, or their head.
    """
    return task.holder_id is not None and (
        task.holder_id == person.person_id
        or absent_holder(person, task) is not None
        or may_reassign(person, task)
    )


def may_reassign(person: Person, task: Task) -> bool:
    """Tell whether the person may give a task to somebody: the heads of its office."""
    return acts_in(person, task.office_id, *SUPERVISORS)


def may_be_given(receiver: Person, task: Task) -> bool:
    """Tell whether a task can be given to this person."""
    return holds_post(receiver, task.office_id, task.post) and not is_barred(receiver, task)


def may_see_case(person: Person, office_ids: Collection[int]) -> bool:
    """Tell whether the person may open a case that these offices work or worked on."""
    return person.has_post(*OVERSEERS) or any(
        post.office_id in office_ids and post.kind not in WORKSHOP for post in person.working_posts
    )


def is_own_case(case: Case | None, last_digits: str) -> bool:
    """Tell whether these are the last digits of the telephone that the applicant gave."""
    return ends_with(case.applicant.phone if case else "", last_digits)


def is_filed_by(case: Case, who: Citizen) -> bool:
    """Tell whether a citizen who has signed in finds this dossier among theirs."""
    given = case.applicant
    return given.number == who.number and who.phone in (None, given.phone)


def last_digits_of(phone: str) -> str:
    """Return the digits of a telephone number that are half of the applicant's key."""
    return phone[-PHONE_DIGITS:]


def ends_with(phone: str, last_digits: str) -> bool:
    """Tell whether these are the last digits of a telephone number, in the same time for all."""
    digits = last_digits_of(phone)
    fits = compare_digest(digits.encode(), last_digits.strip().encode())
    return fits and len(digits) == PHONE_DIGITS


def require_completer(person: Person, task: Task) -> None:
    """Raise TaskAlreadyClaimed, FourEyes or AccessDenied unless the person may finish the task."""
    if is_barred(person, task) and may_see_task(person, task):
        raise FourEyes(post=post_name(task.post))
    held = task.holder_id not in (None, person.person_id) and not absent_holder(person, task)
    if held and may_see_task(person, task):
        raise TaskAlreadyClaimed(holder=task.holder_name, case=task.code)
    if not may_complete(person, task):
        raise AccessDenied(post=post_name(task.post))


def require_post(person: Person, *kinds: str) -> None:
    """Raise AccessDenied unless the person holds one of these posts somewhere."""
    if not person.has_post(*kinds):
        raise AccessDenied(post=post_name(kinds[0]))


def post_name(kind: str) -> Words:
    """Return the name of a post in both languages; an unknown kind names itself."""
    return POST_NAMES.get(kind, Words(en=kind, vi=kind))
