"""What a letter prints beside its own words is kept as it was approved; lines to sign by hand; a translated sender."""

import sqlalchemy as sa
from alembic import op

from advocacy.models.schema_changes import add_column, drop_column

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Letters on file keep no such words yet: theirs are kept when a demand of theirs is reworded, or when approved."""
    add_column(op, "letters", sa.Column("settled", sa.Text(), server_default="", nullable=False))
    add_column(op, "letters", sa.Column("ink_lines", sa.Boolean(), server_default=sa.false(), nullable=False))
    add_column(op, "letter_versions", sa.Column("beside", sa.Text(), nullable=True))
    add_column(op, "letter_translations", sa.Column("sender", sa.String(300), server_default="", nullable=False))


def downgrade() -> None:
    """Drop them."""
    drop_column(op, "letter_translations", "sender")
    drop_column(op, "letter_versions", "beside")
    drop_column(op, "letters", "ink_lines")
    drop_column(op, "letters", "settled")
