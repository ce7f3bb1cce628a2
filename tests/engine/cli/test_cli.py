"""The command line: what it says and how it ends, one sentence and no traceback."""

import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from engine import cli
from engine.cli import FAULT, OK, STOPPED, main
from engine.serve import end
from engine.store.database import Database
from engine.store.releases import list_releases


@pytest.fixture(autouse=True)
def var(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Let everything be written into a folder of the test."""
    for name in ("DATABASE_URL", "MOTCUA_SMTP_PORT", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MOTCUA_VAR", str(tmp_path / "var"))
    return tmp_path / "var"


REFUSED: list[tuple[list[str], Mapping[str, str], str]] = [
    (["check", "nowhere"], {}, "nowhere is no folder"),
    (["publish", "README.md"], {}, "README.md is no folder"),
    (["publish", "bpmn/chung-thuc-ban-sao"], {}, "published in the workshop"),
    (["publish", "bpmn/chung-thuc-ban-sao", "--emergency", "x"], {}, "write the reason"),
    (["publish", "bpmn/chung-thuc-ban-sao", "--emergency", "Máy chủ hỏng"], {}, "--decision"),
    (["migrate", "--database", "nonsense"], {}, "no database address"),
    (["verify", "--database", "mysql://x/y"], {}, "only sqlite and postgresql+psycopg"),
    (["work", "--database", "postgresql://u:secret@127.0.0.1:1/x"], {}, "cannot be reached"),
    (["migrate"], {"MOTCUA_SMTP_PORT": "abc"}, "MOTCUA_SMTP_PORT = abc"),
    (["migrate"], {"MOTCUA_VAR": "/proc/nowhere"}, "/proc/nowhere"),
    (["migrate"], {"MOTCUA_SMTP_TLS": "ssl"}, "none, starttls or tls"),
    (["migrate"], {"MOTCUA_SMTP_HOST": "mail.vn", "MOTCUA_SMTP_USER": "a"}, "unencrypted"),
    (["migrate"], {"MOTCUA_HTTP_HOSTS": "http://a.vn"}, "MOTCUA_HTTP_HOSTS = http://a.vn"),
    (["migrate"], {"MOTCUA_HTTP_SECRETS": "/nowhere.toml"}, "MOTCUA_HTTP_SECRETS"),
    (["run", "--port", "0"], {"MOTCUA_VAR": "/proc/nowhere"}, "nothing can be written there"),
    (["run", "--port", "70000"], {}, "PORT = 70000"),
    (["verify", "H99.1-261123-0001"], {}, "no dossier H99.1-261123-0001"),
]


@pytest.mark.parametrize(("arguments", "variables", "says"), REFUSED)
def test_what_cannot_work_is_told_in_one_sentence(
    arguments: list[str],
    variables: Mapping[str, str],
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert main(arguments) == FAULT
    told = capsys.readouterr().err.strip()
    assert says in told
    assert "\n" not in told
    assert "secret" not in told


def test_a_port_in_use_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["run", "--port", str(port)]) == FAULT
    assert f"PORT = {port}" in capsys.readouterr().err


def test_a_broken_folder_is_not_published_and_every_fault_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MOTCUA_SAMPLE", "1")
    (tmp_path / "process.bpmn").write_text("<!DOCTYPE x><a/>", encoding="utf-8")
    assert main(["publish", str(tmp_path)]) == FAULT
    told = capsys.readouterr().out
    assert "[file-missing]" in told
    assert "[xml-doctype]" in told


def test_a_file_of_fifty_megabytes_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (tmp_path / "process.bpmn").open("wb") as large:
        large.truncate(50_000_000)
    assert main(["check", str(tmp_path)]) == FAULT
    assert "[file-large]" in capsys.readouterr().out


def test_a_shipped_procedure_is_published_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MOTCUA_SAMPLE", "1")
    folder = "bpmn/chung-thuc-ban-sao"
    assert [main(["publish", folder]) for _ in range(2)] == [OK, OK]
    first, second = capsys.readouterr().out.splitlines()
    assert "version 1 is live" in first
    assert first == second
    assert main(["verify"]) == OK


def test_an_emergency_is_written_for_ever(var: Path) -> None:
    urgent = ["--emergency", "Sửa lỗi tính phí", "--decision", "9/QĐ"]
    assert main(["publish", "bpmn/chung-thuc-ban-sao", *urgent]) == OK
    database = Database(f"sqlite:///{var / 'motcua.db'}")
    with database.read() as db:
        (release,) = list_releases(db, "chung-thuc-ban-sao")
    database.close()
    assert (release.origin, release.decision[0]) == ("emergency", "9/QĐ")
    assert release.reason.startswith("Sửa lỗi tính phí (")
    assert release.is_irregular


def test_a_file_that_is_no_database_is_told(var: Path, capsys: pytest.CaptureFixture[str]) -> None:
    var.mkdir()
    (var / "motcua.db").write_bytes(b"no database" * 1000)
    assert main(["verify"]) == FAULT
    assert "file is not a database" in capsys.readouterr().err


def test_ctrl_c_ends_without_a_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_given: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "COMMANDS", {"migrate": interrupt})
    assert main(["migrate"]) == STOPPED
    assert capsys.readouterr().err == ""


def test_a_process_that_does_not_end_is_killed() -> None:
    code = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True);"
    deaf = subprocess.Popen(  # noqa: S603  our own words
        [sys.executable, "-c", f"{code} signal.pause()"], stdout=subprocess.PIPE
    )
    assert deaf.stdout is not None
    deaf.stdout.readline()
    deaf.terminate()
    end(deaf, patience=0.1)
    assert deaf.returncode == -9
    deaf.stdout.close()


def test_an_empty_folder_setting_means_the_usual_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_VAR", "")
    assert cli.read_wires(None).var == Path("var").resolve()


def test_a_program_gets_a_token_that_can_be_taken_back(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["client", "add", "tax", "--topics", "tax-notice,fee"]) == OK
    assert "token, shown this once: mtc_" in capsys.readouterr().out
    assert main(["client", "revoke", "tax"]) == OK
    assert main(["client", "list"]) == OK
    assert "tax: tax-notice, fee (since" in capsys.readouterr().out
    assert main(["client", "add", "tax", "--topics", "*"]) == FAULT
    assert main(["client", "revoke", "nobody"]) == FAULT


def test_a_mail_server_that_wants_a_login_gets_it_encrypted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    login = {"HOST": "mail.vn", "TLS": "starttls", "USER": "motcua", "PASSWORD": "khoa"}
    for name, value in login.items():
        monkeypatch.setenv(f"MOTCUA_SMTP_{name}", value)
    wires = cli.read_wires(None)
    assert (wires.smtp_tls, wires.smtp_port) == ("starttls", 587)
    assert wires.smtp_login == ("motcua", "khoa")
    assert "khoa" not in repr(wires)
