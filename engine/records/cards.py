"""The catalogue card of a procedure: what the law wants published (NĐ 63/2010/NĐ-CP, Art. 8)."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Text:
    """The same text in both languages."""

    vi: str
    en: str

    def text(self, language: str) -> str:
        """Return the text in `language`."""
        return self.vi if language == "vi" else self.en


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One paper of the dossier: how many originals and copies, and when it is needed."""

    name: Text
    originals: int = 0
    copies: int = 0
    note: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Channel:
    """One way to file: direct, online or post, with its term and fee in words."""

    kind: str
    term: Text
    fee: Text


@dataclass(frozen=True, kw_only=True)
class Basis:
    """One legal text, with the day from which and until which it is in force (ISO dates)."""

    number: str
    title: str
    valid_from: str | None = None
    valid_to: str | None = None


@dataclass(frozen=True, kw_only=True)
class Card:
    """What a citizen reads before filing.

    code         number in the national database, e.g. 1.001193
    office_kind  kind of the office that decides; a case is opened for an office of this kind
    term         the published term of the whole procedure, as the process states it
    cutoff       "15:00": what is received later counts from the next working day; None without one
    filing_form  id of the form the citizen fills in
    """

    code: str
    title: Text
    summary: Text
    field: Text
    level: Text
    office_kind: str
    filing_form: str
    who: Text
    steps: tuple[Text, ...]
    papers: tuple[Paper, ...]
    channels: tuple[Channel, ...]
    results: tuple[Text, ...]
    conditions: tuple[Text, ...]
    legal_basis: tuple[Basis, ...]
    term: Text
    fee: Text
    cutoff: str | None = None
    keywords: str = ""
