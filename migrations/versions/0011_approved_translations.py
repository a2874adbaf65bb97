"""A second person approves a translation too."""

import sqlalchemy as sa
from alembic import op

from advocacy.models.base import ByteString, UTCDateTime
from advocacy.models.schema_changes import add_column, drop_column

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TABLE = "letter_translations"


def upgrade() -> None:
    """Nobody has approved the translations on file: they are printed as drafts until somebody does."""
    add_column(op, TABLE, sa.Column("approved_sha256", ByteString(64), server_default="", nullable=False))
    add_column(
        op,
        TABLE,
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        points_at=("fk_letter_translations_approved_by_id", "users"),
    )
    add_column(op, TABLE, sa.Column("approved_at", UTCDateTime(), nullable=True))


def downgrade() -> None:
    """Drop them."""
    for name in ("approved_at", "approved_by_id", "approved_sha256"):
        drop_column(op, TABLE, name)
