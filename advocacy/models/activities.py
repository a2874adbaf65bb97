"""Activities: dated things that happened in the world. Timelines and reports read them."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, event
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from advocacy.domain.activity_kinds import ActivityKind, ContactOutcome, Side
from advocacy.domain.lobbying import Audience, ContactFacts, LobbyingClass
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.text import Limits
from advocacy.models.base import Base, HasParty, HasRef, one_party, utc_now
from advocacy.models.directory import UNKNOWN
from advocacy.models.records import Citation, Record

if TYPE_CHECKING:
    from advocacy.models.campaigns import Campaign
    from advocacy.models.users import User


class Activity(HasRef, Base):
    """One dated thing that happened: a call, a letter sent, a vote.

    `sort_on` places it on a timeline: its date as far as known, else the day after which or before which it
    must have happened; it is never printed as its date. `retracted_at` takes it out of timelines, counts and
    reports. An activity is not a record; `record_id` is the record it belongs to, if any.
    """

    __tablename__ = "activities"
    __table_args__ = (
        Index("ix_activities_sort_on_id", "sort_on", "id"),
        Index("ix_activities_kind_sort_on_id", "kind", "sort_on", "id"),
        Index("ix_activities_author_timeline", "author_id", "sort_on", "id"),
        CheckConstraint("minutes IS NULL OR minutes BETWEEN 0 AND 100000", name="minutes_range"),
    )

    version: Mapped[int] = mapped_column(default=1)
    kind: Mapped[ActivityKind]
    side: Mapped[Side] = mapped_column(default=Side.OURS)
    occurred_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    first_day: Mapped[date | None] = mapped_column(index=True)
    last_day: Mapped[date | None]
    date_note: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    not_before: Mapped[date | None]
    not_after: Mapped[date | None]
    sort_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    summary: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    step: Mapped[str] = mapped_column(String(40), default="")
    outcome: Mapped[ContactOutcome | None]
    minutes: Mapped[int | None]
    lobbying: Mapped[LobbyingClass] = mapped_column(default=LobbyingClass.NOT_CLASSIFIED)
    lobbying_note: Mapped[str] = mapped_column(default="")
    specific_legislation: Mapped[bool | None]
    view_taken: Mapped[bool | None]
    said_to: Mapped[Audience | None]
    call_to_act: Mapped[bool | None]
    record_id: Mapped[int | None] = mapped_column(ForeignKey("records.id"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now)
    is_sample: Mapped[bool] = mapped_column(default=False)
    retracted_at: Mapped[datetime | None]
    retracted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    retracted_reason: Mapped[str] = mapped_column(default="")

    __mapper_args__ = {"version_id_col": version}

    record: Mapped[Record | None] = relationship(foreign_keys=[record_id], lazy="raise_on_sql")
    author: Mapped["User | None"] = relationship(foreign_keys=[author_id], lazy="raise_on_sql")
    campaign_links: Mapped[list["ActivityCampaign"]] = relationship(
        cascade="all, delete-orphan", order_by="ActivityCampaign.id"
    )
    contacts: Mapped[list["ActivityContact"]] = relationship(
        cascade="all, delete-orphan", order_by="ActivityContact.id"
    )
    participations: Mapped[list["Participation"]] = relationship(
        cascade="all, delete-orphan", order_by="Participation.id"
    )
    citations: Mapped[list[Citation]] = relationship(
        foreign_keys="Citation.activity_id", cascade="all, delete-orphan", order_by="Citation.id"
    )
    versions: Mapped[list["ActivityVersion"]] = relationship(
        cascade="all, delete-orphan", order_by="ActivityVersion.id"
    )

    @property
    def campaigns(self) -> list["Campaign"]:
        """The campaigns it belongs to."""
        return [link.campaign for link in self.campaign_links]

    @property
    def facts(self) -> ContactFacts:
        """What was answered to the questions on which the lobbying class depends."""
        return ContactFacts(self.specific_legislation, self.view_taken, self.said_to, self.call_to_act)

    @facts.setter
    def facts(self, facts: ContactFacts) -> None:
        self.specific_legislation, self.view_taken = facts.specific_legislation, facts.view_taken
        self.said_to, self.call_to_act = facts.audience, facts.call_to_act

    def place(self) -> None:
        """Derive the first and last day and the place on timelines, here and in the link rows."""
        self.first_day, self.last_day = self.occurred_on.first_day, self.occurred_on.last_day
        known = self.occurred_on.text
        near = self.not_before or self.not_after
        self.sort_on = PartialDate(known or (near.isoformat() if near else ""))
        for link in self.campaign_links:
            link.sort_on = self.sort_on
        for contact in self.contacts:
            contact.sort_on = self.sort_on


@event.listens_for(Activity, "before_insert")
@event.listens_for(Activity, "before_update")
def _place(_mapper: Mapper[Any], _connection: Any, activity: Activity) -> None:
    """Keep derived dates in step; link rows are placed by `place` when their dates change."""
    activity.first_day, activity.last_day = activity.occurred_on.first_day, activity.occurred_on.last_day


class ActivityCampaign(Base):
    """An activity belongs to a campaign; the sort date is repeated so that a timeline is one index walk."""

    __tablename__ = "activity_campaigns"
    __table_args__ = (
        UniqueConstraint("activity_id", "campaign_id"),
        Index("ix_activity_campaigns_timeline", "campaign_id", "sort_on", "activity_id"),
    )

    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id", ondelete="CASCADE"))
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id", ondelete="CASCADE"))
    sort_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)

    campaign: Mapped["Campaign"] = relationship(foreign_keys=[campaign_id], lazy="raise_on_sql")


class ActivityContact(HasParty, Base):
    """A person or organization met or concerned, each with an outcome."""

    __tablename__ = "activity_contacts"
    __table_args__ = (
        one_party(),
        Index("ix_activity_contacts_person_timeline", "person_id", "sort_on", "activity_id"),
        Index("ix_activity_contacts_organization_timeline", "organization_id", "sort_on", "activity_id"),
    )

    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id", ondelete="CASCADE"), index=True)
    outcome: Mapped[ContactOutcome | None]
    sort_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)


class Participation(Base):
    """Who of us took part, for which organization, for how many minutes, and whether paid."""

    __tablename__ = "participations"

    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id"), index=True)
    minutes: Mapped[int | None]
    is_paid: Mapped[bool] = mapped_column(default=False)

    user: Mapped["User | None"] = relationship(foreign_keys=[user_id], lazy="raise_on_sql")
    person: Mapped[Any] = relationship("Person", foreign_keys=[person_id], lazy="raise_on_sql")
    organization: Mapped[Any] = relationship("Organization", foreign_keys=[organization_id], lazy="raise_on_sql")


class ActivityVersion(Base):
    """What an activity said before an edit."""

    __tablename__ = "activity_versions"

    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(default=utc_now)
    editor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    before: Mapped[dict[str, Any]] = mapped_column(JSON)

    editor: Mapped["User | None"] = relationship(foreign_keys=[editor_id], lazy="joined")
