"""Precedents: what places and agencies elsewhere have done."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from advocacy.domain.campaigns import Instrument
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.precedents import Standing
from advocacy.domain.records import Audience, RecordKind
from advocacy.domain.text import Limits
from advocacy.models.base import Base
from advocacy.models.campaigns import Demand
from advocacy.models.directory import UNKNOWN, Jurisdiction, Organization, Person
from advocacy.models.records import Record


class Precedent(Record):
    """What another place, or an agency of it, has done about what we demand: for it or against it."""

    __tablename__ = "precedents"
    __mapper_args__ = {"polymorphic_identity": RecordKind.PRECEDENT}

    id: Mapped[int] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), primary_key=True)
    jurisdiction_id: Mapped[int] = mapped_column(ForeignKey("jurisdictions.id"), index=True)
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id"), index=True)
    official_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    instrument: Mapped[Instrument]
    instrument_words: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    """What it is called there, where our word does not say it all: "listed in the ICE report"."""
    standing: Mapped[Standing] = mapped_column(default=Standing.NOT_KNOWN)
    title: Mapped[str] = mapped_column(String(Limits.MAX_TITLE), default="")
    happened_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    date_note: Mapped[str] = mapped_column(default="")
    provisions: Mapped[str] = mapped_column(default="")
    """What it says, in our words, one provision a line."""
    aftermath: Mapped[str] = mapped_column(default="")
    """What happened after."""
    note: Mapped[str] = mapped_column(default="")
    retracted_at: Mapped[datetime | None]
    retracted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    retracted_reason: Mapped[str] = mapped_column(default="")

    jurisdiction: Mapped[Jurisdiction] = relationship(foreign_keys=[jurisdiction_id], lazy="joined", innerjoin=True)
    organization: Mapped[Organization | None] = relationship(foreign_keys=[organization_id], lazy="raise_on_sql")
    official: Mapped[Person | None] = relationship(foreign_keys=[official_id], lazy="raise_on_sql")
    demand_links: Mapped[list["PrecedentDemand"]] = relationship(
        cascade="all, delete-orphan", order_by="PrecedentDemand.id"
    )

    def natural_audience(self) -> Audience:
        """What other places did is for every signed-in user."""
        return Audience.DIRECTORY

    @property
    def name(self) -> str:
        """The place, and what it is called."""
        what = self.title or self.instrument_words or self.provisions.partition("\n")[0]
        return f"{self.jurisdiction.name}: {what}" if what else self.jurisdiction.name


class PrecedentDemand(Base):
    """A precedent meets this demand of ours, or is about it."""

    __tablename__ = "precedent_demands"
    __table_args__ = (UniqueConstraint("precedent_id", "demand_id"),)

    precedent_id: Mapped[int] = mapped_column(ForeignKey("precedents.id", ondelete="CASCADE"))
    demand_id: Mapped[int] = mapped_column(ForeignKey("demands.id", ondelete="CASCADE"), index=True)

    demand: Mapped[Demand] = relationship(foreign_keys=[demand_id], lazy="raise_on_sql")
