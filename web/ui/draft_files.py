"""Copying, renaming and removing a file of a draft, as the lists of letters and tables offer it."""

from dataclasses import dataclass

from flask import flash, request

from engine.actions.arrange_draft_files import (
    copy_draft_file,
    path_for,
    remove_draft_file,
    rename_draft_file,
)
from engine.errors import InputRefused
from engine.records.people import Person
from web.ui.current import current_context
from web.ui.languages import language


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is said afterwards; {name} stands for the new name."""

    removed: str
    renamed: str
    copied: str


def arrange_file(person: Person, draft_id: int, path: str, told: Told) -> None:
    """Do with a file what the form asks, and say what was done or why it was not."""
    context, act = current_context(), request.form.get("act")
    wanted = path_for(path.partition("/")[0], request.form.get("wanted", ""))
    try:
        if act == "remove":
            remove_draft_file(context, person, draft_id, path)
            said = told.removed
        elif act == "rename":
            rename_draft_file(context, person, draft_id, path, wanted)
            said = told.renamed
        else:
            copy_draft_file(context, person, draft_id, path, wanted)
            said = told.copied
    except InputRefused as error:
        flash(error.text(language()), "error")
    else:
        flash(said.replace("{name}", name_of(wanted)))


def name_of(path: str) -> str:
    """Return the name of a file of a draft without folder and ending."""
    return path.partition("/")[2].rpartition(".")[0]
