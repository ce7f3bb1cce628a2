"""A citizen signs in with a real provider, sees all dossiers, and only theirs."""

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from engine.actions.citizen_sign_in import begin_sign_in, finish_sign_in
from engine.clock import SystemClock
from engine.context import Context
from engine.outside.hosts import read_hosts
from engine.outside.http import HttpOutside
from engine.outside.oidc import IdentityProvider
from engine.records.cards import Text
from engine.records.cases import Case
from engine.refusals import IdentityRefused
from tests.pages import Pages
from tests.provider import agree, provider
from tests.web.casework import Casework

BACK = "http://127.0.0.1:8000/account/callback"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """Give the issuer of a running provider."""
    with provider() as found:
        yield found


@pytest.fixture
def town(casework: Casework, issuer: str) -> tuple[Casework, Context, Case]:
    """Give a house whose citizens can sign in, and Dora's dossier there."""
    case = casework.file()
    casework.file(so_dinh_danh="000000000999", so_dien_thoai="0911111111")
    port = issuer.rsplit(":", 1)[1]
    context = replace(
        casework.context,
        clock=SystemClock(),
        outside=HttpOutside(hosts=read_hosts(f"127.0.0.1:{port}=127.0.0.0/8")),
        identity=IdentityProvider(
            title=Text(vi="Định danh mẫu", en="Sample identity"),
            issuer=issuer,
            client_id="motcua",
            client_secret="bi-mat-thu-nghiem",  # noqa: S106  of a provider in this test only
            number_claim="citizen_id",
            scope="openid profile email",
        ),
    )
    casework.app.extensions["motcua"]["context"] = context
    return casework, context, case


def test_all_dossiers_stand_on_one_page_and_open_from_there(
    town: tuple[Casework, Context, Case],
) -> None:
    casework, _context, case = town
    pages = Pages(casework.app)
    assert "Đăng nhập bằng Định danh mẫu" in pages.get("/account").words
    address = pages.get("/account/sign-in", 303).response.location
    assert address is not None
    state, code = agree(address)
    pages.get(f"/account/callback?{urlencode({'state': state, 'code': code})}", 303)
    page = pages.get("/account")
    assert case.code in page.words
    assert f"{case.code[:-1]}2" not in page.words
    pages.post("/account/open", code=case.code)
    assert case.code in pages.get("/tracking/dossier").words
    pages.post("/account/sign-out")
    assert case.code not in pages.get("/account").words


def test_a_dossier_of_somebody_else_does_not_open(town: tuple[Casework, Context, Case]) -> None:
    casework, _context, case = town
    pages = Pages(casework.app)
    state, code = agree(str(pages.get("/account/sign-in", 303).response.location))
    pages.get(f"/account/callback?{urlencode({'state': state, 'code': code})}", 303)
    pages.post("/account/open", 404, code=case.code[:-1] + "2")


def test_an_answer_to_another_browser_is_refused(town: tuple[Casework, Context, Case]) -> None:
    casework, _context, case = town
    state, code = agree(str(Pages(casework.app).get("/account/sign-in", 303).response.location))
    stranger = Pages(casework.app)
    stranger.get(f"/account/callback?{urlencode({'state': state, 'code': code})}", 303)
    assert case.code not in stranger.get("/account").words


def test_the_provider_gets_the_hash_of_what_only_this_attempt_knows(
    town: tuple[Casework, Context, Case],
) -> None:
    _casework, context, _case = town
    address, attempt = begin_sign_in(context, BACK)
    asked = parse_qs(urlsplit(address).query)
    digest = sha256(attempt.verifier.encode()).digest()
    challenge = urlsafe_b64encode(digest).rstrip(b"=").decode()
    assert (asked["code_challenge"], asked["code_challenge_method"]) == ([challenge], ["S256"])


def test_a_token_of_another_attempt_is_refused(town: tuple[Casework, Context, Case]) -> None:
    _casework, context, _case = town
    address, attempt = begin_sign_in(context, BACK)
    state, code = agree(address)
    with pytest.raises(IdentityRefused):
        finish_sign_in(context, replace(attempt, nonce="another"), state, code, BACK)


def test_somebody_without_a_personal_number_is_refused(
    town: tuple[Casework, Context, Case],
) -> None:
    _casework, context, _case = town
    address, attempt = begin_sign_in(context, BACK)
    state, code = agree(address, "nobody")
    with pytest.raises(IdentityRefused):
        finish_sign_in(context, attempt, state, code, BACK)
