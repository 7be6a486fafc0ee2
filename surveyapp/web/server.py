"""Gunicorn, set up so that nothing about a respondent is logged."""

from __future__ import annotations

from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from surveyapp import create_app
from surveyapp.errors import SetupError
from surveyapp.settings import Settings

THREADS = 4


class _Server(BaseApplication):  # type: ignore[misc]
    """One application, handed over instead of named, so that settings need no second reading."""

    def __init__(self, settings: Settings, options: dict[str, Any]) -> None:
        self._settings = settings
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return create_app(self._settings)


def run_server(settings: Settings, *, host: str, port: int, workers: int) -> None:
    """Serve until stopped. There is no access log: it would say who was there, and when."""
    options = {
        "bind": f"{host}:{port}",
        "workers": workers,
        "threads": THREADS,
        "worker_class": "gthread",
        "accesslog": None,
        "errorlog": "-",
        "loglevel": "warning",
        "graceful_timeout": 10,
        "forwarded_allow_ips": "*" if settings.trusted_proxies else "127.0.0.1",
        "control_socket_disable": True,
    }
    if not 1 <= port <= 65535:
        raise SetupError(f"{port} is no port. Choose one from 1 to 65535.")
    _Server(settings, options).run()
