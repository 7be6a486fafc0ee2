"""The Flask application, put together from its parts."""

from __future__ import annotations

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from surveyapp.settings import Settings, load_secret_key, load_settings
from surveyapp.web import (
    accessibility,
    front_door,
    guesses,
    health,
    languages,
    pages,
    pictures,
    recordings,
    security,
    static_files,
    tablets,
)
from surveyapp.web.respondent import blueprint as respondent
from surveyapp.web.sessions import StaffSessions
from surveyapp.web.staff import add_staff
from surveyapp.workflows.site import Site

LARGEST_REQUEST = 256 * 1024


def build_application(settings: Settings | None = None) -> Flask:
    """The application for some settings; those of the environment where none are given."""
    settings = settings or load_settings()
    site = Site(settings)
    site.require_schema()
    app = Flask("surveyapp", static_folder=None, template_folder="web/templates")
    app.config.update(
        SECRET_KEY=load_secret_key(settings),
        SESSION_COOKIE_NAME="staff",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.is_secure,
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.extensions["site"] = site
    app.session_interface = StaffSessions()
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    languages.add_translations(app, settings.translations)
    for part in (
        security,
        static_files,
        pictures,
        recordings,
        pages,
        front_door,
        accessibility,
        guesses,
        health,
    ):
        part.add_to(app)
    app.register_blueprint(respondent)
    app.register_blueprint(tablets.blueprint)
    add_staff(app)
    return app
