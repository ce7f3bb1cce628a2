"""The connector mail: a mail whose words the procedure gives."""

from engine.context import Context
from engine.errors import InputRefused, Words
from engine.mail import Message
from engine.records.jobs import Job
from engine.records.values import Json

LONGEST_SUBJECT, LONGEST_TEXT = 200, 50_000


def send_mail(context: Context, job: Job) -> Json:
    """Send it; nothing is given back.

    Inputs  to (one address), subject, text
    Raises  InputRefused for what cannot be a mail; MailFailed
    """
    to, subject, text = (str(job.inputs.get(name) or "") for name in ("to", "subject", "text"))
    if not (to and subject and text):
        reason = Words(
            en="a mail needs to, subject and text.", vi="thư cần có to, subject và text."
        )
        raise InputRefused(reason=reason)
    context.mail.send(
        Message(to=to.strip(), subject=subject[:LONGEST_SUBJECT], text=text[:LONGEST_TEXT])
    )
    return None
