"""Revoking a certificate: nothing is signed with it any more."""

from engine.access import is_administrator, post_name
from engine.context import Context
from engine.errors import AccessDenied, InputRefused, Words
from engine.records.people import Person
from engine.store import certificates

LONGEST_REASON = 500
WHY = Words(vi="hãy ghi lý do thu hồi.", en="write why it is revoked.")


def revoke_certificate(context: Context, person: Person, certificate_id: int, reason: str) -> None:
    """Let a certificate count no more from now on; what was signed before keeps its value.

    Raises   AccessDenied unless the person is an administrator; InputRefused without a reason;
             NotFound
    """
    if not is_administrator(person):
        raise AccessDenied(post=post_name("administrator"))
    reason = reason.strip()[:LONGEST_REASON]
    if not reason:
        raise InputRefused(reason=WHY)
    with context.database.begin() as db:
        certificates.get_certificate(db, certificate_id)
        certificates.revoke_certificate(
            db, certificate_id, person.person_id, reason, context.clock.now()
        )
