"""How a response came: the way in, the mode, who helped, and whose words the answers are."""

from __future__ import annotations

WAYS_IN = ("open", "code", "kiosk", "interviewer", "keyed")
MODES = ("self_tablet", "self_phone", "paper", "telephone", "interview")
HELPERS = ("none", "independent", "family", "staff", "other")
CHOOSERS = ("person", "helper")
"""Who chooses the answers when somebody helps: the person, or the helper in their place."""

CAPACITIES = ("yes", "no")
"""Empty, where nobody assessed it, counts as yes: capacity is presumed."""
