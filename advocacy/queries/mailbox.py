"""How reading the mailbox goes: when it was looked into last, what hinders, and when it is tried again."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from advocacy.db import db
from advocacy.models import Installation

KEY = "mailbox"
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)


@dataclass(frozen=True)
class Reading:
    """The last look into the mailbox, by whichever worker."""

    looked_at: datetime | None = None
    trouble: str = ""
    """Why it cannot be read now (a message id), or ""."""
    troubled_since: datetime | None = None
    tried_at: datetime | None = None
    failures: int = 0

    @property
    def next_try_at(self) -> datetime | None:
        """When it is tried again: after a pause that doubles each time, up to an hour. None: at any time."""
        if self.tried_at is None or not self.failures:
            return None
        doubled: timedelta = FIRST_PAUSE * (1 << min(self.failures - 1, 10))
        return self.tried_at + min(doubled, LONGEST_PAUSE)


def row() -> Installation | None:
    """Return the row that keeps it."""
    return db.session.scalar(select(Installation).where(Installation.key == KEY))


def reading() -> Reading:
    """Return how it goes."""
    kept = row()
    told = json.loads(kept.value) if kept is not None else {}
    return Reading(
        looked_at=_moment(told.get("looked_at")),
        trouble=told.get("trouble", ""),
        troubled_since=_moment(told.get("troubled_since")),
        tried_at=_moment(told.get("tried_at")),
        failures=int(told.get("failures", 0)),
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
