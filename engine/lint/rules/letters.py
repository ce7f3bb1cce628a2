"""Letters: each can be set, and shows only what a case can hold."""

import time
from collections.abc import Iterator, Mapping
from typing import Final

from engine.letters import rules
from engine.letters.letter import check_letter
from engine.letters.press import TIME
from engine.letters.reader import Template, read_template
from engine.lint.letter_names import letter_names
from engine.lint.nearest import Nearest
from engine.lint.subject import Subject
from engine.records.findings import Finding
from engine.records.letters import LetterName

# Of all letters of a folder together; those that were set before cost nothing.
MOST_SECONDS: Final = 10.0


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the faults of all letters."""
    if not subject.letters:
        return
    names = {one.name: one for one in letter_names(subject)}
    until = time.monotonic() + MOST_SECONDS
    for number, (letter, file) in enumerate(subject.letter_files.items()):
        if number and time.monotonic() >= until:
            yield rules.STOPPED.at(file, reason=TIME)
            continue
        yield from check_template(read_template(subject.letters[letter], file), names)


def check_template(template: Template, names: Mapping[str, LetterName]) -> Iterator[Finding]:
    """Yield the faults of one letter.

    names   what it may show
    """
    unknown = [one for one in template.shown if one.name not in names]
    nearest = Nearest(names)
    for one in unknown:
        hint = nearest.hint(one.name)
        yield rules.UNKNOWN.at(template.file, one.name, one.line, name=one.name, hint=hint)
    if not unknown or template.findings:
        yield from check_letter(template, names.values())
