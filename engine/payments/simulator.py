"""The provider of the sample: a bank that is none, with a secret of its own, on this machine."""

import contextlib
import os
import secrets
import tempfile
from datetime import datetime
from pathlib import Path

import orjson

from engine.errors import SettingRefused
from engine.payments.providers import Provider
from engine.payments.signing import canonical, read_flat, sign
from engine.records.cards import Text
from engine.records.fees import Incoming
from engine.records.values import Json

SIMULATOR = "simulator"
KEY_FILE = "payment-simulator-key"


def make_simulator(folder: Path) -> Provider:
    """Return the simulator; its secret is made the first time and kept in `folder`.

    Raises  SettingRefused for a folder that cannot be used
    """
    return Provider(
        key=SIMULATOR,
        name=Text(vi="Ngân hàng Mẫu (mô phỏng)", en="Sample Bank (simulated)"),
        secrets=(_kept_secret(folder / KEY_FILE),),
        pay_url=f"/{SIMULATOR}/{{reference}}",
    )


def signed_call(
    provider: Provider, body: dict[str, Json], at: datetime, *, secret: str | None = None
) -> Incoming:
    """Return a call-back as the simulator sends it, signed with its secret or with another."""
    content = orjson.dumps(body)
    timestamp, nonce = str(int(at.timestamp())), secrets.token_hex(16)
    flat = read_flat(content) or {}
    signature = sign(secret or provider.secrets[0], timestamp, nonce, canonical(flat))
    told = {"timestamp": timestamp, "nonce": nonce, "signature": signature}
    headers = {provider.headers[name].lower(): value for name, value in told.items()}
    return Incoming(headers=headers, body=content, address=SIMULATOR)


def _kept_secret(path: Path) -> str:
    """Return the secret in a file; of several processes that make one, the first decides."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            number, name = tempfile.mkstemp(dir=path.parent, prefix=".key-")
            with os.fdopen(number, "w", encoding="ascii") as file:
                file.write(secrets.token_hex(32))
            with contextlib.suppress(FileExistsError):
                os.link(name, path)
            os.unlink(name)
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise SettingRefused(
            setting="MOTCUA_VAR",
            value=path.parent,
            reason_en=f"the secret of the payment simulator cannot be kept ({error.strerror})",
            reason_vi=f"không lưu được khóa của trang thanh toán mô phỏng ({error.strerror})",
        ) from error
