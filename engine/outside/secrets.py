"""Words by which we are known to other systems: kept in a file, named in a diagram, never shown.

A secret belongs to one host: no drawing can send it elsewhere.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.errors import SettingRefused

SETTING = "MOTCUA_HTTP_SECRETS"


@dataclass(frozen=True, kw_only=True)
class Secret:
    """A header that says who we are, for one host."""

    host: str
    header: str
    value: str = field(repr=False)


def read_secrets(path: Path | None) -> Mapping[str, Secret]:
    """Return the secrets by name; none without a file.

    The file is TOML: for each name a table with `host`, `value`, and `header` where that is not
    Authorization. Raises  SettingRefused
    """
    if path is None:
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _refuse(path, str(error)) from error
    return {name: _read(path, name, table) for name, table in tables.items()}


def _read(path: Path, name: str, table: Any) -> Secret:
    known = isinstance(table, dict) and {"host", "value"} <= table.keys() <= {
        "host",
        "value",
        "header",
    }
    if not known or not all(isinstance(one, str) and one.isprintable() for one in table.values()):
        raise _refuse(path, f"[{name}] host, value, header")
    return Secret(
        host=table["host"].lower(),
        header=table.get("header", "Authorization"),
        value=table["value"],
    )


def _refuse(path: Path, why: str) -> SettingRefused:
    told = why.splitlines()[0][:120] if why else ""
    return SettingRefused(
        setting=SETTING,
        value=path,
        reason_en=f"it cannot be read ({told}); write tables with host and value",
        reason_vi=f"không đọc được ({told}); hãy ghi các bảng có host và value",
    )
