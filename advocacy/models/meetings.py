"""Meeting requests, their asks and attendees, and the commitments made."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from advocacy.domain.activity_kinds import Side
from advocacy.domain.meetings import (
    COMMITMENT,
    MEETING,
    AttendeeSide,
    CommitmentStatus,
    MeetingStatus,
    RequestChannel,
)
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.records import Audience, RecordKind
from advocacy.domain.text import Limits
from advocacy.models.base import Base, ByteString, HasParty, HasRef, one_party
from advocacy.models.directory import UNKNOWN
from advocacy.models.records import Record

if TYPE_CHECKING:
    from advocacy.models.users import User


class MeetingRequest(HasParty, Record):
    """A meeting asked of a person or an organization, from asking to debriefing."""

    __tablename__ = "meetings"
    __mapper_args__ = {"polymorphic_identity": RecordKind.MEETING}
    __table_args__ = (one_party(),)

    id: Mapped[int] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), primary_key=True)
    topic: Mapped[str] = mapped_column(String(Limits.MAX_TITLE))
    side: Mapped[Side] = mapped_column(default=Side.OURS)
    requested_by: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    status: Mapped[MeetingStatus] = mapped_column(default=MEETING.initial, index=True)
    channel: Mapped[RequestChannel] = mapped_column(default=RequestChannel.NOT_KNOWN)
    asked_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    answered_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    held_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    date_note: Mapped[str] = mapped_column(default="")
    starts_at: Mapped[datetime | None] = mapped_column(index=True)
    zone: Mapped[str] = mapped_column(ByteString(60), default="America/New_York")
    place: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    staff_instead: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    answer_note: Mapped[str] = mapped_column(default="")
    minutes_text: Mapped[str] = mapped_column(default="")
    next_step: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)

    owner: Mapped["User | None"] = relationship(foreign_keys=[owner_id], lazy="raise_on_sql")
    asks: Mapped[list["MeetingAsk"]] = relationship(
        back_populates="meeting", order_by="MeetingAsk.position", cascade="all, delete-orphan"
    )
    chases: Mapped[list["MeetingChase"]] = relationship(order_by="MeetingChase.chased_on", cascade="all, delete-orphan")
    attendees: Mapped[list["MeetingAttendee"]] = relationship(
        order_by="MeetingAttendee.id", cascade="all, delete-orphan"
    )
    commitments: Mapped[list["Commitment"]] = relationship(
        back_populates="meeting", foreign_keys="Commitment.meeting_id", order_by="Commitment.id"
    )

    def natural_audience(self) -> Audience:
        """A draft is for organizers and coordinators."""
        return Audience.WORKERS if self.status is MeetingStatus.DRAFT else Audience.CAMPAIGNS

    @property
    def name(self) -> str:
        """The topic."""
        return self.topic


class MeetingAsk(HasRef, Base):
    """One thing asked at the meeting, and the answer on the stance scale (null: no answer)."""

    __tablename__ = "meeting_asks"
    __table_args__ = (CheckConstraint("answer IS NULL OR answer BETWEEN -2 AND 2", name="answer_range"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str] = mapped_column(String(Limits.MAX_NOTE))
    demand_id: Mapped[int | None] = mapped_column(ForeignKey("demands.id"), index=True)
    answer: Mapped[int | None]
    answer_words: Mapped[str] = mapped_column(default="")

    meeting: Mapped[MeetingRequest] = relationship(back_populates="asks", lazy="raise_on_sql")


class MeetingChase(Base):
    """We asked again."""

    __tablename__ = "meeting_chases"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    chased_on: Mapped[date]
    channel: Mapped[RequestChannel] = mapped_column(default=RequestChannel.NOT_KNOWN)
    note: Mapped[str] = mapped_column(default="")
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


class MeetingAttendee(HasParty, Base):
    """Who sat at the table, and on which side."""

    __tablename__ = "meeting_attendees"
    __table_args__ = (one_party(),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    side: Mapped[AttendeeSide]


class Commitment(HasParty, Record):
    """Something an official promised."""

    __tablename__ = "commitments"
    __mapper_args__ = {"polymorphic_identity": RecordKind.COMMITMENT}
    __table_args__ = (one_party(),)

    id: Mapped[int] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), primary_key=True)
    text: Mapped[str] = mapped_column(String(Limits.MAX_NOTE))
    made_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    due_on: Mapped[date | None] = mapped_column(index=True)
    status: Mapped[CommitmentStatus] = mapped_column(default=COMMITMENT.initial)
    evidence: Mapped[str] = mapped_column(default="")
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"), index=True)

    meeting: Mapped[MeetingRequest | None] = relationship(
        back_populates="commitments", foreign_keys=[meeting_id], lazy="raise_on_sql"
    )

    @property
    def name(self) -> str:
        """The text."""
        return self.text
