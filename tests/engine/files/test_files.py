"""Files: kept by content, refused when they are not what a dossier may hold."""

import io
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from engine.errors import FileRefused, NotFound, SettingRefused
from engine.files import FileStore, clean_name, open_folder

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40 + b"\0\0\0\0IEND\xaeB`\x82"
JPG = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\0" * 40 + b"\xff\xd9"
LIMIT = 10_000_000


def archive() -> bytes:
    """Return a zip archive with one file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        opened.writestr("run.js", "x")
    return made.getvalue()


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    """Give files in a folder that is not there yet."""
    return open_folder(tmp_path / "files")


@pytest.mark.parametrize(
    ("content", "name", "media"),
    [
        (PDF, "khai sinh.pdf", "application/pdf"),
        (PNG, "scan.PNG", "image/png"),
        (JPG, "scan.jpeg", "image/jpeg"),
        (JPG + b"trailer of a telephone", "scan.jpg", "image/jpeg"),
    ],
)
def test_a_file_comes_back_as_it_was_given(
    files: FileStore, content: bytes, name: str, media: str
) -> None:
    stored = files.put(io.BytesIO(content), name, LIMIT)
    assert (stored.name, stored.size, stored.media) == (name, len(content), media)
    assert stored.digest == sha256(content).hexdigest()
    with files.open(stored.digest) as opened:
        assert opened.read() == content


def test_the_same_content_is_kept_once_under_any_name(files: FileStore, tmp_path: Path) -> None:
    first = files.put(io.BytesIO(PDF), "a.pdf", LIMIT)
    second = files.put(io.BytesIO(PDF), "b.pdf", LIMIT)
    assert first.digest == second.digest
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_a_large_file_is_streamed_and_can_be_read_from_anywhere(files: FileStore) -> None:
    content = PDF + b"\0" * 3_000_000 + PDF
    digest = files.put(io.BytesIO(content), "large.pdf", LIMIT).digest
    with files.open(digest) as opened:
        assert opened.seek(2_000_000) == 2_000_000
        assert opened.read() == content[2_000_000:]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        pytest.param(b"", "a.pdf", id="empty"),
        pytest.param(b"MZ\x90\0" + PDF, "a.pdf", id="program in front of a PDF"),
        pytest.param(b"\x7fELF" + b"\0" * 60, "a.pdf", id="program"),
        pytest.param(b"<html><script>1</script></html>", "a.html", id="page"),
        pytest.param(b"<html><script>1</script></html>", "a.pdf", id="page named PDF"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", id="drawing"),
        pytest.param(b"plain text", "a.txt", id="text"),
        pytest.param(archive(), "a.zip", id="archive"),
        pytest.param(archive(), "a.docx", id="document"),
        pytest.param(PDF + archive(), "a.pdf", id="archive behind a PDF"),
        pytest.param(JPG + archive(), "a.jpg", id="archive behind a JPEG"),
        pytest.param(PNG + archive(), "a.png", id="archive behind a PNG"),
        pytest.param(PNG + b"<script>", "a.png", id="text behind a PNG"),
        pytest.param(PDF[:-7], "a.pdf", id="PDF cut off"),
        pytest.param(JPG[:-2], "a.jpg", id="JPEG cut off"),
        pytest.param(PDF, "a.exe", id="PDF named as a program"),
        pytest.param(PDF, "a.jpg", id="PDF named JPEG"),
        pytest.param(PDF, "no ending", id="name without ending"),
        pytest.param(b"GIF89a" + b"\0" * 60, "a.gif", id="picture of another kind"),
    ],
)
def test_what_a_dossier_may_not_hold_is_refused_and_not_kept(
    files: FileStore, tmp_path: Path, content: bytes, name: str
) -> None:
    with pytest.raises(FileRefused) as caught:
        files.put(io.BytesIO(content), name, LIMIT)
    assert caught.value.text("vi") != caught.value.text("en")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


class Endless:
    """An upload that never ends, and counts what was taken of it."""

    def __init__(self) -> None:
        self.taken = 0

    def read(self, size: int, /) -> bytes:
        """Return as much as is asked for."""
        self.taken += size
        return b"%PDF-" + b"\0" * (size - 5)


def test_an_upload_is_read_no_further_than_its_limit(files: FileStore) -> None:
    upload = Endless()
    with pytest.raises(FileRefused, match="2 MB"):
        files.put(upload, "endless.pdf", 2_000_000)
    assert upload.taken < 3_000_000


@pytest.mark.parametrize("digest", ["0" * 64, "../../etc/passwd", "", "A" * 64, "0" * 63 + "\n"])
def test_a_file_that_is_not_there_is_not_found(files: FileStore, digest: str) -> None:
    with pytest.raises(NotFound):
        files.open(digest)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\An\\giấy.pdf", "giấy.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ('a"b\r\nX: y\x00.pdf', "abX y.pdf"),
        ("...pdf", "pdf"),
        ("", "tep"),
        ("\u202efdp.exe.pdf", "fdp.exe.pdf"),
        ("x" * 500 + ".pdf", "x" * 140 + ".pdf"),
    ],
)
def test_names_lose_what_could_harm(given: str, kept: str) -> None:
    assert clean_name(given) == kept


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SettingRefused):
        open_folder(tmp_path / "file" / "files")
