"""What the practice coalition prepares with: the city's own holiday, a checklist at work, who speaks."""

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.checklists import ChecklistDetails, items_of
from advocacy.domain.public_comment import SpeakerDetails
from advocacy.exchange.demo.stage import Stage
from advocacy.models import Event, Jurisdiction, Measure, OwnHoliday
from advocacy.policy import Actor
from advocacy.services import checklists, public_comment
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
    _speakers(stage)
    day = stage.day(FOUNDERS_DAY)
    db.session.add(OwnHoliday(jurisdiction_id=place.id, day=day, title="Founders’ Day of Sampleville (invented)"))


def _checklist(stage: Stage) -> None:
    """Keep a checklist, and use its last things for the training."""
    kept = checklists.create(stage.actor, ChecklistDetails("Before a hearing", lines=BEFORE_A_HEARING))
    training = db.session.scalars(select(Event).where(Event.title.startswith("Training:"), Event.is_sample)).one()
    wanted = [Chosen(item, stage.organizer) for item in items_of(BEFORE_A_HEARING) if item.days >= -1]
    checklists.apply(Actor.of(stage.organizer), kept, training, stage.day(1), wanted)


def _speakers(stage: Stage) -> None:
    """Put three on the list for the next decision; the last says what the first says."""
    decision = select(Measure).where(Measure.next_on >= stage.today, Measure.is_sample, Measure.body_id.is_not(None))
    measure = db.session.scalars(decision.order_by(Measure.next_on, Measure.id)).first()
    if measure is None:
        return
    actor = Actor.of(stage.organizer)
    for name, point in (
        ("Rosa Patrón", "Neighbors who fear the police do not call them."),
        ("Quinn Ejemplar", "Our congregation has welcomed newcomers for a century."),
    ):
        public_comment.add(actor, measure, SpeakerDetails(point=point, signed_up_on=stage.day(-1)), stage.people[name])
    again = SpeakerDetails("A tenant of Ward 5", "Neighbors who fear police do not call them.", minutes=2)
    public_comment.add(actor, measure, again, None)
