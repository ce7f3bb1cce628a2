"""How somebody stands to the head of the office follows from the post in which they sign."""

import pytest

from engine.drafting.standing import heads_first, printed, signing_post, standing_facts
from engine.records.people import Authority, Person, Post

LEADER = ("leader",)
BY_ORDER = ("head", "leader")


def post(kind: str, signs: Authority = "", title: str = "", office_id: int = 1) -> Post:
    return Post(office_id=office_id, office_code="H99.1", kind=kind, signs=signs, title=title)


def person(*posts: Post, name: str = "Tâm") -> Person:
    return Person(person_id=1, login="tam", name=name, posts=posts)


def told(who: Person, kinds: tuple[str, ...] = LEADER) -> dict[str, str]:
    return printed(standing_facts(who, 1, kinds, "Giám đốc"))


def test_the_head_signs_as_the_letter_has_it() -> None:
    assert told(person(post("leader"))) == {}


@pytest.mark.parametrize("signs", ["KT", "Q", "TL", "TUQ"])
def test_a_post_tells_how_its_holder_signs(signs: Authority) -> None:
    shown = told(person(post("leader", signs, "Phó Chủ tịch")))
    assert shown == {"signs": signs, "title": "Phó Chủ tịch", "head": ""}


def test_a_substitute_signs_under_an_authorisation_with_the_title_they_have() -> None:
    plain, titled = post("specialist"), post("head", title="Trưởng phòng Tư pháp")
    assert told(person(plain, titled))["title"] == "Trưởng phòng Tư pháp"
    assert told(person(plain)) == {"signs": "TUQ", "title": "Chuyên viên", "head": ""}


@pytest.mark.parametrize("signs", ["KT", "Q", "TL"])
def test_how_somebody_signs_in_their_own_post_does_not_pass_to_another(signs: Authority) -> None:
    deputy = post("head", signs, "Phó Trưởng phòng")
    assert told(person(deputy)) == {"signs": "TUQ", "title": "Phó Trưởng phòng", "head": ""}


def test_a_leader_who_stands_in_for_a_head_of_division_signs_as_the_leader() -> None:
    desk = post("desk", title="Phụ trách một cửa")
    assert told(person(desk, post("leader")), ("head",)) == {
        "signs": "",
        "title": "",
        "head": "Giám đốc",
    }
    deputy = post("leader", "KT", "Phó Giám đốc")
    assert told(person(deputy), ("head",))["signs"] == "KT"


def test_the_post_that_the_letter_names_first_counts() -> None:
    both = person(post("leader"), post("head", "TL", "Trưởng phòng"))
    assert told(both, BY_ORDER) == {"signs": "TL", "title": "Trưởng phòng", "head": ""}


def test_a_leader_who_signs_what_a_head_of_division_may_signs_as_the_leader() -> None:
    assert told(person(post("leader")), BY_ORDER)["head"] == "Giám đốc"


def test_posts_elsewhere_do_not_count() -> None:
    assert signing_post(person(post("leader", office_id=2)), 1, LEADER) is None


def test_the_head_comes_before_the_deputy() -> None:
    deputy = person(post("leader", "KT", "Phó Chủ tịch"), name="An")
    head = person(post("leader"), name="Vinh")
    assert heads_first((deputy, head), 1, "leader") == [head, deputy]
