"""Sending a draft to be published: from then on it waits, and cannot be changed."""

from collections.abc import Collection

from engine.access import require_post
from engine.actions.open_case import Opening, open_case
from engine.actions.publishing_reach import require_reach
from engine.context import Context, version_in_force
from engine.errors import DraftClosed, InputRefused, ProcedureRefused, Words
from engine.procedures.check import check_procedure
from engine.records.cases import Applicant, Case
from engine.records.drafts import SUBMITTED
from engine.records.filings import DIRECT
from engine.records.people import Office, Person
from engine.records.publications import CHECKING, PUBLISHING, Wish
from engine.records.values import Json
from engine.store.database import Db
from engine.store.drafts import lock_draft, read_files, set_draft_state
from engine.store.people import list_people_in_post
from engine.store.publications import (
    NewPublication,
    approvals_needed,
    authors_of,
    insert_publication,
    list_of_draft,
)

SHORTEST, LONGEST = 10, 2_000


def request_publishing(context: Context, person: Person, draft_id: int, wish: Wish) -> Case:
    """Open the case that publishes a draft and return it; the draft is closed until it is over.

    Raises  AccessDenied; NotFound; DraftClosed; ProcedureRefused with every finding; InputRefused
            for a wish that cannot be met, or where too few people may approve
    """
    require_post(person, "designer")
    require_wish(context, wish)
    with context.database.begin() as db:
        draft = lock_draft(db, draft_id)
        if not draft.is_open:
            raise DraftClosed
        if any(one.is_under_way for one in list_of_draft(db, draft_id)):
            raise DraftClosed
        files = read_files(db, draft_id, draft.number)
        findings = check_procedure(draft.procedure_key, files)
        if any(finding.severe for finding in findings):
            raise ProcedureRefused(findings=findings)
        require_reach(context, db, draft.procedure_key, files, wish.reach)
        office = approving_office(context, db, person)
        needed = approvals_needed(db, draft.procedure_key)
        require_approvers(db, office, {*authors_of(db, draft_id), person.person_id}, needed)
        opening = Opening(
            ready=version_in_force(context, db, PUBLISHING),
            office=office,
            applicant=Applicant(name=person.name, phone=""),
            answers=_answers(draft.procedure_key, draft_id, wish),
            channel=DIRECT,
            by=person.person_id,
        )
        set_draft_state(db, draft_id, SUBMITTED)
        case = open_case(context, db, opening)
        opened = NewPublication(
            draft_id=draft_id,
            procedure_key=draft.procedure_key,
            case_id=case.case_id,
            state=CHECKING,
            wish=wish,
            by=person.person_id,
            at=context.clock.now(),
        )
        insert_publication(db, opened)
        return case


def require_wish(context: Context, wish: Wish) -> None:
    """Raise InputRefused for a summary too short or too long, and for an instant that is over."""
    if not SHORTEST <= len(wish.summary.strip()) <= LONGEST:
        reason = Words(
            en=f"say what changes and why, in {SHORTEST} to {LONGEST:,} letters.",
            vi=f"hãy nêu thay đổi gì, vì sao, từ {SHORTEST} đến {LONGEST} chữ.",
        )
        raise InputRefused(reason=reason)
    if wish.effective_at is not None and wish.effective_at <= context.clock.now():
        reason = Words(
            en="the instant is over; choose a later one, or at once.",
            vi="thời điểm đã qua; hãy chọn thời điểm sau, hoặc áp dụng ngay.",
        )
        raise InputRefused(reason=reason)


def approving_office(context: Context, db: Db, person: Person) -> Office:
    """Return the office that approves: the person's own as a designer, or the nearest above.

    Raises  InputRefused where nobody is an approver
    """
    directory = context.offices.get(db)
    for post in person.posts:
        here = directory.by_id.get(post.office_id) if post.kind == "designer" else None
        while here is not None:
            if list_people_in_post(db, here.office_id, "approver"):
                return here
            here = directory.by_id.get(here.parent_id) if here.parent_id is not None else None
    reason = Words(
        en="nobody holds the post of an approver in your office or above it. "
        "Ask an administrator to name one.",
        vi="cơ quan của anh/chị và cấp trên chưa có người duyệt quy trình. "
        "Hãy đề nghị quản trị phân công.",
    )
    raise InputRefused(reason=reason)


def require_approvers(db: Db, office: Office, authors: Collection[int], needed: int) -> None:
    """Raise InputRefused where fewer people may approve than must."""
    people = list_people_in_post(db, office.office_id, "approver")
    able = sum(one.person_id not in authors for one in people)
    if able < needed:
        reason = Words(
            en=f"{needed} people must approve, and only {able} of {office.name_en} may: "
            "whoever saved or sent the draft does not count.",
            vi=f"cần {needed} người duyệt mà {office.name_vi} chỉ có {able} người được duyệt: "
            "ai từng lưu hoặc gửi bản thảo thì không tính.",
        )
        raise InputRefused(reason=reason)


def _answers(procedure_key: str, draft_id: int, wish: Wish) -> dict[str, Json]:
    at = wish.effective_at
    return {
        "thu_tuc": procedure_key,
        "du_thao": draft_id,
        "tom_tat": wish.summary.strip(),
        "hieu_luc_du_kien": at.isoformat() if at else None,
        "co_quan_truoc": ", ".join(wish.reach.offices) or None,
        "ty_le": wish.reach.share,
    }
