"""What the practice coalition prepares with: the city's own holiday, a checklist at work."""

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.checklists import ChecklistDetails, items_of
from advocacy.exchange.demo.stage import Stage
from advocacy.models import Event, Jurisdiction, OwnHoliday
from advocacy.policy import Actor
from advocacy.services import checklists
from advocacy.services.checklists import Chosen

BEFORE_A_HEARING = """-14 Find out how to sign up to speak
-7 Ask six neighbors to speak, each on another point
-3 Practice three minutes with everybody
-1 Confirm interpreters and rides
0 Count who came
2 Thank everybody who spoke"""
FOUNDERS_DAY = 40
"""Days from the day of seeding."""


def play(stage: Stage, place: Jurisdiction) -> None:
    """Lay everything out."""
    _checklist(stage)
    day = stage.day(FOUNDERS_DAY)
    db.session.add(OwnHoliday(jurisdiction_id=place.id, day=day, title="Founders’ Day of Sampleville (invented)"))


def _checklist(stage: Stage) -> None:
    """Keep a checklist, and use its last things for the training."""
    kept = checklists.create(stage.actor, ChecklistDetails("Before a hearing", lines=BEFORE_A_HEARING))
    training = db.session.scalars(select(Event).where(Event.title.startswith("Training:"), Event.is_sample)).one()
    wanted = [Chosen(item, stage.organizer) for item in items_of(BEFORE_A_HEARING) if item.days >= -1]
    checklists.apply(Actor.of(stage.organizer), kept, training, stage.day(1), wanted)
