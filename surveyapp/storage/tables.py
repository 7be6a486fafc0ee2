"""Every table of the one schema.

Who answered is not stored with what they said: `journeys` is known by the hash of a cookie and
dies when it is sent; `responses` has a random key, and no rowid that would tell the order.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from surveyapp.answering.modes import CAPACITIES, HELPERS, MODES, WAYS_IN
from surveyapp.definitions.questionnaire import PRESENTATIONS

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

CODE = String(64)
STATES = ("draft", "open", "closed", "published")
ANONYMITY = ("anonymous", "confidential", "identified")


def _one_of(column: str, values: tuple[str, ...], name: str) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(map(repr, values))})", name=name)


agreements = Table(
    "agreements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("contract", CODE, nullable=False),
    Column("provider", String(200), nullable=False),
    Column("starts", Date),
    UniqueConstraint("contract", "provider"),
)

schemes = Table(
    "schemes",
    metadata,
    Column("code", CODE, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("agreement_id", ForeignKey("agreements.id"), nullable=False),
    Column("who_comes", String(300), nullable=False, server_default=""),
    Column("outside_person", String(300), nullable=False, server_default=""),
    Column("telephone", String(60), nullable=False, server_default=""),
    Column("tablet_code", String(8)),
    Index("ix_schemes_tablet_code", "tablet_code", unique=True),
)

documents = Table(
    "documents",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

surveys = Table(
    "surveys",
    metadata,
    Column("code", CODE, primary_key=True),
    Column("questionnaire", CODE, nullable=False),
    Column("contract", CODE, nullable=False),
    Column("audience", CODE, nullable=False),
    Column("anonymity", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("opens", Date, nullable=False),
    Column("closes", Date, nullable=False),
    Column("census", Date, nullable=False),
    Column("languages", Text, nullable=False),
    Column("drafts_accepted", Text, nullable=False, server_default=""),
    Column("document", ForeignKey("documents.sha256")),
    Column("opened_late", Boolean, nullable=False, server_default="0"),
    Column("results_shown", Boolean, nullable=False, server_default="0"),
    Column("reader", String(200), nullable=False, server_default=""),
    Column("safeguarding_contact", String(300), nullable=False, server_default=""),
    _one_of("state", STATES, "state"),
    _one_of("anonymity", ANONYMITY, "anonymity"),
    CheckConstraint("closes >= opens", name="dates"),
    CheckConstraint("state = 'draft' OR document IS NOT NULL", name="frozen_when_open"),
)

survey_schemes = Table(
    "survey_schemes",
    metadata,
    Column("survey", ForeignKey("surveys.code"), primary_key=True),
    Column("scheme", ForeignKey("schemes.code"), primary_key=True),
    Column("link_code", String(8), nullable=False, unique=True),
)

ledger = Table(
    "ledger",
    metadata,
    Column("survey", ForeignKey("surveys.code"), primary_key=True),
    Column("scheme", ForeignKey("schemes.code"), primary_key=True),
    Column("audience", CODE, primary_key=True),
    Column("outcome", String(24), primary_key=True),
    Column("count", Integer, nullable=False),
    CheckConstraint("count >= 0", name="count"),
)

journeys = Table(
    "journeys",
    metadata,
    Column("cookie_hash", String(64), primary_key=True),
    Column("survey", CODE, nullable=False),
    Column("scheme", CODE, nullable=False),
    Column("way_in", String(16), nullable=False),
    Column("mode", String(16), nullable=False),
    Column("state", Text, nullable=False),
    Column("last_used", Integer, nullable=False),
    Column("come_back_hash", String(64)),
    Index("ix_journeys_come_back_hash", "come_back_hash", unique=True),
    Index("ix_journeys_survey", "survey"),
    ForeignKeyConstraint(["survey", "scheme"], ["survey_schemes.survey", "survey_schemes.scheme"]),
    _one_of("way_in", WAYS_IN, "way_in"),
    _one_of("mode", MODES, "mode"),
    sqlite_with_rowid=False,
)

spent_cookies = Table(
    "spent_cookies",
    metadata,
    Column("cookie_hash", String(64), primary_key=True),
    Column("survey", ForeignKey("surveys.code"), nullable=False),
    sqlite_with_rowid=False,
)

invitations = Table(
    "invitations",
    metadata,
    Column("code", String(8), primary_key=True),
    Column("survey", CODE, nullable=False),
    Column("scheme", CODE, nullable=False),
    Column("state", String(16), nullable=False),
    Index("ix_invitations_survey", "survey", "scheme"),
    ForeignKeyConstraint(["survey", "scheme"], ["survey_schemes.survey", "survey_schemes.scheme"]),
    _one_of("state", ("issued", "used", "withdrawn"), "state"),
    sqlite_with_rowid=False,
)

guesses = Table(
    "guesses",
    metadata,
    Column("source", String(64), primary_key=True),
    Column("count", Integer, nullable=False),
    sqlite_with_rowid=False,
)

guess_keys = Table(
    "guess_keys",
    metadata,
    Column("hour", Integer, primary_key=True, autoincrement=False),
    Column("key", String(64), nullable=False),
)

keyed_batches = Table(
    "keyed_batches",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("survey", CODE, nullable=False),
    Column("scheme", CODE, nullable=False),
    Column("language", String(35), nullable=False),
    Column("presentation", String(16), nullable=False),
    ForeignKeyConstraint(["survey", "scheme"], ["survey_schemes.survey", "survey_schemes.scheme"]),
    _one_of("presentation", PRESENTATIONS, "presentation"),
    sqlite_with_rowid=False,
)

keyed_sheets = Table(
    "keyed_sheets",
    metadata,
    Column("batch", ForeignKey("keyed_batches.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("keying", Integer, primary_key=True, autoincrement=False),
    Column("sheet", Text, nullable=False),
    CheckConstraint("keying IN (1, 2)", name="keying"),
    CheckConstraint("number >= 1", name="number"),
    sqlite_with_rowid=False,
)

loads = Table(
    "loads",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("survey", ForeignKey("surveys.code"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("rows", Integer, nullable=False),
    UniqueConstraint("survey", "kind", "sha256"),
)

responses = Table(
    "responses",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("survey", CODE, nullable=False),
    Column("scheme", CODE, nullable=False),
    Column("way_in", String(16), nullable=False),
    Column("mode", String(16), nullable=False),
    Column("helper", String(16), nullable=False),
    Column("language", String(35), nullable=False),
    Column("presentation", String(16), nullable=False),
    Column("capacity", String(3)),
    Column("standing", String(16), nullable=False),
    Column("load", ForeignKey("loads.id", ondelete="CASCADE")),
    ForeignKeyConstraint(["survey", "scheme"], ["survey_schemes.survey", "survey_schemes.scheme"]),
    Index("ix_responses_survey", "survey", "scheme"),
    _one_of("way_in", WAYS_IN, "way_in"),
    _one_of("mode", MODES, "mode"),
    _one_of("helper", HELPERS, "helper"),
    _one_of("presentation", PRESENTATIONS, "presentation"),
    _one_of("capacity", CAPACITIES, "capacity"),
    _one_of("standing", ("complete", "partial", "blank"), "standing"),
    CheckConstraint("(way_in = 'keyed') = (load IS NOT NULL)", name="only_keyed_has_a_load"),
    sqlite_with_rowid=False,
)

answers = Table(
    "answers",
    metadata,
    Column("response", ForeignKey("responses.id", ondelete="CASCADE"), primary_key=True),
    Column("question", CODE, primary_key=True),
    Column("option", CODE, primary_key=True),
    Column("number", Integer),
    sqlite_with_rowid=False,
)

own_words = Table(
    "own_words",
    metadata,
    Column("response", ForeignKey("responses.id", ondelete="CASCADE"), primary_key=True),
    Column("question", CODE, primary_key=True),
    Column("words", Text, nullable=False),
    sqlite_with_rowid=False,
)

presentation_counts = Table(
    "presentation_counts",
    metadata,
    Column("survey", ForeignKey("surveys.code"), primary_key=True),
    Column("scheme", ForeignKey("schemes.code"), primary_key=True),
    Column("setting", String(24), primary_key=True),
    Column("value", String(24), primary_key=True),
    Column("count", Integer, nullable=False),
)

tallies = Table(
    "tallies",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("survey", ForeignKey("surveys.code"), nullable=False, index=True),
    Column("scheme", ForeignKey("schemes.code"), nullable=False),
    Column("question", CODE, nullable=False),
    Column("option", CODE, nullable=False),
    Column("way_in", String(16), nullable=False),
    Column("mode", String(16), nullable=False),
    Column("helper", String(16), nullable=False),
    Column("presentation", String(16), nullable=False),
    Column("capacity", String(3)),
    Column("count", Integer, nullable=False),
)

form_tallies = Table(
    "form_tallies",
    metadata,
    Column("survey", ForeignKey("surveys.code"), primary_key=True),
    Column("scheme", ForeignKey("schemes.code"), primary_key=True),
    Column("standing", String(16), primary_key=True),
    Column("count", Integer, nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(200), nullable=False, unique=True),
    Column("password_hash", String(200), nullable=False),
    Column("role", String(32), nullable=False),
)
