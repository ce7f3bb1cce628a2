"""The card of an imported procedure: what the diagram says, and room for the rest.

What no diagram can say is left out, so that the check asks for it: a card with made-up words could
be published by mistake.
"""

import orjson

from engine.diagrams.texts import BPMN, MOTCUA, words
from engine.diagrams.xml import Element
from engine.dialects.forms import FILING

# docs/reference/card.md, in its order.
_TO_FILL = (
    '# code = "1.000000"              # số thủ tục trong cơ sở dữ liệu quốc gia / national number',
    '# office_kind = "commune"        # loại cơ quan giải quyết / kind of the deciding office',
    '# field = { vi = "…", en = "…" }',
    '# level = { vi = "…", en = "…" }',
    '# who = { vi = "…", en = "…" }',
    '# term = { vi = "…", en = "…" }',
    '# fee = { vi = "…", en = "…" }',
    '# steps = [{ vi = "…", en = "…" }]',
    '# results = [{ vi = "…", en = "…" }]',
)
_TABLES = (
    "# [[channels]]",
    '# kind = "direct"',
    '# term = { vi = "…", en = "…" }',
    '# fee = { vi = "…", en = "…" }',
    "",
    "# [[legal_basis]]",
    '# number = "…"',
    '# title = "…"',
    "# valid_from = 2026-01-01",
)


def make_card(root: Element, otherwise: str) -> bytes:
    """Return procedure.toml for a diagram; `otherwise` is the title of one without a name."""
    process = next((one for one in root.iter(f"{BPMN}process") if len(one)), None)
    pool = next((one for one in root.iter(f"{BPMN}participant") if one.get("processRef")), None)
    named = [one for one in (process, pool) if one is not None and words(one.get("name"))]
    title = words(named[0].get("name")) if named else otherwise
    english = words(named[0].get(f"{MOTCUA}nameEn")) if named else ""
    about = process.findtext(f"{BPMN}documentation") if process is not None else None
    lines = [
        f'filing_form = "{FILING}"',
        f"title = {_both(title, english)}",
        f"summary = {_both(words(about) or title, '')}",
        "",
        *_TO_FILL,
        "",
        *_TABLES,
    ]
    return ("\n".join(lines) + "\n").encode()


def _both(vi: str, en: str) -> str:
    english = f", en = {_quoted(en)}" if en else ""
    return f"{{ vi = {_quoted(vi)}{english} }}"


def _quoted(text: str) -> str:
    """A basic string of TOML is one of JSON, but for the letter 127 (TOML 1.0, string)."""
    return orjson.dumps(text.replace("\x7f", "")).decode()
