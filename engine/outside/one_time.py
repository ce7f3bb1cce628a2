"""Codes of six digits that are told once: reckoned from a secret of this installation, never kept.

So a copy of the database holds no code and nothing from which one could be found out.
"""

import os
import secrets
from contextlib import suppress
from hashlib import sha256
from hmac import digest
from pathlib import Path

from engine.errors import SettingRefused

DIGITS = 6


class CodeMaker:
    """Reckons the code of a sign-in from the hash of its token.

    path   file with the secret, made when the first code is; None for one that ends with the
           process
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._secret = b"" if path else secrets.token_bytes(32)

    def code_of(self, token_hash: bytes) -> str:
        """Return the six digits; raise SettingRefused when the secret cannot be kept."""
        if not self._secret and self._path is not None:
            self._secret = _kept(self._path)
        # As RFC 4226 does it, with SHA-256 and without its counter: a token is used once.
        number = int.from_bytes(digest(self._secret, token_hash, sha256)[:8])
        return f"{number % 10**DIGITS:0{DIGITS}d}"


def _kept(path: Path) -> bytes:
    """Return the secret of a file; whoever comes first makes it, readable by its owner only."""
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = path.with_suffix(f".{os.getpid()}")
            fresh.touch(mode=0o600)
            fresh.write_text(secrets.token_hex(32), encoding="ascii")
            with suppress(FileExistsError):
                os.link(fresh, path)
            fresh.unlink()
        return path.read_bytes().strip()
    except OSError as error:
        raise SettingRefused(
            setting="MOTCUA_VAR",
            value=path.parent,
            reason_en=f"the secret of sign-in codes cannot be kept there ({error.strerror})",
            reason_vi=f"không lưu được bí mật của mã đăng nhập ở đó ({error.strerror})",
        ) from error
