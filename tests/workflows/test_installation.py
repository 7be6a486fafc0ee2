"""An empty database becomes ready; one that has data is never made anew."""

from __future__ import annotations

import pytest

from surveyapp.errors import SetupError
from surveyapp.settings import load_settings
from surveyapp.workflows.installation import bring_to_this_version, initialise
from surveyapp.workflows.site import Site


@pytest.fixture
def empty(tmp_path):
    """A site over an SQLite file that does not exist yet."""
    site = Site(load_settings({"INSTANCE_PATH": str(tmp_path / "instance")}))
    yield site
    site.store.close()


def test_an_empty_database_gets_its_tables(empty):
    with pytest.raises(SetupError, match="The database is empty. Run `surveyapp init` first"):
        empty.require_schema()
    initialise(empty)
    empty.require_schema()


def test_a_database_without_rows_may_be_initialised_again(empty):
    initialise(empty)
    initialise(empty)
    empty.require_schema()


def test_a_database_that_has_data_is_refused_and_kept(coordinator, site):
    with pytest.raises(SetupError, match="init would be a mistake"):
        initialise(site)
    assert coordinator.count("schemes") == 2


def test_bringing_to_this_version_keeps_the_data(coordinator, site):
    bring_to_this_version(site)
    assert coordinator.count("schemes") == 2


def test_a_database_of_another_version_is_told_with_the_remedy(site):
    with site.store.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    with pytest.raises(SetupError, match="another version. Run `surveyapp init --upgrade`"):
        site.require_schema()


def test_a_file_that_is_no_database_is_told_in_words(tmp_path):
    path = tmp_path / "letter.sqlite"
    path.write_text("Dear resident, " * 100)
    site = Site(load_settings({"DATABASE_URL": f"sqlite:///{path}"}))
    for asked in (site.require_schema, lambda: initialise(site)):
        with pytest.raises(SetupError, match="The database can't be reached"):
            asked()
    assert path.read_text().startswith("Dear resident")


def test_a_postgresql_that_is_not_there_is_told_in_words(tmp_path):
    site = Site(load_settings({"DATABASE_URL": f"postgresql://nobody@/none?host={tmp_path}"}))
    for asked in (site.require_schema, lambda: initialise(site)):
        with pytest.raises(SetupError, match="The database can't be reached"):
            asked()
