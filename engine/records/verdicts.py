"""What verifying a case found."""

from dataclasses import dataclass

from engine.errors import Words


@dataclass(frozen=True, kw_only=True)
class Discrepancy:
    """Something that is not as the log says.

    seq    number of the log entry, if one is meant
    what   what is wrong
    """

    code: str
    what: Words
    seq: int | None = None


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The result for one case.

    entries         how many log entries it has
    erased          part of its log was erased, so only the chain could be checked
    discrepancies   empty when all is as it was written
    """

    code: str
    entries: int
    erased: bool
    discrepancies: tuple[Discrepancy, ...]

    @property
    def intact(self) -> bool:
        """Tell whether nothing was altered."""
        return not self.discrepancies
