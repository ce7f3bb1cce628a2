"""The identity of a version: what its files hold, not when or where they were written."""

import hashlib
from collections.abc import Mapping


def digest_of(files: Mapping[str, bytes]) -> str:
    """Return the SHA-256 in hex over the sorted paths and the SHA-256 of each file."""
    whole = hashlib.sha256()
    for path in sorted(files):
        # The digest in hex has a fixed length and no line break, so no two folders look the same.
        content = hashlib.sha256(files[path]).hexdigest()
        whole.update(f"{content} {len(path.encode())} {path}\n".encode())
    return whole.hexdigest()
