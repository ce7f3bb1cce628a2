"""Vietnamese first, English for whoever asks for it."""

import pytest

from tests.pages import Pages


def test_pages_are_vietnamese_unless_asked_otherwise(pages: Pages) -> None:
    page = pages.get("/sign-in")
    assert page.root.get("lang") == "vi"
    assert "Cán bộ đăng nhập" in page.words


def test_a_choice_is_remembered(pages: Pages) -> None:
    assert pages.get("/sign-in?lang=en").root.get("lang") == "en"
    page = pages.get("/sign-in")
    assert "Officers' sign-in" in page.text.replace("&#39;", "'")
    assert pages.get("/sign-in?lang=vi").root.get("lang") == "vi"
    assert pages.get("/sign-in").root.get("lang") == "vi"


@pytest.mark.parametrize("wish", ["fr", "", "vi-VN", "%00", "../../etc"])
def test_a_language_that_is_not_there_changes_nothing(pages: Pages, wish: str) -> None:
    page = pages.get(f"/sign-in?lang={wish}")
    assert page.root.get("lang") == "vi"
    assert "motcua-language" not in page.response.headers.get("Set-Cookie", "")


def test_the_switch_keeps_the_rest_of_the_question(pages: Pages) -> None:
    page = pages.get("/sign-in?next=/sessions%3Fa%3D1&lang=vi")
    assert 'href="/sign-in?next=%2Fsessions%3Fa%3D1&amp;lang=en"' in page.text
