"""The command line: run, work, check, publish, verify, migrate, register, client."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from getpass import getuser
from pathlib import Path
from socket import gethostname

from engine.actions.external_clients import add_client, revoke_token
from engine.actions.publish_by_command import Emergency, publish_by_command
from engine.actions.take_register import take_register
from engine.actions.verify_cases import verify_cases
from engine.context import Context
from engine.dialects.folder import import_file, read_posts
from engine.errors import InputRefused, MotcuaError, ProcedureRefused, SettingRefused, Words
from engine.jobs.carriers.broker import load_carrier
from engine.jobs.start import run_worker
from engine.jobs.worker import LEASE_SECONDS, Worker
from engine.procedures.check import check_procedure
from engine.procedures.reader import read_folder
from engine.queries.external_clients import list_clients
from engine.records.findings import Finding
from engine.sample.fill import is_sample
from engine.serve import serve, stop_on_signals
from engine.store.database import DatabaseFailure, first_line
from engine.store.migrate import migrate
from engine.wiring import Wires, make_context

OK, FAULT = 0, 1
# Ended with Ctrl-C, as shells count it: 128 and the number of the signal.
STOPPED = 130
# By kind of encryption: RFC 5321; RFC 6409 with RFC 3207; RFC 8314.
SMTP_PORTS: Mapping[str, int] = {"none": 25, "starttls": 587, "tls": 465}
HERE = ("localhost", "127.0.0.1", "::1")
LONGEST_LEASE = 3_600


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0, or 1 after saying what is wrong in one sentence."""
    given = _parser().parse_args(arguments)
    try:
        return COMMANDS[given.command](given)
    except ProcedureRefused as error:
        _print_findings(error.findings)
    except MotcuaError as error:
        say(error.text(_language()), sys.stderr)
    except OSError as error:
        say(f"{error.filename or 'file'}: {error.strerror or error}", sys.stderr)
    except DatabaseFailure as error:
        words = Words(en="The database failed: {}", vi="Cơ sở dữ liệu gặp lỗi: {}")
        say(words.text(_language()).format(first_line(error)), sys.stderr)
    except KeyboardInterrupt:
        return STOPPED
    return FAULT


def _language() -> str:
    return "vi" if os.environ.get("LANG", "").startswith("vi") else "en"


def say(text: str, stream: object = None) -> None:
    """Write a line to the terminal."""
    print(text, file=stream or sys.stdout, flush=True)  # type: ignore[arg-type]  # noqa: T201


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="motcua", description="Administrative procedures as BPMN diagrams."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    run = _add(commands, "run", "start the server, with background work")
    run.add_argument("--port", type=int, default=8000)
    run.add_argument("--no-sample", action="store_true", help="without sample office and people")
    working = _add(commands, "work", "do background work only")
    working.add_argument("--name", default="", help="of this worker; host and process number")
    _add(commands, "migrate", "bring the database up to date")
    check = commands.add_parser("check", help="report all faults of a procedure folder")
    check.add_argument("folder", type=Path)
    _add_import(commands)
    publish = _add(commands, "publish", "make a folder the live version of its procedure")
    publish.add_argument("folder", type=Path)
    publish.add_argument("--emergency", metavar="REASON", help="without approval; marked for ever")
    publish.add_argument("--decision", default="", metavar="NUMBER", help="of the agency")
    register = _add(commands, "register", "take in the copy of a register of another agency")
    register.add_argument("name", help="as procedures call it")
    register.add_argument("file", type=Path, help="CSV in UTF-8 with a column number")
    verify = _add(commands, "verify", "prove that no case was altered")
    verify.add_argument("codes", nargs="*", metavar="CASE", help="dossier codes; all without one")
    _add_clients(commands)
    return parser


def _add_import(commands: object) -> None:
    parser: argparse.ArgumentParser = commands.add_parser(  # type: ignore[attr-defined]
        "import", help="make a procedure folder from a BPMN file of another tool"
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--post", action="append", default=[], metavar="GROUP=POST")
    parser.add_argument("--lang", choices=("vi", "en"), help="of what is said; as LANG without it")


def _add_clients(commands: object) -> None:
    client = _add(commands, "client", "programs outside that take work: add, list, revoke")
    acts = client.add_subparsers(dest="act", required=True)
    add = acts.add_parser("add", help="give a program a token, shown this once")
    add.add_argument("name")
    add.add_argument("--topics", required=True, help="what it may ask for: a,b or * for all")
    acts.add_parser("list", help="show all programs")
    revoke = acts.add_parser("revoke", help="let a token count no more")
    revoke.add_argument("name")


def _add(commands: object, name: str, text: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text)  # type: ignore[attr-defined]
    parser.add_argument("--database", default=None, help="address of the database")
    return parser


def read_wires(database: str | None, sample_mode: bool = False) -> Wires:
    """Return the wires that the command line and the environment name."""
    var = Path(os.environ.get("MOTCUA_VAR") or "var").resolve()
    url = database or os.environ.get("DATABASE_URL") or f"sqlite:///{var / 'motcua.db'}"
    host, tls = os.environ.get("MOTCUA_SMTP_HOST", ""), read_tls()
    secrets = os.environ.get("MOTCUA_HTTP_SECRETS", "")
    notices = os.environ.get("MOTCUA_NOTICES", "")
    partners = os.environ.get("MOTCUA_PARTNERS", "")
    identity = os.environ.get("MOTCUA_OIDC", "")
    payments = os.environ.get("MOTCUA_PAYMENTS", "")
    stamps = os.environ.get("MOTCUA_TIME_STAMPS", "")
    return Wires(
        database_url=url,
        var=var,
        smtp_host=host,
        smtp_port=_number("MOTCUA_SMTP_PORT", SMTP_PORTS[tls], 65_535),
        smtp_tls=tls,
        smtp_login=read_login(host, tls),
        mail_sender=os.environ.get("MOTCUA_MAIL_SENDER", "motcua@localhost"),
        http_hosts=os.environ.get("MOTCUA_HTTP_HOSTS", ""),
        http_secrets=Path(secrets).resolve() if secrets else None,
        notices=Path(notices).resolve() if notices else None,
        partners=Path(partners).resolve() if partners else None,
        identity=Path(identity).resolve() if identity else None,
        signing_secret=os.environ.get("MOTCUA_SIGNING_SECRET", ""),
        time_stamps=Path(stamps).resolve() if stamps else None,
        payments=Path(payments).resolve() if payments else None,
        simulator=os.environ.get("MOTCUA_SAMPLE") == "1",
        address=os.environ.get("MOTCUA_PUBLIC_URL", "").strip()
        or f"http://127.0.0.1:{_number('PORT', 8000, 65_535)}",
        sample_mode=sample_mode,
    )


def read_tls() -> str:
    """Return how mail is encrypted on its way to the server. Raises SettingRefused."""
    tls = os.environ.get("MOTCUA_SMTP_TLS", "").strip().lower() or "none"
    if tls not in SMTP_PORTS:
        raise SettingRefused(
            setting="MOTCUA_SMTP_TLS",
            value=tls[:40],
            reason_en="write none, starttls or tls",
            reason_vi="hãy ghi none, starttls hoặc tls",
        )
    return tls


def read_login(host: str, tls: str) -> tuple[str, str] | None:
    """Return user name and password for the mail server; None where none are set.

    Raises  SettingRefused for a password that would cross the network in the clear
    """
    user = os.environ.get("MOTCUA_SMTP_USER", "")
    password = os.environ.get("MOTCUA_SMTP_PASSWORD", "")
    if not user:
        return None
    if tls == "none" and host not in HERE:
        raise SettingRefused(
            setting="MOTCUA_SMTP_TLS",
            value=tls,
            reason_en="the password would be sent unencrypted; write starttls or tls",
            reason_vi="mật khẩu sẽ đi không mã hóa; hãy ghi starttls hoặc tls",
        )
    return user, password


def _number(name: str, otherwise: int, most: int) -> int:
    text = os.environ.get(name, "").strip()
    if text and not (text.isascii() and text.isdigit() and 0 < int(text) <= most):
        raise SettingRefused(
            setting=name,
            value=text[:40],
            reason_en=f"write a number from 1 to {most}",
            reason_vi=f"hãy ghi một số từ 1 đến {most}",
        )
    return int(text) if text else otherwise


def _context(given: argparse.Namespace) -> Context:
    context = make_context(read_wires(given.database))
    migrate(context.database)
    return context


def _run(given: argparse.Namespace) -> int:
    wires = read_wires(given.database, sample_mode=not given.no_sample)
    return serve(wires, given.port, say)


def read_worker(name: str = "") -> Worker:
    """Return the worker that the environment describes; its name tells machine and process."""
    name = name or f"{gethostname()}-{os.getpid()}"
    seconds = _number("MOTCUA_LEASE_SECONDS", int(LEASE_SECONDS), LONGEST_LEASE)
    return Worker(name=name, lease_seconds=float(seconds))


def _work(given: argparse.Namespace) -> int:
    worker = read_worker(given.name)
    stop_on_signals(worker.stop)
    broker = os.environ.get("MOTCUA_CELERY_BROKER", "")
    carrier = load_carrier(broker) if broker else None
    context = _context(given)
    say(f"{worker.name} works{', through Celery' if carrier else ''}.")
    run_worker(context, worker, carrier)
    return OK


def _migrate(given: argparse.Namespace) -> int:
    _context(given)
    say("The database is up to date.")
    return OK


def _read(folder: Path) -> Mapping[str, bytes]:
    if not folder.is_dir():
        reason = Words(en=f"{folder} is no folder.", vi=f"{folder} không phải thư mục.")
        raise InputRefused(reason=reason)
    return read_folder(folder)


def _check(given: argparse.Namespace) -> int:
    folder = given.folder.resolve()
    files = _read(given.folder)
    beside = {path.parent.name for path in folder.parent.glob("*/procedure.toml")}
    findings = check_procedure(folder.name, files, known=beside)
    _print_findings(findings)
    severe = sum(finding.severe for finding in findings)
    say(_summary(severe, len(findings) - severe))
    return FAULT if severe else OK


def _summary(faults: int, advice: int) -> str:
    faults_en = "1 fault" if faults == 1 else f"{faults} faults"
    advice_en = "1 piece of advice" if advice == 1 else f"{advice} pieces of advice"
    words = Words(en=f"{faults_en}, {advice_en}.", vi=f"{faults} lỗi, {advice} lời khuyên.")
    return words.text(_language())


def _import(given: argparse.Namespace) -> int:
    language = given.lang or _language()
    posts = read_posts(given.post)
    written = import_file(given.file, given.output, posts, language)
    findings = [*written.losses, *written.faults]
    findings.sort(key=lambda one: (one.file, one.line or 0))
    _print_findings(findings, language)
    severe = sum(one.severe for one in findings)
    words = Words(
        en="{} has {} files. To do: {}; worth a look: {}.",
        vi="{} có {} tệp. Phải làm: {}; nên xem lại: {}.",
    )
    counts = (given.output, written.files, severe, len(findings) - severe)
    say(words.text(language).format(*counts))
    return OK


def _publish(given: argparse.Namespace) -> int:
    files, context = _read(given.folder), _context(given)
    if os.environ.get("MOTCUA_SAMPLE") == "1" or is_sample(context):
        context = replace(context, sample_mode=True)
    emergency = None
    if given.emergency is not None:
        who = f"{getuser()}@{gethostname()}"
        emergency = Emergency(reason=given.emergency, decision=given.decision, who=who)
    version = publish_by_command(context, given.folder.resolve().name, files, emergency)
    say(f"{version.procedure_key} version {version.number} is live, digest {version.digest}.")
    return OK


def _verify(given: argparse.Namespace) -> int:
    cases = faults = 0
    shows = sys.stderr.isatty()

    def progress(done: int, total: int) -> None:
        if shows:
            sys.stderr.write(f"\r{done} / {total}")

    for verdict in verify_cases(_context(given), given.codes, progress):
        cases += 1
        faults += not verdict.intact
        for one in verdict.discrepancies:
            say(f"{one.code}: {one.what.text(_language())}")
    if shows:
        say("", sys.stderr)
    say(f"{cases} cases verified, {faults} altered.")
    return FAULT if faults else OK


def _client(given: argparse.Namespace) -> int:
    context = _context(given)
    if given.act == "add":
        made, token = add_client(context, given.name, given.topics.split(","))
        say(f"{made.name} may ask for: {', '.join(made.topics)}")
        say(f"Its token, shown this once: {token}")
    elif given.act == "revoke":
        revoke_token(context, given.name)
        say(f"The token of {given.name} counts no more.")
    else:
        for one in list_clients(context):
            revoked = f", revoked {one.revoked_at:%Y-%m-%d}" if one.revoked_at else ""
            say(f"{one.name}: {', '.join(one.topics)} (since {one.created_at:%Y-%m-%d}{revoked})")
    return OK


def _register(given: argparse.Namespace) -> int:
    number = take_register(_context(given), given.name, given.file.read_bytes())
    say(f"{given.name}: {number} entries.")
    return OK


def _print_findings(findings: Sequence[object], language: str | None = None) -> None:
    for one in findings:
        if isinstance(one, Finding):
            place = ":".join(str(part) for part in (one.file, one.line) if part)
            element = f" {one.element}" if one.element else ""
            mark = "" if one.severe else " (advice)"
            say(f"{place}{element}: {one.text(language or _language())} [{one.rule}]{mark}")


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "run": _run,
    "work": _work,
    "migrate": _migrate,
    "check": _check,
    "import": _import,
    "publish": _publish,
    "register": _register,
    "verify": _verify,
    "client": _client,
}

if __name__ == "__main__":
    sys.exit(main())
