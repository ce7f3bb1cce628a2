"""Citizens' sessions lie on the server: they slide, end, are swept, and own what was begun."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from engine.actions.citizen_session import (
    AT_MOST,
    OPEN_FOR,
    begin_citizen_session,
    end_citizen_session,
    open_by_code,
    open_for_citizen,
    use_citizen_session,
)
from engine.actions.complain import Said, complain
from engine.actions.forget_filing import forget_filing
from engine.actions.own_draft import forget_draft, take_up_draft
from engine.actions.save_filing import save_filing
from engine.actions.submit_filing import submit_filing
from engine.errors import NotFound
from engine.queries.filings import find_begun
from engine.records.identity import Citizen
from engine.store.expiry import drop_expired
from engine.store.filings import list_drafts
from tests.actions.conftest import Stage

NUMBER, KEY = "000000000123", "hai-nguoi"
BY_PROVIDER = Citizen(number=NUMBER, name="Dora")
BY_PHONE = Citizen(number=NUMBER, name="Dora", phone="0900000123")
OTHER_PHONE = Citizen(number=NUMBER, name="Dora", phone="0911111111")
EVE = Citizen(number="000000000999", name="Eve")
SAID = Said(kind="complaint", office_id=1, name="Dora", phone="0900000456", text="Chậm quá")


def draft(stage: Stage, owner: Citizen | None, token: str | None = None) -> str:
    """Return the token of a filing that somebody has begun."""
    return save_filing(stage.context, token, KEY, {"ho_ten": "Dora"}, "192.0.2.1", owner)


def drafts(stage: Stage, who: Citizen) -> list[str]:
    """Return the keys of what a citizen has begun."""
    with stage.context.database.read() as db:
        return [one.key for one in list_drafts(db, who, stage.context.clock.now())]


def test_the_table_holds_the_hash_of_the_token_only(stage: Stage) -> None:
    token = begin_citizen_session(stage.context, None, BY_PHONE)
    with stage.context.database.read() as db:
        kept = bytes(db.execute(text("SELECT token_hash FROM citizen_session")).scalar_one())
    assert token.encode() not in kept
    assert len(kept) == 32


def test_a_dossier_is_opened_and_closed_without_signing_in(stage: Stage) -> None:
    case = stage.file()
    token = open_for_citizen(stage.context, None, case.case_id)
    found = use_citizen_session(stage.context, token)
    assert found is not None
    assert (found.case, found.who) == ((case.code, "0123"), None)
    end_citizen_session(stage.context, token)
    assert use_citizen_session(stage.context, token) is None


def test_who_signs_in_gets_a_new_token_and_the_old_one_opens_nothing(stage: Stage) -> None:
    before = open_for_citizen(stage.context, None, stage.file().case_id)
    token = begin_citizen_session(stage.context, before, BY_PHONE)
    assert token != before
    assert use_citizen_session(stage.context, before) is None


def test_what_is_opened_lies_under_a_new_token_and_the_old_one_opens_nothing(stage: Stage) -> None:
    context, first, second = stage.context, stage.file(), stage.file()
    signed = begin_citizen_session(context, None, BY_PHONE)
    stage.clock.move(timedelta(minutes=20))
    one = open_for_citizen(context, signed, first.case_id)
    two = open_for_citizen(context, one, second.case_id)
    said = complain(context, SAID, "192.0.2.1")
    last = open_for_citizen(context, two, None, said.complaint_id)
    assert len({signed, one, two, last}) == 4
    assert [use_citizen_session(context, old) for old in (signed, one, two)] == [None] * 3
    found = use_citizen_session(context, last)
    assert found is not None
    assert (found.who, found.case) == (BY_PHONE, (second.code, "0123"))
    assert found.complaint == (said.code, "0456")
    assert found.ends_at - found.created_at == AT_MOST
    assert found.expires_at == context.clock.now() + OPEN_FOR


def test_what_is_opened_keeps_no_session_beyond_its_own_end(stage: Stage) -> None:
    token = begin_citizen_session(stage.context, None, BY_PHONE)
    end = stage.clock.now() + AT_MOST
    while stage.clock.now() < end - OPEN_FOR:
        stage.clock.move(timedelta(minutes=29))
        token = open_for_citizen(stage.context, token, None)
    found = use_citizen_session(stage.context, token)
    assert found is not None
    assert found.expires_at == end


@pytest.mark.parametrize(
    ("who", "stays"), [(BY_PHONE, True), (BY_PROVIDER, True), (OTHER_PHONE, False), (EVE, False)]
)
def test_who_opens_by_code_what_is_not_theirs_is_signed_out(
    stage: Stage, who: Citizen, stays: bool
) -> None:
    case = stage.file()
    signed = begin_citizen_session(stage.context, None, who)
    found = use_citizen_session(stage.context, open_by_code(stage.context, signed, case))
    assert found is not None
    assert found.case == (case.code, "0123")
    assert found.who == (who if stays else None)
    assert use_citizen_session(stage.context, signed) is None


def test_a_session_that_is_over_is_swept(stage: Stage) -> None:
    token = begin_citizen_session(stage.context, None, BY_PHONE)
    stage.clock.move(timedelta(minutes=31))
    assert use_citizen_session(stage.context, token) is None
    with stage.context.database.begin() as db:
        drop_expired(db, stage.context.clock.now())
        left = db.execute(text("SELECT count(*) FROM citizen_session")).scalar_one()
    assert left == 0


def test_a_provider_vouches_for_all_drafts_a_telephone_for_its_own(stage: Stage) -> None:
    for owner in (BY_PROVIDER, BY_PHONE, None):
        draft(stage, owner)
    found = [len(drafts(stage, who)) for who in (BY_PROVIDER, BY_PHONE, OTHER_PHONE)]
    assert found == [2, 1, 0]


@pytest.mark.parametrize("who", [None, OTHER_PHONE, EVE])
def test_a_draft_with_an_owner_is_found_changed_and_sent_by_them_alone(
    stage: Stage, who: Citizen | None
) -> None:
    context, token = stage.context, draft(stage, BY_PHONE)
    assert find_begun(context, token, KEY, who) is None
    assert save_filing(context, token, KEY, {"ho_ten": "Eve"}, "192.0.2.1", who) != token
    forget_filing(context, token, who)
    with pytest.raises(NotFound):
        submit_filing(context, token, KEY, stage.cast.office_id, who)
    assert find_begun(context, token, KEY, BY_PHONE) == {"ho_ten": "Dora"}
    assert save_filing(context, token, KEY, {}, "192.0.2.1", BY_PHONE) == token
    forget_filing(context, token, BY_PHONE)
    assert drafts(stage, BY_PHONE) == []


def test_a_draft_lies_under_one_token_at_a_time(stage: Stage) -> None:
    old = draft(stage, BY_PHONE)
    (key,) = drafts(stage, BY_PHONE)
    procedure, new = take_up_draft(stage.context, BY_PHONE, key)
    assert procedure == KEY
    assert find_begun(stage.context, new, KEY, BY_PHONE) == {"ho_ten": "Dora"}
    assert find_begun(stage.context, old, KEY, BY_PHONE) is None


def test_nobody_else_takes_it_up_or_forgets_it(stage: Stage) -> None:
    draft(stage, BY_PHONE)
    (key,) = drafts(stage, BY_PHONE)
    for act in (take_up_draft, forget_draft):
        with pytest.raises(NotFound):
            act(stage.context, OTHER_PHONE, key)
    forget_draft(stage.context, BY_PHONE, key)
    assert drafts(stage, BY_PHONE) == []
