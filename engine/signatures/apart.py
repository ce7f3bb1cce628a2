"""Work of pyHanko in a thread of its own: it opens an event loop, and a caller may have one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Made = TypeVar("Made")


def apart(work: Callable[[], Made]) -> Made:
    """Return what the work gives; what it raises is raised here."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(work).result()
