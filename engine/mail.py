"""Mail to people: over SMTP, into a folder, or into memory."""

import smtplib
import ssl
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import Protocol

from engine.clock import Clock
from engine.errors import InputRefused, MailFailed, Words

TIMEOUT_SECONDS = 15


@dataclass(frozen=True, kw_only=True)
class Message:
    """A mail in plain text.

    to       one address, without a name
    subject  one line
    """

    to: str
    subject: str
    text: str


class Mail(Protocol):
    """Whoever delivers mail."""

    def send(self, message: Message) -> None:
        """Deliver a mail; raise InputRefused for a wrong header, MailFailed otherwise."""
        ...


def compose(message: Message, sender: str, clock: Clock) -> EmailMessage:
    """Return the mail as it goes over the wire (RFC 5322); raise InputRefused.

    A line break in a header would let a text add headers of its own, so it is refused.
    """
    for text in (message.to, message.subject):
        if any(ord(letter) < 32 or ord(letter) == 127 for letter in text):
            raise InputRefused(
                reason=Words(
                    en="the address and the subject of a mail must be one line each.",
                    vi="địa chỉ và tiêu đề thư phải nằm trên một dòng.",
                )
            )
    composed = EmailMessage(policy=SMTP)
    try:
        address = Address(addr_spec=message.to)
        if not address.domain:
            raise ValueError(message.to)
        composed["To"] = (address,)
    except (ValueError, IndexError, AttributeError, MessageError) as error:
        raise InputRefused(
            reason=Words(
                en="the mail address is not complete; write it like name@example.vn.",
                vi="địa chỉ thư chưa đủ; hãy ghi như ten@example.vn.",
            )
        ) from error
    composed["From"] = sender
    composed["Subject"] = message.subject
    composed["Date"] = format_datetime(clock.now())
    composed["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].strip("<> "))
    # No answering machine shall answer this (RFC 3834).
    composed["Auto-Submitted"] = "auto-generated"
    composed.set_content(message.text, cte="quoted-printable")
    return composed


@dataclass(frozen=True, kw_only=True)
class SmtpMail:
    """Mail through a server.

    sender   address the mail comes from
    login    user name and password, if the server wants them
    tls      "none", "starttls" (RFC 3207) or "tls" from the first byte (RFC 8314); the server's
             certificate is checked
    """

    host: str
    port: int
    sender: str
    clock: Clock
    login: tuple[str, str] | None = None
    tls: str = "none"

    def send(self, message: Message) -> None:
        """Hand the mail to the server.

        Raises InputRefused, and MailFailed whose `again` tells whether another try can work.
        """
        composed = compose(message, self.sender, self.clock)
        try:
            with self._connect() as server:
                server.send_message(composed)
        except smtplib.SMTPResponseException as error:
            raise MailFailed(again=error.smtp_code < 500, answer=error.smtp_code) from error
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _text in error.recipients.values()]
            raise MailFailed(again=min(codes) < 500, answer=min(codes)) from error
        except (smtplib.SMTPException, OSError) as error:
            raise MailFailed(again=True, answer=type(error).__name__) from error

    def _connect(self) -> smtplib.SMTP:
        server: smtplib.SMTP
        if self.tls == "tls":
            checked = ssl.create_default_context()
            server = smtplib.SMTP_SSL(
                self.host, self.port, timeout=TIMEOUT_SECONDS, context=checked
            )
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT_SECONDS)
        try:
            if self.tls == "starttls":
                server.starttls(context=ssl.create_default_context())
            if self.login is not None:
                server.login(*self.login)
        except BaseException:
            server.close()
            raise
        return server


class MemoryMail:
    """Mail that is only remembered; for tests."""

    def __init__(self, clock: Clock) -> None:
        self.sent: list[Message] = []
        self._clock = clock

    def send(self, message: Message) -> None:
        """Remember the mail, if it could be sent at all."""
        compose(message, "motcua@example.vn", self._clock)
        self.sent.append(message)


@dataclass(frozen=True, kw_only=True)
class FileMail:
    """Mail written into a folder, one .eml file each; for a sample office."""

    folder: Path
    clock: Clock
    sender: str = "motcua@example.vn"

    def send(self, message: Message) -> None:
        """Write the mail, named by its instant."""
        composed = compose(message, self.sender, self.clock)
        self.folder.mkdir(parents=True, exist_ok=True)
        mark = composed["Message-ID"].strip("<>").partition("@")[0]
        name = f"{self.clock.now():%Y%m%dT%H%M%S}-{mark}.eml"
        (self.folder / name).write_bytes(composed.as_bytes())
