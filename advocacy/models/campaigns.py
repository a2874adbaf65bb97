"""Campaigns, their demands, targets, team and the stances they collect."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from advocacy.domain.campaigns import (
    CAMPAIGN,
    DEMAND,
    Access,
    CampaignStatus,
    DemandStatus,
    Instrument,
    Priority,
    RunBy,
    TargetPart,
)
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.records import Audience, RecordKind
from advocacy.domain.stances import PRIVATE_EVIDENCE, Confidence
from advocacy.domain.text import Limits
from advocacy.models.base import Base, ByteString, HasParty, one_party, utc_now
from advocacy.models.directory import UNKNOWN, Jurisdiction
from advocacy.models.records import Record

if TYPE_CHECKING:
    from advocacy.models.users import User


class Campaign(Record):
    """An organised effort to win something."""

    __tablename__ = "campaigns"
    __mapper_args__ = {"polymorphic_identity": RecordKind.CAMPAIGN}

    id: Mapped[int] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), primary_key=True)
    title: Mapped[str] = mapped_column(String(Limits.MAX_TITLE))
    slug: Mapped[str] = mapped_column(ByteString(Limits.MAX_SLUG + 12), unique=True)
    summary: Mapped[str] = mapped_column(default="")
    goal: Mapped[str] = mapped_column(default="")
    jurisdiction_id: Mapped[int | None] = mapped_column(ForeignKey("jurisdictions.id"), index=True)
    run_by: Mapped[RunBy] = mapped_column(default=RunBy.US)
    status: Mapped[CampaignStatus] = mapped_column(default=CAMPAIGN.initial, index=True)
    status_note: Mapped[str] = mapped_column(default="")
    access: Mapped[Access] = mapped_column(default=Access.OPEN, index=True)
    started_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    ended_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    how_it_ended: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("campaigns.id"), index=True)

    jurisdiction: Mapped[Jurisdiction | None] = relationship(foreign_keys=[jurisdiction_id], lazy="raise_on_sql")
    parent: Mapped["Campaign | None"] = relationship(
        remote_side="Campaign.id", foreign_keys=[parent_id], lazy="raise_on_sql"
    )
    team: Mapped[list["TeamMember"]] = relationship(
        back_populates="campaign", cascade="all, delete-orphan", order_by="TeamMember.id"
    )
    demands: Mapped[list["Demand"]] = relationship(
        back_populates="campaign", foreign_keys="Demand.campaign_id", order_by="Demand.number"
    )
    supporters: Mapped[list["Supporter"]] = relationship(cascade="all, delete-orphan", order_by="Supporter.id")
    targets: Mapped[list["Target"]] = relationship(
        back_populates="campaign", foreign_keys="Target.campaign_id", order_by="Target.id"
    )

    @property
    def is_restricted(self) -> bool:
        """Whether only its team may see it."""
        return self.access is Access.RESTRICTED

    @property
    def name(self) -> str:
        """The title."""
        return self.title


class TeamMember(Base):
    """A user is on the team of a campaign."""

    __tablename__ = "team_members"
    __table_args__ = (
        UniqueConstraint("campaign_id", "user_id"),
        Index("ix_team_members_user_id_campaign_id", "user_id", "campaign_id"),
    )

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    is_lead: Mapped[bool] = mapped_column(default=False)
    joined_at: Mapped[datetime] = mapped_column(default=utc_now)

    campaign: Mapped[Campaign] = relationship(back_populates="team", foreign_keys=[campaign_id], lazy="raise_on_sql")
    user: Mapped["User"] = relationship(foreign_keys=[user_id], lazy="joined", innerjoin=True)


class Demand(Record):
    """One thing the campaign asks for, numbered."""

    __tablename__ = "demands"
    __mapper_args__ = {"polymorphic_identity": RecordKind.DEMAND}
    __table_args__ = (UniqueConstraint("campaign_id", "number"),)

    id: Mapped[int] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id", ondelete="CASCADE"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(String(Limits.MAX_NOTE))
    text_es: Mapped[str] = mapped_column(String(Limits.MAX_NOTE), default="")
    instrument: Mapped[Instrument | None]
    status: Mapped[DemandStatus] = mapped_column(default=DEMAND.initial)
    note: Mapped[str] = mapped_column(default="")

    campaign: Mapped[Campaign] = relationship(back_populates="demands", foreign_keys=[campaign_id], lazy="raise_on_sql")

    @property
    def name(self) -> str:
        """The text."""
        return self.text


class Target(HasParty, Record):
    """A person or organization that a campaign wants to move."""

    __tablename__ = "targets"
    __mapper_args__ = {"polymorphic_identity": RecordKind.TARGET}
    __table_args__ = (one_party(), UniqueConstraint("campaign_id", "person_id", "organization_id"))

    id: Mapped[int] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id", ondelete="CASCADE"), index=True)
    part: Mapped[TargetPart] = mapped_column(default=TargetPart.DECISION_MAKER)
    priority: Mapped[Priority] = mapped_column(default=Priority.NORMAL)
    asker_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    ask_by: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")

    campaign: Mapped[Campaign] = relationship(back_populates="targets", foreign_keys=[campaign_id], lazy="raise_on_sql")
    asker: Mapped["User | None"] = relationship(foreign_keys=[asker_id], lazy="raise_on_sql")
    demand_links: Mapped[list["TargetDemand"]] = relationship(cascade="all, delete-orphan")

    @property
    def name(self) -> str:
        """The name of the person or organization."""
        return str(self.party_name)


class TargetDemand(Base):
    """A target is asked for this demand."""

    __tablename__ = "target_demands"
    __table_args__ = (UniqueConstraint("target_id", "demand_id"),)

    target_id: Mapped[int] = mapped_column(ForeignKey("targets.id", ondelete="CASCADE"))
    demand_id: Mapped[int] = mapped_column(ForeignKey("demands.id", ondelete="CASCADE"), index=True)


class Supporter(HasParty, Base):
    """A person or organization that stands behind a campaign."""

    __tablename__ = "supporters"
    __table_args__ = (one_party(),)

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id", ondelete="CASCADE"), index=True)


class Stance(HasParty, Record):
    """A position of a person or organization on a record (campaign, demand or measure), on a date.

    Append-only: a stance is superseded or retracted with a reason, never overwritten.
    """

    __tablename__ = "stances"
    __table_args__ = (
        one_party(),
        CheckConstraint("score BETWEEN -2 AND 2", name="score_range"),
        Index("ix_stances_about_id_person_id", "about_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), primary_key=True)
    __mapper_args__ = {"polymorphic_identity": RecordKind.STANCE, "inherit_condition": id == Record.id}
    about_id: Mapped[int] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"))
    score: Mapped[int]
    confidence: Mapped[Confidence]
    stated_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    quote: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")
    evidence_record_id: Mapped[int | None] = mapped_column(ForeignKey("records.id", ondelete="SET NULL"), index=True)
    """The letter (with its reply), meeting, measure (with its vote), statement or other record it is known from."""
    evidence_activity_id: Mapped[int | None] = mapped_column(
        ForeignKey("activities.id", ondelete="SET NULL"), index=True
    )
    superseded_by_id: Mapped[int | None] = mapped_column(ForeignKey("stances.id"), index=True)
    superseded_reason: Mapped[str] = mapped_column(default="")
    retracted_at: Mapped[datetime | None]
    retracted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    retracted_reason: Mapped[str] = mapped_column(default="")

    about: Mapped[Record] = relationship(foreign_keys=[about_id], lazy="raise_on_sql")

    def natural_audience(self) -> Audience:
        """Private evidence (said to one of us, inferred) is for organizers and coordinators."""
        return Audience.WORKERS if self.confidence in PRIVATE_EVIDENCE else Audience.CAMPAIGNS

    @property
    def name(self) -> str:
        """The name of whose stance it is."""
        return str(self.party_name)
