"""Who may do what: pure rules on a person, their posts, and a task or the offices of a case."""

from collections.abc import Collection
from hmac import compare_digest

from engine.errors import AccessDenied, FourEyes, TaskAlreadyClaimed, Words
from engine.records.cases import Case, Task
from engine.records.people import Person

# Whoever answers for an office sees all its tasks and may pass them on.
SUPERVISORS = ("head", "leader")
# Posts that are not tied to the office they are held in.
OVERSEERS = ("auditor", "administrator")
# Whoever draws and approves procedures sees no case by that.
WORKSHOP = ("designer", "approver")
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
        or holds_post(person, task.office_id, task.post, *SUPERVISORS)
        or person.has_post(*OVERSEERS)
    )


def may_claim(person: Person, task: Task) -> bool:
    """Tell whether the person may take a task that nobody holds."""
    return (
        task.holder_id is None
        and holds_post(person, task.office_id, task.post)
        and person.person_id not in task.forbidden
    )


def may_complete(person: Person, task: Task) -> bool:
    """Tell whether the person may finish a task: they hold it, or could take it first."""
    if task.holder_id == person.person_id:
        return person.person_id not in task.forbidden
    return may_claim(person, task)


def may_release(person: Person, task: Task) -> bool:
    """Tell whether the person may hand a task back to its office: its holder, or their head."""
    return task.holder_id is not None and (
        task.holder_id == person.person_id or may_reassign(person, task)
    )


def may_reassign(person: Person, task: Task) -> bool:
    """Tell whether the person may give a task to somebody: the heads of its office."""
    return holds_post(person, task.office_id, *SUPERVISORS)


def may_be_given(receiver: Person, task: Task) -> bool:
    """Tell whether a task can be given to this person."""
    return (
        holds_post(receiver, task.office_id, task.post) and receiver.person_id not in task.forbidden
    )


def may_see_case(person: Person, office_ids: Collection[int]) -> bool:
    """Tell whether the person may open a case that these offices work or worked on."""
    return person.has_post(*OVERSEERS) or any(
        post.office_id in office_ids and post.kind not in WORKSHOP for post in person.posts
    )


def is_own_case(case: Case | None, last_digits: str) -> bool:
    """Tell whether these are the last digits of the telephone that the applicant gave."""
    digits = case.applicant.phone[-PHONE_DIGITS:] if case else ""
    fits = compare_digest(digits.encode(), last_digits.strip().encode())
    return fits and len(digits) == PHONE_DIGITS


def require_completer(person: Person, task: Task) -> None:
    """Raise TaskAlreadyClaimed, FourEyes or AccessDenied unless the person may finish the task."""
    if person.person_id in task.forbidden and may_see_task(person, task):
        raise FourEyes(post=post_name(task.post))
    if task.holder_id not in (None, person.person_id) and may_see_task(person, task):
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
