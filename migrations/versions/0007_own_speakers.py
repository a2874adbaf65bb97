"""Members put themselves on a list of speakers, and off it again."""

import sqlalchemy as sa
from alembic import op

from advocacy.models.schema_changes import add_column, drop_column

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KEY = ("fk_public_comment_speakers_user_id", "users")


def upgrade() -> None:
    """Nobody on file put themselves on a list."""
    table = "public_comment_speakers"
    add_column(op, table, sa.Column("user_id", sa.Integer(), nullable=True), points_at=KEY, index=True)


def downgrade() -> None:
    """Drop it."""
    drop_column(op, "public_comment_speakers", "user_id", index=True)
