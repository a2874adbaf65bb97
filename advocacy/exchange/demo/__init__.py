"""What the demo shows: its sign-ins, the history of the Springfield campaigns, and practice in invented Sampleville."""

from pathlib import Path

from sqlalchemy import select

from advocacy.db import db
from advocacy.exchange.demo.practice_files import attach_files
from advocacy.exchange.demo.practice_inbox import let_mail_wait
from advocacy.exchange.demo.sampleville import seed_practice
from advocacy.exchange.demo.users import ROLE_OF, ensure_sign_ins
from advocacy.exchange.history.loading import load_history
from advocacy.models import Campaign, Installation, TeamMember, User
from advocacy.policy import IMPORTER, Actor
from advocacy.queries.clock import today

__all__ = ["HISTORY", "ROLE_OF", "seed"]

HISTORY = Path(__file__).resolve().parents[2] / "data" / "history" / "springfield.yaml"
PLAYED = "demo played on"


def seed(*, password: str) -> None:
    """Put the demo into the database and make its sign-ins work with this password. The caller commits.

    It may be called at every start: what is there already stays as people left it.
    Raises Refused when the database holds people who are not the demo's.
    """
    ensure_sign_ins(password)
    if db.session.scalar(select(Installation.id).where(Installation.key == PLAYED)) is not None:
        return
    day = today()
    users = _users_by_role()
    load_history(HISTORY, actor=IMPORTER, today=day)
    _staff_the_history(users)
    seed_practice(day, users)
    attach_files(Actor.of(users["organizer"]))
    let_mail_wait()
    db.session.add(Installation(key=PLAYED, value=day.isoformat()))


def _users_by_role() -> dict[str, User]:
    users = {user.email: user for user in db.session.scalars(select(User).where(User.email.in_(ROLE_OF)))}
    return {role.value: users[email] for email, role in ROLE_OF.items()}


def _staff_the_history(users: dict[str, User]) -> None:
    """Give each campaign of the history a team, so that its pages show one."""
    for campaign in db.session.scalars(select(Campaign)):
        campaign.team = [
            TeamMember(user=users["coordinator"], is_lead=True),
            TeamMember(user=users["organizer"]),
            TeamMember(user=users["member"]),
        ]
