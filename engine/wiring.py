"""Settings to context: the real database, clock, mail, files, calendar and sandbox put together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from engine.calendars.complaints import read_complaint_rules
from engine.calendars.office_hours import read_hours_table
from engine.calendars.reader import read_calendar
from engine.calendars.watching import read_watch_rules
from engine.clock import Clock, SystemClock
from engine.context import Calendars, Context, Versions
from engine.expressions.sandbox import MontyRunner
from engine.files import open_folder
from engine.mail import FileMail, Mail, SmtpMail
from engine.outside.hosts import read_hosts
from engine.outside.http import HttpOutside
from engine.outside.notices import read_notice_rules, with_kept_texts
from engine.outside.oidc import read_provider
from engine.outside.one_time import CodeMaker
from engine.outside.partners import read_partners
from engine.outside.secrets import read_secrets
from engine.payments.providers import Provider, read_providers
from engine.payments.simulator import SIMULATOR, make_simulator
from engine.records.complaints import ComplaintRule
from engine.records.notices import NoticeRules
from engine.signatures.keys import FolderKeys
from engine.signatures.stamping import read_time_authority
from engine.store.database import Database
from engine.store.known_sessions import KnownSessions
from engine.store.wakeup import notify

ROOT = Path(__file__).parent.parent
PROCEDURES = ROOT / "bpmn"
CALENDARS = PROCEDURES / "calendars"
CALENDAR = CALENDARS / "vietnam.toml"


@dataclass(frozen=True, kw_only=True)
class Wires:
    """What a context is made from.

    var          folder of files, and of mail when there is no mail server
    smtp_host    "" without a mail server
    smtp_login   user name and password; None for a server that wants none
    smtp_tls     none, starttls or tls
    http_hosts   hosts that procedures may call, as engine/outside/hosts.py reads them
    http_secrets file of secrets for such calls
    notices      file of gateways for text messages and pushes, and of quiet hours
    time_stamps  file that says who is asked for time stamps of signatures
    signing_secret encrypts the keys in the folder `signing`; "" for a secret beside them
    payments     file that describes providers of payments
    simulator    the simulated bank of the sample stands behind them, and a folder behind text
                 messages
    address      where people reach the server, printed on letters
    identity     file that says where citizens sign in
    partners     folder that says which other systems are told of our dossiers
    """

    database_url: str
    var: Path
    smtp_host: str = ""
    smtp_port: int = 25
    smtp_login: tuple[str, str] | None = field(default=None, repr=False)
    smtp_tls: str = "none"
    mail_sender: str = "motcua@localhost"
    http_hosts: str = ""
    http_secrets: Path | None = None
    notices: Path | None = None
    partners: Path | None = None
    identity: Path | None = None
    signing_secret: str = field(default="", repr=False)
    time_stamps: Path | None = None
    payments: Path | None = None
    simulator: bool = False
    address: str = "http://127.0.0.1:8000"
    sample_mode: bool = False
    pool_size: int = 10


def make_context(wires: Wires, clock: Clock | None = None) -> Context:
    """Return the context; the database must have been migrated before it is used.

    Raises  SettingRefused for a database or a folder that cannot be used
    """
    clock = clock or SystemClock()
    scripts = MontyRunner()
    database = Database(wires.database_url, wires.pool_size)
    return Context(
        database=database,
        clock=clock,
        mail=_mail(wires, clock),
        files=open_folder(wires.var / "files"),
        scripts=scripts,
        calendars=read_calendars(),
        versions=Versions(scripts),
        outside=HttpOutside(
            hosts=read_hosts(wires.http_hosts), secrets=read_secrets(wires.http_secrets)
        ),
        notices=read_notices(wires),
        codes=CodeMaker(wires.var / "code-secret"),
        partners=read_partners(wires.partners),
        complaint_rules=read_complaints(),
        identity=read_provider(wires.identity),
        keys=FolderKeys(wires.var / "signing", wires.signing_secret),
        time_authority=read_time_authority(wires.time_stamps),
        payments=read_payments(wires),
        address=wires.address,
        sample_mode=wires.sample_mode,
        wake=notify,
        sessions=KnownSessions(database, clock),
    )


def read_calendars() -> Calendars:
    """Return the shipped calendar, with the hours of offices and the rules of warning.

    Raises  SettingRefused for a table that cannot be used
    """
    calendar, hours, terms = (
        (CALENDARS / name).read_text(encoding="utf-8")
        for name in ("vietnam.toml", "hours.toml", "terms.toml")
    )
    return Calendars(read_calendar(calendar), read_hours_table(hours), read_watch_rules(terms))


def read_complaints() -> tuple[ComplaintRule, ...]:
    """Return how soon complaints are dealt with."""
    return read_complaint_rules((CALENDARS / "complaints.toml").read_text(encoding="utf-8"))


def read_notices(wires: Wires) -> NoticeRules:
    """Return how notices leave; in the sample text messages are kept. Raises SettingRefused."""
    rules = read_notice_rules(wires.notices)
    if wires.simulator or wires.sample_mode:
        return with_kept_texts(rules, wires.var / "sms")
    return rules


def read_payments(wires: Wires) -> Mapping[str, Provider]:
    """Return the providers of payments by key. Raises SettingRefused."""
    found = dict(read_providers(wires.payments))
    if wires.simulator or wires.sample_mode:
        found[SIMULATOR] = make_simulator(wires.var)
    return found


def _mail(wires: Wires, clock: Clock) -> Mail:
    if wires.smtp_host:
        return SmtpMail(
            host=wires.smtp_host,
            port=wires.smtp_port,
            sender=wires.mail_sender,
            clock=clock,
            login=wires.smtp_login,
            tls=wires.smtp_tls,
        )
    return FileMail(folder=wires.var / "mail", sender=wires.mail_sender, clock=clock)
