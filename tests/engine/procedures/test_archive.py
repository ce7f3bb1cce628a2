import io
import stat
import zipfile

import pytest

from engine.errors import InputRefused
from engine.procedures.archive import read_archive
from engine.procedures.reader import LARGEST_FILE, MOST_FILES


def packed(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return made.getvalue()


def link() -> zipfile.ZipInfo:
    made = zipfile.ZipInfo("process.bpmn")
    made.external_attr = (stat.S_IFLNK | 0o777) << 16
    return made


def lying(real: int, said: int) -> bytes:
    """Return an archive that says a file is smaller than it is."""
    whole = packed(("process.bpmn", b"\0" * real))
    return whole.replace(real.to_bytes(4, "little"), said.to_bytes(4, "little"))


def test_a_folder_around_all_files_is_left_out() -> None:
    given = packed(("top/process.bpmn", b"x"), ("top/forms/a.form", b"{}"))
    assert read_archive(given) == {"process.bpmn": b"x", "forms/a.form": b"{}"}


def test_files_at_the_top_stay_as_they_are() -> None:
    given = packed(("process.bpmn", b"x"), ("forms/a.form", b"{}"))
    assert set(read_archive(given)) == {"process.bpmn", "forms/a.form"}


@pytest.mark.parametrize(
    ("archive", "reason"),
    [
        (b"no archive at all", "no readable zip"),
        (packed(), "empty"),
        (packed(("../process.bpmn", b"x")), "path"),
        (packed(("/etc/passwd", b"x")), "path"),
        (packed(("a\\..\\b", b"x")), "path"),
        (packed((link(), b"/etc/passwd")), "link"),
        (packed(("a", b"\0" * (LARGEST_FILE + 1))), "larger"),
        (packed(*((f"{n}.form", b"\0" * LARGEST_FILE) for n in range(5))), "larger"),
        (packed(*((f"{n}.form", b"") for n in range(MOST_FILES + 1))), "larger"),
        (lying(LARGEST_FILE * 3, 100), ""),
    ],
    ids=[
        "text",
        "empty",
        "above",
        "absolute",
        "backslash",
        "link",
        "large file",
        "bomb",
        "many",
        "lying",
    ],
)
def test_a_hostile_archive_is_refused_with_a_sentence(archive: bytes, reason: str) -> None:
    with pytest.raises(InputRefused) as told:
        read_archive(archive)
    assert reason in str(told.value)


def test_an_archive_cut_short_is_refused() -> None:
    whole = packed(("process.bpmn", b"x" * 5_000))
    for length in range(0, len(whole), 7):
        with pytest.raises(InputRefused):
            read_archive(whole[:length])


def other(method: int) -> bytes:
    """Return an archive packed in another way than all tools do."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr("process.bpmn", b"x" * 100)
    return made.getvalue()


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_only_usual_ways_of_packing_are_read(method: int) -> None:
    with pytest.raises(InputRefused, match="plain zip"):
        read_archive(other(method))


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("forms/ạ.form".encode(), b"forms/\xff\xff\xff.form"),
        (b"PK\x05\x06" + b"\0" * 4 + b"\1\0\1\0", b"PK\x05\x06" + b"\0" * 4 + b"\1\0\1\0\xff\xff"),
    ],
    ids=["name", "size"],
)
def test_a_damaged_list_of_files_is_told_so(was: bytes, now: bytes) -> None:
    whole = packed(("forms/ạ.form", b"{}"))
    place = whole.rindex(was)
    with pytest.raises(InputRefused, match="no readable zip"):
        read_archive(whole[:place] + now + whole[place + len(now) :])
