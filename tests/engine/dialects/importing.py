"""Samples in the dialects of other tools, and what comes of them."""

from pathlib import Path

from lxml import etree

from engine.diagrams.xml import Element
from engine.dialects.convert import Imported, import_diagram

SAMPLES = Path(__file__).parent / "samples"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.bpmn"))
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
MOTCUA = "{urn:motcua:bpmn:1}"


def sample(name: str) -> bytes:
    """Return a sample as it lies on disk."""
    return (SAMPLES / f"{name}.bpmn").read_bytes()


def beside() -> dict[str, bytes]:
    """Return the decision tables beside the samples."""
    return {path.name: path.read_bytes() for path in SAMPLES.glob("*.dmn")}


def imported(content: bytes, **posts: str) -> Imported:
    """Return what an import of a file gives."""
    return import_diagram(content, "mau.bpmn", posts, beside())


def find(result: Imported, element_id: str) -> Element:
    """Return an element of the rewritten diagram."""
    root = etree.fromstring(result.files["process.bpmn"])
    (found,) = root.iterfind(f".//*[@id='{element_id}']")
    return found


def own(result: Imported, element_id: str) -> dict[str, str]:
    """Return our attributes of an element, by local name."""
    pairs = find(result, element_id).items()
    return {str(k).removeprefix(MOTCUA): str(v) for k, v in pairs if str(k).startswith(MOTCUA)}


def told(result: Imported, element_id: str) -> str:
    """Return everything that was told about an element, in English."""
    return "\n".join(one.en for one in result.findings if one.element == element_id)


def wrap(inside: str, namespaces: str = "") -> bytes:
    """Return a file around the content of a process."""
    return (
        f'<definitions xmlns="{BPMN[1:-1]}" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" '
        f'{namespaces}><process id="p" isExecutable="true">{inside}</process></definitions>'
    ).encode()
