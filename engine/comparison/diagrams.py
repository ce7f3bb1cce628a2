"""Two diagrams set side by side."""

from engine.comparison.around import compare_around
from engine.comparison.flat import flatten
from engine.comparison.flows import compare_flows
from engine.comparison.matching import Match, match_diagrams
from engine.comparison.nodes import compare_nodes
from engine.comparison.order import compare_order
from engine.comparison.rest import compare_rest
from engine.comparison.sides import Pair, side_of
from engine.diagrams.model import Diagram
from engine.diagrams.xml import parse_xml
from engine.procedures.parts import Parts
from engine.records.changes import Change


def compare_diagrams(
    file: str, both: tuple[Diagram, Diagram], parts: tuple[Parts, Parts]
) -> tuple[tuple[Change, ...], Match]:
    """Return the changes of a diagram, and which of its elements belong together.

    parts   the folders on both sides, for the names of forms, fields and tables
    """
    old, new = both
    match = match_diagrams(old.process, new.process)
    pair = Pair(
        file=file,
        old=side_of(old.process, parts[0]),
        new=side_of(new.process, parts[1]),
        match=match,
        back=match.back,
    )
    compare_order(pair)
    compare_around(pair)
    compare_nodes(pair)
    compare_flows(pair)
    compare_rest(pair, *(flatten(parse_xml(one.source, file)) for one in both))
    return tuple(pair.found), match
