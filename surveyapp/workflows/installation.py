"""Making an empty database, and bringing one to this version."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError

from surveyapp.errors import SetupError
from surveyapp.storage.migrate import schema_version, upgrade
from surveyapp.storage.tables import accounts, agreements, schemes, surveys
from surveyapp.workflows.site import Site


def initialise(site: Site) -> None:
    """Make an empty database with every table; refuse one that has data."""
    try:
        holds_data = schema_version(site.store) is not None and _has_rows(site)
    except DatabaseError as error:
        raise SetupError(f"The database can't be reached: {error.orig}.") from error
    if holds_data:
        raise SetupError(
            "This database has data, and init would be a mistake. To bring it to this version, "
            "run `surveyapp init --upgrade`; for an empty one, set DATABASE_URL to another place."
        )
    upgrade(site.store)


def bring_to_this_version(site: Site) -> None:
    """Run the migrations that a database lacks; its data stay."""
    upgrade(site.store)


def _has_rows(site: Site) -> bool:
    with site.store.reading() as connection:
        return any(
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (accounts, agreements, schemes, surveys)
        )
