"""Headers that every answer carries, and what a fault looks like to a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, current_app, request

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "media-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = [
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
]
NOT_STORED = ("Cache-Control", "no-store")
ONE_YEAR = 31_536_000


def add_to(app: Flask) -> None:
    """Set the headers on every answer, at the outermost door, so that none can go without;
    pages are never stored, files with a hash in their address for a year."""
    headers = list(HEADERS)
    if app.extensions["site"].settings.is_secure:
        headers.append(("Strict-Transport-Security", f"max-age={ONE_YEAR}"))
    inner = app.wsgi_app

    def with_headers(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        def started(status: str, sent: list[tuple[str, str]], *error: Any) -> Any:
            sent.extend(headers)
            if not any(name == "Cache-Control" for name, _ in sent):
                sent.append(NOT_STORED)
            return start(status, sent, *error)

        return inner(environ, started)

    app.wsgi_app = with_headers  # type: ignore[method-assign]


def lasting(response: Response) -> Response:
    """A file whose address holds the hash of its content: it may be kept for a year."""
    response.headers["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
    return response


def is_demonstration() -> bool:
    """Whether every page says *Demonstration*."""
    return bool(current_app.extensions["site"].settings.demonstration)


def wants_tablet() -> bool:
    """Whether the browser says that it is no phone. The hint is used once and not stored."""
    return request.headers.get("Sec-CH-UA-Mobile") == "?0"
