"""Claims: facts used in argument, and what answers them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.records import Audience, RecordKind
from advocacy.domain.text import Limits
from advocacy.models.base import Base, HasParty, one_party
from advocacy.models.directory import UNKNOWN
from advocacy.models.records import Record


class Claim(Record):
    """A fact that somebody uses in argument, with its figure, who says so, and where it stands."""

    __tablename__ = "claims"

    id: Mapped[int] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), primary_key=True)
    __mapper_args__ = {"polymorphic_identity": RecordKind.CLAIM, "inherit_condition": id == Record.id}
    text: Mapped[str]
    figure: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    """The figure as it was said: "more than a thousand municipalities"."""
    value: Mapped[str] = mapped_column(String(60), default="")
    """The figure as a number, in digits, where it is one."""
    unit: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    subject: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    basis: Mapped[str] = mapped_column(default="")
    """What they rest it on: a study, a count, a report."""
    stated_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    note: Mapped[str] = mapped_column(default="")
    retracted_at: Mapped[datetime | None]
    retracted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    retracted_reason: Mapped[str] = mapped_column(default="")

    claimants: Mapped[list["Claimant"]] = relationship(cascade="all, delete-orphan", order_by="Claimant.id")
    answer_links: Mapped[list["ClaimAnswer"]] = relationship(
        cascade="all, delete-orphan", order_by="ClaimAnswer.id", foreign_keys="ClaimAnswer.claim_id"
    )
    """What answers it."""
    answered_links: Mapped[list["ClaimAnswer"]] = relationship(
        cascade="all, delete-orphan", order_by="ClaimAnswer.id", foreign_keys="ClaimAnswer.answer_id"
    )
    """What it answers."""
    uses: Mapped[list["ClaimUse"]] = relationship(cascade="all, delete-orphan", order_by="ClaimUse.id")

    def natural_audience(self) -> Audience:
        """Facts are for every signed-in user."""
        return Audience.DIRECTORY

    @property
    def name(self) -> str:
        """What is claimed."""
        return self.text


class Claimant(HasParty, Base):
    """Who says so: a person, an organization, or words."""

    __tablename__ = "claimants"
    __table_args__ = (one_party(),)

    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id", ondelete="CASCADE"), index=True)


class ClaimAnswer(Base):
    """One claim answers another."""

    __tablename__ = "claim_answers"
    __table_args__ = (
        UniqueConstraint("claim_id", "answer_id"),
        CheckConstraint("claim_id <> answer_id", name="not_itself"),
    )

    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id", ondelete="CASCADE"))
    answer_id: Mapped[int] = mapped_column(ForeignKey("claims.id", ondelete="CASCADE"), index=True)

    claim: Mapped[Claim] = relationship(foreign_keys=[claim_id], lazy="raise_on_sql", viewonly=True)
    answer: Mapped[Claim] = relationship(foreign_keys=[answer_id], lazy="raise_on_sql", viewonly=True)


class ClaimUse(Base):
    """A claim is used in a letter, or stands behind a demand."""

    __tablename__ = "claim_uses"
    __table_args__ = (UniqueConstraint("claim_id", "record_id"), Index("ix_claim_uses_record_id", "record_id"))

    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id", ondelete="CASCADE"))
    record_id: Mapped[int] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"))
