"""Guides: questions before a filing that tell which case somebody is, and what follows from it."""

from dataclasses import dataclass

from engine.records.cards import Text

# Questions of these kinds only: a guide asks which case it is, never who somebody is.
ASKED = frozenset(("select", "radio", "checkbox", "checklist", "number", "date"))


@dataclass(frozen=True, kw_only=True)
class FeeRule:
    """How the fee is worked out from the answers.

    decision   of the folder, as a task of the diagram would name it
    amount     expression over the answers and `fee`, what the decision gave; None where the
               decision gives the amount, or the lines of the fee, itself
    """

    decision: str
    amount: str | None = None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One case (trường hợp), and what is right in it.

    outcome_id  its name in the file
    when        expression over the answers; None for all that no outcome before it fits
    procedure   key of another procedure that is the right one; None for that of the folder
    elsewhere   where to turn to, where nothing is filed here; else None
    is_later    the term does not begin with the filing, so that no day can be told before
    term        a term or "=expression"; None for the procedure's own
    places      which offices one has to go to; empty: the one that decides
    online      what is done online; `on_site` what at an office
    answers     of the filing form, as pairs of a key and a text or "=expression", beside those
                whose keys both forms have
    """

    outcome_id: str
    title: Text
    text: Text | None = None
    when: str | None = None
    procedure: str | None = None
    elsewhere: Text | None = None
    is_later: bool = False
    term: str | None = None
    term_note: Text | None = None
    fee_note: Text | None = None
    places: tuple[Text, ...] = ()
    online: tuple[Text, ...] = ()
    on_site: tuple[Text, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Guide:
    """The guide of a procedure.

    form     id of the form with the questions
    event    what happened in somebody's life, for the first page; None where it does not stand
             there
    rank     its place there, the smallest first
    fee      how the fee is worked out; None where the words of the card say it
    """

    form: str
    outcomes: tuple[Outcome, ...]
    event: Text | None = None
    rank: int = 0
    intro: Text | None = None
    fee: FeeRule | None = None
