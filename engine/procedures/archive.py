"""A zip archive that somebody sends → the files of a folder, within bounds, and back."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from stat import S_ISLNK

from engine.errors import InputRefused, Words
from engine.procedures.reader import LARGEST_FILE, LARGEST_FOLDER, MOST_FILES, is_safe_path

# What the archive says of its sizes is checked first, then what really comes out.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError),
    ValueError,  # names that are no UTF-8, places before the beginning
)
# What every tool writes; the others may ask for gigabytes before they give a byte.
_WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def read_archive(packed: bytes) -> Mapping[str, bytes]:
    """Return the files of an archive by path; a single folder around all of them is left out.

    Raises  InputRefused for what is no archive, leads out of the folder, holds links, is locked,
            or is larger inside than a procedure may be
    """
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            _check_members(members)
            files = {one.filename: _read(archive, one) for one in members}
    except _BROKEN as error:
        raise _refused(
            "the file is no readable zip archive", "tệp không phải là tệp nén zip đọc được"
        ) from error
    if sum(map(len, files.values())) > LARGEST_FOLDER:
        raise _too_large()
    return _without_top(files)


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if not members:
        raise _refused("the archive is empty", "tệp nén không có gì")
    sizes = [one.file_size for one in members]
    if len(members) > MOST_FILES or max(sizes) > LARGEST_FILE or sum(sizes) > LARGEST_FOLDER:
        raise _too_large()
    if len({one.filename for one in members}) != len(members):
        raise _refused("two files have the same name", "có hai tệp trùng tên")
    for one in members:
        if not is_safe_path(one.filename):
            raise _refused(
                f"the path “{one.filename[:80]}” is not allowed",
                f"không cho phép đường dẫn “{one.filename[:80]}”",
            )
        if S_ISLNK(one.external_attr >> 16):
            raise _refused(f"“{one.filename}” is a link", f"“{one.filename}” là liên kết")
        _check_packing(one)


def _check_packing(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & 1:
        raise _refused("the archive is locked with a password", "tệp nén có mật khẩu")
    if member.compress_type not in _WAYS:
        raise _refused(
            "the archive is packed in an unusual way; pack it as a plain zip",
            "tệp nén theo cách không thông dụng; hãy nén lại thành zip thường",
        )


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Read at most what a file may have: the size that an archive states may be a lie."""
    with archive.open(member) as opened:
        content = opened.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise _too_large()
    return content


def _without_top(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    tops = {PurePosixPath(path).parts[0] for path in files}
    if len(tops) != 1 or any("/" not in path for path in files):
        return files
    return {path.partition("/")[2]: content for path, content in files.items()}


def _too_large() -> InputRefused:
    return _refused(
        f"inside it is larger than a procedure may be: {MOST_FILES} files,"
        f" {LARGEST_FILE // 1_000_000} MB each, {LARGEST_FOLDER // 1_000_000} MB together",
        f"bên trong lớn hơn mức cho phép: {MOST_FILES} tệp,"
        f" mỗi tệp {LARGEST_FILE // 1_000_000} MB, tổng {LARGEST_FOLDER // 1_000_000} MB",
    )


def _refused(en: str, vi: str) -> InputRefused:
    return InputRefused(reason=Words(en=en, vi=vi))
