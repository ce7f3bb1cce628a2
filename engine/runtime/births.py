"""How tokens come to be: told for each that is set, so that what followed from it can be undone."""

from engine.records.outcomes import Birth
from engine.runtime.token import Token


def born(token: Token, parents: tuple[int, ...] = (), again: int | None = None) -> Token:
    """Note how a token came to be, and return it.

    parents   tokens that it follows from; without any it is what it waits beside, or lies within
    again     token in whose place it stands, after the case went back
    """
    holder = token.scope.holder
    if not parents and again is None and token.host is not None:
        parents = (token.host.number,)
    elif not parents and again is None and holder is not None:
        parents = (holder.number,)
    token.run_of.book.births.append(
        Birth(
            token=token.number,
            step=token.step.name,
            scope=token.scope.number,
            via=token.via,
            parents=parents,
            again=again,
        )
    )
    return token
