"""Pages behind sign-in.

Every route of the blueprint asks who is signed in before it does anything: a new one can't be
left open by forgetting a decorator. What needs no sign-in is listed in `OPEN_TO_ALL`.

The pages are imported when somebody first opens one: a process that only respondents visit does
not carry contracts, statistics and charts.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from flask import Blueprint, Flask, redirect, request, url_for
from flask_login import current_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.wrappers import Response as AnyResponse

blueprint = Blueprint("staff", __name__, url_prefix="/staff")

OPEN_TO_ALL = ("staff.sign_in",)

PAGES = (
    ("/", "home.home"),
    ("/contracts/<code>/<period>", "results.results"),
    ("/contracts/<code>/<period>/chart.svg", "results.chart"),
    ("/contracts/<code>/<period>/results.<ending>", "downloads.download"),
    ("/surveys/<survey_code>/poster/<scheme_code>", "posters.poster"),
    ("/surveys/<survey_code>/paper/<scheme_code>", "paper.paper"),
    ("/surveys/<survey_code>/codes/<scheme_code>", "invitations.invitations"),
    ("/surveys/<survey_code>/codes/<scheme_code>/print", "slips.slips"),
    ("/tablets", "tablets.tablets"),
    ("/keyed", "keying.keyed"),
    ("/keyed/<key>", "keying.batch"),
    ("/keyed/<key>/<int(min=1, max=2):keying>", "keying_sheets.sheet"),
    ("/keyed/<key>/differences", "keying_differences.differences"),
    ("/keyed/<key>/throw-away", "keying.throw_away"),
)
"""Where each page stands, and the module and view behind it."""

FORMS = (
    ("/surveys/<survey_code>/codes/<scheme_code>", "invitations.change_invitations"),
    ("/tablets", "tablets.make_code"),
    ("/keyed", "keying.open_batch"),
    ("/keyed/<key>", "keying.finish"),
    ("/keyed/<key>/<int(min=1, max=2):keying>", "keying_sheets.keep"),
    ("/keyed/<key>/differences", "keying_differences.settle"),
    ("/keyed/<key>/throw-away", "keying.really_throw_away"),
)
"""Where a form of a page is sent to, and the module and view behind it."""

from surveyapp.web.staff import accounts, faults  # noqa: E402


def add_staff(app: Flask) -> None:
    """Add the pages that people sign in to; respondents' forms carry a token of their own."""
    from surveyapp.web.respondent import blueprint as respondent
    from surveyapp.web.tablets import blueprint as tablets

    csrf = CSRFProtect(app)
    csrf.exempt(respondent)
    csrf.exempt(tablets)
    accounts.add_to(app)
    app.register_blueprint(blueprint)


@blueprint.before_request
def _signed_in_or_asked_to() -> AnyResponse | None:
    """Lead to the sign-in page, and from there back, whoever is not signed in."""
    if request.endpoint in OPEN_TO_ALL or current_user.is_authenticated:
        return None
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("staff.sign_in", next=back), 303)


def _view(name: str) -> Callable[..., Any]:
    """The view of that name, imported at its first request."""
    module, _, function = name.partition(".")

    def view(**found: Any) -> Any:
        return getattr(import_module(f"surveyapp.web.staff.{module}"), function)(**found)

    return view


for _rule, _name in PAGES:
    blueprint.add_url_rule(_rule, _name.partition(".")[2], _view(_name))
for _rule, _name in FORMS:
    blueprint.add_url_rule(_rule, _name.partition(".")[2], _view(_name), methods=["POST"])
faults.add_to(blueprint)
