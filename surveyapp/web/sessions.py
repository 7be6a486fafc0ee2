"""Sessions are for those who sign in: a respondent's page has none, and can't be given one."""

from __future__ import annotations

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface

STAFF = "/staff"


class StaffSessions(SecureCookieSessionInterface):
    """Signed cookies under `/staff`; everywhere else a session that refuses to hold anything."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session of somebody who signs in; None, which Flask makes unusable, elsewhere."""
        if not request.path.startswith(STAFF):
            return None
        return super().open_session(app, request)

    def get_cookie_path(self, app: Flask) -> str:
        """The browser sends the cookie to staff pages only."""
        return STAFF
