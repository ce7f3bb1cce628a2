"""Findings: what is wrong in a procedure folder, each with its place."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One fault or warning.

    rule      stable name of the rule, e.g. "form-missing"
    file      path inside the folder
    element   id of the element, field or cell; None when the whole file is meant
    line      1-based line in the file; None if it has none
    vi, en    what is so and what to do
    severe    True refuses publishing; False is advice
    """

    rule: str
    file: str
    vi: str
    en: str
    element: str | None = None
    line: int | None = None
    severe: bool = True

    def text(self, language: str) -> str:
        """Return the sentence in `language`."""
        return self.vi if language == "vi" else self.en
