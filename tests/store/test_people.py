"""People, sessions, passwords, and limits on tries."""

from datetime import timedelta

import pytest

from engine.errors import NotFound, TooManyTries
from engine.records.people import Post
from engine.store import passwords, people, sessions, tries
from engine.store.database import Database
from tests.store.steps import NOW, Place

DAY = NOW + timedelta(days=1)
MINUTE = timedelta(minutes=1)


def test_a_person_is_found_by_login_with_all_posts(database: Database, place: Place) -> None:
    second = Post(office_id=place.other.office_id, office_code="H99.2", kind="head")
    with database.begin() as db:
        people.insert_posts(db, place.alice.person_id, [second])
        found = people.find_sign_in(db, "alice")
        assert people.find_sign_in(db, "ALICE'--") is None
    assert found is not None
    assert found[0].posts == (*place.alice.posts, second)
    assert found[1] == "no hash"


def test_a_disabled_person_neither_signs_in_nor_keeps_a_session(
    database: Database, place: Place
) -> None:
    with database.begin() as db:
        sessions.insert_session(db, b"t", place.alice.person_id, NOW, DAY)
        people.disable_person(db, place.alice.person_id, NOW)
        assert people.find_sign_in(db, "alice") is None
        assert sessions.find_session(db, b"t", NOW) is None
        assert people.get_person(db, place.alice.person_id).name == "Alice"


def test_colleagues_in_a_post_are_listed_by_name(database: Database, place: Place) -> None:
    with database.begin() as db:
        office_id = place.office.office_id
        assert people.list_people_in_post(db, office_id, "desk") == (place.alice, place.bob)
        people.replace_posts(db, place.bob.person_id, [])
        assert people.list_people_in_post(db, office_id, "desk") == (place.alice,)
        assert [one.login for one in people.list_people(db)] == ["alice", "bob", "charlie"]
        with pytest.raises(NotFound):
            people.get_person(db, 99)


def test_a_session_gives_the_person_with_posts_in_one_statement(
    database: Database, place: Place
) -> None:
    token_hash = sessions.hash_token(sessions.new_token())
    with database.begin() as db:
        sessions.insert_session(db, token_hash, place.alice.person_id, NOW, DAY)
    with database.read() as db, database.count_statements() as count:
        found = sessions.find_session(db, token_hash, NOW)
    assert found is not None
    assert found.person == place.alice
    assert len(count.statements) == 1


def test_a_session_ends_by_time_and_by_being_revoked(database: Database, place: Place) -> None:
    with database.begin() as db:
        sessions.insert_session(db, b"t", place.alice.person_id, NOW, DAY)
        assert sessions.find_session(db, b"t", DAY) is None
        assert sessions.revoke_session(db, b"t", NOW)
        assert sessions.find_session(db, b"t", NOW) is None
        assert not sessions.revoke_session(db, b"t", NOW)
        assert sessions.drop_old_sessions(db, DAY) == 1


def test_all_sessions_of_one_person_end_and_no_others(database: Database, place: Place) -> None:
    with database.begin() as db:
        for name, person in ((b"1", place.alice), (b"2", place.alice), (b"3", place.bob)):
            sessions.insert_session(db, name, person.person_id, NOW, DAY)
        assert sessions.revoke_sessions(db, place.alice.person_id, NOW) == 2
        assert sessions.find_session(db, b"3", NOW) is not None


def test_tokens_differ_and_are_stored_as_something_else() -> None:
    first, second = sessions.new_token(), sessions.new_token()
    assert first != second
    assert len(first) >= 43
    assert sessions.hash_token(first) != first.encode()


def test_a_password_is_known_again_and_others_are_not() -> None:
    stored = passwords.hash_password("mật khẩu dài", passwords.WEAK)
    assert passwords.is_password("mật khẩu dài", stored)
    assert not passwords.is_password("mật khẩu dai", stored)
    assert stored.startswith("$argon2id$")
    assert passwords.is_outdated(stored)
    assert not passwords.is_outdated(stored, passwords.WEAK)


def test_a_hash_that_cannot_be_read_is_no_wrong_password() -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        passwords.is_password("x", "plain text")


def test_tries_are_limited_within_a_window_and_free_after_it(database: Database) -> None:
    with database.begin() as db:
        for _ in range(3):
            tries.count_try(db, "sign-in:alice", NOW, 3, MINUTE)
        tries.count_try(db, "sign-in:bob", NOW, 3, MINUTE)
    with pytest.raises(TooManyTries) as caught, database.begin() as db:
        tries.count_try(db, "sign-in:alice", NOW + timedelta(seconds=20), 3, MINUTE)
    assert caught.value.values["seconds"] == 40
    with database.begin() as db:
        tries.count_try(db, "sign-in:alice", NOW + MINUTE, 3, MINUTE)


def test_a_success_begins_the_count_anew(database: Database) -> None:
    with database.begin() as db:
        tries.count_try(db, "k", NOW, 1, MINUTE)
        tries.forget_tries(db, "k")
        tries.count_try(db, "k", NOW, 1, MINUTE)
        assert tries.drop_old_tries(db, NOW) == 1
