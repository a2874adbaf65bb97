"""Each speaker on a list belongs to a campaign, and is hidden with it."""

import sqlalchemy as sa
from alembic import op

from advocacy.models.schema_changes import add_column, drop_column

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TABLE = "public_comment_speakers"
KEY = ("fk_public_comment_speakers_campaign_id", "campaigns")


def upgrade() -> None:
    """Give speakers on file to a campaign of what they speak on; to a confidential one where there is one."""
    add_column(op, TABLE, sa.Column("campaign_id", sa.Integer(), nullable=True), points_at=KEY, index=True)
    speakers = sa.table(TABLE, sa.column("record_id"), sa.column("campaign_id"))
    links = sa.table("record_campaigns", sa.column("record_id"), sa.column("campaign_id"))
    campaigns = sa.table("campaigns", sa.column("id"), sa.column("access"))
    first = (
        sa.select(links.c.campaign_id)
        .select_from(links.join(campaigns, campaigns.c.id == links.c.campaign_id))
        .where(links.c.record_id == speakers.c.record_id)
        .order_by(sa.case((campaigns.c.access == "restricted", 0), else_=1), links.c.campaign_id)
        .limit(1)
        .scalar_subquery()
    )
    op.execute(speakers.update().values(campaign_id=first))


def downgrade() -> None:
    """Drop it."""
    drop_column(op, TABLE, "campaign_id", index=True)
