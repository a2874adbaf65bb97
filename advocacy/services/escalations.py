"""The ladder of a campaign, as its coordinators set it."""

from collections.abc import Sequence

from sqlalchemy import delete

from advocacy.db import db
from advocacy.domain.escalations import Rung, check_ladder
from advocacy.domain.problems import refuse_if
from advocacy.models import Campaign, EscalationRung
from advocacy.policy import Action, Actor, ensure
from advocacy.services import records


def set_ladder(actor: Actor, campaign: Campaign, rungs: Sequence[Rung], version: int | None = None) -> None:
    """Make these the rungs of a campaign, from the first to the last."""
    ensure(actor, Action.EDIT_CAMPAIGN, campaign)
    records.expect_version(campaign, version)
    refuse_if(check_ladder(rungs))
    db.session.execute(delete(EscalationRung).where(EscalationRung.campaign_id == campaign.id))
    for position, rung in enumerate(sorted(rungs, key=lambda each: each.after_days), start=1):
        db.session.add(
            EscalationRung(campaign_id=campaign.id, position=position, kind=rung.kind, after_days=rung.after_days)
        )
    records.saved(actor, campaign, "campaign.ladder_set", count=len(rungs))
