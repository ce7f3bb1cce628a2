"""Components that ask several things at once → the field itself and its parts.

A part is a plain field whose key begins with that of the field it belongs to. Why: ADR 0015.
"""

from collections.abc import Iterator
from dataclasses import replace

from engine.forms.fields import MOST_FILES, Component
from engine.forms.provinces import COMMUNES, PROVINCES
from engine.records.forms import Choice, Field

MOST_COUNTED = 99
_LEAST_REASON = 10


def parts_of(part: Component, head: Field) -> tuple[Field, ...]:
    """Return the parts of a field, in the order of the page; most fields have none."""
    if head.kind == "address":
        parts = _address(head)
    elif head.kind == "decision":
        parts = _decision(part, head)
    elif head.kind == "papers":
        parts = (one for paper in head.choices for one in _paper(part, head, paper))
    else:
        return ()
    return tuple(
        replace(
            one,
            part_of=head.key,
            within_vi=one.within_vi or head.label_vi,
            within_en=one.within_en or head.label_en,
            readonly=head.readonly,
        )
        for one in parts
    )


def _address(head: Field) -> Iterator[Field]:
    """Two levels since 1 July 2025 (Luật Tổ chức chính quyền địa phương 72/2025/QH15, Art. 1)."""
    own = head.autocomplete != "off"
    yield Field(
        key=f"{head.key}_province",
        kind="select",
        label_vi="Tỉnh, thành phố",
        label_en="Province or city",
        required=head.required,
        source=PROVINCES,
        autocomplete="address-level1" if own else "",
        inner=True,
    )
    yield Field(
        key=f"{head.key}_commune",
        kind="text",
        label_vi="Xã, phường, đặc khu",
        label_en="Commune, ward or special zone",
        required=head.required,
        source=COMMUNES,
        maximum=100,
        autocomplete="address-level2" if own else "",
        inner=True,
    )
    yield Field(
        key=f"{head.key}_detail",
        kind="text",
        label_vi="Số nhà, đường, thôn",
        label_en="House, street, hamlet",
        required=head.required,
        maximum=200,
        autocomplete="street-address" if own else "",
        inner=True,
    )


def _decision(part: Component, head: Field) -> Iterator[Field]:
    """Refusals and demands to complete name their reasons (NĐ 118/2025/NĐ-CP, forms 02, 03)."""
    chosen = [one.value for one in head.choices if one.value in _flagged(part, "reason")]
    if not chosen:
        return
    listed = ", ".join(f'"{one}"' for one in chosen)
    yield Field(
        key=f"{head.key}_reason",
        kind="textarea",
        label_vi=part.property("reasonVi") or "Lý do",
        label_en=part.property("reasonEn") or "Reason",
        required=True,
        minimum=_LEAST_REASON,
        maximum=head.maximum,
        hide=f"{head.key} is null or {head.key} not in [{listed}]",
    )


def _paper(part: Component, head: Field, paper: Choice) -> Iterator[Field]:
    """How many originals and copies of a paper were handed in, and its files."""
    key, needed = f"{head.key}_{paper.value}", paper.value in _flagged(part, "required")
    counts = part.property("counts") != "false"
    if counts:
        originals = _count(paper, f"{key}_originals", "Số bản chính", "Originals")
        copies = _count(paper, f"{key}_copies", "Số bản sao", "Copies")
        yield replace(originals, required=needed)
        yield replace(copies, required=needed)
    if part.property("files") != "false" or not counts:
        yield Field(
            key=f"{key}_files",
            kind="files",
            label_vi=paper.label_vi,
            label_en=paper.label_en,
            required=needed,
            maximum=head.maximum or MOST_FILES,
            accept=head.accept,
        )


def _count(paper: Choice, key: str, vi: str, en: str) -> Field:
    return Field(
        key=key,
        kind="number",
        label_vi=vi,
        label_en=en,
        minimum=0,
        maximum=MOST_COUNTED,
        step=1,
        within_vi=paper.label_vi,
        within_en=paper.label_en,
        inner=True,
    )


def _flagged(part: Component, flag: str) -> frozenset[str]:
    values = part.raw.get("values")
    return frozenset(
        str(one.get("value")).strip()
        for one in (values if isinstance(values, list) else ())
        if isinstance(one, dict) and one.get(flag) is True
    )
