"""The stories fit the shipped procedures, and say so when they no longer do."""

from dataclasses import replace

import pytest

from engine.procedures.procedure import Procedure
from engine.procedures.reader import read_folder, read_procedure
from engine.sample.stories import COPY, PROCEDURES, check_stories
from tests.make import PROCEDURES as FOLDER


def shipped(key: str) -> Procedure:
    """Return a procedure of this release."""
    return read_procedure(key, read_folder(FOLDER / key))


@pytest.mark.parametrize("key", PROCEDURES)
def test_the_stories_fit_the_shipped_procedure(key: str) -> None:
    check_stories(shipped(key))


def test_a_choice_that_is_gone_is_named() -> None:
    procedure = shipped(COPY)
    forms = {**procedure.forms, "doi-chieu": procedure.forms["ky-duyet"]}

    with pytest.raises(ValueError, match="doi_chieu does not ask for ket_qua_doi_chieu"):
        check_stories(replace(procedure, forms=forms))


def test_an_element_that_is_gone_is_named() -> None:
    procedure = shipped(COPY)
    process = procedure.diagram.process
    nodes = {key: node for key, node in process.nodes.items() if key != "doi_chieu"}
    diagram = replace(procedure.diagram, process=replace(process, nodes=nodes))

    with pytest.raises(ValueError, match="chung-thuc-ban-sao has no doi_chieu"):
        check_stories(replace(procedure, diagram=diagram))
