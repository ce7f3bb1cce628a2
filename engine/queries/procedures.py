"""Procedures and their versions as officers see them: card, diagram, forms, tables, files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from engine.context import Context
from engine.decisions.decision import Decision
from engine.diagrams.model import Node
from engine.errors import NotFound, Words
from engine.procedures.procedure import Procedure
from engine.queries.elements import node_name
from engine.queries.releases import version_places
from engine.records.activities import ACTIVITY_TAGS
from engine.records.cards import Card, Text
from engine.records.forms import Choice, Form
from engine.records.versions import Version
from engine.store.case_search import count_running
from engine.store.choices import choices_for
from engine.store.database import Db
from engine.store.people import names_of
from engine.store.versions import list_current, list_versions


@dataclass(frozen=True, kw_only=True)
class VersionLine:
    """A version with who published it and how many of its cases have not ended.

    place    where it stands: current, ahead, partial (for some cases), past, called-off
    from_at  when it came or comes into force
    """

    version: Version
    published_by: str | None
    running: int
    place: str = "past"
    from_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ProcedureLine:
    """A procedure with its versions, the newest first."""

    key: str
    card: Card
    versions: tuple[VersionLine, ...]

    @property
    def running(self) -> int:
        """How many cases of all its versions have not ended."""
        return sum(one.running for one in self.versions)


@dataclass(frozen=True, kw_only=True)
class WorkStep:
    """A step of the procedure in words: who does it, with which form, in what time."""

    name: Text
    kind: str
    post: str | None
    form: str | None
    term: str | None
    basis: str | None


@dataclass(frozen=True, kw_only=True)
class Table:
    """A decision table as its designer wrote it: headings and rows of texts."""

    table_id: str
    name: str
    policy: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class FileLine:
    """A file of the folder with its size in bytes and its SHA-256 in hex."""

    path: str
    size: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class VersionFile:
    """All about one version."""

    line: VersionLine
    card: Card
    steps: tuple[WorkStep, ...]
    forms: tuple[Form, ...]
    choices: Mapping[str, tuple[Choice, ...]]
    tables: tuple[Table, ...]
    files: tuple[FileLine, ...]
    diagram: bytes


def list_procedures(context: Context) -> tuple[ProcedureLine, ...]:
    """Return the procedures with all their versions, in the order of their titles.

    One that was retired is there too, with no version in force.
    """
    with context.database.read() as db:
        running = count_running(db)
        found = []
        for live in list_current(db):
            card = context.versions.get(db, live.version_id).compiled.procedure.card
            versions = list_versions(db, live.procedure_key)
            lines = _lines(context, db, versions, running)
            found.append(ProcedureLine(key=live.procedure_key, card=card, versions=lines))
    return tuple(sorted(found, key=lambda one: one.card.title.vi))


def get_version_file(context: Context, key: str, number: int) -> VersionFile:
    """Return a version of a procedure; raise NotFound."""
    with context.database.read() as db:
        version = _version(db, key, number)
        procedure = context.versions.get(db, version.version_id).compiled.procedure
        (line,) = _lines(context, db, (version,), count_running(db))
        directory = context.offices.get(db)
    forms = tuple(procedure.forms[key] for key in sorted(procedure.forms))
    offered = {key: value for form in forms for key, value in choices_for(form, directory).items()}
    return VersionFile(
        line=line,
        card=procedure.card,
        steps=tuple(work_step(procedure, node) for node in _work_nodes(procedure)),
        forms=forms,
        choices=offered,
        # The same decision may be known by the name of its file and by its own.
        tables=tuple(
            dict.fromkeys(
                table_of(one) for one in procedure.decisions.values() if isinstance(one, Decision)
            )
        ),
        files=tuple(
            FileLine(path=path, size=len(content), digest=sha256(content).hexdigest())
            for path, content in sorted(procedure.files.items())
        ),
        diagram=procedure.diagram.source,
    )


def get_version_diagram(context: Context, key: str, number: int) -> bytes:
    """Return the diagram of a version, as it was published; raise NotFound."""
    with context.database.read() as db:
        version = _version(db, key, number)
        return context.versions.get(db, version.version_id).compiled.procedure.diagram.source


def work_step(procedure: Procedure, node: Node) -> WorkStep:
    """Return a node as a step in words."""
    process = procedure.diagram.process
    return WorkStep(
        name=node_name(node),
        kind=node.tag,
        post=process.attribute(node, "post") if node.tag in ("userTask", "manualTask") else None,
        form=node.attributes.get("form"),
        term=node.attributes.get("term"),
        basis=node.attributes.get("legalBasis"),
    )


def table_of(decision: Decision) -> Table:
    """Return a decision table as texts."""
    return Table(
        table_id=decision.decision_id,
        name=decision.name,
        policy=decision.policy,
        inputs=tuple(one.label or one.expression.text for one in decision.inputs),
        outputs=tuple(one.label or one.name for one in decision.outputs),
        rows=tuple(
            (
                *(one.text for one in rule.conditions),
                *("–" if one is None else one.text for one in rule.results),
            )
            for rule in decision.rules
        ),
    )


def _work_nodes(procedure: Procedure) -> list[Node]:
    return [node for node in procedure.diagram.process.nodes.values() if node.tag in ACTIVITY_TAGS]


def _version(db: Db, key: str, number: int) -> Version:
    for one in list_versions(db, key):
        if one.number == number:
            return one
    raise NotFound(what=Words(en="version", vi="phiên bản"), key=f"{key} {number}")


def _lines(
    context: Context, db: Db, versions: tuple[Version, ...], running: Mapping[int, int]
) -> tuple[VersionLine, ...]:
    places = version_places(context, db, versions[0].procedure_key) if versions else {}
    names = names_of(db, {one.published_by for one in versions if one.published_by is not None})
    return tuple(
        VersionLine(
            version=one,
            published_by=None if one.published_by is None else names.get(one.published_by),
            running=running.get(one.version_id, 0),
            place=places[one.version_id][0] if one.version_id in places else "past",
            from_at=places[one.version_id][1] if one.version_id in places else None,
        )
        for one in versions
    )
