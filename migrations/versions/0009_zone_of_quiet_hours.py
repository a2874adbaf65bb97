"""Whoever lives elsewhere has quiet hours by another clock."""

import sqlalchemy as sa
from alembic import op

from advocacy.models.schema_changes import add_column, drop_column

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Choices on file hold by the clock of the installation, as before."""
    add_column(op, "mail_choices", sa.Column("zone", sa.String(60), server_default="", nullable=False))


def downgrade() -> None:
    """Drop it."""
    drop_column(op, "mail_choices", "zone")
