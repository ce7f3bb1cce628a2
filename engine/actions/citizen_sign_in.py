"""A citizen signs in with a provider's account: away to it, and back with its word for them."""

from secrets import token_urlsafe

from engine.context import Context
from engine.errors import NotFound, Words
from engine.outside.oidc import IdentityProvider, discover, redeem, sign_in_url
from engine.records.identity import Attempt, Identity
from engine.refusals import IdentityRefused


def begin_sign_in(context: Context, back: str) -> tuple[str, Attempt]:
    """Return where to send the citizen, and what to keep until they come back.

    back    the address they come back to
    Raises  NotFound without a provider; CallFailed; IdentityRefused
    """
    provider = _provider(context)
    endpoints = discover(context.outside, provider)
    attempt = Attempt(state=token_urlsafe(32), nonce=token_urlsafe(32), verifier=token_urlsafe(48))
    return sign_in_url(provider, endpoints, attempt, back), attempt


def finish_sign_in(
    context: Context, attempt: Attempt | None, state: str, code: str, back: str
) -> Identity:
    """Return who came back.

    attempt  what was kept in this browser
    Raises   IdentityRefused for an answer that is not to this attempt, or proves nothing;
             CallFailed
    """
    if attempt is None or not code or state != attempt.state:
        raise IdentityRefused(why="state")
    trip = (back, context.clock.now())
    return redeem(context.outside, _provider(context), attempt, code, trip)


def _provider(context: Context) -> IdentityProvider:
    if context.identity is None:
        raise NotFound(what=Words(en="sign-in", vi="đăng nhập"), key="")
    return context.identity
