"""A form with every kind of field, and routes that show it."""

from collections.abc import Mapping, Sequence

from flask import Flask, render_template_string, request

from engine.records.forms import Choice, Fault, Field, Form, Section
from web.auth.policy import public
from web.ui.fields import FormLinks, FormPage, form_page, read_posted

WAYS = (
    Choice(value="desk", label_vi="Tại bộ phận Một cửa", label_en="At the desk"),
    Choice(value="post", label_vi="Qua bưu điện", label_en="By post"),
)
WHO = Section(
    title_vi="Người nộp",
    title_en="Applicant",
    intro_vi="Ghi như trên căn cước.",
    intro_en="As on the identity card.",
    fields=(
        Field(key="code", kind="text", label_vi="Mã", label_en="Code", readonly=True),
        Field(key="name", kind="text", label_vi="Họ tên", label_en="Name", required=True),
        Field(key="phone", kind="phone", label_vi="Điện thoại", label_en="Telephone"),
        Field(key="email", kind="email", label_vi="Thư điện tử", label_en="E-mail"),
        Field(
            key="born",
            kind="date",
            label_vi="Ngày sinh",
            label_en="Born on",
            help_vi="Ví dụ 24 11 1990",
            help_en="For example 24 11 1990",
            autocomplete="bday",
        ),
    ),
)
WHAT = Section(
    title_vi="Nội dung",
    title_en="Content",
    fields=(
        Field(key="area", kind="number", label_vi="Diện tích", label_en="Area"),
        Field(key="way", kind="radio", label_vi="Cách nhận", label_en="Way", choices=WAYS),
        Field(
            key="address",
            kind="textarea",
            label_vi="Địa chỉ",
            label_en="Address",
            hide="=way != 'post'",
            required=True,
        ),
        Field(key="papers", kind="checklist", label_vi="Giấy tờ", label_en="Papers", choices=WAYS),
        Field(
            key="agency", kind="select", label_vi="Nơi hỏi", label_en="Agency", source="agencies"
        ),
        Field(key="scans", kind="files", label_vi="Bản chụp", label_en="Scans", accept=("pdf",)),
        Field(key="true", kind="checkbox", label_vi="Cam đoan", label_en="I declare"),
    ),
)
FORM = Form(form_id="all", title_vi="Đơn", title_en="Request", sections=(WHO, WHAT))
PAGE = """{% extends "ui/public.html" %}{% from "ui/parts.html" import csrf %}
{% from "ui/forms.html" import render_form, show_answers %}
{% block title %}{{ page.form|spoken("title") }}{% endblock %}
{% block content %}<h1>{{ page.form|spoken("title") }}</h1>
<form method="post" action="/form" enctype="multipart/form-data">{{ csrf() }}{{ render_form(page) }}
<button class="btn btn-primary">OK</button></form>{{ show_answers(page) }}{% endblock %}"""
FIELDS = """{% from "ui/forms.html" import render_fields %}{{ render_fields(page) }}"""


def show_form(
    app: Flask, answers: Mapping[str, object], faults: Sequence[Fault] = (), refresh: str = ""
) -> None:
    """Give `app` the address /form, which shows the form with these answers and faults."""

    def page_of(values: Mapping[str, object]) -> FormPage:
        choices = {"agencies": WAYS}
        links = FormLinks(refresh=refresh)
        names = {"code": "H99.1-261123-0001"}
        return form_page(FORM, values, names=names, faults=faults, choices=choices, links=links)

    @public
    def form() -> str:
        if request.method == "POST":
            return repr(sorted(read_posted(FORM, answers).raw.items()))
        return render_template_string(PAGE, page=page_of(answers))

    @public
    def fields() -> str:
        return render_template_string(FIELDS, page=page_of(read_posted(FORM, answers).raw))

    app.add_url_rule("/form", "form", form, methods=["GET", "POST"])
    app.add_url_rule("/fields", "fields", fields, methods=["POST"])
