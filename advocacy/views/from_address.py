"""What an address says about campaigns: for which one a record is to be made, or a list narrowed."""

from flask import request

from advocacy.models import Campaign
from advocacy.queries.activities.likely import campaign_named
from advocacy.views.access import current_actor


def campaigns_of_address() -> list[Campaign]:
    """Return the campaign of `?campaign=<ref or slug>`; none where the reader sees none."""
    named = request.args.get("campaign", "")
    campaign = campaign_named(current_actor(), named) if named else None
    return [campaign] if campaign is not None else []


def with_campaign_of_address(offered: list[Campaign]) -> list[Campaign]:
    """Add the campaign of the address to those that a filter offers, so that an empty one shows nothing, not all."""
    known = {each.slug for each in offered}
    if request.args.get("campaign", "") in {"", *known}:
        return offered
    return [*offered, *(each for each in campaigns_of_address() if each.slug not in known)]
