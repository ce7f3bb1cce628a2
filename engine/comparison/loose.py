"""JSON and TOML as single facts by path, so that no difference is lost."""

from collections.abc import Iterator, Mapping

Fact = tuple[str, object]


def facts_of(value: object, path: str = "") -> Iterator[Fact]:
    """Yield every leaf with its path; members of a list by their key or name where they have one.

    Nesting is bounded by the readers of the files.
    """
    waiting = [(path, value)]
    while waiting:
        at, found = waiting.pop()
        if isinstance(found, Mapping):
            waiting += [(f"{at}.{key}" if at else str(key), one) for key, one in found.items()]
        elif isinstance(found, list):
            counts: dict[str, int] = {}
            for place, one in enumerate(found, 1):
                name = _name(one) or str(place)
                counts[name] = counts.get(name, 0) + 1
                more = f" {counts[name]}" if counts[name] > 1 else ""
                waiting.append((f"{at}[{name}{more}]", one))
        else:
            yield at, found


def _name(value: object) -> str | None:
    if not isinstance(value, Mapping):
        return None
    for key in ("key", "value", "number", "kind", "name", "label", "what"):
        found = value.get(key)
        if isinstance(found, Mapping):
            found = found.get("vi")
        if isinstance(found, str) and found:
            return found
    return None


def differences(before: object, after: object) -> list[tuple[str, object, object]]:
    """Return what differs: path, value before, value after; None where there is none."""
    old, new = dict(facts_of(before)), dict(facts_of(after))
    return [
        (path, old.get(path), new.get(path))
        for path in sorted(old.keys() | new.keys())
        if old.get(path) != new.get(path) or (path in old) != (path in new)
    ]
