"""The address of a broker, and the carrier for it; Celery is there only where it was installed."""

from importlib import import_module
from urllib.parse import urlsplit

from engine.errors import SettingRefused
from engine.jobs.worker import Carrier

SETTING = "MOTCUA_CELERY_BROKER"
SCHEMES = ("amqp", "amqps", "redis", "rediss")


def check_broker(address: str) -> str:
    """Return the address; raise SettingRefused for one that Celery is not tested with."""
    parts = urlsplit(address)
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise SettingRefused(
            setting=SETTING,
            value="…",
            reason_en="write amqp://user:password@host/ or redis://host:6379/0",
            reason_vi="hãy ghi amqp://user:password@host/ hoặc redis://host:6379/0",
        )
    return address


def load_carrier(address: str) -> Carrier:
    """Return the carrier that sends what is due to Celery's workers.

    Raises  SettingRefused for an address that cannot be one, or where Celery is not installed
    """
    check_broker(address)
    try:
        # Not at the top: Celery is an extra, and few installations have it.
        made: Carrier = import_module("engine.jobs.carriers.celery_queue").make_carrier(address)
    except ModuleNotFoundError as error:
        if error.name not in {"celery", "kombu"}:
            raise
        raise SettingRefused(
            setting=SETTING,
            value=f"{urlsplit(address).scheme}://…",
            reason_en="Celery is not installed; run make celery, or leave the setting out",
            reason_vi="chưa cài Celery; hãy chạy make celery hoặc bỏ thiết lập này",
        ) from error
    return made
