"""Whether what a designer types reads: an expression, a script, a term, the text of a timer."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from engine.calendars.terms import parse_term
from engine.calendars.timing import parse_timing
from engine.context import Context
from engine.errors import MotcuaError, Words
from engine.expressions.expression import compile_expression
from engine.expressions.sandbox import check_script
from engine.lint.names import ACTIVATION, ALWAYS, ANSWER, COUNTERS, STARTING
from engine.lint.nearest import Nearest
from engine.lint.rules.reading import NAME_UNKNOWN
from engine.procedures.parts import read_parts
from engine.queries.draft_choices import names_of
from engine.store.drafts import read_files

# Kind of text → names it may read beside those of the case; None: names are not looked at.
EXPRESSIONS: Mapping[str, frozenset[str] | None] = MappingProxyType(
    {
        "expression": frozenset(),
        "completion": COUNTERS,
        "activation": ACTIVATION,
        "starting": STARTING,
        "answer": ANSWER,
        "foreign": None,
        "take": None,
    }
)
_OTHERS: Mapping[str, Callable[[str], object]] = MappingProxyType(
    {"term": parse_term, "timer": parse_timing}
)
_WHERE = Words(vi="Biểu thức", en="The expression")
_SCRIPT = Words(vi="Kịch bản", en="The script")
MOST_NAMES = 2_000


def check_text(
    context: Context, draft_id: int, text: str, kind: str, also: frozenset[str] = frozenset()
) -> Words | None:
    """Return what is wrong with a text of a draft; None where nothing is.

    kind   expression, completion, activation, starting, answer, foreign, take, script, term, timer
    also   names that the diagram on the screen writes, saved or not
    Raises NotFound
    """
    if kind in _OTHERS and not text.lstrip().startswith("="):
        return _fault(_OTHERS[kind], text)
    names: set[str] = set()
    where = _SCRIPT if kind == "script" else _WHERE
    read = _script_names if kind == "script" else _expression_names
    fault = _fault(lambda given: names.update(read(given)), text)
    more = EXPRESSIONS.get(kind, frozenset())
    if fault is not None or more is None:
        return fault
    with context.database.read() as db:
        known = {one.name for one in names_of(read_parts(read_files(db, draft_id)))}
    known |= ALWAYS | more | frozenset(sorted(also)[:MOST_NAMES])
    for name in sorted(names - known):
        hint = Nearest(known).hint(name)
        found = NAME_UNKNOWN.at("", None, None, where=where, name=name, hint=hint)
        return Words(vi=found.vi, en=found.en)
    return None


def _expression_names(text: str) -> frozenset[str]:
    return compile_expression(text).names


def _script_names(text: str) -> frozenset[str]:
    return check_script(text)


def _fault(read: Callable[[str], object], text: str) -> Words | None:
    try:
        read(text)
    except MotcuaError as error:
        return Words(vi=error.text("vi"), en=error.text("en"))
    return None
