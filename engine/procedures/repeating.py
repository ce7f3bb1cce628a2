"""Whether a step of a diagram runs once, or once for each of several."""

from engine.diagrams.model import Process


def is_repeated(process: Process, element: str) -> bool:
    """Tell whether a step, or a subprocess that it lies in, is a loop or multi-instance."""
    node = process.nodes.get(element)
    while node is not None and node.loop is None:
        node = process.nodes.get(node.parent or "")
    return node is not None
