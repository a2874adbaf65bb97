"""Events, who hosts and speaks, RSVPs and attendance."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from advocacy.domain.activity_kinds import Side
from advocacy.domain.events import EVENT, EventKind, EventPart, EventStatus, RsvpAnswer
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.records import RecordKind
from advocacy.domain.text import Limits
from advocacy.models.base import Base, ByteString, HasParty, one_party, utc_now
from advocacy.models.directory import UNKNOWN, Jurisdiction
from advocacy.models.records import Record

if TYPE_CHECKING:
    from advocacy.models.users import User


class Event(Record):
    """A march, rally, hearing or training. Times are UTC with a zone; history may know only a date."""

    __tablename__ = "events"
    __mapper_args__ = {"polymorphic_identity": RecordKind.EVENT}
    __table_args__ = (
        CheckConstraint("ends_at IS NULL OR starts_at IS NOT NULL", name="end_needs_start"),
        CheckConstraint("attendance IS NULL OR attendance >= 0", name="attendance_not_negative"),
    )

    id: Mapped[int] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), primary_key=True)
    title: Mapped[str] = mapped_column(String(Limits.MAX_TITLE))
    event_kind: Mapped[EventKind]
    side: Mapped[Side] = mapped_column(default=Side.OURS)
    status: Mapped[EventStatus] = mapped_column(default=EVENT.initial, index=True)
    starts_at: Mapped[datetime | None] = mapped_column(index=True)
    ends_at: Mapped[datetime | None]
    zone: Mapped[str] = mapped_column(ByteString(60), default="America/New_York")
    happened_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    first_day: Mapped[date | None] = mapped_column(index=True)
    date_note: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    jurisdiction_id: Mapped[int | None] = mapped_column(ForeignKey("jurisdictions.id"), index=True)
    purpose: Mapped[str] = mapped_column(default="")
    people_needed: Mapped[int | None]
    attendance: Mapped[int | None]
    attendance_note: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    interpreters: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    access_notes: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")

    jurisdiction: Mapped[Jurisdiction | None] = relationship(foreign_keys=[jurisdiction_id], lazy="raise_on_sql")
    parts: Mapped[list["EventParty"]] = relationship(cascade="all, delete-orphan", order_by="EventParty.id")
    rsvps: Mapped[list["Rsvp"]] = relationship(cascade="all, delete-orphan", order_by="Rsvp.id")
    demand_links: Mapped[list["EventDemand"]] = relationship(cascade="all, delete-orphan", order_by="EventDemand.id")
    old_dates: Mapped[list["EventOldDate"]] = relationship(cascade="all, delete-orphan", order_by="EventOldDate.id")

    @property
    def name(self) -> str:
        """The title."""
        return self.title


class EventParty(HasParty, Base):
    """Who hosts, or speaks."""

    __tablename__ = "event_parties"
    __table_args__ = (one_party(),)

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    part: Mapped[EventPart]


class EventDemand(Base):
    """A demand was raised at an event."""

    __tablename__ = "event_demands"
    __table_args__ = (UniqueConstraint("event_id", "demand_id"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    demand_id: Mapped[int] = mapped_column(ForeignKey("demands.id", ondelete="CASCADE"), index=True)


class EventOldDate(Base):
    """A date that an event had before it was moved."""

    __tablename__ = "event_old_dates"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    happened_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    starts_at: Mapped[datetime | None]
    changed_at: Mapped[datetime] = mapped_column(default=utc_now)


class Rsvp(Base):
    """Who comes: a user of the program, or a person or words written down by an organizer."""

    __tablename__ = "rsvps"
    __table_args__ = (
        UniqueConstraint("event_id", "user_id"),
        UniqueConstraint("event_id", "person_id"),
        CheckConstraint("user_id IS NOT NULL OR person_id IS NOT NULL OR words <> ''", name="somebody"),
        CheckConstraint("guests >= 0", name="guests_not_negative"),
    )

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    words: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    answer: Mapped[RsvpAnswer]
    guests: Mapped[int] = mapped_column(default=0)
    attended: Mapped[bool | None]
    at: Mapped[datetime] = mapped_column(default=utc_now)

    user: Mapped["User | None"] = relationship(foreign_keys=[user_id], lazy="raise_on_sql")
