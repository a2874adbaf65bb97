"""Whose letter it is: who is asked to do what a machine cannot."""

from sqlalchemy import select

from advocacy.db import db
from advocacy.models import Letter, TeamMember, User
from advocacy.policy import Action, Actor, allows
from advocacy.queries.letter_texts import text_author_id


def owner_of(letter: Letter) -> User | None:
    """Return who wrote the text, else who began the letter, else who leads its campaigns: the first who may work it."""
    campaigns = [link.campaign_id for link in letter.campaign_links]
    leads = select(TeamMember.user_id).where(TeamMember.campaign_id.in_(campaigns), TeamMember.is_lead)
    ids = [text_author_id(letter), letter.created_by_id, *db.session.scalars(leads.order_by(TeamMember.id))]
    for user_id in dict.fromkeys(each for each in ids if each is not None):
        user = db.session.get(User, user_id)
        if user is not None and user.is_active and allows(Actor.of(user), Action.WORK_LETTER, letter):
            return user
    return None
