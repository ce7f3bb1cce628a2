"""The settings of the web process; the only reader of the environment."""

import contextlib
import os
import re
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from engine.errors import SettingRefused

_TRUE = frozenset({"1", "true", "yes", "on"})
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]{1,200}(?::\d{1,5})?(?:/[A-Za-z0-9._~/-]{0,100})?")
_FALSE = frozenset({"", "0", "false", "no", "off"})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the web process needs to know.

    database_url  SQLAlchemy address; SQLite inside `var` unless told otherwise
    var           folder of everything that is written: database, files, secret key
    secret_key    signs the CSRF cookie; made on the first start
    sample_mode   sample people stand on the sign-in page, mail goes to files
    https         the public address is https: secure cookies and HSTS
    proxies       how many reverse proxies in front set X-Forwarded-For
    smtp_host     mail server; "" when there is none
    threads       of one web process; half of them may wait for work of programs
    payments      file that describes providers of payments
    http_hosts    hosts that may be called, the identity provider among them
    identity      file that says where citizens sign in
    partners      folder that says which other systems are told of our dossiers
    notices       file of gateways for text messages and pushes, and of quiet hours
    address       where people reach the server, printed on letters with their QR code
    api_rate      calls a second that a program may make to one web process
    signing_secret  encrypts the keys that letters are signed with; "" for a secret beside them
    """

    database_url: str
    var: Path
    secret_key: str
    port: int = 8000
    sample_mode: bool = False
    https: bool = False
    proxies: int = 0
    smtp_host: str = ""
    smtp_port: int = 25
    mail_sender: str = "motcua@localhost"
    threads: int = 4
    api_rate: int = 500
    address: str = "http://127.0.0.1:8000"
    signing_secret: str = field(default="", repr=False)
    partners: Path | None = None
    identity: Path | None = None
    http_hosts: str = ""
    notices: Path | None = None
    payments: Path | None = None


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Return the settings that `environ` holds, with defaults for a machine without any.

    Raises SettingRefused, naming the variable, its value and what is expected.
    """
    var = Path(environ.get("MOTCUA_VAR", "var")).resolve()
    return Settings(
        database_url=environ.get("DATABASE_URL") or f"sqlite:///{var / 'motcua.db'}",
        var=var,
        secret_key=environ.get("MOTCUA_SECRET_KEY") or read_secret_key(var / "secret-key"),
        port=_number(environ, "PORT", 8000),
        sample_mode=_switch(environ, "MOTCUA_SAMPLE"),
        https=_switch(environ, "MOTCUA_HTTPS"),
        proxies=_number(environ, "MOTCUA_PROXIES", 0),
        smtp_host=environ.get("MOTCUA_SMTP_HOST", ""),
        smtp_port=_number(environ, "MOTCUA_SMTP_PORT", 25),
        mail_sender=environ.get("MOTCUA_MAIL_SENDER", "motcua@localhost"),
        threads=max(1, _number(environ, "WEB_THREADS", 4)),
        api_rate=max(1, _number(environ, "MOTCUA_API_RATE", 500)),
        address=read_address(environ),
        signing_secret=environ.get("MOTCUA_SIGNING_SECRET", ""),
        partners=_folder(environ, "MOTCUA_PARTNERS"),
        identity=_folder(environ, "MOTCUA_OIDC"),
        http_hosts=environ.get("MOTCUA_HTTP_HOSTS", ""),
        notices=_folder(environ, "MOTCUA_NOTICES"),
        payments=_folder(environ, "MOTCUA_PAYMENTS"),
    )


def read_address(environ: Mapping[str, str]) -> str:
    """Return where people reach the server; this machine unless told otherwise."""
    address = environ.get("MOTCUA_PUBLIC_URL", "").strip().rstrip("/")
    if address and not _ADDRESS.fullmatch(address):
        raise SettingRefused(
            setting="MOTCUA_PUBLIC_URL",
            value=address[:100],
            reason_en="an address such as https://motcua.example.vn is expected",
            reason_vi="cần một địa chỉ, ví dụ https://motcua.example.vn",
        )
    return address or f"http://127.0.0.1:{_number(environ, 'PORT', 8000)}"


def read_secret_key(path: Path) -> str:
    """Return the key kept at `path`; make it, readable by its owner only, when there is none.

    Several processes may start at once: the one whose link comes first decides, all read the same.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _link_new_key(path)
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise SettingRefused(
            setting="MOTCUA_VAR",
            value=path.parent,
            reason_en=f"the secret key cannot be kept there ({error.strerror})",
            reason_vi=f"không lưu được khóa bí mật ở đó ({error.strerror})",
        ) from error


def _link_new_key(path: Path) -> None:
    number, name = tempfile.mkstemp(dir=path.parent, prefix=".key-")
    with os.fdopen(number, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
    with contextlib.suppress(FileExistsError):
        os.link(name, path)
    os.unlink(name)


def _number(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name, "").strip()
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or int(text) > 65_535:
        raise SettingRefused(
            setting=name,
            value=text,
            reason_en="a whole number from 0 to 65535 is expected",
            reason_vi="cần một số nguyên từ 0 đến 65535",
        )
    return int(text)


def _folder(environ: Mapping[str, str], name: str) -> Path | None:
    text = environ.get(name, "").strip()
    return Path(text).resolve() if text else None


def _switch(environ: Mapping[str, str], name: str) -> bool:
    text = environ.get(name, "").strip().lower()
    if text not in _TRUE | _FALSE:
        raise SettingRefused(
            setting=name, value=text, reason_en="write 1 or 0", reason_vi="hãy ghi 1 hoặc 0"
        )
    return text in _TRUE
