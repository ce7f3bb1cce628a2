"""The same stage with each of the three carriers."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from engine.jobs import connectors
from engine.wiring import Wires, make_context
from tests.brokers import BrokerMissing, redis_server
from tests.conftest import miss
from tests.databases import new_postgres, sqlite_url
from tests.jobs import probe
from tests.jobs.carriers import Carrying, InThread, celery, processes
from tests.jobs.stage import Stage
from tests.make import TEST_PROCEDURES, make_cast, publish


def in_group(name: str, *marks: pytest.MarkDecorator) -> object:
    """Return the parameter of a carrier, whose tests share one process of pytest-xdist."""
    return pytest.param(name, marks=[pytest.mark.xdist_group(f"carrier-{name}"), *marks], id=name)


@contextmanager
def open_stage(kind: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[Stage]:
    """Give a stage with a running carrier: a thread on SQLite, the others on PostgreSQL."""
    with ExitStack() as stack:
        if kind == "thread":
            template = request.getfixturevalue("sqlite_template")
            url = sqlite_url(shutil.copyfile(template, folder / "motcua.db"))
        else:
            template = request.getfixturevalue("postgres_template")
            server = request.getfixturevalue("postgres_server")
            url = stack.enter_context(new_postgres(server, template))
        context = make_context(Wires(database_url=url, var=folder))
        stack.callback(context.database.close)
        cast, broker = make_cast(context), ""
        for key in ("hen-gio", "tra-cuu"):
            publish(context, key, TEST_PROCEDURES)
        carrier: Carrying = InThread(context)
        if kind == "processes":
            carrier = processes(folder, url)
        elif kind == "celery":
            broker = stack.enter_context(new_broker())
            carrier = celery(folder, url, broker)
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setenv("MOTCUA_PROBE", str(folder))
        patch.setitem(connectors.CONNECTORS, "register-lookup", probe.look_up)
        carrier.start()
        yield Stage(context=context, cast=cast, carrier=carrier, folder=folder, broker=broker)
        carrier.stop()


@contextmanager
def new_broker() -> Iterator[str]:
    """Give the address of a broker for Celery."""
    with ExitStack() as stack:
        try:
            address = stack.enter_context(redis_server())
        except BrokerMissing as error:
            miss(str(error))
        yield address


@pytest.fixture(
    scope="module",
    params=[
        in_group("thread"),
        in_group("processes", pytest.mark.postgres),
        in_group("celery", pytest.mark.postgres),
    ],
)
def playing(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    """Give a stage with each carrier."""
    with open_stage(request.param, request, tmp_path_factory.mktemp(request.param)) as stage:
        yield stage


@pytest.fixture(scope="module")
def with_processes(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    """Give a stage with two worker processes on PostgreSQL."""
    with open_stage("processes", request, tmp_path_factory.mktemp("processes")) as stage:
        yield stage


@pytest.fixture(scope="module")
def with_celery(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    """Give a stage with a process that sends, and a Celery worker."""
    with open_stage("celery", request, tmp_path_factory.mktemp("celery")) as stage:
        yield stage
