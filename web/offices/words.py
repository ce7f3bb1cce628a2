"""Words for what is done to the register of offices and people."""

from web.ui.texts import gettext as _


def act_words(act: str) -> str:
    """Return the words for a kind of change; an unknown one names itself."""
    return {
        "office-added": _("Office added"),
        "office-renamed": _("Office renamed"),
        "office-placed": _("Place of letters set"),
        "office-closing": _("Closing planned"),
        "office-closed": _("Office closed"),
        "office-kept": _("Closing called off"),
        "person-added": _("Person added"),
        "posts-changed": _("Posts changed"),
        "person-disabled": _("Disabled"),
        "person-enabled": _("Enabled"),
        "code-given": _("Code for a new password given"),
        "password-chosen": _("Password chosen"),
    }.get(act, act)


def authority_words() -> dict[str, str]:
    """Return the words for each way of signing letters, by what records.people.SIGNS says.

    Source  NĐ 30/2020/NĐ-CP, annex I, II.7
    """
    return {
        "": _("head, or does not sign"),
        "KT": _("KT. – in the place of the head"),
        "Q": _("Q. – acting head"),
        "TL": _("TL. – by order of the head"),
        "TUQ": _("TUQ. – under authorisation"),
    }
