"""Response rates by the standard definitions, so that ours compare with anyone's."""

from dataclasses import dataclass

from surveyapp.statistics.errors import NoAnswersError


@dataclass(frozen=True)
class ResponseRates:
    """The six rates, from 0 to 1. Ours is ``rr2``, with ``rr1`` beside it."""

    rr1: float
    rr2: float
    rr3: float
    rr4: float
    rr5: float
    rr6: float


def response_rates(
    I: int, P: int, R: int, NC: int, O: int, U: int, e: float  # noqa: E741
) -> ResponseRates:
    """How many of those who could have answered did.

    Counts of people, by the letters of the standard: complete, partial,
    refusal or break-off, non-contact, other, and of unknown eligibility, with
    the share ``e`` of the unknown taken as eligible, from 0 to 1. It is a fact
    about a roster, so it has no interval. Nobody answering is a rate of 0.

    Raises ``NoAnswersError`` when nobody is known to be eligible,
    ``ValueError`` for a negative count or a share outside 0 to 1.

    Source: AAPOR Standard Definitions (2023), "Response rates".

    >>> rates = response_rates(41, 3, 5, 7, 2, 0, 1)
    >>> round(rates.rr1, 4), round(rates.rr2, 4)
    (0.7069, 0.7586)
    """
    if min(I, P, R, NC, O, U) < 0:
        raise ValueError("counts of people cannot be negative")
    if not 0 <= e <= 1:
        raise ValueError(f"a share runs from 0 to 1, not {e}")
    eligible = I + P + R + NC + O
    if not eligible:
        raise NoAnswersError
    complete, returned = I, I + P
    return ResponseRates(
        rr1=complete / (eligible + U),
        rr2=returned / (eligible + U),
        rr3=complete / (eligible + e * U),
        rr4=returned / (eligible + e * U),
        rr5=complete / eligible,
        rr6=returned / eligible,
    )
