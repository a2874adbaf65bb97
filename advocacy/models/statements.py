"""Statements: words said in public, by whom, where and when."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, event
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from advocacy.domain.activity_kinds import Side
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.records import Audience, RecordKind
from advocacy.domain.text import Limits
from advocacy.models.base import Base, HasParty, one_party
from advocacy.models.directory import UNKNOWN
from advocacy.models.records import Record


class Statement(Record):
    """Something that people or organizations said in public, in our words and (in short) in theirs.

    Its sources are the media items that it cites. `shows` is the position it shows on the stance scale, as whoever
    wrote it down reads it; a stance on file is an entry of the ledger, made by somebody who decides so.
    """

    __tablename__ = "statements"
    __mapper_args__ = {"polymorphic_identity": RecordKind.STATEMENT}
    __table_args__ = (
        CheckConstraint("shows IS NULL OR shows BETWEEN -2 AND 2", name="shows_range"),
        Index("ix_statements_sort_on_id", "sort_on", "id"),
    )

    id: Mapped[int] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), primary_key=True)
    summary: Mapped[str] = mapped_column(default="")
    quote: Mapped[str] = mapped_column(default="")
    channel: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    """Where it was said: a council meeting, a television interview, a letter to the editor."""
    said_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    date_note: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    not_before: Mapped[date | None]
    not_after: Mapped[date | None]
    sort_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    side: Mapped[Side] = mapped_column(default=Side.THEIRS)
    shows: Mapped[int | None]
    shows_words: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    """The position in the words of the source or of whoever read it, where the scale does not say it."""
    note: Mapped[str] = mapped_column(default="")
    retracted_at: Mapped[datetime | None]
    retracted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    retracted_reason: Mapped[str] = mapped_column(default="")

    speakers: Mapped[list["StatementSpeaker"]] = relationship(
        cascade="all, delete-orphan", order_by="StatementSpeaker.id"
    )
    demand_links: Mapped[list["StatementDemand"]] = relationship(
        cascade="all, delete-orphan", order_by="StatementDemand.id"
    )

    def natural_audience(self) -> Audience:
        """Public words of nobody's campaign are for everybody, like the article that has them: where one does."""
        return Audience.DIRECTORY if self.citations and not self.campaign_links else Audience.CAMPAIGNS

    @property
    def name(self) -> str:
        """What was said, in our words, else in theirs."""
        return self.summary or f"“{self.quote}”"

    @property
    def speaker_names(self) -> list[str]:
        """Who said it: names of those on file, and words where the source names nobody."""
        return [str(each.party_name) for each in self.speakers]

    def place(self) -> None:
        """Derive its place among the others from its date or the days around it."""
        near = self.not_before or self.not_after
        self.sort_on = self.said_on or PartialDate(near.isoformat() if near else "")


@event.listens_for(Statement, "before_insert")
@event.listens_for(Statement, "before_update")
def _place(_mapper: Mapper[Any], _connection: Any, statement: Statement) -> None:
    """Keep the derived place in step."""
    statement.place()


class StatementSpeaker(HasParty, Base):
    """Somebody who said it: a person, an organization, or words where the source names nobody."""

    __tablename__ = "statement_speakers"
    __table_args__ = (one_party(),)

    statement_id: Mapped[int] = mapped_column(ForeignKey("statements.id", ondelete="CASCADE"), index=True)


class StatementDemand(Base):
    """A statement is about this demand."""

    __tablename__ = "statement_demands"
    __table_args__ = (UniqueConstraint("statement_id", "demand_id"),)

    statement_id: Mapped[int] = mapped_column(ForeignKey("statements.id", ondelete="CASCADE"))
    demand_id: Mapped[int] = mapped_column(ForeignKey("demands.id", ondelete="CASCADE"), index=True)
