"""A new live version takes over what begins cases of its procedure."""

from collections.abc import Sequence

from engine.errors import InputRefused, Words
from engine.records.starts import Trigger
from engine.records.versions import Version
from engine.store import starts
from engine.store.database import Db


def take_over_starts(db: Db, version: Version, triggers: Sequence[Trigger]) -> None:
    """Let a version that has just gone live begin cases, in place of the one before it.

    Raises  InputRefused for a message that begins cases of another procedure: it begins one only
    """
    require_no_rival(db, version.procedure_key, triggers)
    starts.take_over(db, version, triggers)


def require_no_rival(db: Db, procedure_key: str, triggers: Sequence[Trigger]) -> None:
    """Raise InputRefused for a message that begins cases of another procedure already."""
    names = [one.name or "" for one in triggers if one.kind == "message"]
    rival = starts.find_rival(db, procedure_key, names) if names else None
    if rival is not None:
        key, name = rival
        reason = Words(
            en=f"the message “{name}” begins cases of the procedure {key} already; "
            "give it another name.",
            vi=f"thông điệp “{name}” đã mở hồ sơ của thủ tục {key}; hãy đặt tên khác.",
        )
        raise InputRefused(reason=reason)
