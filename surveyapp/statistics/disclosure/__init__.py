"""Which cells of a published table must be hidden, and what hiding them leaves to guess."""

from surveyapp.statistics.disclosure.audit import attack
from surveyapp.statistics.disclosure.protection import protect
from surveyapp.statistics.disclosure.table import Address

__all__ = ["Address", "attack", "protect"]
