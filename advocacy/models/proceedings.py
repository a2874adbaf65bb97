"""Proceedings: lawsuits and administrative cases, who takes part, and what happened in them."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.proceedings import ProceedingEvent, ProceedingPart, ProceedingStatus
from advocacy.domain.records import Audience, RecordKind
from advocacy.domain.text import Limits
from advocacy.models.base import Base, HasParty, HasRef
from advocacy.models.directory import UNKNOWN, Jurisdiction
from advocacy.models.records import Record

if TYPE_CHECKING:
    from advocacy.models.activities import Activity


class Proceeding(Record):
    """A lawsuit or an administrative case."""

    __tablename__ = "proceedings"
    __mapper_args__ = {"polymorphic_identity": RecordKind.PROCEEDING}

    id: Mapped[int] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), primary_key=True)
    title: Mapped[str] = mapped_column(String(Limits.MAX_TITLE))
    court: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    court_note: Mapped[str] = mapped_column(default="")
    case_number: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    status: Mapped[ProceedingStatus] = mapped_column(default=ProceedingStatus.NOT_KNOWN, index=True)
    asks: Mapped[str] = mapped_column(default="")
    """What it asks the court to do, one thing a line."""
    note: Mapped[str] = mapped_column(default="")
    retracted_at: Mapped[datetime | None]
    retracted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    retracted_reason: Mapped[str] = mapped_column(default="")

    parties: Mapped[list["ProceedingParty"]] = relationship(cascade="all, delete-orphan", order_by="ProceedingParty.id")
    steps: Mapped[list["ProceedingStep"]] = relationship(
        cascade="all, delete-orphan", order_by="ProceedingStep.occurred_on, ProceedingStep.position"
    )

    def natural_audience(self) -> Audience:
        """Court cases are public record."""
        return Audience.DIRECTORY

    @property
    def name(self) -> str:
        """The title."""
        return self.title


class ProceedingParty(HasParty, Base):
    """Who takes part: a place, a person, an organization, or words where the source names nobody."""

    __tablename__ = "proceeding_parties"
    __table_args__: Any = (
        CheckConstraint(
            "(CASE WHEN person_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN organization_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN jurisdiction_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN attribution = '' THEN 0 ELSE 1 END) = 1",
            name="one_participant",
        ),
    )

    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceedings.id", ondelete="CASCADE"), index=True)
    jurisdiction_id: Mapped[int | None] = mapped_column(ForeignKey("jurisdictions.id"), index=True)
    part: Mapped[ProceedingPart]

    jurisdiction: Mapped[Jurisdiction | None] = relationship(foreign_keys=[jurisdiction_id], lazy="raise_on_sql")

    @property
    def participant(self) -> Any:
        """The place, person or organization; None when only words are known."""
        return self.jurisdiction or self.person or self.organization


class ProceedingStep(HasRef, Base):
    """What happened in a case, on a date as far as it is known."""

    __tablename__ = "proceeding_steps"

    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceedings.id", ondelete="CASCADE"), index=True)
    event: Mapped[ProceedingEvent]
    occurred_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    date_note: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activities.id"), index=True)

    activity: Mapped["Activity | None"] = relationship(foreign_keys=[activity_id], lazy="raise_on_sql")
