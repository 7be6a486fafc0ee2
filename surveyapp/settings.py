"""Settings: read once from the environment, with the folders beside the package.

| setting | what it says |
| --- | --- |
| DATABASE_URL | the database; by default `instance/surveyapp.sqlite` |
| INSTANCE_PATH | the folder for the local database and secrets |
| PUBLIC_URL | the address that respondents reach |
| TRUSTED_PROXIES | how many proxies stand before the server; by default 0 |
| TABLET_IDLE_MINUTES | how long a shared tablet waits before it asks; by default 2 |
| TABLET_KEEPS_UNSENT | whether what somebody left there unsent is kept; by default no |
| SYMBOLS | a folder of pictures that win over ours; by default none |
| CONTROLLER_NAME | who asks, and answers in law for what people say |
| CONTROLLER_CONTACT | where people ask about their answers |
| DATA_PROTECTION_CONTACT | the data protection officer; by default nobody more |
| ACCESSIBILITY_CONTACT | where people ask who can't use the pages |
| ACCESSIBILITY_ANSWER_DAYS | within how many working days they hear; by default 5 |
| STATEMENT_WRITTEN | the day of the accessibility statement |
| STATEMENT_CHECKED | the day on which the pages were last checked for it |
| KEEP_OWN_WORDS_MONTHS | how long people are told that own words are kept; by default 6 |
| KEEP_ANSWERS_MONTHS | how long people are told that other answers are kept; by default 24 |
| SECRET_KEY | signs sessions; by default made at first start and kept in the instance folder |
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from surveyapp.controller import Controller, load_controller
from surveyapp.errors import SetupError

PACKAGE = Path(__file__).parent
DEFAULT_PUBLIC_URL = "http://127.0.0.1:8000"


@dataclass(frozen=True)
class Settings:
    """Where everything stands, and how respondents reach it."""

    database_url: str
    instance: Path
    public_url: str
    trusted_proxies: int
    secret_key: str | None = None
    demonstration: bool = False
    symbols: Path | None = None
    controller: Controller = Controller()
    tablet_idle_minutes: int = 2
    tablet_keeps_unsent: bool = False

    @property
    def questionnaires(self) -> Path:
        """The folder of the definitions."""
        return _beside_package("questionnaires")

    @property
    def contracts(self) -> Path:
        """The folder of the contract files."""
        return _beside_package("contracts")

    @property
    def translations(self) -> Path:
        """The folder of the catalogues."""
        return _beside_package("translations")

    @property
    def is_secure(self) -> bool:
        """Whether respondents come by https, so that cookies may only travel so."""
        return self.public_url.startswith("https://")

    @property
    def is_reachable(self) -> bool:
        """Whether another machine can reach the public address."""
        host = urlsplit(self.public_url).hostname or ""
        return not (host == "localhost" or host.startswith("127.") or host in ("::1", "0.0.0.0"))


def load_settings(
    environ: Mapping[str, str] | None = None, *, demonstration: bool = False
) -> Settings:
    """The settings in the environment; the demonstration always has a database of its own."""
    given = os.environ if environ is None else environ
    instance = Path(given.get("INSTANCE_PATH") or _default_instance())
    name = "demonstration" if demonstration else "surveyapp"
    own = f"sqlite:///{instance.absolute() / name}.sqlite"
    return Settings(
        database_url=own if demonstration else given.get("DATABASE_URL") or own,
        instance=instance,
        public_url=_public_url(given.get("PUBLIC_URL") or DEFAULT_PUBLIC_URL),
        trusted_proxies=_whole_number("TRUSTED_PROXIES", given.get("TRUSTED_PROXIES") or "0"),
        secret_key=given.get("SECRET_KEY") or None,
        demonstration=demonstration,
        symbols=Path(given["SYMBOLS"]) if given.get("SYMBOLS") else None,
        controller=load_controller(given),
        tablet_idle_minutes=max(
            1, _whole_number("TABLET_IDLE_MINUTES", given.get("TABLET_IDLE_MINUTES") or "2")
        ),
        tablet_keeps_unsent=_yes_or_no(
            "TABLET_KEEPS_UNSENT", given.get("TABLET_KEEPS_UNSENT") or "no"
        ),
    )


def load_secret_key(settings: Settings) -> str:
    """The key that signs sessions; at the first start one is made, for the owner alone."""
    if settings.secret_key:
        return settings.secret_key
    settings.instance.mkdir(parents=True, exist_ok=True)
    path = settings.instance / "secret-key.txt"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    else:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    key = path.read_text(encoding="ascii").strip()
    if len(key) < 32:
        raise SetupError(f"{path.name} in the instance folder is damaged. Delete it, start again.")
    return key


def _default_instance() -> Path:
    checkout = PACKAGE.parent
    if (checkout / "pyproject.toml").exists():
        return checkout / "instance"
    return Path.cwd() / "instance"


def _beside_package(name: str) -> Path:
    """The folder in an installed package, else the one beside the package in a checkout."""
    installed = PACKAGE / "data" / name
    return installed if installed.is_dir() else PACKAGE.parent / name


def _public_url(url: str) -> str:
    if not _is_address(url):
        raise SetupError(
            f"PUBLIC_URL “{url}” is no address. Write it as https://answers.example.org."
        )
    return url.rstrip("/")


def _is_address(url: str) -> bool:
    """Whether it names a host by http or https, perhaps with a port, and no path."""
    try:
        parts = urlsplit(url)
        port = parts.port or 80
    except ValueError:  # A bracket without its other, or a port that is no number.
        return False
    is_web = parts.scheme in ("http", "https") and port > 0
    return bool(is_web and parts.hostname and parts.path in ("", "/"))


def _yes_or_no(name: str, text: str) -> bool:
    if text not in ("yes", "no"):
        raise SetupError(f"{name} “{text}” is neither yes nor no. Write one of the two.")
    return text == "yes"


def _whole_number(name: str, text: str) -> int:
    if not text.isdecimal():
        raise SetupError(f"{name} “{text}” is no whole number. Write 0, 1 or 2.")
    return int(text)
