"""The site: the settings, the database and the definitions that every workflow works on."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy.exc import DatabaseError

from surveyapp.errors import SetupError
from surveyapp.settings import Settings
from surveyapp.storage.engine import Store

if TYPE_CHECKING:
    from surveyapp.definitions.library import Library
    from surveyapp.kpi.contract import Contract


class Site:
    """One installation. Definitions are read when somebody first needs them, because a
    respondent's page never does."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.store = Store(settings.database_url)

    @cached_property
    def library(self) -> Library:
        """Every questionnaire, from its files."""
        from surveyapp.definitions.library import load_library

        return load_library(self.settings.questionnaires)

    def contract(self, code: str) -> Contract:
        """One contract, from its file."""
        from surveyapp.kpi.contract import load_contract

        return load_contract(self.settings.contracts, code, self.library)

    def languages(self) -> list[str]:
        """Every language that has a folder of translations, English first."""
        from surveyapp.definitions.catalogue import languages

        return languages(self.settings.translations)

    def require_schema(self) -> None:
        """Raise `SetupError` with the remedy unless the database is there and current."""
        from surveyapp.storage.migrate import is_current, schema_version

        try:
            version = schema_version(self.store)
            current = version is not None and is_current(self.store)
        except DatabaseError as error:
            raise SetupError(f"The database can't be reached: {error.orig}.") from error
        if version is None:
            raise SetupError("The database is empty. Run `surveyapp init` first.")
        if not current:
            raise SetupError("The database is of another version. Run `surveyapp init --upgrade`.")
