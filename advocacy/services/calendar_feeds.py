"""Private calendar addresses: made, revoked, and noted as used. Only the hash of a token is stored."""

from sqlalchemy import update

from advocacy.db import db
from advocacy.domain.calendar_feeds import MOST_FEEDS, TOO_MANY
from advocacy.domain.problems import Refused
from advocacy.domain.users import Language
from advocacy.models import CalendarFeed, Campaign, User
from advocacy.models.base import utc_now
from advocacy.policy import Action, Actor, ensure
from advocacy.queries.calendar_feeds import feeds_of
from advocacy.services import audit, tokens
from advocacy.services.sessions import digest

PURPOSE = "calendar"


def make(actor: Actor, campaign: Campaign | None, *, language: Language, tells_confidential: bool) -> str:
    """Make an address for oneself and return its token : it is known only now.

    Raises Refused when one has as many as one may keep.
    """
    ensure(actor, Action.CHANGE_OWN_ACCOUNT)
    ensure(actor, Action.READ, campaign)
    if len(feeds_of(actor)) >= MOST_FEEDS:
        raise Refused.sentence(TOO_MANY)
    token = tokens.new_token(PURPOSE)
    feed = CalendarFeed(
        token_hash=digest(token),
        user_id=actor.user_id,
        campaign_id=campaign.id if campaign is not None else None,
        language=language,
        tells_confidential=tells_confidential,
    )
    db.session.add(feed)
    audit.record(actor, actor.user, "account.calendar_made", campaign=campaign.ref if campaign is not None else None)
    return token


def revoke(actor: Actor, feed: CalendarFeed) -> None:
    """Make an address of one's own work no more."""
    ensure(actor, Action.CHANGE_OWN_ACCOUNT)
    feed.revoked_at = utc_now()
    audit.record(actor, actor.user, "account.calendar_revoked")


def revoke_all(user: User) -> None:
    """Make all addresses of somebody work no more: their account was closed."""
    living = update(CalendarFeed).where(CalendarFeed.user_id == user.id, CalendarFeed.revoked_at.is_(None))
    db.session.execute(living.values(revoked_at=utc_now()))
