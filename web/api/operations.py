"""What the API can do: one line each, from which routes, checks and document are made."""

from dataclasses import dataclass

from web.api.schemas import SCHEMAS, Schema

BASE = "/api/v1"


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One call.

    name      of the view, and operationId of the document
    path      below /api/v1, as Flask writes it
    body      name of the schema of what is sent
    gives     name of the schema of what comes back; None for an empty answer (204)
    """

    name: str
    path: str
    summary: str
    body: str
    gives: str | None = None

    @property
    def schema(self) -> Schema:
        """The schema of what is sent."""
        return SCHEMAS[self.body]


_WORK = "/work/<int:work_id>"
OPERATIONS = (
    Operation(
        name="fetch",
        path="/work/fetch",
        summary="Take work of these topics under a lock",
        body="Fetch",
        gives="Fetched",
    ),
    Operation(
        name="complete",
        path=f"{_WORK}/complete",
        summary="Hand the result to the case, which goes on",
        body="Complete",
    ),
    Operation(
        name="fail",
        path=f"{_WORK}/fail",
        summary="Say that it did not work; it is tried again, or becomes an incident",
        body="Fail",
        gives="Failed",
    ),
    Operation(
        name="error",
        path=f"{_WORK}/error",
        summary="Throw a BPMN error at the step; its boundary event takes over",
        body="Error",
    ),
    Operation(
        name="extend",
        path=f"{_WORK}/extend",
        summary="Keep the work longer",
        body="Extend",
        gives="Extended",
    ),
    Operation(
        name="unlock",
        path=f"{_WORK}/unlock",
        summary="Give the work back untried",
        body="Unlock",
    ),
)
