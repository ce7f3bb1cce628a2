"""What can be noted in the log of a case beside its diagram, and the sentence that tells it.

Whatever is done to a case without moving a token stands here: so an auditor reads it in the same
log, under the same chain of hashes, as all the rest.
"""

from collections.abc import Mapping
from types import MappingProxyType

from engine.records.cards import Text

# Event kind → sentence; {names} are filled with the values of the note.
NOTES: Mapping[str, Text] = MappingProxyType(
    {
        "remark-made": Text(vi="Ghi chú: {text}", en="Remark: {text}"),
    }
)
