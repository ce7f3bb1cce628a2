"""Time stamps: an authority outside says when a signature was there (RFC 3161).

A signer's own clock proves little: with a stamp a signature counts also after its certificate was
revoked, if it was made before. Who is asked stands in a file; calls go through the list of hosts.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from engine.errors import CallFailed, SettingRefused, Words
from engine.outside.http import Outside, Request
from engine.refusals import TimeStampRefused

SETTING: Final = "MOTCUA_TIME_STAMPS"
KNOWN: Final = {"url", "roots", "secret", "required"}
LARGEST: Final = 100_000
QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"
Stamper: TypeAlias = Callable[[bytes], bytes]


@dataclass(frozen=True, kw_only=True)
class TimeAuthority:
    """Who is asked for time stamps.

    roots     certificates under which its stamps are trusted (X.509, DER)
    secret    name of the secret that says who we are; None where it asks for none
    required  nothing is signed without a stamp; else the signature is made without one
    """

    url: str
    roots: tuple[bytes, ...]
    secret: str | None = None
    required: bool = True


def read_time_authority(path: Path | None) -> TimeAuthority | None:
    """Return the authority that a file names; None without a file. Raises SettingRefused."""
    if path is None:
        return None
    try:
        table = tomllib.loads(path.read_bytes()[:LARGEST].decode())
        if not _is_known(table):
            raise ValueError('url = "https://…", roots = "….pem", secret, required')
        pem = (path.parent / table["roots"]).read_bytes()[:LARGEST]
        found = x509.load_pem_x509_certificates(pem)
    except (OSError, ValueError) as error:
        raise _refuse(path, str(error)) from error
    return TimeAuthority(
        url=table["url"],
        roots=tuple(one.public_bytes(Encoding.DER) for one in found),
        secret=table.get("secret"),
        required=table.get("required", True),
    )


def stamper_of(authority: TimeAuthority, outside: Outside) -> Stamper:
    """Return what asks an authority: a request (TimeStampReq, DER) → its reply.

    What it returns raises TimeStampRefused when the authority cannot be reached or says no.
    Source  RFC 3161, 3.4
    """

    def ask(query: bytes) -> bytes:
        request = Request(
            method="POST",
            url=authority.url,
            headers={"Content-Type": QUERY, "Accept": REPLY},
            body=query,
            secret=authority.secret,
        )
        try:
            reply = outside.call(request)
        except CallFailed as error:
            told = Words(vi=error.text("vi"), en=error.text("en"))
            raise TimeStampRefused(reason=told) from error
        if reply.status != 200:
            told = Words(vi=f"cơ quan trả lời {reply.status}", en=f"it answered {reply.status}")
            raise TimeStampRefused(reason=told)
        return reply.body

    return ask


def _is_known(table: dict[str, Any]) -> bool:
    """Tell whether a file says what is needed, and nothing else."""
    texts = (table.get("url"), table.get("roots"), table.get("secret", "-"))
    plain = all(isinstance(one, str) and one and one.isprintable() for one in texts)
    return plain and table.keys() <= KNOWN and isinstance(table.get("required", True), bool)


def _refuse(path: Path, why: str) -> SettingRefused:
    told = why.splitlines()[0][:200] if why else ""
    return SettingRefused(
        setting=SETTING,
        value=path,
        reason_en=f"it cannot be read ({told})",
        reason_vi=f"không đọc được ({told})",
    )
