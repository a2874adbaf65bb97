"""What the practice campaigns are built with: the day of seeding, the demo's users, and short ways to make records."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from advocacy.domain.activity_kinds import ActivityKind, ContactOutcome, Side
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.words import Word
from advocacy.models import Campaign, MediaItem, Organization, Participation, Person, Record, Step, User
from advocacy.policy import Actor
from advocacy.services import activities, records, search, steps
from advocacy.services.activities import Contact, Happening

R = TypeVar("R", bound=Record)
ZONE = "America/New_York"


@dataclass
class Stage:
    """The day of seeding and who acts. Everything made here is marked as a sample."""

    today: date
    coordinator: User
    organizer: User
    member: User
    administrator: User
    people: dict[str, Person] = field(default_factory=dict)
    organizations: dict[str, Organization] = field(default_factory=dict)
    sources: dict[str, MediaItem] = field(default_factory=dict)
    campaigns: dict[str, Campaign] = field(default_factory=dict)

    @property
    def actor(self) -> Actor:
        """Most of it was done by the demo's coordinator."""
        return Actor.of(self.coordinator)

    def day(self, days: int) -> date:
        """Return the day so many days from the day of seeding; negative is past."""
        return self.today + timedelta(days=days)

    def on(self, days: int) -> PartialDate:
        """Return that day as a partial date."""
        return PartialDate.of(self.day(days))

    def at(self, days: int, hour: int, minute: int = 0) -> datetime:
        """Return the moment on that day when the clock in Sampleville shows the time."""
        local = datetime.combine(self.day(days), time(hour, minute), tzinfo=ZoneInfo(ZONE))
        return local.astimezone(UTC)

    def add(self, record: R, *campaigns: str, by: User | None = None) -> R:
        """Store a record as a sample, belonging to the named campaigns."""
        record.is_sample = True
        actor = Actor.of(by) if by is not None else self.actor
        kind: Any = type(record).__mapper__.polymorphic_identity
        records.add(actor, record, f"{kind.value}.created", campaigns=[self.campaigns[name] for name in campaigns])
        return record

    def step(
        self,
        record: Record,
        event: Word,
        days: int | None = None,
        *,
        subject: Any = None,
        by: User | None = None,
        **more: Any,
    ) -> Step:
        """Take a step as it was taken on that day."""
        when = self.on(days) if days is not None else PartialDate()
        happening = Happening(occurred_on=when, **more)
        actor = Actor.of(by) if by is not None else self.actor
        return steps.take(actor, record, event, happening, subject=subject)

    def log(
        self,
        campaign: str,
        days: int,
        kind: ActivityKind,
        summary: str,
        met: Iterable[tuple[str, ContactOutcome | None]] = (),
        *,
        by: User | None = None,
        minutes: int | None = None,
        note: str = "",
        side: Side = Side.OURS,
        sources: Sequence[str] = (),
    ) -> None:
        """Log an activity by hand, with whom it met and how it ended."""
        contacts = tuple(Contact(self.party(name), outcome) for name, outcome in met)
        cited = tuple(self.sources[name] for name in sources)
        happening = Happening(
            occurred_on=self.on(days), summary=summary, note=note, side=side, contacts=contacts, sources=cited
        )
        user = by or self.organizer
        activity = activities.record(Actor.of(user), None, kind, happening, campaigns=[self.campaigns[campaign]])
        activity.is_sample, activity.minutes = True, minutes
        if side is Side.OURS:
            activity.participations = [Participation(user_id=user.id, minutes=minutes)]
        search.refresh(activity)

    def party(self, name: str) -> Person | Organization:
        """Return the person or organization of that name on the stage."""
        return self.people[name] if name in self.people else self.organizations[name]
