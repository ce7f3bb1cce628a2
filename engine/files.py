"""Files of dossiers in an object store: named by their content, and only kinds safe to keep.

The kind is found by looking into the file, never by its name or by what the browser says.
"""

import io
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, Protocol

import filetype
import obstore
from obstore.store import LocalStore, ObjectStore

from engine.errors import FileRefused, NotFound, SettingRefused, Words
from engine.records.forms import StoredFile

CHUNK = 256 * 1024
IN_MEMORY = 1024 * 1024
NAME_LENGTH = 150
# Media type → endings a name may have.
KINDS = {
    "application/pdf": ("pdf",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
}
PNG_END = b"IEND\xaeB`\x82"
# End record of a zip archive (APPNOTE 4.3.16): signature, 16 bytes, length of a comment, comment.
ARCHIVE_END = b"PK\x05\x06"
ARCHIVE_TAIL = 22 + 0xFFFF
DIGEST = re.compile(r"[0-9a-f]{64}")


class Upload(Protocol):
    """Something that bytes are read from."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes; none at the end."""
        ...


class FileStore:
    """The files, in a folder or a bucket."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    def put(self, stream: Upload, name: str, max_bytes: int) -> StoredFile:
        """Keep a file and return what it is; the same content is kept once.

        It is read in pieces, so its size does not matter for memory.
        Raises FileRefused: too large, empty, of a kind not allowed, or not what its name says.
        """
        shown = clean_name(name)
        with SpooledTemporaryFile(max_size=IN_MEMORY) as spool:
            digest, size = copy(stream, spool, shown, max_bytes)
            media = sniff(spool, shown, size)
            spool.seek(0)
            if not self.exists(digest):
                obstore.put(self._store, path_of(digest), spool)
        return StoredFile(digest=digest, name=shown, size=size, media=media)

    def keep(self, content: bytes) -> str:
        """Keep content whose kind the caller has checked; return its digest."""
        digest = sha256(content).hexdigest()
        if not self.exists(digest):
            obstore.put(self._store, path_of(digest), content)
        return digest

    def open(self, digest: str) -> BinaryIO:
        """Return the content, to be read and closed; raise NotFound."""
        try:
            reader = obstore.open_reader(self._store, path_of(digest))
        except FileNotFoundError as error:
            raise NotFound(what=Words(en="file", vi="tệp"), key=digest[:12]) from error
        return io.BufferedReader(StoredContent(reader), CHUNK)

    def exists(self, digest: str) -> bool:
        """Tell whether there is a file of this digest."""
        try:
            obstore.head(self._store, path_of(digest))
        except FileNotFoundError:
            return False
        return True


class StoredContent(io.RawIOBase):
    """The content of a stored file as Python's streams want it."""

    def __init__(self, reader: "obstore.ReadableFile") -> None:
        self._reader = reader

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def seekable(self) -> bool:
        """Tell that reading can begin anywhere."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place in the content."""
        return self._reader.seek(offset, whence)

    def readinto(self, target: "memoryview[int] | bytearray") -> int:  # type: ignore[override]
        """Fill the target as far as there is content."""
        part = memoryview(self._reader.read(len(target)))
        target[: len(part)] = part
        return len(part)


def open_folder(folder: Path) -> FileStore:
    """Return the files kept in a folder, made if need be; raise SettingRefused."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return FileStore(LocalStore(folder.resolve(), mkdir=True))
    except OSError as error:
        raise SettingRefused(
            setting="files",
            value=folder,
            reason_en="the folder cannot be made or written",
            reason_vi="không tạo hoặc không ghi được thư mục",
        ) from error


def path_of(digest: str) -> str:
    """Return the place of a file; raise NotFound for what is no digest: no path gets in."""
    if not DIGEST.fullmatch(digest):
        raise NotFound(what=Words(en="file", vi="tệp"), key=digest[:12])
    return f"{digest[:2]}/{digest[2:]}"


def clean_name(name: str) -> str:
    """Return the last part of a name without what could harm a page, a header or a disk."""
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(letter for letter in last if letter.isprintable() and letter not in '<>:"|?*')
    stem, dot, ending = plain.strip(". ").rpartition(".")
    kept = f"{stem[: NAME_LENGTH - 10]}{dot}{ending[:9]}"
    return kept or "tep"


def copy(stream: Upload, spool: IO[bytes], name: str, max_bytes: int) -> tuple[str, int]:
    """Copy an upload into `spool`; return digest and size. Raises FileRefused."""
    digest, size = sha256(), 0
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if size > max_bytes:
            limit = f"{max_bytes / 1_000_000:g} MB"
            raise refuse(name, f"it is larger than {limit}.", f"tệp lớn hơn {limit}.")
        digest.update(chunk)
        spool.write(chunk)
    if size == 0:
        raise refuse(name, "it is empty.", "tệp rỗng.")
    return digest.hexdigest(), size


def sniff(spool: IO[bytes], name: str, size: int) -> str:
    """Return the media type found in the content; raise FileRefused."""
    spool.seek(0)
    head = spool.read(8192)
    spool.seek(max(0, size - ARCHIVE_TAIL))
    tail = spool.read()
    media = filetype.guess_mime(head)
    if media not in KINDS:
        raise refuse(
            name,
            "only PDF, JPG and PNG files are accepted.",
            "chỉ nhận tệp PDF, JPG và PNG.",
        )
    if name.rpartition(".")[2].lower() not in KINDS[media]:
        ending = KINDS[media][0]
        raise refuse(
            name,
            f"its content is {ending.upper()}; name it .{ending} or choose the right file.",
            f"nội dung là {ending.upper()}; hãy đặt tên .{ending} hoặc chọn đúng tệp.",
        )
    if not is_whole(media, tail):
        raise refuse(
            name,
            "it is cut off or damaged; save or scan it again.",
            "tệp bị thiếu hoặc hỏng; hãy lưu hoặc quét lại.",
        )
    if is_archive(tail):
        raise refuse(
            name,
            "an archive is hidden in it; save or scan it again.",
            "trong tệp có kèm tệp nén; hãy lưu hoặc quét lại.",
        )
    return str(media)


def is_whole(media: str, tail: bytes) -> bool:
    """Tell whether a file has the end its kind must have.

    Nothing may follow the end of a PNG. Readers look for that of a PDF in its last kilobytes, and
    telephones write their own records after that of a JPEG.
    """
    if media == "image/png":
        return tail.endswith(PNG_END)
    if media == "application/pdf":
        return b"%%EOF" in tail[-2048:]
    return b"\xff\xd9" in tail


def is_archive(tail: bytes) -> bool:
    """Tell whether a file is a zip archive as well: its end record reaches to the last byte."""
    return any(
        start + 22 + int.from_bytes(tail[start + 20 : start + 22], "little") == len(tail)
        for start in places(tail, ARCHIVE_END)
    )


def places(content: bytes, part: bytes) -> Iterator[int]:
    """Yield where a part occurs in the content."""
    start = content.find(part)
    while start != -1:
        yield start
        start = content.find(part, start + 1)


def refuse(name: str, reason_en: str, reason_vi: str) -> FileRefused:
    """Return the error for an upload."""
    return FileRefused(name=name, reason_en=reason_en, reason_vi=reason_vi)
