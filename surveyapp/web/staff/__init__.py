"""Pages behind sign-in.

Every route of the blueprint asks who is signed in before it does anything: a new one can't be
left open by forgetting a decorator. What needs no sign-in is listed in `OPEN_TO_ALL`.
"""

from __future__ import annotations

from flask import Blueprint, Flask, redirect, request, url_for
from flask_login import current_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.wrappers import Response as AnyResponse

blueprint = Blueprint("staff", __name__, url_prefix="/staff")

OPEN_TO_ALL = ("staff.sign_in",)

from surveyapp.web.staff import (  # noqa: E402
    accounts,
    downloads,
    faults,
    home,
    posters,
    results,
)

faults.add_to(blueprint)

__all__ = ["add_staff", "blueprint", "downloads", "home", "posters", "results"]


def add_staff(app: Flask) -> None:
    """Add the pages that people sign in to; respondents' forms carry a token of their own."""
    from surveyapp.web.respondent import blueprint as respondent

    csrf = CSRFProtect(app)
    csrf.exempt(respondent)
    accounts.add_to(app)
    app.register_blueprint(blueprint)


@blueprint.before_request
def _signed_in_or_asked_to() -> AnyResponse | None:
    """Lead to the sign-in page, and from there back, whoever is not signed in."""
    if request.endpoint in OPEN_TO_ALL or current_user.is_authenticated:
        return None
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("staff.sign_in", next=back), 303)
