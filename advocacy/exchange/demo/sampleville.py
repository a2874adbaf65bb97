"""Practice: campaigns in invented Sampleville, dated from the day of seeding and marked as samples everywhere."""

from datetime import date

from sqlalchemy import select

from advocacy.db import db
from advocacy.exchange.demo import (
    cast,
    practice_campaigns,
    practice_events,
    practice_evidence,
    practice_influences,
    practice_letters,
    practice_measures,
    practice_meetings,
    practice_notices,
    practice_preparations,
    practice_stances,
    practice_statements,
    practice_work,
)
from advocacy.exchange.demo.stage import Stage
from advocacy.models import Jurisdiction, User


def seed_practice(today: date, users: dict[str, User]) -> Stage:
    """Make Sampleville as of today. `users` are the demo's, by role. The caller commits."""
    stage = Stage(
        today=today,
        coordinator=users["coordinator"],
        organizer=users["organizer"],
        member=users["member"],
        administrator=users["administrator"],
    )
    cast.put_on_stage(stage)
    place = db.session.scalars(select(Jurisdiction).where(Jurisdiction.title == "Sampleville")).one()
    practice_campaigns.play(stage, place)
    practice_letters.play(stage)
    practice_meetings.play(stage)
    practice_measures.play(stage)
    practice_events.play(stage)
    practice_work.play(stage)
    practice_statements.play(stage)
    practice_stances.play(stage)
    practice_evidence.play(stage, place)
    practice_influences.play(stage)
    practice_preparations.play(stage, place)
    practice_notices.play(stage)
    db.session.flush()
    return stage
