"""The addresses of the register of offices and people."""

from flask import Blueprint

from web.offices import people, register
from web.offices.password import set_password, show_password

OFFICE, PERSON = "/offices/<int:office_id>", "/people/<int:person_id>"

blueprint = Blueprint("offices", __name__, template_folder="templates")

for method, address, name, view in (
    ("GET", "/offices", "list_offices", register.list_offices),
    ("POST", "/offices", "add_office", register.add),
    ("GET", "/offices/changes", "list_changes", register.list_changes),
    ("GET", OFFICE, "show_office", register.show_office),
    ("POST", f"{OFFICE}/rename", "rename", register.rename),
    ("POST", f"{OFFICE}/place", "set_place", register.set_place),
    ("POST", f"{OFFICE}/close", "close", register.close),
    ("POST", f"{OFFICE}/keep", "keep", register.keep),
    ("GET", "/people", "list_people", people.list_people),
    ("POST", "/people", "add_person", people.add),
    ("GET", PERSON, "show_person", people.show_person),
    ("POST", PERSON, "change_person", people.change),
    ("POST", f"{PERSON}/disable", "disable", people.do_disable),
    ("POST", f"{PERSON}/enable", "enable", people.do_enable),
    ("POST", f"{PERSON}/reset", "reset", people.reset),
    ("GET", "/password", "show_password", show_password),
    ("POST", "/password", "set_password", set_password),
):
    blueprint.add_url_rule(address, name, view, methods=[method])
