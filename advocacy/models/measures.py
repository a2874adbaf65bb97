"""Measures, their sponsors, dated actions and votes."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from advocacy.domain.measures import (
    NOT_YET_PUBLIC,
    Binding,
    CastingVote,
    DecidedBy,
    MeasureEvent,
    MeasureStatus,
    MeasureType,
    MotionKind,
    VoteChoice,
    VoteMethod,
    VoteResult,
)
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.records import Audience, RecordKind
from advocacy.domain.text import Limits
from advocacy.models.base import Base, HasParty, HasRef, one_party
from advocacy.models.campaigns import Demand
from advocacy.models.directory import UNKNOWN, Jurisdiction, Organization, Person
from advocacy.models.records import Record

if TYPE_CHECKING:
    from advocacy.models.activities import Activity


class Measure(Record):
    """Something a body decides, or an office-holder issues, or a program or statute that matters."""

    __tablename__ = "measures"
    __mapper_args__ = {"polymorphic_identity": RecordKind.MEASURE}

    id: Mapped[int] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), primary_key=True)
    title: Mapped[str] = mapped_column(String(Limits.MAX_TITLE))
    identifier: Mapped[str] = mapped_column(String(60), default="")
    measure_type: Mapped[MeasureType]
    decided_by: Mapped[DecidedBy] = mapped_column(default=DecidedBy.BODY)
    binding: Mapped[Binding] = mapped_column(default=Binding.NOT_KNOWN)
    status: Mapped[MeasureStatus] = mapped_column(default=MeasureStatus.IDEA, index=True)
    status_note: Mapped[str] = mapped_column(default="")
    status_is_manual: Mapped[bool] = mapped_column(default=False)
    summary: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    next_on: Mapped[date | None] = mapped_column(index=True)
    next_what: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    date_note: Mapped[str] = mapped_column(default="")
    jurisdiction_id: Mapped[int | None] = mapped_column(ForeignKey("jurisdictions.id"), index=True)
    body_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id"), index=True)
    office_holder_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    issuer_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id"), index=True)
    """The agency that issues it, where no single office-holder does."""

    jurisdiction: Mapped[Jurisdiction | None] = relationship(foreign_keys=[jurisdiction_id], lazy="raise_on_sql")
    body: Mapped[Organization | None] = relationship(foreign_keys=[body_id], lazy="raise_on_sql")
    office_holder: Mapped[Person | None] = relationship(foreign_keys=[office_holder_id], lazy="raise_on_sql")
    issuer: Mapped[Organization | None] = relationship(foreign_keys=[issuer_id], lazy="raise_on_sql")
    sponsors: Mapped[list["Sponsor"]] = relationship(cascade="all, delete-orphan", order_by="Sponsor.id")
    demand_links: Mapped[list["MeasureDemand"]] = relationship(
        cascade="all, delete-orphan", order_by="MeasureDemand.id"
    )
    actions: Mapped[list["MeasureAction"]] = relationship(
        cascade="all, delete-orphan", order_by="MeasureAction.position, MeasureAction.id"
    )
    votes: Mapped[list["VoteEvent"]] = relationship(
        back_populates="measure", cascade="all, delete-orphan", order_by="VoteEvent.voted_on, VoteEvent.id"
    )

    def natural_audience(self) -> Audience:
        """From *introduced* on a measure is public record; before, it belongs to its campaigns."""
        hidden = self.status in NOT_YET_PUBLIC or (self.status is MeasureStatus.WITHDRAWN and not self.was_public)
        return Audience.CAMPAIGNS if hidden else Audience.DIRECTORY

    was_public: Mapped[bool] = mapped_column(default=False)

    @property
    def demands(self) -> list[Demand]:
        """The demands it would meet."""
        return [link.demand for link in self.demand_links]

    @property
    def name(self) -> str:
        """The identifier and the title."""
        return f"{self.identifier} {self.title}".strip()


class Sponsor(HasParty, Base):
    """Who sponsors a measure."""

    __tablename__ = "sponsors"
    __table_args__ = (one_party(), UniqueConstraint("measure_id", "person_id"))

    measure_id: Mapped[int] = mapped_column(ForeignKey("measures.id", ondelete="CASCADE"), index=True)


class MeasureDemand(Base):
    """A measure would meet a demand."""

    __tablename__ = "measure_demands"
    __table_args__ = (UniqueConstraint("measure_id", "demand_id"),)

    measure_id: Mapped[int] = mapped_column(ForeignKey("measures.id", ondelete="CASCADE"))
    demand_id: Mapped[int] = mapped_column(ForeignKey("demands.id", ondelete="CASCADE"), index=True)

    demand: Mapped[Demand] = relationship(foreign_keys=[demand_id], lazy="selectin")


class MeasureAction(HasRef, Base):
    """A dated, classified action: introduced, referred, passed, signed."""

    __tablename__ = "measure_actions"

    measure_id: Mapped[int] = mapped_column(ForeignKey("measures.id", ondelete="CASCADE"), index=True)
    action: Mapped[MeasureEvent]
    occurred_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    date_note: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activities.id"), index=True)

    activity: Mapped["Activity | None"] = relationship(foreign_keys=[activity_id], lazy="raise_on_sql")


class VoteEvent(HasRef, Base):
    """One vote on a measure: with a roll call, with counts only, by voice, or with no tally known."""

    __tablename__ = "vote_events"
    __table_args__ = (
        CheckConstraint("yes_count IS NULL OR yes_count >= 0", name="yes_not_negative"),
        CheckConstraint("no_count IS NULL OR no_count >= 0", name="no_not_negative"),
    )

    measure_id: Mapped[int] = mapped_column(ForeignKey("measures.id", ondelete="CASCADE"), index=True)
    body_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id"), index=True)
    voted_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    date_note: Mapped[str] = mapped_column(default="")
    motion_kind: Mapped[MotionKind] = mapped_column(default=MotionKind.ORDINARY)
    motion: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    method: Mapped[VoteMethod] = mapped_column(default=VoteMethod.NOT_KNOWN)
    result: Mapped[VoteResult] = mapped_column(default=VoteResult.NOT_KNOWN)
    yes_count: Mapped[int | None]
    no_count: Mapped[int | None]
    abstain_count: Mapped[int | None]
    absent_count: Mapped[int | None]
    casting_vote: Mapped[CastingVote] = mapped_column(default=CastingVote.NONE, server_default=CastingVote.NONE.value)
    """How who presides broke a tie of the members."""
    note: Mapped[str] = mapped_column(default="")
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activities.id"), index=True)

    measure: Mapped[Measure] = relationship(back_populates="votes", lazy="raise_on_sql")
    roll_call: Mapped[list["RollCallEntry"]] = relationship(cascade="all, delete-orphan", order_by="RollCallEntry.id")


class RollCallEntry(Base):
    """How one person voted: the clerk's word as written, and what it means."""

    __tablename__ = "roll_call_entries"
    __table_args__ = (
        UniqueConstraint("vote_event_id", "person_id"),
        Index("ix_roll_call_entries_person_id", "person_id"),
    )

    vote_event_id: Mapped[int] = mapped_column(ForeignKey("vote_events.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    choice: Mapped[VoteChoice]
    clerks_word: Mapped[str] = mapped_column(String(60), default="")

    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="raise_on_sql")


class Recusal(HasRef, Base):
    """Somebody steps aside and does not vote on a measure, for a conflict of interest as a rule."""

    __tablename__ = "recusals"
    __table_args__ = (UniqueConstraint("measure_id", "person_id"), Index("ix_recusals_person_id", "person_id"))

    measure_id: Mapped[int] = mapped_column(ForeignKey("measures.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")

    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="raise_on_sql")


class VoteAsk(Base):
    """Who of us asks whom for a vote on a measure: the task of the latest ask."""

    __tablename__ = "vote_asks"
    __table_args__ = (UniqueConstraint("measure_id", "person_id"), Index("ix_vote_asks_person_id", "person_id"))

    measure_id: Mapped[int] = mapped_column(ForeignKey("measures.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"), index=True)
