"""Headers that every answer carries, and what a fault looks like to a person."""

from __future__ import annotations

from flask import Flask, Response, current_app, request

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
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
ONE_YEAR = 31_536_000


def add_to(app: Flask) -> None:
    """Set the headers on every answer; pages are never stored, files with a hash for a year."""
    secure = app.extensions["site"].settings.is_secure

    @app.after_request
    def _headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers[name] = value
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        if secure:
            response.headers["Strict-Transport-Security"] = f"max-age={ONE_YEAR}"
        return response


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
