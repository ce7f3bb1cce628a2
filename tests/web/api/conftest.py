"""Programs, and a case that waits for one of them."""

import pytest

from engine.actions.start_case import start_case
from engine.records.filings import Filing
from tests.make import TEST_PROCEDURES, citizen, publish
from tests.web.api.programs import Program, make_program
from tests.web.casework import Casework


@pytest.fixture
def waiting(casework: Casework) -> str:
    """Open a case that waits for a program; give its dossier code."""
    publish(casework.context, "ngoai-viec", TEST_PROCEDURES)
    return file(casework)


def file(casework: Casework) -> str:
    """Open one more such case."""
    office_id = casework.cast.office_id
    filing = Filing(procedure_key="ngoai-viec", office_id=office_id, answers=citizen())
    return start_case(casework.context, filing).code


@pytest.fixture
def program(casework: Casework) -> Program:
    """Give a program that may ask for tax notices."""
    return make_program(casework.app, casework.context)
