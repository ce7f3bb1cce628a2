"""Findings: what is wrong in a procedure folder, each with its place."""

from dataclasses import dataclass

from engine.errors import Words


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


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One thing that is checked, with the sentence that says what is wrong and what to do.

    name    stable; docs/reference/rules.md explains each
    vi, en  sentence with {names} to be filled
    severe  True refuses publishing; False is advice
    """

    name: str
    vi: str
    en: str
    severe: bool = True

    def at(
        self, file: str, element: str | None = None, line: int | None = None, **values: object
    ) -> Finding:
        """Return the finding at this place; a value may be `Words` in both languages."""
        words = {key: value for key, value in values.items() if isinstance(value, Words)}
        return Finding(
            rule=self.name,
            file=file,
            element=element,
            line=line,
            vi=self.vi.format_map(values | {key: word.vi for key, word in words.items()}),
            en=self.en.format_map(values | {key: word.en for key, word in words.items()}),
            severe=self.severe,
        )
