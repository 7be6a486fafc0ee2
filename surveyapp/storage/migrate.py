"""Migrations: bringing a database to the schema of this version, and asking whether it is."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from surveyapp.storage.engine import Store


def upgrade(store: Store) -> None:
    """Run the migrations that the database lacks, each once."""
    config = _config()
    with store.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def is_current(store: Store) -> bool:
    """Whether the database has every migration of this version and none of a later one."""
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    return schema_version(store) == newest


def schema_version(store: Store) -> str | None:
    """The migration that the database stands at; None for an empty one."""
    with store.reading() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
