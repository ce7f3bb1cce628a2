"""Letters: each can be set, and shows only what a case can hold."""

from collections.abc import Iterator, Mapping

from engine.letters import rules
from engine.letters.letter import check_letter
from engine.letters.reader import Template, read_template
from engine.lint.letter_names import letter_names
from engine.lint.nearest import Nearest
from engine.lint.subject import Subject
from engine.records.findings import Finding
from engine.records.letters import LetterName


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the faults of all letters."""
    if not subject.letters:
        return
    names = {one.name: one for one in letter_names(subject)}
    for letter, file in subject.letter_files.items():
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
