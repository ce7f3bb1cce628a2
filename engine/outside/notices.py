"""The file of notice rules: gateways for text messages and pushes, and quiet hours."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import Any

from engine.errors import SettingRefused
from engine.records.notices import PUSH, SMS, Gateway, NoticeRules

SETTING = "MOTCUA_NOTICES"
KEYS = frozenset(("url", "body", "headers", "secret", "plain", "most"))


def read_notice_rules(path: Path | None) -> NoticeRules:
    """Return the rules of a TOML file; without one only mail is sent, at any time.

    Raises  SettingRefused for a file that cannot be read or says something else
    """
    if path is None:
        return NoticeRules()
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        gateways = {name: _gateway(found[name]) for name in (SMS, PUSH) if name in found}
        if extra := set(found) - {SMS, PUSH, "quiet"}:
            raise ValueError(f"unknown: {', '.join(sorted(extra))}")
        return NoticeRules(gateways=gateways, quiet=_quiet(found.get("quiet")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingRefused(
            setting=SETTING,
            value=path,
            reason_en=f"the file of notice rules cannot be used ({error})",
            reason_vi=f"không dùng được tệp quy tắc nhắn tin ({error})",
        ) from error


def with_kept_texts(rules: NoticeRules, folder: Path) -> NoticeRules:
    """Return the rules of a sample office: without a gateway text messages go into a folder."""
    if SMS in rules.gateways:
        return rules
    kept = Gateway(url="", body="", folder=folder)
    return replace(rules, gateways={**rules.gateways, SMS: kept})


def keep_text(folder: Path, key: str, to: str, text: str, now: datetime) -> None:
    """Write a text message into a folder, one file each, named by its instant."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{now:%Y%m%dT%H%M%S}-{key}.txt").write_text(f"{to}\n{text}\n", encoding="utf-8")


def _gateway(given: Mapping[str, Any]) -> Gateway:
    if extra := set(given) - KEYS:
        raise ValueError(f"unknown: {', '.join(sorted(extra))}")
    if "{text}" not in given["body"] or "{to}" not in given["body"]:
        raise ValueError("body needs {to} and {text}")
    return Gateway(
        url=str(given["url"]),
        body=str(given["body"]),
        headers={str(name): str(value) for name, value in given.get("headers", {}).items()},
        secret=given.get("secret"),
        plain=bool(given.get("plain", False)),
        most=int(given.get("most", 1000)),
    )


def _quiet(given: Any) -> tuple[time, time] | None:
    if given is None:
        return None
    begin, end = (time.fromisoformat(one) for one in given)
    return begin, end
