"""The council of the demonstration: made up like everybody in it."""

from __future__ import annotations

from datetime import date

from surveyapp.controller import Controller

CONTROLLER = Controller(
    name="Example Council",
    contact="answers@council.example; 01632 960 010",
    data_protection_contact="data.protection@council.example",
    accessibility_contact="accessibility@council.example; 01632 960 011; "
    "Town Hall, 1 Example Street, Exampleton EX1 1EX",
    statement_written=date(2026, 1, 12),
    statement_checked=date(2026, 1, 12),
)
