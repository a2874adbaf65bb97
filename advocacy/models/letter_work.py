"""What letters are worked with: comments, reviews, translations, templates, links to sign, letterheads, papers."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from advocacy.domain.escalations import EscalationKind
from advocacy.domain.letters import LetterKind
from advocacy.domain.sign_on import ReviewVerdict
from advocacy.domain.text import Limits
from advocacy.domain.users import Language
from advocacy.models.base import Base, ByteString, HasRef, utc_now
from advocacy.models.files import StoredFile

if TYPE_CHECKING:
    from advocacy.models.letters import Letter, Signature
    from advocacy.models.users import User


class Comment(HasRef, Base):
    """A remark of one of us on a record, seen by whoever may work it. A resolved one is folded away."""

    __tablename__ = "comments"

    record_id: Mapped[int] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), index=True)
    words: Mapped[str]
    text_version: Mapped[int | None]
    """Which version of a letter's text it speaks of."""
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=utc_now)
    resolved_at: Mapped[datetime | None]
    resolved_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    author: Mapped["User | None"] = relationship(foreign_keys=[author_id], lazy="joined")
    resolved_by: Mapped["User | None"] = relationship(foreign_keys=[resolved_by_id], lazy="joined")


class LetterReview(Base):
    """What one reviewer said of one version of a text."""

    __tablename__ = "letter_reviews"
    __table_args__ = (UniqueConstraint("letter_id", "text_version", "reviewer_id"),)

    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id", ondelete="CASCADE"))
    text_version: Mapped[int]
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    verdict: Mapped[ReviewVerdict]
    note: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=utc_now)

    reviewer: Mapped["User"] = relationship(foreign_keys=[reviewer_id], lazy="joined", innerjoin=True)


class LetterTranslation(Base):
    """The text in the other language; out of date when `of_version` is not the letter's text version."""

    __tablename__ = "letter_translations"
    __table_args__ = (UniqueConstraint("letter_id", "language"),)

    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id", ondelete="CASCADE"))
    language: Mapped[Language]
    sender: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="", server_default="")
    """How the sender is called in this language; "": as the letter says."""
    subject: Mapped[str] = mapped_column(String(Limits.MAX_TITLE))
    body: Mapped[str]
    of_version: Mapped[int]
    editor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(default=utc_now)
    approved_sha256: Mapped[str] = mapped_column(ByteString(64), default="", server_default="")
    """The hash of the words that a second person approved; "" while nobody did."""
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    approved_at: Mapped[datetime | None]

    approved_by: Mapped["User | None"] = relationship(foreign_keys=[approved_by_id], lazy="raise_on_sql")


class LetterTemplate(HasRef, Base):
    """A text that the coalition keeps to begin letters with; {{field}} is filled in from the records."""

    __tablename__ = "letter_templates"

    version: Mapped[int] = mapped_column(default=1)
    title: Mapped[str] = mapped_column(String(Limits.MAX_NAME))
    letter_kind: Mapped[LetterKind] = mapped_column(default=LetterKind.LETTER)
    subject: Mapped[str] = mapped_column(String(Limits.MAX_TITLE), default="")
    body: Mapped[str] = mapped_column(default="")
    subject_es: Mapped[str] = mapped_column(String(Limits.MAX_TITLE), default="")
    body_es: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    updated_at: Mapped[datetime] = mapped_column(default=utc_now)
    archived_at: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": version}


class SignOnLink(HasRef, Base):
    """A link by which somebody without an account signs one letter; only the SHA-256 of its token is stored.

    `signature_id` is who was invited; null: an open link, by which anybody who has it may ask to sign.
    """

    __tablename__ = "sign_on_links"

    token_hash: Mapped[str] = mapped_column(ByteString(64), unique=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id", ondelete="CASCADE"), index=True)
    signature_id: Mapped[int | None] = mapped_column(ForeignKey("signatures.id", ondelete="CASCADE"), index=True)
    email: Mapped[str] = mapped_column(String(254), default="")
    language: Mapped[Language] = mapped_column(default=Language.EN)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]

    letter: Mapped["Letter"] = relationship(foreign_keys=[letter_id], lazy="raise_on_sql")
    signature: Mapped["Signature | None"] = relationship(foreign_keys=[signature_id], lazy="raise_on_sql")


class Letterhead(HasRef, Base):
    """What stands above our letters: name, lines of address, and a picture if there is one."""

    __tablename__ = "letterheads"

    version: Mapped[int] = mapped_column(default=1)
    title: Mapped[str] = mapped_column(String(Limits.MAX_NAME))
    lines: Mapped[str] = mapped_column(default="")
    return_address: Mapped[str] = mapped_column(default="")
    logo_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))
    logo_words: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    """What the picture shows, for who cannot see it."""
    is_default: Mapped[bool] = mapped_column(default=False)
    archived_at: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": version}

    logo: Mapped[StoredFile | None] = relationship(foreign_keys=[logo_id], lazy="joined")


class LetterPaper(Base):
    """A printed form of one version of a letter: its hash stands on the record, so that a copy can be told from it."""

    __tablename__ = "letter_papers"

    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id", ondelete="CASCADE"), index=True)
    text_version: Mapped[int]
    media_type: Mapped[str] = mapped_column(ByteString(100))
    content_sha256: Mapped[str] = mapped_column(ByteString(64), index=True)
    """Of all that is printed (text, recipients, signatures, letterhead): what was approved."""
    file_sha256: Mapped[str] = mapped_column(ByteString(64), index=True)
    made_at: Mapped[datetime] = mapped_column(default=utc_now)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


class EscalationRung(Base):
    """What a campaign proposes when an answer is so many days overdue."""

    __tablename__ = "escalation_rungs"
    __table_args__ = (
        UniqueConstraint("campaign_id", "position"),
        CheckConstraint("after_days BETWEEN 0 AND 3650", name="after_days_range"),
    )

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id", ondelete="CASCADE"))
    position: Mapped[int]
    kind: Mapped[EscalationKind]
    after_days: Mapped[int]


class OwnHoliday(Base):
    """A day on which the offices of a place are closed, as told by an imported calendar (RFC 5545) or by hand."""

    __tablename__ = "own_holidays"
    __table_args__ = (UniqueConstraint("jurisdiction_id", "day"),)

    jurisdiction_id: Mapped[int] = mapped_column(ForeignKey("jurisdictions.id", ondelete="CASCADE"))
    day: Mapped[date]
    title: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
