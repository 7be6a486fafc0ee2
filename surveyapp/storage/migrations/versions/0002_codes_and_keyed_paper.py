"""Codes for people and tablets, codes to come back, and paper keyed on a screen."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "guess_keys",
        sa.Column("hour", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("hour", name=op.f("pk_guess_keys")),
    )
    op.create_table(
        "guesses",
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_guesses")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "invitations",
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("survey", sa.String(length=64), nullable=False),
        sa.Column("scheme", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.CheckConstraint(
            "state IN ('issued', 'used', 'withdrawn')", name=op.f("ck_invitations_state")
        ),
        sa.ForeignKeyConstraint(
            ["survey", "scheme"],
            ["survey_schemes.survey", "survey_schemes.scheme"],
            name=op.f("fk_invitations_survey"),
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_invitations")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.create_index("ix_invitations_survey", ["survey", "scheme"], unique=False)

    op.create_table(
        "keyed_batches",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("survey", sa.String(length=64), nullable=False),
        sa.Column("scheme", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("presentation", sa.String(length=16), nullable=False),
        sa.CheckConstraint(
            "presentation IN ('standard', 'easy', 'proxy')",
            name=op.f("ck_keyed_batches_presentation"),
        ),
        sa.ForeignKeyConstraint(
            ["survey", "scheme"],
            ["survey_schemes.survey", "survey_schemes.scheme"],
            name=op.f("fk_keyed_batches_survey"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_keyed_batches")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "keyed_sheets",
        sa.Column("batch", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("keying", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.CheckConstraint("keying IN (1, 2)", name=op.f("ck_keyed_sheets_keying")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_keyed_sheets_number")),
        sa.ForeignKeyConstraint(
            ["batch"], ["keyed_batches.id"], name=op.f("fk_keyed_sheets_batch"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("batch", "number", "keying", name=op.f("pk_keyed_sheets")),
        sqlite_with_rowid=False,
    )
    op.add_column("journeys", sa.Column("come_back_hash", sa.String(length=64), nullable=True))
    op.create_index("ix_journeys_come_back_hash", "journeys", ["come_back_hash"], unique=True)
    op.add_column("schemes", sa.Column("tablet_code", sa.String(length=8), nullable=True))
    op.create_index("ix_schemes_tablet_code", "schemes", ["tablet_code"], unique=True)


def downgrade() -> None:
    """Go the step back."""
    op.drop_index("ix_schemes_tablet_code", "schemes")
    op.drop_column("schemes", "tablet_code")
    op.drop_index("ix_journeys_come_back_hash", "journeys")
    op.drop_column("journeys", "come_back_hash")
    op.drop_table("keyed_sheets")
    op.drop_table("keyed_batches")
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.drop_index("ix_invitations_survey")

    op.drop_table("invitations")
    op.drop_table("guesses")
    op.drop_table("guess_keys")
