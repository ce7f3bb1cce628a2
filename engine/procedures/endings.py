"""How a case ends for the one that called it."""

from engine.diagrams.model import Process


def uncaught_codes(process: Process, element: str) -> tuple[str, ...]:
    """Return the codes of the errors that leave the case at an element which a token has left.

    An error end event that is caught is dropped with its scope; one that a token has left was not.
    What is called within the file stands in processes of its own, and does not count here.
    """
    node = process.nodes.get(element)
    if node is None or node.tag != "endEvent" or node.parent is not None:
        return ()
    return tuple(
        event.code or event.name or element for event in node.events if event.kind == "error"
    )
