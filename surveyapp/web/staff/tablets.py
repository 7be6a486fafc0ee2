"""The start pages of shared tablets: one address a scheme."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from surveyapp.storage.schemes import Scheme
from surveyapp.web.staff.pages import current_site, page
from surveyapp.workflows.schemes import list_schemes
from surveyapp.workflows.tablets import tablet_code, tablet_codes


@dataclass(frozen=True, slots=True)
class Row:
    """A scheme, and the address of its tablets' start page where there is one."""

    scheme: Scheme
    address: str | None


def tablets() -> str:
    """Each scheme with the address to open on its tablets."""
    site = current_site()
    codes = tablet_codes(site)
    rows = [Row(each, _address(codes.get(each.code))) for each in list_schemes(site)]
    return page("staff/tablets.html", rows=rows)


def make_code() -> AnyResponse:
    """Give the tablets of a scheme an address, or a new one; 404 for a scheme that there isn't."""
    tablet_code(current_site(), request.form.get("scheme", ""), anew=True)
    return redirect(url_for("staff.tablets"), 303)


def _address(code: str | None) -> str | None:
    return f"{current_site().settings.public_url}/k/{code}" if code else None
