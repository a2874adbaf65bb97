"""Media items: the sources that records and timeline lines cite."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.records import Audience, RecordKind
from advocacy.domain.text import Limits
from advocacy.models.directory import UNKNOWN, Organization
from advocacy.models.records import Record


class MediaItem(Record):
    """An article, broadcast, post or statement that says something we rely on."""

    __tablename__ = "media_items"
    __mapper_args__ = {"polymorphic_identity": RecordKind.MEDIA_ITEM}

    id: Mapped[int] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), primary_key=True)
    publisher: Mapped[str] = mapped_column(String(Limits.MAX_NAME), default="")
    author: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    headline: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    published_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    date_note: Mapped[str] = mapped_column(default="")
    url: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    outlet_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id"), index=True)

    outlet: Mapped[Organization | None] = relationship(foreign_keys=[outlet_id], lazy="raise_on_sql")

    def natural_audience(self) -> Audience:
        """Sources are for every signed-in user."""
        return Audience.DIRECTORY

    @property
    def name(self) -> str:
        """Headline, else publisher, else author, else what the note says it is."""
        return self.headline or self.publisher or self.author or self.note.rstrip(".")
