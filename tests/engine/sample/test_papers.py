"""The sample papers are files that the store takes and programs can read."""

import io
import re
import struct
import zlib
from pathlib import Path

from engine.files import open_folder
from engine.sample.papers import make_pdf, make_png, store_papers


def test_the_store_takes_every_paper_for_what_its_name_says(tmp_path: Path) -> None:
    papers = store_papers(open_folder(tmp_path))

    assert {one["media"] for one in papers} == {"application/pdf", "image/png"}
    assert len({one["digest"] for one in papers}) == len(papers)


def test_papers_are_kept_once(tmp_path: Path) -> None:
    files = open_folder(tmp_path)

    assert store_papers(files) == store_papers(files)


def test_the_table_of_a_pdf_points_at_its_objects() -> None:
    content = make_pdf("Sample")
    places = [int(one) for one in re.findall(rb"(\d{10}) 00000 n", content)]

    found = [content[place:].split(b" ", 1)[0] for place in places]

    assert found == [b"1", b"2", b"3", b"4", b"5"]
    assert content[int(content.split(b"startxref\n")[1].split()[0]) :].startswith(b"xref")


def test_a_picture_has_the_rows_its_header_promises() -> None:
    stream = io.BytesIO(make_png((1, 2, 3), width=4, height=3)[8:])
    chunks = {}
    while head := stream.read(8):
        length, kind = struct.unpack(">I4s", head)
        chunks[kind] = stream.read(length)
        assert struct.unpack(">I", stream.read(4))[0] == zlib.crc32(kind + chunks[kind])

    assert zlib.decompress(chunks[b"IDAT"]) == (b"\x00" + bytes((1, 2, 3)) * 4) * 3
