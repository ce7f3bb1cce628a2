"""Reading which other systems are told of our dossiers: one TOML file for each."""

import tomllib
from pathlib import Path
from typing import Any, cast

from engine.errors import SettingRefused
from engine.records.cards import Text
from engine.records.partners import DOSSIER, PROGRESS, Kind, Partner

SETTING = "MOTCUA_PARTNERS"
KNOWN = {"title", "url", "list_url", "secret", "tells", "codes"}


def read_partners(folder: Path | None) -> tuple[Partner, ...]:
    """Return the partners that the files of a folder describe; none without a folder.

    Raises  SettingRefused for a file that says anything else
    """
    if folder is None:
        return ()
    if not folder.is_dir():
        raise _refuse(folder, "no folder")
    return tuple(_read(path) for path in sorted(folder.glob("*.toml")))


def _read(path: Path) -> Partner:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _refuse(path, str(error)) from error
    strange = sorted(found.keys() - KNOWN)
    if strange:
        raise _refuse(path, f"unknown: {', '.join(strange)}")
    tells = found.get("tells", [DOSSIER, PROGRESS])
    if not isinstance(found.get("url"), str) or not _is_title(found.get("title")):
        raise _refuse(path, "title = { vi, en } and url are needed")
    if not isinstance(tells, list) or not set(tells) <= {DOSSIER, PROGRESS}:
        raise _refuse(path, 'tells = ["dossier", "progress"]')
    return Partner(
        name=path.stem,
        title=Text(vi=found["title"]["vi"], en=found["title"]["en"]),
        url=found["url"],
        list_url=found.get("list_url"),
        secret=found.get("secret"),
        tells=cast(tuple[Kind, ...], tuple(tells)),
        codes={
            str(what): {str(ours): str(theirs) for ours, theirs in codes.items()}
            for what, codes in found.get("codes", {}).items()
        },
    )


def _is_title(found: Any) -> bool:
    return isinstance(found, dict) and all(isinstance(found.get(one), str) for one in ("vi", "en"))


def _refuse(path: Path, why: str) -> SettingRefused:
    told = why.splitlines()[0][:120]
    return SettingRefused(
        setting=SETTING,
        value=path,
        reason_en=f"it cannot be read ({told})",
        reason_vi=f"không đọc được ({told})",
    )
