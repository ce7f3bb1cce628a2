"""Signature fields that are part of the order in which a page is read (PDF/UA-1).

The fields of all signatures that a letter waits for are made with the first one: what is signed
already may not change but for its empty fields being filled.

Source  ISO 14289-1, 7.18.1 and 7.18.4; ISO 32000-1, 14.7.4.3 (objects in the structure), 14.8.4.5
"""

from collections.abc import Sequence
from typing import Any, Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field, enumerate_sig_fields

TREE: Final = "/StructTreeRoot"
# The library's kinds of objects are made by calls without types.
PDF: Final[Any] = generic


def empty_field(writer: IncrementalPdfFileWriter, role: str) -> str | None:
    """Return the name of the field that waits for a signature of this role."""
    found = (name for name, value, _ in enumerate_sig_fields(writer) if value is None)
    return next((name for name in found if name.rpartition("-")[0] == role), None)


def add_fields(
    writer: IncrementalPdfFileWriter, specs: Sequence[SigFieldSpec], is_signed: bool
) -> None:
    """Add empty signature fields, each with its place in the structure of the file.

    is_signed   the file bears a signature already: its structure stays as it is
    """
    for spec in specs:
        append_signature_field(writer, spec)
        found = enumerate_sig_fields(writer, with_name=spec.sig_field_name)
        _, _, reference = next(iter(found))
        if not is_signed:
            _tag(writer, reference, spec)


def _tag(writer: Any, field: Any, spec: SigFieldSpec) -> None:
    """Give a field its element; a file without a structure, or with a split index, gets none."""
    if TREE not in writer.root:
        return
    tree = writer.root[TREE]
    if not {"/K", "/ParentTree"} <= tree.keys() or "/Nums" not in tree["/ParentTree"]:
        return
    page, _ = writer.find_page_for_modification(spec.on_page)
    parent, kids = _body(tree)
    element = writer.add_object(_element(field, page, parent))
    numbers = tree["/ParentTree"]["/Nums"]
    key = max([0, *(int(one) + 1 for one in list(numbers)[::2])])
    numbers.extend((PDF.NumberObject(key), element))
    kids.append(element)
    tree[pdf_name("/ParentTreeNextKey")] = PDF.NumberObject(key + 1)
    field.get_object()[pdf_name("/StructParent")] = PDF.NumberObject(key)
    page.get_object()[pdf_name("/Tabs")] = pdf_name("/S")
    for changed in (tree, numbers, kids, page.get_object()):
        writer.update_container(changed)


def _element(field: Any, page: Any, parent: Any) -> Any:
    """Return the element; it holds the field itself, as the check of later signatures expects."""
    held = {
        pdf_name("/Type"): pdf_name("/OBJR"),
        pdf_name("/Obj"): field,
        pdf_name("/Pg"): page,
    }
    return PDF.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/StructElem"),
            pdf_name("/S"): pdf_name("/Form"),
            pdf_name("/P"): parent,
            pdf_name("/Pg"): page,
            pdf_name("/K"): PDF.DictionaryObject(held),
        }
    )


def _body(tree: Any) -> tuple[Any, Any]:
    """Return the element that holds the whole document, and its list of parts."""
    if not isinstance(tree["/K"], PDF.ArrayObject):
        tree[pdf_name("/K")] = PDF.ArrayObject([tree.raw_get("/K")])
    roots = tree["/K"]
    if len(roots) == 1 and "/K" in roots[0] and isinstance(roots[0]["/K"], PDF.ArrayObject):
        return roots.raw_get(0), roots[0]["/K"]
    return tree.container_ref, roots
