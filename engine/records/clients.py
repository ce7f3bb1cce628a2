"""Programs outside that take work by topic, and the work as they get it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.records.jobs import Job

ANY_TOPIC = "*"


@dataclass(frozen=True, kw_only=True)
class Client:
    """A program that may call the API.

    topics   what it may ask for; "*" stands for everything
    """

    client_id: int
    name: str
    topics: tuple[str, ...]
    created_at: datetime
    revoked_at: datetime | None = None

    def may_take(self, topic: str) -> bool:
        """Tell whether work of this topic is meant for it."""
        return topic in self.topics or ANY_TOPIC in self.topics


@dataclass(frozen=True, kw_only=True)
class Work:
    """A job that a client has taken.

    code          dossier code of its case
    locked_until  instant (UTC) after which another client may take it
    """

    job: Job
    topic: str
    code: str
    version_id: int
    locked_until: datetime

    @property
    def inputs(self) -> Mapping[str, object]:
        """The values that the diagram hands over."""
        return self.job.inputs
