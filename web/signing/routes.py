"""The addresses of signing."""

from flask import Blueprint

from web.signing.certificates import list_certificates, revoke
from web.signing.letter import download, note_by_hand, show_letter, show_page
from web.signing.versions import download_docx, download_version, upload_version
from web.signing.waiting import list_waiting, show_order, sign
from web.signing.words import role_words

LETTER = "/signing/letters/<int:letter_id>"

blueprint = Blueprint("signing", __name__, template_folder="templates")
blueprint.add_app_template_filter(role_words, "role_words")

for method, address, name, view in (
    ("GET", "/signing", "list_waiting", list_waiting),
    ("POST", "/signing", "sign", sign),
    ("GET", "/signing/orders/<int:order_id>", "show_order", show_order),
    ("GET", LETTER, "show_letter", show_letter),
    ("GET", f"{LETTER}/pages/<int:number>", "show_page", show_page),
    ("GET", f"{LETTER}/file", "download", download),
    ("POST", f"{LETTER}/by-hand", "note_by_hand", note_by_hand),
    ("GET", f"{LETTER}/docx", "download_docx", download_docx),
    ("POST", f"{LETTER}/versions", "upload_version", upload_version),
    ("GET", "/signing/versions/<int:version_id>", "download_version", download_version),
    ("GET", "/signing/certificates", "list_certificates", list_certificates),
    ("POST", "/signing/certificates/<int:certificate_id>", "revoke", revoke),
):
    blueprint.add_url_rule(address, name, view, methods=[method])
