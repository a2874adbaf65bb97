"""Influence links: who has somebody's ear, as somebody of us knows it."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from advocacy.domain.influences import Strength
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.records import Audience, RecordKind
from advocacy.domain.stances import PRIVATE_EVIDENCE, Confidence
from advocacy.domain.text import Limits
from advocacy.models.directory import UNKNOWN, Organization, Person
from advocacy.models.records import Record


class Influence(Record):
    """The word of a person or organization counts with another, for the sake of a campaign.

    Append-only: a link is retracted with a reason, never overwritten; of two on one pair the latest counts.
    """

    __tablename__ = "influences"
    __mapper_args__ = {"polymorphic_identity": RecordKind.INFLUENCE}
    __table_args__ = (
        CheckConstraint("(from_person_id IS NULL) <> (from_organization_id IS NULL)", name="one_source"),
        CheckConstraint("(to_person_id IS NULL) <> (to_organization_id IS NULL)", name="one_target"),
        CheckConstraint("from_person_id IS NULL OR to_person_id IS NULL OR from_person_id <> to_person_id", name="two"),
    )

    id: Mapped[int] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), primary_key=True)
    from_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    from_organization_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id"), index=True)
    to_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    to_organization_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id"), index=True)
    strength: Mapped[Strength]
    confidence: Mapped[Confidence]
    relation: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    """What ties them, in a few words: her pastor, his largest donor."""
    known_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    evidence: Mapped[str] = mapped_column(default="")
    retracted_at: Mapped[datetime | None]
    retracted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    retracted_reason: Mapped[str] = mapped_column(default="")

    from_person: Mapped[Any] = relationship(Person, foreign_keys=[from_person_id], lazy="raise_on_sql")
    from_organization: Mapped[Any] = relationship(
        Organization, foreign_keys=[from_organization_id], lazy="raise_on_sql"
    )
    to_person: Mapped[Any] = relationship(Person, foreign_keys=[to_person_id], lazy="raise_on_sql")
    to_organization: Mapped[Any] = relationship(Organization, foreign_keys=[to_organization_id], lazy="raise_on_sql")

    def natural_audience(self) -> Audience:
        """What was said to one of us and what is inferred is for organizers and coordinators."""
        return Audience.WORKERS if self.confidence in PRIVATE_EVIDENCE else Audience.CAMPAIGNS

    @property
    def source(self) -> Any:
        """Whose word counts."""
        return self.from_person or self.from_organization

    @property
    def target(self) -> Any:
        """With whom it counts."""
        return self.to_person or self.to_organization

    @property
    def name(self) -> str:
        """Both names."""
        return f"{self.source.name} → {self.target.name}"
