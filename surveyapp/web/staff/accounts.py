"""Signing in and out."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta

from flask import Flask, redirect, request, session, url_for
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as AnyResponse
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired

from surveyapp.storage.accounts import Account
from surveyapp.web.staff import blueprint
from surveyapp.web.staff.pages import current_site, page
from surveyapp.workflows import accounts

OWN_PATH = re.compile(r"/staff(/[\w/.~%&=?+-]*)?", re.ASCII)
"""Where a person may be led after signing in: a page of ours, and no other host's."""

LONGEST_NAME = 200
A_WORKING_DAY = timedelta(hours=12)


class SignedIn(UserMixin):
    """Who is signed in. The session ends when the password changes."""

    def __init__(self, account: Account) -> None:
        self.name = account.name
        self.id = f"{account.id}.{_fingerprint(account)}"


def _as_a_name(typed: str | None) -> str:
    """What was typed without signs that no name has, such as a zero byte, and not without end."""
    return "".join(sign for sign in typed or "" if sign.isprintable())[:LONGEST_NAME]


class SignInForm(FlaskForm):
    """A name and a password."""

    name = StringField("Name", filters=[_as_a_name], validators=[InputRequired("Type your name.")])
    password = PasswordField("Password", validators=[InputRequired("Type your password.")])


def add_to(app: Flask) -> None:
    """Let the blueprint know who is signed in.

    Flask-Login's own `init_app` would look into the session on every request of the
    application; here only the pages that ask `current_user` do.
    """
    manager = LoginManager()
    manager.session_protection = None
    manager.user_loader(find_signed_in)
    app.login_manager = manager  # type: ignore[attr-defined]
    app.permanent_session_lifetime = A_WORKING_DAY


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> AnyResponse | str | tuple[str, int]:
    """The form to sign in, or where the person wanted to go; 400 with the form again where the
    name and the password are not those of one account."""
    if current_user.is_authenticated:
        return redirect(_wanted(), 303)
    form = SignInForm()
    if request.method == "GET":
        return page("staff/sign_in.html", form=form, problems={})
    if not form.validate():
        problems = {name: errors[0] for name, errors in form.errors.items()}
        return page("staff/sign_in.html", form=form, problems=problems), 400
    account = accounts.sign_in(current_site(), form.name.data, form.password.data)
    if account is None:
        wrong = {"name": "The name or the password is not right. Please try again."}
        return page("staff/sign_in.html", form=form, problems=wrong), 400
    session.clear()
    login_user(SignedIn(account))
    # Flask-Login hashes the address of the browser into the session; nothing here needs it.
    session.pop("_id", None)
    return redirect(_wanted(), 303)


@blueprint.post("/sign-out")
def sign_out() -> AnyResponse:
    """Leads to the sign-in page; nothing of the session is left."""
    logout_user()
    session.clear()
    return redirect(url_for("staff.sign_in"), 303)


def find_signed_in(key: str) -> SignedIn | None:
    """Whose session this is; None where the account is gone or its password has changed."""
    number, _, _ = key.partition(".")
    account = accounts.find_account(current_site(), int(number)) if number.isdecimal() else None
    signed_in = SignedIn(account) if account else None
    return signed_in if signed_in and signed_in.id == key else None


def _wanted() -> str:
    """The page that a person came for, where it is one of ours."""
    wanted = request.args.get("next", "")
    return wanted if OWN_PATH.fullmatch(wanted) else url_for("staff.home")


def _fingerprint(account: Account) -> str:
    return hashlib.sha256(account.password_hash.encode("utf-8")).hexdigest()[:16]
