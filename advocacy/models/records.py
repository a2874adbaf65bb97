"""The shared parent of all addressable records, and what hangs on any record."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, event
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from advocacy.domain.records import Audience, RecordKind
from advocacy.models.base import Base, ByteString, HasRef, utc_now

if TYPE_CHECKING:
    from advocacy.models.campaigns import Campaign
    from advocacy.models.media import MediaItem


class Record(HasRef, Base):
    """Anything with an address of its own. Tasks, citations and campaigns point at this table.

    `audience` says who may read it before its campaigns are looked at; it follows from kind and status
    (`natural_audience`) and is kept in step at every save.
    """

    __tablename__ = "records"
    __table_args__: Any = (Index("ix_records_kind_id", "kind", "id"),)

    kind: Mapped[RecordKind]
    audience: Mapped[Audience] = mapped_column(default=Audience.CAMPAIGNS)
    version: Mapped[int] = mapped_column(default=1)
    is_sample: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)

    campaign_links: Mapped[list["RecordCampaign"]] = relationship(
        back_populates="record",
        foreign_keys="RecordCampaign.record_id",
        order_by="RecordCampaign.position",
        cascade="all, delete-orphan",
    )
    citations: Mapped[list["Citation"]] = relationship(
        foreign_keys="Citation.record_id", cascade="all, delete-orphan", order_by="Citation.id"
    )

    __mapper_args__ = {"polymorphic_on": "kind", "version_id_col": version}

    def natural_audience(self) -> Audience:
        """Return who may read it, from its kind and status alone."""
        return Audience.CAMPAIGNS

    def touch(self) -> None:
        """Mark the record as changed (also when only its children changed), so that its version moves on."""
        self.updated_at = utc_now()

    @property
    def campaigns(self) -> list["Campaign"]:
        """The campaigns it belongs to, the leading one first."""
        return [link.campaign for link in self.campaign_links]

    @property
    def name(self) -> str:
        """What the record is called in lists, links and the audit trail."""
        raise NotImplementedError  # pragma: no cover (each kind says it)


@event.listens_for(Record, "before_insert", propagate=True)
@event.listens_for(Record, "before_update", propagate=True)
def _keep_audience(_mapper: Mapper[Any], _connection: Any, record: Record) -> None:
    """Keep the audience in step with the status."""
    audience = record.natural_audience()
    if record.audience is not audience:
        record.audience = audience


class RecordCampaign(Base):
    """A record belongs to a campaign. Whoever may not see all its campaigns does not see the record.

    A campaign belongs to itself, so that one rule serves every kind. `number` is the readable number in
    that campaign ("Letter 3"); only letters, meetings, measures and events have one.
    """

    __tablename__ = "record_campaigns"
    __table_args__ = (
        UniqueConstraint("record_id", "campaign_id"),
        UniqueConstraint("campaign_id", "kind", "number"),
        Index("ix_record_campaigns_campaign_kind", "campaign_id", "kind", "record_id"),
    )

    record_id: Mapped[int] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"))
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id", ondelete="CASCADE"))
    kind: Mapped[RecordKind]
    number: Mapped[int | None]
    position: Mapped[int] = mapped_column(default=0)

    record: Mapped[Record] = relationship(
        back_populates="campaign_links", foreign_keys=[record_id], lazy="raise_on_sql"
    )
    campaign: Mapped["Campaign"] = relationship(foreign_keys=[campaign_id], lazy="joined", innerjoin=True)


class CampaignCounter(Base):
    """The last readable number given to a kind of record in a campaign."""

    __tablename__ = "campaign_counters"
    __table_args__ = (UniqueConstraint("campaign_id", "kind"),)

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id", ondelete="CASCADE"))
    kind: Mapped[RecordKind]
    last_number: Mapped[int] = mapped_column(default=0)


class Citation(Base):
    """Where something stands: a source of a record or of an activity."""

    __tablename__ = "citations"
    __table_args__ = (
        CheckConstraint("(record_id IS NULL) <> (activity_id IS NULL)", name="one_subject"),
        UniqueConstraint("media_item_id", "record_id"),
        UniqueConstraint("media_item_id", "activity_id"),
    )

    media_item_id: Mapped[int] = mapped_column(ForeignKey("media_items.id"), index=True)
    record_id: Mapped[int | None] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), index=True)
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activities.id", ondelete="CASCADE"), index=True)

    media_item: Mapped["MediaItem"] = relationship(foreign_keys=[media_item_id], lazy="joined", innerjoin=True)


class Step(Base):
    """A step that a record (or its recipient, or its signature) took in its workflow.

    It holds all that Correction needs: the state before, the activity it wrote and the task it closed.
    """

    __tablename__ = "steps"
    __table_args__ = (Index("ix_steps_record_id_id", "record_id", "id"),)

    record_id: Mapped[int] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"))
    recipient_id: Mapped[int | None] = mapped_column(ForeignKey("recipients.id", ondelete="CASCADE"), index=True)
    signature_id: Mapped[int | None] = mapped_column(ForeignKey("signatures.id", ondelete="CASCADE"), index=True)
    event: Mapped[str] = mapped_column(ByteString(40))
    before_state: Mapped[str] = mapped_column(ByteString(40))
    after_state: Mapped[str] = mapped_column(ByteString(40))
    at: Mapped[datetime] = mapped_column(default=utc_now)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activities.id"), index=True)
    wrote_activity: Mapped[bool] = mapped_column(default=False)
    closed_task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id"), index=True)
    fields_before: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """The fields of the record that the step changed, as they were: a correction puts them back."""
    note: Mapped[str] = mapped_column(default="")
    corrected_at: Mapped[datetime | None]
    corrected_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    correction_reason: Mapped[str] = mapped_column(default="")

    record: Mapped[Record] = relationship(foreign_keys=[record_id], lazy="raise_on_sql")
