"""Builds DMN files as dmn-js writes them."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" '
    'xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" id="d" name="DRD" '
    'namespace="http://camunda.org/schema/1.0/dmn">\n'
)
Row = tuple[Sequence[str], Sequence[str]]


def make_table(
    rows: Sequence[Row],
    *,
    inputs: Sequence[str] = ("x",),
    outputs: Sequence[str] = ("kq",),
    policy: str = "",
    order: str = "",
) -> bytes:
    """Return a file with one table; `policy` holds attributes such as hitPolicy="FIRST"."""
    return f"{HEAD}{make_decision(rows, inputs, outputs, policy, order)}</definitions>\n".encode()


def make_decision(
    rows: Sequence[Row],
    inputs: Sequence[str],
    outputs: Sequence[str],
    policy: str = "",
    order: str = "",
) -> str:
    """Return one decision named after its first output."""
    columns = [
        f'<input id="in{n}" label={quoteattr(text)}><inputExpression id="ie{n}">'
        f"<text>{escape(text)}</text></inputExpression></input>"
        for n, text in enumerate(inputs)
    ]
    values = f'<outputValues id="ov"><text>{escape(order)}</text></outputValues>' if order else ""
    columns += [
        f'<output id="out{n}" name={quoteattr(name)}>{values}</output>'
        for n, name in enumerate(outputs)
    ]
    rules = [_row(number, *row) for number, row in enumerate(rows, start=1)]
    inside = "\n".join([*columns, *rules])
    return (
        f'<decision id="{outputs[0]}_d" name="Bảng">\n<decisionTable id="t" {policy}>\n{inside}\n'
        "</decisionTable>\n</decision>\n"
    )


def _row(number: int, conditions: Sequence[str], results: Sequence[str]) -> str:
    cells = [
        f'<inputEntry id="r{number}i{n}"><text>{escape(text)}</text></inputEntry>'
        for n, text in enumerate(conditions)
    ] + [
        f'<outputEntry id="r{number}o{n}"><text>{escape(text)}</text></outputEntry>'
        for n, text in enumerate(results)
    ]
    return f'<rule id="r{number}"><description>luật {number}</description>{"".join(cells)}</rule>'
