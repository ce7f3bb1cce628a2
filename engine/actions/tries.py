"""What failed in the background: when it is tried again, with longer waits each time."""

import logging
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime

from engine.records.jobs import MOST_ATTEMPTS
from engine.store.jobs import back_off

LOG = logging.getLogger("motcua.worker")


@dataclass(frozen=True, kw_only=True)
class Failure:
    """How often something has failed in a row, and when it is tried again."""

    number: int
    again_at: datetime


class Tries:
    """The failures of one worker's round, in its memory: a worker begun anew tries at once.

    So what always fails holds up nothing else, and does not fill the log.
    """

    def __init__(self) -> None:
        self._failed: dict[Hashable, Failure] = {}

    def waits(self, key: Hashable, now: datetime) -> bool:
        """Tell whether something failed and is not to be tried yet."""
        found = self._failed.get(key)
        return found is not None and found.again_at > now

    def failed(self, key: Hashable, now: datetime) -> Failure:
        """Note a failure; call it where the error is handled, so that the log tells it.

        From MOST_ATTEMPTS on it is logged as an error: somebody has to look.
        """
        before = self._failed.get(key)
        number = before.number + 1 if before else 1
        failure = Failure(number=number, again_at=now + back_off(number))
        level = logging.ERROR if number >= MOST_ATTEMPTS else logging.WARNING
        LOG.log(level, "failed %s times: %s", number, key, exc_info=True)
        self._failed[key] = failure
        return failure

    def done(self, key: Hashable) -> None:
        """Forget the failures of what has worked."""
        self._failed.pop(key, None)
