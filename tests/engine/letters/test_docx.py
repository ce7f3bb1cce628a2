"""A letter as DOCX: the same words in order, and nothing else gets in."""

from datetime import UTC, datetime
from io import BytesIO
from xml.etree.ElementTree import fromstring
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from engine.errors import FileRefused
from engine.letters.blocks import Paragraph, Rule, Run, Table, read_blocks
from engine.letters.docx import write_docx
from engine.letters.docx_check import check_docx
from engine.letters.letter import Filling, flow_letter
from engine.letters.reader import read_template
from engine.records.cards import Text
from engine.records.letters import LetterName

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TEMPLATE = """#letterhead(
  parent: [Tỉnh Mẫu], office: [UBND xã An Bình], number: [05/QĐ-UBND], place: [An Bình]
)
#heading-of("Quyết định", about: [về việc thử])
Kính gửi: *#field("ho_ten")*, _ở xã An Bình_.
+ Một
+ Hai
#table(columns: 2, [STT], [Tên], [1], [Tờ khai])
#ending(recipients: ([Như trên;],), title: "Chủ tịch", name: "Đỗ Thanh Tâm")
"""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def flow(value: str = "Nguyễn Văn Ẩn") -> str:
    label = Text(vi="Họ tên", en="Name")
    name = LetterName(name="ho_ten", label=label, group=label, kind="text")
    template = read_template(TEMPLATE.encode(), "letters/thu.typ")
    return flow_letter(template, Filling(names=(name,), values={"ho_ten": value}, title="Thử"))


def words_in(content: bytes) -> list[str]:
    """Return the text of each paragraph of a file."""
    with ZipFile(BytesIO(content)) as archive:
        root = fromstring(archive.read("word/document.xml"))  # noqa: S314 - our own
    return ["".join(part.text or "" for part in one.iter(f"{W}t")) for one in root.iter(f"{W}p")]


def archive_of(**parts: str) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return target.getvalue()


def test_head_heading_words_list_table_and_ending_come_in_their_order() -> None:
    kinds = [type(one) for one in read_blocks(flow())]
    assert kinds[0] is Table
    assert (kinds[-1], Paragraph in kinds, Rule in kinds) == (Table, True, True)
    said = " ".join(words_in(write_docx(read_blocks(flow()), "Thử", "", NOW)))
    parts = ["TỈNH MẪU", "QUYẾT ĐỊNH", "Kính gửi: Nguyễn Văn Ẩn", "Một", "Tờ khai", "Đỗ Thanh Tâm"]
    assert [said.find(one) for one in parts] == sorted(said.find(one) for one in parts)
    assert all(one in said for one in parts)


def test_lists_count_tables_have_lines_and_words_keep_their_weight() -> None:
    blocks = read_blocks(flow())
    counted = [one for one in blocks if isinstance(one, Paragraph) and one.counted]
    ruled = [one for one in blocks if isinstance(one, Table) and one.ruled]
    letter = next(
        one for one in blocks if isinstance(one, Paragraph) and "Kính" in one.runs[0].text
    )
    assert (len(counted), ruled[0].columns) == (2, 2)
    assert [(run.text, run.bold, run.italic) for run in letter.runs][1] == (
        "Nguyễn Văn Ẩn",
        True,
        False,
    )


def test_head_and_ending_stand_in_two_columns() -> None:
    blocks = read_blocks(flow())
    head, ending = blocks[0], blocks[-1]
    assert isinstance(head, Table)
    assert isinstance(ending, Table)
    assert ([len(row) for row in head.rows], len(ending.rows[0])) == ([2, 2], 2)


@pytest.mark.parametrize(
    "value",
    ["<w:p>&amp;</w:t>", "]]><!--", "a\nb", "#panic()"],
    ids=["tags", "marks", "lines", "typst"],
)
def test_whatever_a_value_is_it_stays_words(value: str) -> None:
    found = words_in(write_docx(read_blocks(flow(value)), "Thử", value, NOW))
    if value.isprintable():
        assert any(value in one for one in found)


def test_characters_that_xml_does_not_know_are_left_out() -> None:
    odd = Paragraph(runs=(Run(text="a\x00b\x0bc\ufffe"),))
    assert words_in(write_docx((odd,), "Thử", "", NOW)) == ["abc"]


def test_the_file_that_we_write_is_one_that_we_take() -> None:
    check_docx(write_docx(read_blocks(flow()), "Thử", "", NOW), "thu.docx")


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.docx", "không phải tệp DOCX"),
        (b"PK\x05\x06" + b"\0" * 18, "a.docx", "không phải tệp DOCX"),
        (archive_of(word__document="x"), "a.docx", "không phải tệp DOCX"),
        (b"0" * 10_000_001, "a.docx", "lớn hơn 10 MB"),
    ],
    ids=["empty", "empty zip", "other zip", "large"],
)
def test_what_is_no_docx_is_refused(content: bytes, name: str, words: str) -> None:
    with pytest.raises(FileRefused) as caught:
        check_docx(content, name)
    assert words in caught.value.text("vi")


def test_a_docx_with_macros_is_refused() -> None:
    parts = {"[Content_Types].xml": "x", "word__document.xml": "x", "word__vbaProject.bin": "x"}
    with pytest.raises(FileRefused) as caught:
        check_docx(archive_of(**parts), "a.docx")
    assert "macro" in caught.value.text("vi")


def linking(kind: str, more: str) -> bytes:
    link = f'<Relationship Id="r1" Type="http://x/{kind}" Target="http://x.test/" {more}/>'
    parts = {"[Content_Types].xml": "x", "word__document.xml": "x"}
    parts["word___rels/settings.xml.rels"] = f"<Relationships>{link}</Relationships>"
    return archive_of(**parts)


@pytest.mark.parametrize("mode", ['TargetMode="External"', "TargetMode=' &#69;xternal'"])
def test_a_docx_that_loads_from_elsewhere_is_refused(mode: str) -> None:
    with pytest.raises(FileRefused) as caught:
        check_docx(linking("attachedTemplate", mode), "a.docx")
    assert "bên ngoài" in caught.value.text("vi")


def test_a_docx_may_link_to_a_page_and_to_its_own_parts() -> None:
    check_docx(linking("hyperlink", 'TargetMode="External"'), "a.docx")
    check_docx(linking("image", ""), "a.docx")


@pytest.mark.parametrize("links", ["<a", "<!DOCTYPE a><a/>", " " * 1_000_001])
def test_links_that_cannot_be_read_are_refused(links: str) -> None:
    parts = {"[Content_Types].xml": "x", "word__document.xml": "x", "_rels/.rels": links}
    with pytest.raises(FileRefused, match="no DOCX"):
        check_docx(archive_of(**parts), "a.docx")


def test_what_grows_too_large_unpacked_is_refused() -> None:
    parts = {"[Content_Types].xml": "x", "word__document.xml": "0" * 100_000_001}
    with pytest.raises(FileRefused) as caught:
        check_docx(archive_of(**parts), "a.docx")
    assert "giải nén" in caught.value.text("vi")
