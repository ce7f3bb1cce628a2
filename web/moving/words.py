"""Words for the states of moves and of their cases."""

from collections.abc import Mapping

from web.ui.texts import gettext as _


def move_state_words(state: str) -> str:
    """Return what a state of a move, or of a case in one, is called."""
    words: Mapping[str, str] = {
        "draft": _("being prepared"),
        "trying": _("being tried out"),
        "tried": _("tried out"),
        "running": _("moving"),
        "stopped": _("stopped"),
        "done": _("done"),
        "todo": _("still to do"),
        "fits": _("can move"),
        "blocked": _("cannot move"),
        "moved": _("moved"),
        "waiting": _("will move at the step"),
        "undone": _("moved back"),
        "ended": _("ended or moved before"),
    }
    return words.get(state, state)


def means_words(means: str) -> str:
    """Return how the place of an element was found."""
    words: Mapping[str, str] = {
        "id": _("same element"),
        "name": _("same name"),
        "place": _("same neighbours"),
        "chosen": _("chosen by hand"),
        "none": _("nothing found"),
    }
    return words.get(means, means)


def fate_words(fate: str) -> str:
    """Return what becomes of cases, or of what begins them."""
    words: Mapping[str, str] = {
        "stays": _("stays as it is"),
        "changes": _("stays, the step changes"),
        "moves": _("moves"),
        "blocked": _("cannot move"),
        "kept": _("goes on unchanged"),
        "changed": _("changes"),
        "new": _("is new"),
        "gone": _("is no more"),
    }
    return words.get(fate, fate)
