"""The types that a file defines for its columns.

Source: OMG DMN 1.4, 7.3.3: an item definition names another type and may list allowed values.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.decisions.kinds import Kind, find_kind
from engine.decisions.sheet import Part

MOST_STEPS = 20


@dataclass(frozen=True, kw_only=True)
class Types:
    """The named types of a file; lists and groups are not checked and have no kind."""

    named: Mapping[str, Part] = field(default_factory=dict)

    def kind(self, type_name: str) -> Kind | None:
        """Return the kind of values that a typeRef means, through the types of the file."""
        return find_kind(self._chain(type_name)[0])

    def allowed(self, type_name: str) -> Part | None:
        """Return the allowed values of a type of the file, or nothing."""
        return next((one for one in self._chain(type_name)[1] if one.written), None)

    def _chain(self, type_name: str) -> tuple[str, list[Part]]:
        values = []
        for _ in range(MOST_STEPS):
            defined = self.named.get(type_name)
            if defined is None or defined.attributes.get("isCollection") == "true":
                break
            values += defined.all("allowedValues")
            base = defined.first("typeRef")
            # DMN 1.1 and later write the base as an element; early drafts as an attribute.
            type_name = base.text if base else defined.attributes.get("typeRef", "")
        else:
            return "", values
        return ("" if type_name in self.named else type_name), values


def types_of(root: Part) -> Types:
    """Return the types that a file defines, by name."""
    return Types(named={one.attributes.get("name", ""): one for one in root.all("itemDefinition")})
