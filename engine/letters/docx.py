"""A letter as DOCX (ISO/IEC 29500), to be edited: same words, layout of Decree 30/2020/NĐ-CP.

Only words of the letter go into the file, escaped; it has no macros, fields or outside parts.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from html import escape
from typing import Final

from engine.letters.blocks import Block, Paragraph, Rule, Run, Table
from engine.letters.docx_parts import (
    CONTENT_TYPES,
    DOCUMENT_LINKS,
    NUMBERING_HEAD,
    PACKAGE_LINKS,
    STYLES,
    WORDS,
)

# Text width of A4 with margins of 30 and 18 mm, in twentieths of a point.
WIDTH: Final = 9185
INDENT: Final = 567
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PLAIN: Final = (
    '<w:tblBorders/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
    '<w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
)
_RULED: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def write_docx(blocks: tuple[Block, ...], title: str, note: str, now: datetime) -> bytes:
    """Return the file.

    note   stands at the foot of each page: what this paper is
    """
    series = sorted({(one.series, one.counted) for one in _paragraphs(blocks) if one.series})
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": PACKAGE_LINKS,
        "word/_rels/document.xml.rels": DOCUMENT_LINKS,
        "word/document.xml": _document(blocks),
        "word/styles.xml": STYLES,
        "word/numbering.xml": _numbering(series),
        "word/footer1.xml": f"<w:ftr {WORDS}>{_foot(note)}</w:ftr>",
        "docProps/core.xml": _core(title, now),
    }
    target = io.BytesIO()
    stamp = now.timetuple()[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, stamp), _declared(text), zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _declared(text: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'


def _text(words: str) -> str:
    return escape(_FORBIDDEN.sub("", words))


def _document(blocks: Iterable[Block]) -> str:
    body = "".join(_block(one, WIDTH, first=True) for one in blocks)
    page = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="1020" w:bottom="1134" w:left="1701"'
        ' w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )
    return f"<w:document {WORDS}><w:body>{body}{page}</w:body></w:document>"


def _block(block: Block, width: int, *, first: bool) -> str:
    """Return the XML of a block; `first` lets plain paragraphs begin with an indent."""
    if isinstance(block, Table):
        return _table(block, width)
    if isinstance(block, Rule):
        return _rule(width)
    return _paragraph(block, first=first)


def _paragraph(one: Paragraph, *, first: bool) -> str:
    properties = f'<w:jc w:val="{one.side}"/>'
    if one.series:
        properties = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{one.series}"/></w:numPr>'
    elif one.heading:
        properties = f'<w:keepNext/><w:spacing w:before="120"/>{properties}'
    elif first and one.side == "both":
        properties = f'<w:ind w:firstLine="{INDENT}"/>{properties}'
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(_run(run) for run in one.runs)}</w:p>"


def _run(run: Run) -> str:
    kind = ("<w:b/>" if run.bold else "") + ("<w:i/>" if run.italic else "")
    lines = run.text.split("\n")
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{_text(line)}</w:t>' for line in lines)
    return f"<w:r><w:rPr>{kind}</w:rPr>{words}</w:r>" if kind else f"<w:r>{words}</w:r>"


def _rule(width: int) -> str:
    """Return a line across the middle third."""
    side = round(width / 3)
    return (
        '<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
        f'<w:spacing w:after="0" w:line="120" w:lineRule="exact"/>'
        f'<w:ind w:left="{side}" w:right="{side}"/></w:pPr></w:p>'
    )


def _table(table: Table, width: int) -> str:
    columns = table.columns or 1
    wide = width // columns
    look = f"<w:tblBorders>{_RULED}</w:tblBorders>" if table.ruled else _PLAIN
    grid = f'<w:gridCol w:w="{wide}"/>' * columns
    rows = "".join(_row(row, columns, wide) for row in table.rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/>{look}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl><w:p><w:pPr>"
        '<w:spacing w:after="0" w:line="120" w:lineRule="exact"/></w:pPr></w:p>'
    )


def _row(row: tuple[tuple[Block, ...], ...], columns: int, wide: int) -> str:
    filled = (*row, *(() for _ in range(columns - len(row))))
    cells = (
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/></w:tcPr>{_cell(cell, wide)}</w:tc>'
        for cell in filled
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: tuple[Block, ...], wide: int) -> str:
    """Return a cell; its last part must be a paragraph (ISO/IEC 29500-1, 17.4.65)."""
    inner = "".join(_block(one, wide, first=False) for one in cell)
    return inner if cell and isinstance(cell[-1], Paragraph) else f"{inner}<w:p/>"


def _numbering(series: list[tuple[int, bool]]) -> str:
    """Return the lists: each counts from its own 1."""
    lists = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{0 if counted else 1}"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for number, counted in series
    )
    return f"{NUMBERING_HEAD}{lists}</w:numbering>"


def _foot(note: str) -> str:
    return (
        '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:i/><w:sz w:val="18"/></w:rPr>'
        f'<w:t xml:space="preserve">{_text(note)}</w:t></w:r></w:p>'
    )


def _core(title: str, now: datetime) -> str:
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{_text(title)}</dc:title><dc:language>vi-VN</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{now:%Y-%m-%dT%H:%M:%SZ}</dcterms:created>'
        "</cp:coreProperties>"
    )


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    for one in blocks:
        if isinstance(one, Paragraph):
            yield one
        elif isinstance(one, Table):
            for row in one.rows:
                for cell in row:
                    yield from _paragraphs(cell)
