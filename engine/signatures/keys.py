"""Who holds private keys: the protocol, and keys in a folder for the sample office and tests.

A remote signing service, a token (PKCS#11) or an HSM stands behind the same two calls; then no
private key is on this machine.
"""

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Final, Protocol

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from engine.errors import NotFound, Words
from engine.refusals import KeyUnusable

SECRET_FILE: Final = "secret"  # noqa: S105 - the name of its file
CURVE: Final = ec.SECP256R1()
_PLAIN: Final = "abcdefghijklmnopqrstuvwxyz0123456789.-"
WORDS: Final = Words(en="signing key", vi="khóa ký số")


class KeyHolder(Protocol):
    """Whoever keeps private keys and signs with them."""

    def has(self, key: str) -> bool:
        """Tell whether there is a key of this name."""
        ...

    def sign(self, key: str, message: bytes) -> bytes:
        """Return the signature of a message under SHA-256; raise NotFound, KeyUnusable."""
        ...


class NoKeys:
    """Nobody holds keys: letters cannot be signed on this server."""

    def has(self, key: str) -> bool:
        """Tell that there is none."""
        return False

    def sign(self, key: str, message: bytes) -> bytes:
        """Raise NotFound."""
        raise NotFound(what=WORDS, key=key)


class FolderKeys:
    """Keys in files (PKCS#8), each encrypted with one secret.

    secret   "" for one of the folder's own, made with the first key; whoever has the folder then
             has the keys
    """

    def __init__(self, folder: Path, secret: str = "") -> None:
        self._folder = folder
        self._given = secret.encode()
        self._open: dict[str, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey] = {}

    def has(self, key: str) -> bool:
        """Tell whether there is a key of this name."""
        return self._path(key).exists()

    def sign(self, key: str, message: bytes) -> bytes:
        """Return the signature of a message under SHA-256; raise NotFound, KeyUnusable."""
        private = self.private(key)
        if isinstance(private, rsa.RSAPrivateKey):
            return private.sign(message, padding.PKCS1v15(), hashes.SHA256())
        return private.sign(message, ec.ECDSA(hashes.SHA256()))

    def make(self, key: str) -> ec.EllipticCurvePublicKey:
        """Make a key (P-256), keep it, and return its public half; an older one is replaced."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        private = ec.generate_private_key(CURVE)
        content = private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(self._secret()),
        )
        path = self._path(key)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_bytes(content)
        fresh.replace(path)
        self._open[key] = private
        return private.public_key()

    def private(self, key: str) -> ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey:
        """Return a key, opened; raise NotFound, KeyUnusable."""
        if key not in self._open:
            try:
                content = self._path(key).read_bytes()
            except FileNotFoundError as error:
                raise NotFound(what=WORDS, key=key) from error
            self._open[key] = _opened(key, content, self._secret())
        return self._open[key]

    def _secret(self) -> bytes:
        """Return the secret; the folder's own is made once, whoever comes first."""
        if self._given:
            return self._given
        path = self._folder / SECRET_FILE
        if not path.exists():
            fresh = path.with_suffix(f".{os.getpid()}")
            fresh.touch(mode=0o600)
            fresh.write_text(token_hex(32), encoding="ascii")
            with suppress(FileExistsError):
                os.link(fresh, path)
            fresh.unlink()
        return path.read_bytes().strip()

    def _path(self, key: str) -> Path:
        if not key or any(letter not in _PLAIN for letter in key) or ".." in key:
            raise NotFound(what=WORDS, key=key[:40])
        return self._folder / f"{key}.pem"


def _opened(
    key: str, content: bytes, secret: bytes
) -> ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey:
    try:
        private = serialization.load_pem_private_key(content, secret)
    except (ValueError, TypeError) as error:
        raise KeyUnusable(key=key) from error
    if not isinstance(private, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise KeyUnusable(key=key)
    return private
