"""What connectors make of their inputs, of answers, and of what goes wrong."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine.context import Context
from engine.errors import CallFailed, InputRefused, MailFailed
from engine.jobs.connectors import CONNECTORS, JobFailed
from engine.outside.http import HttpOutside, Reply, Request, refuse
from engine.records.connectors import HTTP, MAIL
from engine.records.jobs import Job
from engine.wiring import Wires, make_context
from tests.actions.conftest import Stage

URL = "https://tax.example.vn/notices"


class Answering:
    """Another system: it answers as it is told, and remembers what it was asked."""

    def __init__(self, *answers: Reply | CallFailed) -> None:
        self.answers = list(answers)
        self.asked: list[Request] = []

    def call(self, request: Request) -> Reply:
        """Give the next answer."""
        self.asked.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, CallFailed):
            raise answer
        return answer


def job(kind: str, **inputs: Any) -> Job:
    """Return a job with inputs."""
    return Job(
        job_id=7, case_id=3, token=5, element="a", kind=kind, inputs=inputs, settles=True,
        attempt=1, fence=1,
    )  # fmt: skip


def reply(status: int = 200, body: bytes = b"", kind: str = "application/json") -> Reply:
    """Return an answer."""
    return Reply(status=status, headers={"content-type": kind}, body=body)


def ask(stage: Stage, answer: Reply | CallFailed, **inputs: Any) -> tuple[Any, Request]:
    """Call the other system; return what the case gets, and what was asked."""
    system = Answering(answer)
    context = replace(stage.context, outside=system)
    return CONNECTORS[HTTP](context, job(HTTP, **{"url": URL, **inputs})), system.asked[0]


def test_an_answer_in_json_goes_to_the_case(stage: Stage) -> None:
    found, asked = ask(stage, reply(body=b'{"vnd": 120000}'))
    assert found["status"] == 200
    assert found["body"] == {"vnd": 120000}
    assert (asked.method, asked.body, asked.headers) == (
        "GET",
        None,
        {"Accept": "application/json"},
    )


def test_a_body_is_sent_as_json_and_can_be_sent_twice_without_harm(stage: Stage) -> None:
    _found, asked = ask(stage, reply(), body={"so": 1})
    assert (asked.method, asked.body) == ("POST", b'{"so":1}')
    assert asked.headers["Content-Type"] == "application/json"
    assert asked.headers["Idempotency-Key"] == "motcua-3-5-7"


def test_a_text_is_sent_as_it_is(stage: Stage) -> None:
    headers = {"Content-Type": "text/csv"}
    _found, asked = ask(stage, reply(), body="a;b", method="put", headers=headers, secret="tax")
    assert (asked.method, asked.body, asked.secret) == ("PUT", b"a;b", "tax")
    assert asked.headers["Content-Type"] == "text/csv"


def test_what_is_wanted_of_an_answer_is_taken(stage: Stage) -> None:
    found, _asked = ask(stage, reply(body=b'{"tax": {"vnd": 5}}'), take="body.tax.vnd * 2")
    assert found == 10


@pytest.mark.parametrize("take", ["body.nothing.at.all +", "body + 1"])
def test_a_take_that_does_not_work_is_not_tried_again(stage: Stage, take: str) -> None:
    with pytest.raises(JobFailed) as caught:
        ask(stage, reply(body=b'{"a": 1}'), take=take)
    assert not caught.value.again


@pytest.mark.parametrize(
    ("status", "again"),
    [(404, False), (422, False), (302, False), (500, True), (503, True), (429, True)],
)
def test_a_status_says_whether_to_try_again_and_has_an_error_code(
    stage: Stage, status: int, again: bool
) -> None:
    with pytest.raises(JobFailed) as caught:
        ask(stage, reply(status))
    assert (caught.value.again, caught.value.error_code) == (again, f"http-{status}")


def test_silence_is_tried_again(stage: Stage) -> None:
    with pytest.raises(JobFailed) as caught:
        ask(stage, refuse("no answer", "không trả lời", again=True))
    assert (caught.value.again, caught.value.error_code) == (True, None)
    assert "không trả lời" in str(caught.value)


@pytest.mark.parametrize(
    ("body", "kind"), [(b"{", "application/json"), (b"\xff", "text/plain"), (b"x", "a/b+json")]
)
def test_a_body_that_cannot_be_read_is_told(stage: Stage, body: bytes, kind: str) -> None:
    with pytest.raises(JobFailed, match="không đọc được"):
        ask(stage, reply(body=body, kind=kind))


@pytest.mark.parametrize("inputs", [{"method": "TRACE"}, {"headers": "a: b"}, {"method": "a b"}])
def test_what_is_no_call_is_not_made(stage: Stage, inputs: dict[str, Any]) -> None:
    with pytest.raises(JobFailed) as caught:
        ask(stage, reply(), **inputs)
    assert not caught.value.again


def test_without_a_list_of_hosts_nobody_is_called(stage: Stage) -> None:
    assert isinstance(stage.context.outside, HttpOutside)
    with pytest.raises(JobFailed, match="MOTCUA_HTTP_HOSTS"):
        CONNECTORS[HTTP](stage.context, job(HTTP, url=URL))


def test_a_mail_is_sent_in_the_words_of_the_procedure(stage: Stage) -> None:
    mail = job(MAIL, to="so.tu.phap@example.vn", subject="Xin ý kiến", text="Kính gửi …")
    assert CONNECTORS[MAIL](stage.context, mail) is None
    (sent,) = stage.context.mail.sent  # type: ignore[attr-defined]
    assert (sent.to, sent.subject) == ("so.tu.phap@example.vn", "Xin ý kiến")


@pytest.mark.parametrize(
    "inputs",
    [{}, {"to": "a@b.vn", "subject": "x"}, {"to": "a@b.vn, c@d.vn", "subject": "x", "text": "y"},
     {"to": "a@b.vn", "subject": "x\nBcc: c@d.vn", "text": "y"}],
)  # fmt: skip
def test_what_is_no_mail_is_refused(stage: Stage, inputs: dict[str, str]) -> None:
    with pytest.raises(InputRefused):
        CONNECTORS[MAIL](stage.context, job(MAIL, **inputs))
    assert stage.context.mail.sent == []  # type: ignore[attr-defined]


def test_a_mail_server_that_is_away_is_asked_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_message: object) -> None:
        raise MailFailed(again=True, answer=451)

    monkeypatch.setattr(stage.context.mail, "send", refused)
    with pytest.raises(MailFailed):
        CONNECTORS[MAIL](stage.context, job(MAIL, to="a@b.vn", subject="x", text="y"))


def test_the_context_of_a_server_knows_the_hosts_of_its_settings(tmp_path: Path) -> None:
    context: Context = make_server(tmp_path, "tax.example.vn:8443")
    assert isinstance(context.outside, HttpOutside)
    assert [one.host for one in context.outside.hosts] == ["tax.example.vn"]
    context.database.close()


def make_server(folder: Path, hosts: str) -> Context:
    """Return the context that a server makes."""
    return make_context(
        Wires(database_url=f"sqlite:///{folder / 'x.db'}", var=folder, http_hosts=hosts)
    )
