"""Mail: over a real SMTP server, into files, into memory; and what is refused."""

import email
import email.message
import email.policy
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as StoredMessages

from engine.clock import FixedClock
from engine.errors import InputRefused, MailFailed
from engine.mail import FileMail, MemoryMail, Message, SmtpMail
from tests.postgres import find_port

CLOCK = FixedClock(datetime(2026, 11, 23, 1, 0, tzinfo=UTC))
OK = "250 OK"
SENDER = "motcua@example.vn"
MAIL = Message(
    to="dora@example.vn", subject="Hồ sơ đã xong", text="Mời bà đến nhận.\n" + "ă" * 2000
)


class Sink(StoredMessages):
    """Keeps what the server gets; answers the sender and each receiver as it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[bytes] = []
        self.to_sender = self.to_receiver = OK

    async def handle_MAIL(self, *given: Any) -> str:  # noqa: N802 – aiosmtpd's name
        """Answer the sender's address."""
        _server, _session, envelope, address, _options = given
        envelope.mail_from = address
        return self.to_sender

    async def handle_RCPT(self, *given: Any) -> str:  # noqa: N802 – aiosmtpd's name
        """Answer a receiver's address."""
        _server, _session, envelope, address, _options = given
        envelope.rcpt_tos.append(address)
        return self.to_receiver

    def handle_message(self, message: email.message.Message) -> None:
        """Take a mail."""
        self.got.append(message.as_bytes(policy=email.policy.SMTP))


@pytest.fixture
def sink() -> Sink:
    """Give what the server hands its mails to."""
    return Sink()


@pytest.fixture
def smtp(sink: Sink) -> Iterator[SmtpMail]:
    """Give mail through a server on a free port."""
    port = find_port()
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    yield SmtpMail(host="127.0.0.1", port=port, sender=SENDER, clock=CLOCK)
    controller.stop()


def parse(content: bytes) -> EmailMessage:
    """Return a mail as a reader's program sees it."""
    parsed = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def test_a_mail_arrives_with_its_vietnamese_words(smtp: SmtpMail, sink: Sink) -> None:
    smtp.send(MAIL)
    got = parse(sink.got[0])
    assert (got["To"], got["From"], got["Subject"]) == (MAIL.to, SENDER, MAIL.subject)
    assert got.get_content().splitlines() == MAIL.text.splitlines()
    assert got["Date"].datetime == CLOCK.now()
    assert max(len(line) for line in sink.got[0].split(b"\r\n")) < 999


@pytest.mark.parametrize("asked", ["to_sender", "to_receiver"])
@pytest.mark.parametrize(("answer", "again"), [("451 try later", True), ("550 unknown", False)])
def test_a_server_that_refuses_says_whether_to_try_again(
    smtp: SmtpMail, sink: Sink, asked: str, answer: str, again: bool
) -> None:
    setattr(sink, asked, answer)
    with pytest.raises(MailFailed) as caught:
        smtp.send(MAIL)
    assert caught.value.again is again
    assert sink.got == []


def test_no_server_at_all_may_be_there_later() -> None:
    nowhere = SmtpMail(host="127.0.0.1", port=1, sender=SENDER, clock=CLOCK)
    with pytest.raises(MailFailed) as caught:
        nowhere.send(MAIL)
    assert caught.value.again


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_server_without_encryption_gets_no_mail_that_wants_it(
    smtp: SmtpMail, sink: Sink, tls: str
) -> None:
    with pytest.raises(MailFailed):
        replace(smtp, tls=tls).send(MAIL)
    assert sink.got == []


@pytest.mark.parametrize(
    ("to", "subject"),
    [
        ("dora@example.vn\nBcc: all@example.vn", "x"),
        ("dora@example.vn", "x\r\nBcc: all@example.vn"),
        ("dora@example.vn", "x\0"),
        ("dora@example.vn, all@example.vn", "x"),
        ("Dora <dora@example.vn>", "x"),
        ("dora", "x"),
        ("", "x"),
    ],
)
def test_headers_cannot_be_smuggled_in(smtp: SmtpMail, sink: Sink, to: str, subject: str) -> None:
    with pytest.raises(InputRefused):
        smtp.send(Message(to=to, subject=subject, text=""))
    assert sink.got == []


def test_mail_of_a_sample_office_lies_in_a_folder(tmp_path: Path) -> None:
    mail = FileMail(folder=tmp_path / "mail", clock=CLOCK)
    mail.send(MAIL)
    mail.send(MAIL)
    written = sorted((tmp_path / "mail").glob("20261123T010000-*.eml"))
    assert [parse(path.read_bytes())["Subject"] for path in written] == [MAIL.subject] * 2


def test_mail_in_memory_refuses_what_a_server_would() -> None:
    mail = MemoryMail(CLOCK)
    mail.send(MAIL)
    with pytest.raises(InputRefused):
        mail.send(Message(to="nobody", subject="x", text=""))
    assert mail.sent == [MAIL]
