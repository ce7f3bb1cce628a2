"""Addresses that belong to no page group: built files and the sign of life."""

from flask import Blueprint, Response, redirect
from werkzeug.wrappers import Response as AnyResponse

from web.ui.assets import asset_url, serve_asset

blueprint = Blueprint("ui", __name__, template_folder="templates")


@blueprint.get("/static/dist/<name>")
def asset(name: str) -> AnyResponse:
    """Answer with a built file."""
    return serve_asset(name)


@blueprint.get("/favicon.ico")
def favicon() -> AnyResponse:
    """Lead old browsers to the mark."""
    return redirect(asset_url("mark.svg"))


@blueprint.get("/healthz")
def health() -> Response:
    """Say that the process answers; the database is not asked."""
    return Response("ok\n", content_type="text/plain; charset=utf-8")
