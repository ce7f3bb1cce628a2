"""Passwords: kept only as Argon2id hashes (RFC 9106)."""

from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError


@dataclass(frozen=True, kw_only=True)
class Strength:
    """How much work a guess takes; the default is 0.1 to 0.4 s of one core (RFC 9106 §4, second).

    passes    how often the memory is gone over
    kibibytes how much memory
    lanes     how many threads
    """

    passes: int = 3
    kibibytes: int = 65536
    lanes: int = 1


STRONG = Strength()
# For sample people, whose passwords are printed anyway, and for tests.
WEAK = Strength(passes=1, kibibytes=64)


def hash_password(password: str, strength: Strength = STRONG) -> str:
    """Return the hash to store; it says itself how it was made."""
    return hasher_of(strength).hash(password)


def is_password(password: str, password_hash: str) -> bool:
    """Tell whether this is the password; the work is what the hash says."""
    try:
        return hasher_of(STRONG).verify(password_hash, password)
    except VerifyMismatchError:
        return False
    except (InvalidHashError, VerificationError) as error:
        raise ValueError("the stored password hash cannot be read") from error


def is_outdated(password_hash: str, strength: Strength = STRONG) -> bool:
    """Tell whether a hash was made with other settings and should be made anew at sign-in."""
    return hasher_of(strength).check_needs_rehash(password_hash)


def hasher_of(strength: Strength) -> PasswordHasher:
    """Return Argon2id with these settings."""
    return PasswordHasher(
        time_cost=strength.passes, memory_cost=strength.kibibytes, parallelism=strength.lanes
    )
