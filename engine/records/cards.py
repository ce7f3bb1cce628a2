"""The catalogue card of a procedure: what the law wants published (NĐ 63/2010/NĐ-CP, Art. 8)."""

from dataclasses import dataclass

PUBLIC, STAFF, INTERNAL = "public", "staff", "internal"
AUDIENCES = (PUBLIC, STAFF, INTERNAL)


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
    """One paper of the dossier: how many originals and copies, and when it is needed.

    case      the case (trường hợp) that it belongs to; None for every case
    when      expression over the answers; while it is false the paper is not asked for
    register  name of the register that may hold what it says, so that it need not be handed in
    """

    name: Text
    originals: int = 0
    copies: int = 0
    note: Text | None = None
    case: Text | None = None
    when: str | None = None
    register: str | None = None


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
class SupplementException:
    """How often the applicant may be asked to complete a dossier where the law says so."""

    rounds: int
    legal_basis: str
    close_after: str | None = None


@dataclass(frozen=True, kw_only=True)
class RefundRule:
    """When a fee that was paid goes back; on any other occasion it does not.

    when    not-accepted, withdrawn or refused
    share   percent of what was paid
    """

    when: str
    share: int
    legal_basis: str | None = None


@dataclass(frozen=True, kw_only=True)
class CostLine:
    """One thing the applicant does for a dossier, with its time and money.

    part      prepare, file, pay, inspection, other or receive
    hours     of the applicant's own time
    hired     paid to advisers and services, VND
    fee       fees and charges, VND
    other     travel, copies and other direct costs, VND
    assumed   somebody's estimate, not read in a source
    """

    part: str
    what: Text
    hours: float = 0
    hired: int = 0
    fee: int = 0
    other: int = 0
    note: Text | None = None
    assumed: bool = False


@dataclass(frozen=True, kw_only=True)
class Cost:
    """The figures of the compliance-cost model (NĐ 63/2010/NĐ-CP, Art. 28; TT 02/2017/TT-VPCP).

    wage              what an hour of the applicant's time is worth, VND
    times_a_year      how often one applicant needs the procedure in a year
    subjects_a_year   how many applicants need it in a year; 0 where nobody knows
    assumed           the figures of a year are somebody's estimate
    """

    wage: int
    times_a_year: float = 1
    subjects_a_year: int = 0
    source: Text | None = None
    assumed: bool = False
    lines: tuple[CostLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Card:
    """What a citizen reads before filing.

    code         number in the national database, e.g. 1.001193
    office_kind  kind of the office that decides; a case is opened for an office of this kind
    term         the published term of the whole procedure, as the process states it
    cutoff       "15:00": what is received later counts from the next working day; None without one
    filing_form  id of the form the citizen fills in
    audience     public; staff, which only a desk takes in; or internal, which nobody files
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
    cost: Cost | None = None
    refunds: tuple[RefundRule, ...] = ()
    supplements: tuple[SupplementException, ...] = ()
    audience: str = PUBLIC

    @property
    def is_internal(self) -> bool:
        """Tell whether it is the agency's own affair: no citizen sees or files it."""
        return self.audience == INTERNAL

    @property
    def is_for_staff(self) -> bool:
        """Tell whether only the agency's own people file it, at a desk: no citizen sees it."""
        return self.audience == STAFF
