"""Components of our field as pages show them and read them back."""

from collections.abc import Mapping, Sequence

import pytest
from flask import Flask, render_template_string, request

from engine.queries.forms import view_form
from engine.records.forms import Choice, Fault, Field, Form, Section
from tests.pages import Pages
from web.auth.policy import public
from web.ui.fields import form_page, read_posted
from web.ui.shown import fee_text, papers_text, signature_text

PLACES = {
    "provinces": (Choice(value="48", label_vi="Thành phố Đà Nẵng", label_en="Da Nang"),),
    "communes": (Choice(value="Phường Mẫu An", label_vi="Phường Mẫu An", label_en="Mẫu An"),),
}
TITLE = Choice(value="so_do", label_vi="Sổ đỏ", label_en="Land title")
WAYS = (
    Choice(value="cap", label_vi="Cấp", label_en="Grant"),
    Choice(value="tu_choi", label_vi="Từ chối", label_en="Refuse"),
)


def ask(kind: str, key: str, vi: str, part_of: str = "", **more: object) -> Field:
    """Return a field; a part of another one is inner but for files and reasons."""
    inner = bool(part_of) and kind not in ("files", "textarea")
    texts = {"label_vi": vi, "label_en": vi, "within_vi": "Phần", "within_en": "Part"}
    return Field(key=key, kind=kind, part_of=part_of, inner=inner, **texts, **more)  # type: ignore[arg-type]


FORM = Form(
    form_id="own",
    title_vi="Đơn",
    title_en="Request",
    sections=(
        Section(
            title_vi="Người nộp",
            title_en="Applicant",
            fields=(
                ask("personal", "number", "Số định danh", required=True),
                ask("address", "home", "Nơi ở", help_vi="Nơi đang ở", help_en="Where you live"),
                ask("select", "home_province", "Tỉnh", "home", source="provinces"),
                ask("text", "home_commune", "Xã", "home", source="communes"),
                ask("text", "home_detail", "Số nhà", "home"),
                ask("papers", "papers", "Giấy tờ", choices=(TITLE,)),
                ask("number", "papers_so_do_originals", "Số bản chính", "papers", step=1),
                ask("number", "papers_so_do_copies", "Số bản sao", "papers", step=1),
                ask("files", "papers_so_do_files", "Sổ đỏ", "papers", accept=("pdf",)),
                ask("decision", "way", "Quyết định", choices=WAYS),
                ask("textarea", "way_reason", "Lý do", "way", hide="way != 'tu_choi'"),
                ask("fee", "fee", "Lệ phí", amount="papers_so_do_copies * 2000"),
                ask("signature", "oath", "Tôi cam đoan", required=True),
            ),
        ),
    ),
)
PAGE = """{% extends "ui/public.html" %}{% from "ui/parts.html" import csrf %}
{% from "ui/forms.html" import render_form, show_answers with context %}
{% block title %}x{% endblock %}{% block content %}<h1>x</h1>
<form method="post" action="/own">{{ csrf() }}
{{ render_form(page) }}<button>OK</button></form>{{ show_answers(page) }}{% endblock %}"""


def show(app: Flask, answers: Mapping[str, object], faults: Sequence[Fault] = ()) -> None:
    """Give `app` the address /own, which shows the form and reads it back."""

    @public
    def own() -> str:
        if request.method == "POST":
            return repr(sorted(read_posted(FORM, answers).raw))
        page = form_page(FORM, answers, choices=PLACES, faults=faults)
        return render_template_string(PAGE, page=page)

    app.add_url_rule("/own", "own", own, methods=["GET", "POST"])


def test_every_part_is_asked_by_name_and_none_of_what_is_worked_out(app: Flask) -> None:
    show(app, {})
    page = Pages(app).get("/own")
    named = {one.get("name") for one in page.root.iter() if one.get("name")}
    asked = {one.key for one in FORM.fields} - {"home", "papers", "fee", "way_reason"}
    assert asked <= named
    assert not {"home", "papers", "fee", "way_reason"} & named
    ways = [one.get("type") for one in page.root.iter() if one.get("name") == "way"]
    assert ways == ["radio", "radio"]
    assert "Tính sau khi điền đủ biểu mẫu" in page.words
    Pages(app).get("/own?lang=en")


def test_what_is_worked_out_is_not_read_from_the_browser(app: Flask) -> None:
    show(app, {})
    browser = Pages(app)
    browser.get("/own")
    told = browser.post("/own", 200, home="x", fee="0", papers="x").response.text
    assert "home_detail" in told
    assert not [key for key in ("home", "fee", "papers") if f"&#39;{key}&#39;" in told]
    assert not [key for key in ("home", "fee", "papers") if f"'{key}'" in told]


def test_faults_stand_at_the_part_they_are_about(app: Flask) -> None:
    keys = ("home_commune", "papers_so_do_files", "oath")
    show(app, {}, [Fault(key=key, vi=f"Sửa {key}", en=key) for key in keys])
    page = Pages(app).get("/own")
    ids = {one.get("id") for one in page.root.iter()}
    assert {f"f-{key}-fault" for key in keys} | {f"f-{key}" for key in keys} <= ids


def test_the_answers_are_told_in_words(app: Flask) -> None:
    answers = {
        "home_province": "48",
        "home_commune": "Phường Mẫu An",
        "papers_so_do_copies": 2,
        "papers": [{"paper": "so_do", "name": "Sổ", "originals": 1, "copies": 2, "files": 0}],
        "way": "tu_choi",
        "way_reason": "Sai quy hoạch",
        "oath": {"signed": True, "name": "Lê Văn Bình", "on": "2026-11-25"},
    }
    show(app, answers)
    words = Pages(app).get("/own").words
    for told in (
        "Phường Mẫu An, Thành phố Đà Nẵng",
        "Sổ đỏ: 1 bản chính, 2 bản sao",
        "Sai quy hoạch",
        "4.000 đ",
        "Lê Văn Bình ký ngày 25/11/2026",
    ):
        assert told in words


def test_a_fee_follows_the_answers(app: Flask) -> None:
    assert view_form(FORM, {"papers_so_do_copies": "3"}, {}).fees == {"fee": 6000}
    assert "papers_so_do_copies" in view_form(FORM, {}, {}).driving


@pytest.mark.parametrize("value", [None, "x", 3, [1], {"signed": "yes"}])
def test_what_is_no_answer_of_ours_is_shown_as_none(app: Flask, value: object) -> None:
    with app.test_request_context():
        assert papers_text(value, {}) == "–"
        assert signature_text(value) == "–"
        assert fee_text(ask("fee", "fee", "Phí"), "x", "") == "Tính sau khi điền đủ biểu mẫu"
