"""Whether an uploaded file is a DOCX that is safe to keep: no macros, nothing from outside."""

import io
import zipfile
from typing import Final

from engine.errors import FileRefused

MOST_BYTES: Final = 10_000_000
MOST_UNPACKED: Final = 100_000_000
MOST_PARTS: Final = 1_000
NEEDED: Final = ("[Content_Types].xml", "word/document.xml")
_ACTIVE: Final = ("vbaproject.bin", "activex", "/embeddings/")


def check_docx(content: bytes, name: str) -> None:
    """Raise FileRefused for what is too large, no DOCX, or holds programs."""
    if len(content) > MOST_BYTES:
        raise _refuse(name, "it is larger than 10 MB.", "tệp lớn hơn 10 MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as error:
        raise _no_docx(name) from error
    names = [one.filename for one in parts]
    if not name.lower().endswith(".docx") or any(one not in names for one in NEEDED):
        raise _no_docx(name)
    if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_UNPACKED:
        raise _refuse(name, "it is too large unpacked.", "tệp giải nén ra quá lớn.")
    if any(part in one.lower() for one in names for part in _ACTIVE):
        raise _refuse(
            name,
            "it holds macros or embedded files; save it without them.",
            "tệp chứa macro hoặc tệp nhúng; hãy lưu lại không kèm các thứ đó.",
        )


def _no_docx(name: str) -> FileRefused:
    return _refuse(name, "it is no DOCX file.", "đây không phải tệp DOCX.")


def _refuse(name: str, en: str, vi: str) -> FileRefused:
    return FileRefused(name=name, reason_en=en, reason_vi=vi)
