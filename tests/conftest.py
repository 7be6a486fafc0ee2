"""What every test may ask for: databases, a site over one, and a clock that can be set."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from pathlib import Path

import hypothesis
import pytest

from surveyapp.definitions.library import Library, load_library
from surveyapp.settings import load_settings
from surveyapp.storage.engine import Store
from surveyapp.storage.migrate import upgrade
from surveyapp.workflows.site import Site
from tests import validator
from tests.postgresql import PostgreSQL, running_postgresql

DATA = Path(__file__).parent / "data"
MINIATURES = Path(__file__).parent / "questionnaires"
DATABASES = ("sqlite", "postgresql")

# A property does not turn wrong because others use the machine at the same time.
hypothesis.settings.register_profile(
    "busy machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("busy machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--validate`: let a real validator read every page that the tests have visited."""
    parser.addoption("--validate", action="store_true", help=pytest_addoption.__doc__)


def pytest_configure(config: pytest.Config) -> None:
    """Say where pages are left; the processes that run tests inherit it."""
    if config.getoption("--validate") and not hasattr(config, "workerinput"):
        os.environ[validator.FOLDER] = tempfile.mkdtemp(prefix="pages-")


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell every error of every page below the results."""
    config = terminalreporter.config
    folder = Path(os.environ.get(validator.FOLDER, ""))
    if not config.getoption("--validate") or not any(folder.glob("*.html")):
        return
    faults = sorted(validator.faults_in(folder))
    pages = len(list(folder.glob("*.html")))
    terminalreporter.section("pages read by the validator")
    for fault in faults:
        terminalreporter.line(fault)
    terminalreporter.line(f"{pages} pages, {len(faults)} errors")
    if faults:
        terminalreporter._session.exitstatus = pytest.ExitCode.TESTS_FAILED
    shutil.rmtree(folder)


FreshDatabase = Callable[[str], AbstractContextManager[str]]


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """A PostgreSQL server, one for each process that runs tests."""
    with running_postgresql() as server:
        yield server


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with each table and no row, which others are copied from."""
    path = tmp_path_factory.mktemp("migrated") / "migrated.sqlite"
    store = Store(f"sqlite:///{path}")
    upgrade(store)
    store.close()
    return path


@pytest.fixture(scope="session")
def fresh_database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> FreshDatabase:
    """Gives the address of a migrated, empty database of a kind, for as long as a block lasts."""

    @contextmanager
    def database(kind: str) -> Iterator[str]:
        if kind == "postgresql":
            server: PostgreSQL = request.getfixturevalue("postgresql")
            with server.database() as address:
                yield address
        else:
            path = tmp_path_factory.mktemp("database") / "surveyapp.sqlite"
            shutil.copy(request.getfixturevalue("migrated_file"), path)
            yield f"sqlite:///{path}"

    return database


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, fresh_database: FreshDatabase) -> Iterator[str]:
    """The address of a migrated, empty database: once SQLite, once PostgreSQL."""
    with fresh_database(request.param) as address:
        yield address


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A migrated, empty database to read and write in."""
    store = Store(database_url)
    yield store
    store.close()


@pytest.fixture
def site(database_url: str, tmp_path: Path) -> Iterator[Site]:
    """A site with the real definitions over a migrated, empty database."""
    settings = load_settings(
        {"DATABASE_URL": database_url, "INSTANCE_PATH": str(tmp_path / "instance")}
    )
    site = Site(settings)
    yield site
    site.store.close()


@dataclass
class Clock:
    """A clock that stands still until somebody sets it, in place of `datetime` and `time`."""

    moment: datetime

    def set(self, day: date, hour: int = 12) -> None:
        """Move to an hour of a day."""
        self.moment = datetime.combine(day, time(hour), UTC)

    def now(self, zone: tzinfo) -> datetime:
        """What `datetime.now` gives."""
        return self.moment.astimezone(zone)

    def time(self) -> float:
        """What `time.time` gives."""
        return self.moment.timestamp()


@contextmanager
def clock_that_stands() -> Iterator[Clock]:
    """The clock of the workflows, standing at noon of the first day of March 2026."""
    clock = Clock(datetime(2026, 3, 1, 12, tzinfo=UTC))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("surveyapp.workflows.clock.datetime", clock)
        patch.setattr("surveyapp.workflows.clock.time", clock)
        yield clock


@pytest.fixture
def clock() -> Iterator[Clock]:
    """The clock of the workflows, which a test sets."""
    with clock_that_stands() as clock:
        yield clock


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of the keyed files that the tests load."""
    return DATA


@pytest.fixture(scope="session")
def miniatures() -> Library:
    """The miniature questionnaires, one feature each."""
    return load_library(MINIATURES)
