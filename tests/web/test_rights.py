"""Nobody reads or changes what is not theirs, and no refusal tells what it hides."""

import pytest

from engine.actions.hold_task import claim_task, reassign_task
from engine.errors import AccessDenied
from engine.store.people import disable_person
from engine.store.readings import list_readings
from tests.web.casework import Casework


@pytest.mark.parametrize("act", ["", "/pass-on"])
def test_a_guessed_task_does_not_tell_the_dossier_code(casework: Casework, act: str) -> None:
    case = casework.file()
    page = casework.browser("charlie").get(f"{casework.path(case)}{act}", 404)
    assert case.code not in page.text
    assert "{}-{}".format(*casework.place(case)) in page.words


@pytest.mark.parametrize("act", ["claim", "release"])
def test_a_stranger_does_not_learn_who_holds_a_task(casework: Casework, act: str) -> None:
    case = casework.file()
    claim_task(casework.context, casework.cast.alice, casework.place(case))
    charlie = casework.browser("charlie")
    charlie.post(f"{casework.path(case)}/{act}", back="/inbox")
    page = charlie.get("/inbox")
    assert "Alice" not in page.words
    assert "Cần vai trò" in page.words


def test_a_task_is_not_given_to_somebody_who_can_no_longer_sign_in(casework: Casework) -> None:
    case, context, cast = casework.file(), casework.context, casework.cast
    with context.database.begin() as db:
        disable_person(db, cast.alice.person_id, context.clock.now())
    with pytest.raises(AccessDenied):
        reassign_task(context, cast.bob, casework.place(case), cast.alice.person_id)


@pytest.mark.parametrize("to", ["0", "999999", "9" * 30, "9" * 5000])
def test_a_task_is_not_given_to_a_made_up_person(casework: Casework, to: str) -> None:
    case = casework.file()
    bob = casework.browser("bob")
    bob.post(f"{casework.path(case)}/pass-on", to=to)
    assert "đã được giao" not in bob.get("/inbox").words


def looks(casework: Casework, case_id: int) -> list[str]:
    """Return what was looked at of a case."""
    with casework.context.database.read() as db:
        return [one.purpose for one in list_readings(db, case_id)]


def test_asking_for_a_part_of_a_paper_leaves_a_trace_too(casework: Casework) -> None:
    case = casework.file()
    path = f"/cases/{case.code}/papers/{casework.put_paper(case)}"
    casework.browser("alice").client.get(path, headers={"Range": "bytes=0-"})
    assert looks(casework, case.case_id) == ["file"]


def test_fetching_the_steps_of_a_replay_alone_leaves_a_trace(casework: Casework) -> None:
    case = casework.file()
    casework.browser("alice").get(f"/cases/{case.code}/replay/steps")
    assert looks(casework, case.case_id) == ["replay"]


def test_a_replay_with_its_player_is_one_look(casework: Casework) -> None:
    case = casework.file()
    alice = casework.browser("alice")
    for path in ("replay", "replay/steps"):
        alice.get(f"/cases/{case.code}/{path}")
    assert looks(casework, case.case_id) == ["replay"]


def test_a_refusal_names_the_posts_in_words(casework: Casework) -> None:
    page = casework.browser("alice").get("/incidents", 403)
    assert "Quản trị" in page.words
    assert "administrator" not in page.words


def test_a_diagram_opened_by_itself_can_run_nothing(casework: Casework) -> None:
    alice, case = casework.browser("alice"), casework.file()
    for path in (f"/cases/{case.code}/diagram", "/procedures/hai-nguoi/1/diagram"):
        policy = alice.client.get(path).headers["Content-Security-Policy"]
        assert policy == "default-src 'none'; sandbox"


@pytest.mark.parametrize(("login", "home"), [("alice", "/inbox"), ("erin", "/cases")])
def test_no_page_leads_home_to_where_one_may_not_go(
    casework: Casework, login: str, home: str
) -> None:
    browser = casework.browser(login)
    for page in (browser.get("/cases"), browser.get("/cases/H99-1", 404)):
        brand = next(a for a in page.root.iter("a") if a.get("class") == "rail-brand")
        assert brand.get("href") == home
    browser.get(home)
