"""The application as somebody visits it: the inspector reads every page before the test does."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from surveyapp import create_app
from surveyapp.workflows.site import Site
from tests.inspector import InspectedClient


@pytest.fixture
def app(site: Site) -> Iterator[Flask]:
    """The application over a migrated, empty database: once SQLite, once PostgreSQL."""
    app = create_app(site.settings)
    app.test_client_class = InspectedClient
    yield app
    app.extensions["site"].store.close()


@pytest.fixture
def device(app: Flask) -> Callable[[], InspectedClient]:
    """Gives a browser with cookies of its own, as often as it is called."""
    return app.test_client  # type: ignore[return-value]


@pytest.fixture
def client(device: Callable[[], InspectedClient]) -> InspectedClient:
    """A browser whose every page is inspected."""
    return device()
