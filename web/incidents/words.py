"""Causes in plain words: what it means that a step stands still, and what helps."""

from dataclasses import dataclass

from web.ui.texts import gettext as _


@dataclass(frozen=True, kw_only=True)
class Explained:
    """A cause as a person reads it."""

    title: str
    meaning: str
    help: str


def explain(code: str) -> Explained:
    """Return what a cause means, by the code of its error."""
    return _of_values(code) or _of_work(code) or _of_drawing(code) or _unknown()


def _of_values(code: str) -> Explained | None:
    if code == "no-way-out":
        return Explained(
            title=_("No way leads on"),
            meaning=_("The case must choose a way here, and no condition was true."),
            help=_(
                "Usually a value is missing or written in another way than the designer expected."
                " Correct it and try again."
            ),
        )
    if code in ("expression-failed", "term-refused", "decision-error"):
        return Explained(
            title=_("A value does not fit"),
            meaning=_("A condition, a term or a decision table met a value it cannot work with."),
            help=_("Correct the value and try again."),
        )
    if code == "message-taken":
        return Explained(
            title=_("A message is awaited twice"),
            meaning=_("Two places wait for the same message with the same key."),
            help=_("Let the other one end, or correct the value that makes the key; try again."),
        )
    return None


def _of_work(code: str) -> Explained | None:
    if code == "connector-failed":
        return Explained(
            title=_("Work outside failed"),
            meaning=_("A register, a mail server, another system or a program outside refused."),
            help=_(
                "When it works again, try again: nothing is lost. Where a value was refused,"
                " correct it first."
            ),
        )
    if code in ("script-failed", "script-stopped", "script-refused"):
        return Explained(
            title=_("A script failed"),
            meaning=_("The script of this step ended with an error or reached a limit."),
            help=_("Correct the value it trips over. If the script is wrong, tell the designer."),
        )
    if code == "calendar-too-short":
        return Explained(
            title=_("The calendar ends too early"),
            meaning=_("A day lies beyond the years whose holidays are known."),
            help=_("Have the calendar of holidays extended, then try again."),
        )
    return None


def _of_drawing(code: str) -> Explained | None:
    if code == "uncaught-error":
        return Explained(
            title=_("An error that nobody catches"),
            meaning=_("The procedure threw an error, and no event at its border catches it."),
            help=_("Tell the designer. Skip the step if its result is not needed."),
        )
    if code == "endless-loop":
        return Explained(
            title=_("An endless loop"),
            meaning=_("Automatic steps followed each other without coming to rest."),
            help=_("Correct the value that should end the loop, and tell the designer."),
        )
    if code == "element-error":
        return Explained(
            title=_("The step cannot work like this"),
            meaning=_("Something that the step needs is not there or not of the right kind."),
            help=_("Read the text of the cause, correct the value it names and try again."),
        )
    return None


def _unknown() -> Explained:
    return Explained(
        title=_("The step cannot go on"),
        meaning=_("The text of the cause says what it met."),
        help=_("Mend what it names and try again."),
    )
