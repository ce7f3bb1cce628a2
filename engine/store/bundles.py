"""A procedure's files as one piece of bytes: a zip archive that is the same for the same files."""

import io
import zipfile
import zlib
from collections.abc import Mapping

# The oldest date a zip archive can hold: the content, not the day, makes the bytes.
FIXED_DATE = (1980, 1, 1, 0, 0, 0)


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return the archive of files, by path."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            member = zipfile.ZipInfo(path, FIXED_DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, files[path])
    return packed.getvalue()


def unpack(packed: bytes) -> dict[str, bytes]:
    """Return the files of an archive that `pack` made, by path; raise ValueError for no archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            return {member.filename: archive.read(member) for member in archive.infolist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ValueError("the bytes are no archive of files") from error
