"""The casting vote of who presides stands beside the counts of a vote."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column: no vote on file has a casting vote. SQLite adds it in place, so its checks and rows stay."""
    op.execute(
        "ALTER TABLE vote_events ADD COLUMN casting_vote VARCHAR(40) DEFAULT 'none' NOT NULL "
        "CONSTRAINT ck_vote_events_castingvote CHECK (casting_vote IN ('none', 'yes', 'no'))"
    )


def downgrade() -> None:
    """Drop it, with its check."""
    op.execute("ALTER TABLE vote_events DROP COLUMN casting_vote")
