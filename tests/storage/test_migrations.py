"""Migrations bring a database to exactly the tables that the code states, and back."""

from __future__ import annotations

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, inspect

from surveyapp.storage import migrate
from surveyapp.storage.engine import Store
from surveyapp.storage.tables import metadata

MIGRATIONS = migrate.__file__.replace("migrate.py", "migrations")


def go(store, step, revision):
    config = Config()
    config.set_main_option("script_location", MIGRATIONS)
    with store.writing() as connection:
        config.attributes["connection"] = connection
        step(config, revision)


def differences(store):
    with store.reading() as connection:
        return compare_metadata(MigrationContext.configure(connection), metadata)


def checks(store):
    """The names of every check constraint, which Alembic doesn't compare."""
    found = inspect(store.engine)
    return {
        check["name"] for table in metadata.tables for check in found.get_check_constraints(table)
    }


def stated_checks():
    return {
        str(constraint.name)
        for table in metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
    }


def tables(store):
    return set(inspect(store.engine).get_table_names()) - {"alembic_version"}


def test_the_migrations_give_exactly_the_tables_that_are_stated(store):
    assert tables(store) == set(metadata.tables)
    assert differences(store) == []


def test_the_migrations_give_every_check_that_is_stated(store):
    assert checks(store) == stated_checks()


def test_a_migrated_database_is_current(store):
    assert migrate.is_current(store)


def test_an_empty_database_has_no_version(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    assert migrate.schema_version(store) is None
    assert not migrate.is_current(store)
    store.close()


def test_migrations_run_once(store):
    version = migrate.schema_version(store)
    migrate.upgrade(store)
    assert migrate.schema_version(store) == version


def test_the_way_back_leaves_nothing_and_the_way_up_again_leaves_everything(store):
    go(store, command.downgrade, "base")
    assert tables(store) == set()
    assert migrate.schema_version(store) is None
    go(store, command.upgrade, "head")
    assert differences(store) == []
    assert migrate.is_current(store)


def test_a_database_of_a_later_version_is_not_current(store):
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    assert not migrate.is_current(store)


@pytest.mark.parametrize("table", sorted(metadata.tables))
def test_every_constraint_has_a_name_that_a_migration_can_call(table):
    assert all(constraint.name for constraint in metadata.tables[table].constraints)
