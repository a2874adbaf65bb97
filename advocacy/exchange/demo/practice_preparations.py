"""What the practice coalition prepares with: the city's own holiday."""

from advocacy.db import db
from advocacy.exchange.demo.stage import Stage
from advocacy.models import Jurisdiction, OwnHoliday

FOUNDERS_DAY = 40
"""Days from the day of seeding."""


def play(stage: Stage, place: Jurisdiction) -> None:
    """Lay everything out."""
    day = stage.day(FOUNDERS_DAY)
    db.session.add(OwnHoliday(jurisdiction_id=place.id, day=day, title="Founders’ Day of Sampleville (invented)"))
