"""Words of signing in the reader's language."""

from engine.records.signing import ROLE_WORDS, ROLES
from web.ui.languages import language

# Whoever may have letters to sign: docs/reference/signatures.md.
SIGNERS = ("leader", "head", "clerk", "desk", "specialist", "police", "social-insurance")


def role_words(role: str) -> str:
    """Return what kind of signature a role is."""
    return ROLE_WORDS[role].text(language()) if role in ROLES else role
