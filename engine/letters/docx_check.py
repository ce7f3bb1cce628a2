"""Whether an uploaded file is a DOCX that is safe to keep: no macros, nothing from outside."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from engine.diagrams.xml import Element, parse_xml
from engine.errors import FileRefused, ProcedureRefused

MOST_BYTES: Final = 10_000_000
MOST_UNPACKED: Final = 100_000_000
MOST_PARTS: Final = 1_000
NEEDED: Final = ("[Content_Types].xml", "word/document.xml")
MOST_LINKS: Final = 1_000_000
# What a file that is broken, encrypted or packed in an unknown way makes of itself.
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)
_ACTIVE: Final = ("vbaproject.bin", "activex", "/embeddings/")


def check_docx(content: bytes, name: str) -> None:
    """Raise FileRefused for what is too large, no DOCX, holds programs, or loads things."""
    if len(content) > MOST_BYTES:
        raise _refuse(name, "it is larger than 10 MB.", "tệp lớn hơn 10 MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except _BROKEN as error:
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
    if any(_loads_outside(links) for links in _links_in(content, name)):
        raise _refuse(
            name,
            "it loads something from elsewhere; put pictures and templates into the file.",
            "tệp nạp nội dung từ bên ngoài; hãy chèn hình ảnh và mẫu vào trong tệp.",
        )


def _links_in(content: bytes, name: str) -> Iterator[Element]:
    """Yield the parts of a file that say what it links; none is read beyond MOST_LINKS bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.infolist():
                if part.filename.lower().endswith(".rels"):
                    with archive.open(part) as file:
                        links = file.read(MOST_LINKS + 1)
                    if len(links) > MOST_LINKS:
                        raise _no_docx(name)
                    yield parse_xml(links, part.filename)
    except (*_BROKEN, ProcedureRefused) as error:
        raise _no_docx(name) from error


def _loads_outside(links: Element) -> bool:
    """Tell whether there is a link that an editor follows by itself.

    Source   ECMA-376-2, Open Packaging Conventions (relationships, TargetMode)
    """
    return any(
        one.get("TargetMode", "").strip().lower() == "external"
        and not one.get("Type", "").endswith("/hyperlink")
        for one in links.iter()
    )


def _no_docx(name: str) -> FileRefused:
    return _refuse(name, "it is no DOCX file.", "đây không phải tệp DOCX.")


def _refuse(name: str, en: str, vi: str) -> FileRefused:
    return FileRefused(name=name, reason_en=en, reason_vi=vi)
