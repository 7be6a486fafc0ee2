"""Limits on guessing personal codes, which nobody can use to shut a house or a survey out.

Wrong codes of this hour are counted twice: for the survey whose address they were typed at, and
by a keyed hash of the address that they came from. The key is random, and goes with the counts
when the hour changes. Right codes, used ones too, are never counted.

- An address with 200 wrong codes waits for the next hour. Forty people behind one router can
  each mistype five times.
- A survey with 400 wrong codes shuts nobody out by itself. It only makes the limit of an address
  narrow: one that has had 10 wrong codes itself waits. Whoever types a right code from another
  address is let in, however many others are guessing.

With 23 to the power 8 codes, an address that guesses all hour at a survey of 500 meets a right
one in about one hour out of 800,000, and ten thousand addresses together in one out of 1,500.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from ipaddress import IPv6Address, ip_address, ip_network

from sqlalchemy import Connection

from surveyapp.storage import guesses
from surveyapp.storage.codes import is_link_code
from surveyapp.workflows.clock import now_seconds
from surveyapp.workflows.site import Site

ADDRESS_LIMIT = 200
SURVEY_LIMIT = 400
ADDRESS_LIMIT_AT_A_GUESSED_SURVEY = 10

FRONT_DOOR = "front door"
"""Where codes are counted that were typed at no survey's address."""

HOUR_SECONDS = 3600
IPV6_NETWORK_BITS = 64
"""What one household or one house has of IPv6: its machines choose the rest as they like."""


def is_refused(site: Site, link_code: str, address: str) -> bool:
    """Whether codes from this address aren't even looked at, until the hour changes."""
    with site.store.reading() as connection:
        key = guesses.find_key(connection, this_hour())
        if key is None:
            return False
        survey, source = _survey_source(connection, link_code), _hashed(key, address)
        counted = guesses.guess_counts(connection, [survey, source])
    is_guessed = counted.get(survey, 0) >= SURVEY_LIMIT
    limit = ADDRESS_LIMIT_AT_A_GUESSED_SURVEY if is_guessed else ADDRESS_LIMIT
    return counted.get(source, 0) >= limit


def record_wrong_code(site: Site, link_code: str, address: str) -> None:
    """Count a wrong code, for the survey and for the address that it came from."""
    hour = this_hour()
    with site.store.reading() as connection:
        key = guesses.find_key(connection, hour)
        survey = _survey_source(connection, link_code)
    if key is None:
        with site.store.writing() as connection:
            guesses.begin_hour(connection, hour, secrets.token_hex())
            key = guesses.find_key(connection, hour) or ""
    with site.store.writing() as connection:
        guesses.count_guess(connection, [survey, _hashed(key, address)])


def forget_earlier_hours(site: Site) -> None:
    """Leave nothing of the wrong codes of hours that are over."""
    hour = this_hour()
    with site.store.reading() as connection:
        if not guesses.has_other_hours(connection, hour):
            return
    with site.store.writing() as connection:
        guesses.forget_other_hours(connection, hour)


def this_hour() -> int:
    """The hours since 1970."""
    return now_seconds() // HOUR_SECONDS


def seconds_to_the_next_hour() -> int:
    """How long somebody waits whose codes aren't looked at."""
    return HOUR_SECONDS - now_seconds() % HOUR_SECONDS


def _survey_source(connection: Connection, link_code: str) -> str:
    """Nobody fills the table with surveys that don't exist."""
    return link_code if is_link_code(connection, link_code) else FRONT_DOOR


def _hashed(key: str, address: str) -> str:
    return hmac.new(key.encode(), _network(address).encode(), hashlib.sha256).hexdigest()


def _network(address: str) -> str:
    """What a household has in common: the address itself, or the first half of a long one."""
    try:
        stated = ip_address(address)
    except ValueError:
        return ""
    if not isinstance(stated, IPv6Address):
        return str(stated)
    if stated.ipv4_mapped:
        return str(stated.ipv4_mapped)
    return str(ip_network((stated.packed, IPV6_NETWORK_BITS), strict=False))
