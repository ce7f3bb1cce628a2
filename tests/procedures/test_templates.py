import pytest

from engine.expressions.sandbox import ScriptRunner
from engine.procedures.templates import list_templates, read_template
from engine.scenarios.suite import run_suite
from tests.procedures.shipped import BPMN, calendar

TEMPLATES = [one.key for one in list_templates()]
CARD = {
    "code": '"9.000001"',
    "office_kind": '"commune"',
    **dict.fromkeys(("field", "level", "who", "term", "fee"), '{ vi = "…", en = "…" }'),
    **dict.fromkeys(("steps", "results"), '[{ vi = "…", en = "…" }]'),
}
TABLES = """
[[channels]]
kind = "direct"
term = { vi = "…", en = "…" }
fee = { vi = "…", en = "…" }

[[legal_basis]]
number = "1"
title = "…"
"""


def test_every_folder_of_templates_is_offered() -> None:
    assert sorted(TEMPLATES) == sorted(path.name for path in (BPMN / "templates").iterdir())


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_with_a_filled_card_can_be_published(
    template: str, scripts: ScriptRunner
) -> None:
    files = dict(read_template(template, "thu-tuc-moi", 'Thủ tục "mới" & <hay>'))
    filled = "".join(f"{key} = {value}\n" for key, value in CARD.items())
    files["procedure.toml"] = (filled + files["procedure.toml"].decode() + TABLES).encode()
    report = run_suite("thu-tuc-moi", files, calendar(), scripts)
    assert [one.vi for one in report.findings] == []
    assert report.is_green
