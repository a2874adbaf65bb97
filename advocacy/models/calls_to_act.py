"""What asks people to act: action calls, checklists, public comment, and private calendars."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from advocacy.domain.text import Limits
from advocacy.domain.users import Language
from advocacy.models.base import Base, ByteString, HasParty, HasRef, one_party, utc_now

if TYPE_CHECKING:
    from advocacy.models.campaigns import Campaign
    from advocacy.models.users import User


class ActionCall(HasRef, Base):
    """What a campaign asks its members to do, whom to contact, with what words, and until when."""

    __tablename__ = "action_calls"

    version: Mapped[int] = mapped_column(default=1)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id", ondelete="CASCADE"), index=True)
    sentence: Mapped[str] = mapped_column(String(Limits.MAX_SHORT))
    sentence_es: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    script: Mapped[str] = mapped_column(default="")
    script_es: Mapped[str] = mapped_column(default="")
    until: Mapped[date | None] = mapped_column(index=True)
    """Its last day."""
    specific_legislation: Mapped[bool | None]
    """Whether it is about a bill, ordinance or resolution: the lobbying class of what members do follows from it."""
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    closed_at: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": version}

    campaign: Mapped["Campaign"] = relationship(foreign_keys=[campaign_id], lazy="raise_on_sql")
    targets: Mapped[list["ActionCallTarget"]] = relationship(
        cascade="all, delete-orphan", order_by="ActionCallTarget.position"
    )


class ActionCallTarget(Base):
    """Whom to contact."""

    __tablename__ = "action_call_targets"
    __table_args__ = (UniqueConstraint("action_call_id", "target_id"),)

    action_call_id: Mapped[int] = mapped_column(ForeignKey("action_calls.id", ondelete="CASCADE"))
    target_id: Mapped[int] = mapped_column(ForeignKey("targets.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)


class ActionTaken(Base):
    """A member did it: one activity for each target they reached."""

    __tablename__ = "actions_taken"
    __table_args__ = (UniqueConstraint("action_call_id", "target_id", "user_id"),)

    action_call_id: Mapped[int] = mapped_column(ForeignKey("action_calls.id", ondelete="CASCADE"))
    target_id: Mapped[int] = mapped_column(ForeignKey("targets.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), index=True)


class Checklist(HasRef, Base):
    """A list of tasks that the coalition keeps for use again and again, each with days before or after a date."""

    __tablename__ = "checklists"

    version: Mapped[int] = mapped_column(default=1)
    title: Mapped[str] = mapped_column(String(Limits.MAX_NAME))
    note: Mapped[str] = mapped_column(default="")
    archived_at: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": version}

    items: Mapped[list["ChecklistItem"]] = relationship(cascade="all, delete-orphan", order_by="ChecklistItem.position")


class ChecklistItem(Base):
    """One task of a checklist. `offset_days` is negative before the date.

    Who does it: `assignee_id`, or with `for_lead` who leads the campaign; else whoever is chosen each time.
    """

    __tablename__ = "checklist_items"
    __table_args__ = (CheckConstraint("offset_days BETWEEN -730 AND 730", name="offset_range"),)

    checklist_id: Mapped[int] = mapped_column(ForeignKey("checklists.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    what: Mapped[str] = mapped_column(String(Limits.MAX_SHORT))
    offset_days: Mapped[int] = mapped_column(default=0)
    for_lead: Mapped[bool] = mapped_column(default=False, server_default=false())
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)

    assignee: Mapped["User | None"] = relationship(foreign_keys=[assignee_id], lazy="raise_on_sql")


class PublicCommentSpeaker(HasRef, HasParty, Base):
    """Who speaks at a hearing or before a vote, on what point, in which order."""

    __tablename__ = "public_comment_speakers"
    __table_args__ = (one_party(),)

    record_id: Mapped[int] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    point: Mapped[str] = mapped_column(String(Limits.MAX_NOTE), default="")
    minutes: Mapped[int | None]
    signed_up_on: Mapped[date | None]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    """Who put themselves on the list; once on each, which the service keeps."""
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaigns.id"), index=True)
    """Whose speaker it is; hidden with it. Null: of nobody in particular."""

    campaign: Mapped["Campaign | None"] = relationship(foreign_keys=[campaign_id], lazy="raise_on_sql")


class CalendarFeed(HasRef, Base):
    """A private, revocable address of a calendar; only the SHA-256 of its token is stored.

    Without a campaign it shows all that its owner may see, with one only what belongs to it.
    """

    __tablename__ = "calendar_feeds"

    token_hash: Mapped[str] = mapped_column(ByteString(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaigns.id", ondelete="CASCADE"), index=True)
    language: Mapped[Language] = mapped_column(default=Language.EN)
    """Spoken where the owner has chosen none for the screens."""
    tells_confidential: Mapped[bool] = mapped_column(default=False)
    """Whether titles of confidential campaigns go out too; else they stand as busy."""
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]

    user: Mapped["User"] = relationship(foreign_keys=[user_id], lazy="joined", innerjoin=True)
    campaign: Mapped["Campaign | None"] = relationship(foreign_keys=[campaign_id], lazy="raise_on_sql")
