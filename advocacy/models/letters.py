"""Letters, their recipients, signatures and replies."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from babel.dates import format_date
from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from advocacy.domain.activity_kinds import Side
from advocacy.domain.letter_texts import SettledWords
from advocacy.domain.letters import (
    DRAFTS,
    LETTER,
    RECIPIENT,
    SIGNATURE,
    DeliveryMethod,
    LetterKind,
    LetterOutcome,
    LetterStatus,
    RecipientStatus,
    ReplyChannel,
    ReplyFrom,
    ReplyOutcome,
    SignatureStatus,
)
from advocacy.domain.merge_fields import has_fields, told
from advocacy.domain.partial_dates import PartialDate, Precision
from advocacy.domain.records import Audience, RecordKind
from advocacy.domain.sign_on import SignerOrder
from advocacy.domain.text import Limits
from advocacy.domain.users import Language
from advocacy.languages import gettext_for
from advocacy.models.base import Base, ByteString, HasParty, HasRef, one_party, utc_now
from advocacy.models.campaigns import Demand
from advocacy.models.directory import UNKNOWN
from advocacy.models.records import Record

if TYPE_CHECKING:
    from advocacy.models.users import User


class Letter(Record):
    """A letter the coalition sends, or somebody else's that matters."""

    __tablename__ = "letters"
    __mapper_args__ = {"polymorphic_identity": RecordKind.LETTER}

    id: Mapped[int] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), primary_key=True)
    subject: Mapped[str] = mapped_column(String(Limits.MAX_TITLE))
    body: Mapped[str] = mapped_column(default="")
    text_version: Mapped[int] = mapped_column(default=1)
    letter_kind: Mapped[LetterKind] = mapped_column(default=LetterKind.LETTER)
    side: Mapped[Side] = mapped_column(default=Side.OURS)
    sender: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    language: Mapped[Language] = mapped_column(default=Language.EN)
    status: Mapped[LetterStatus] = mapped_column(default=LETTER.initial, index=True)
    outcome: Mapped[LetterOutcome | None]
    dated_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    date_note: Mapped[str] = mapped_column(default="")
    reply_business_days: Mapped[int] = mapped_column(default=10)
    others_signed: Mapped[bool] = mapped_column(default=False)
    signer_note: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    reviews_needed: Mapped[int] = mapped_column(default=1, server_default="1")
    sign_by: Mapped[date | None] = mapped_column(index=True)
    """The day by which signatures are asked for; they are still taken until `sign_until`."""
    sign_until: Mapped[date | None] = mapped_column(index=True)
    signer_order: Mapped[SignerOrder] = mapped_column(
        default=SignerOrder.BY_HAND, server_default=SignerOrder.BY_HAND.value
    )
    signer_columns: Mapped[int] = mapped_column(default=2, server_default="2")
    ink_lines: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether a line to sign by hand stands above each name."""
    enclosures: Mapped[str] = mapped_column(default="", server_default="")
    """One a line."""
    settled: Mapped[str] = mapped_column(default="", server_default="")
    """The words of other records that it prints, as they were when it was approved (domain/letter_texts.py)."""
    letterhead_id: Mapped[int | None] = mapped_column(ForeignKey("letterheads.id"), index=True)
    chases_id: Mapped[int | None] = mapped_column(ForeignKey("letters.id"), index=True)
    """The letter that this one chases."""

    recipients: Mapped[list["Recipient"]] = relationship(
        back_populates="letter", order_by="Recipient.position, Recipient.id", cascade="all, delete-orphan"
    )
    signatures: Mapped[list["Signature"]] = relationship(
        back_populates="letter", order_by="Signature.position, Signature.id", cascade="all, delete-orphan"
    )
    demand_links: Mapped[list["LetterDemand"]] = relationship(cascade="all, delete-orphan", order_by="LetterDemand.id")
    versions: Mapped[list["LetterVersion"]] = relationship(
        cascade="all, delete-orphan", order_by="LetterVersion.number"
    )

    def natural_audience(self) -> Audience:
        """Drafts are for organizers and coordinators; so is a letter that was withdrawn."""
        if self.status in DRAFTS or self.status is LetterStatus.WITHDRAWN:
            return Audience.WORKERS
        return Audience.CAMPAIGNS

    @property
    def demands(self) -> list[Demand]:
        """The demands it carries, in their order."""
        return [link.demand for link in self.demand_links]

    @property
    def name(self) -> str:
        """The subject as it is told: fields are filled in; what differs by recipient is words in square brackets."""
        return self.told(self.subject, self.language)

    def told(self, subject: str, language: Language, sender: str = "") -> str:
        """Return a subject of this letter, in a language, as it is told; `sender` where a letterhead names it."""
        if not has_fields(subject):
            return subject
        values = {**self._common(language), "letter.sender": sender or self.sender}
        if "signers.count" in subject:
            values["signers.count"] = str(sum(each.status is SignatureStatus.SIGNED for each in self.signatures))
        return told(subject, values, gettext_for(language.value))

    def _common(self, language: Language) -> dict[str, str]:
        """Return what is filled in alike for every recipient, from the letter and its leading campaign."""
        settled = SettledWords.of(self.settled)
        leading = next(iter(self.campaigns), None) if settled is None else None
        now = {"campaign.title": leading.title, "campaign.goal": leading.goal} if leading is not None else {}
        day = self.dated_on.first_day if self.dated_on.precision is Precision.DAY else None
        return {
            **(dict(settled.fields) if settled is not None else now),
            "letter.date": str(format_date(day, "long", locale=language.value)) if day is not None else "",
        }


class LetterDemand(Base):
    """A letter carries a demand."""

    __tablename__ = "letter_demands"
    __table_args__ = (UniqueConstraint("letter_id", "demand_id"),)

    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id", ondelete="CASCADE"))
    demand_id: Mapped[int] = mapped_column(ForeignKey("demands.id", ondelete="CASCADE"), index=True)

    demand: Mapped[Demand] = relationship(foreign_keys=[demand_id], lazy="selectin")


class LetterVersion(Base):
    """The text of a letter as it stood before a change."""

    __tablename__ = "letter_versions"
    __table_args__ = (UniqueConstraint("letter_id", "number"),)

    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id", ondelete="CASCADE"))
    number: Mapped[int]
    subject: Mapped[str] = mapped_column(String(Limits.MAX_TITLE))
    body: Mapped[str]
    beside: Mapped[str | None]
    """What was printed beside them (sender, demands, enclosures), one a line; null where nobody kept it."""
    editor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(default=utc_now)

    editor: Mapped["User | None"] = relationship(foreign_keys=[editor_id], lazy="joined")


class Recipient(HasRef, HasParty, Base):
    """A letter to one person or organization, with a state of its own."""

    __tablename__ = "recipients"
    __table_args__ = (one_party(),)

    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    status: Mapped[RecipientStatus] = mapped_column(default=RECIPIENT.initial, index=True)
    method: Mapped[DeliveryMethod] = mapped_column(default=DeliveryMethod.NOT_KNOWN)
    sent_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    delivered_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    reply_due: Mapped[date | None] = mapped_column(index=True)
    due_is_given: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")
    sent_to: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="", server_default="")
    """The address, number or form that it went to."""
    taken_by: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="", server_default="")
    """Who took it, delivered by hand."""
    tracking_number: Mapped[str] = mapped_column(String(100), default="", server_default="")
    reply_key: Mapped[str | None] = mapped_column(ByteString(20), unique=True, index=True)
    """Stands in the address to answer to, so that an answer finds its letter."""

    letter: Mapped[Letter] = relationship(back_populates="recipients", foreign_keys=[letter_id], lazy="raise_on_sql")
    answers: Mapped[list["ReplyAnswer"]] = relationship(
        back_populates="recipient", order_by="ReplyAnswer.id", cascade="all, delete-orphan"
    )


class Signature(HasRef, HasParty, Base):
    """Who signs: a person or an organization, printed as they wish."""

    __tablename__ = "signatures"
    __table_args__ = (one_party(),)

    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    status: Mapped[SignatureStatus] = mapped_column(default=SIGNATURE.initial)
    printed_name: Mapped[str] = mapped_column(String(Limits.MAX_NAME), default="")
    printed_title: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    printed_organization: Mapped[str] = mapped_column(String(Limits.MAX_NAME), default="")
    email: Mapped[str] = mapped_column(String(254), default="", server_default="")
    """Where the invitation goes; for nobody but who works the letter."""
    asked_at: Mapped[datetime | None]
    """When they asked to sign by the open link; it waits until somebody of ours confirms it."""
    approved_by: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    seen_version: Mapped[int | None]
    signed_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    basis: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")

    @property
    def stands(self) -> bool:
        """Whether the name stands under the letter: who did not sign is named only to those who work it."""
        return self.status is SignatureStatus.SIGNED

    letter: Mapped[Letter] = relationship(back_populates="signatures", foreign_keys=[letter_id], lazy="raise_on_sql")


class Reply(HasRef, Base):
    """What came back. One reply may answer several letters."""

    __tablename__ = "replies"

    received_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    channel: Mapped[ReplyChannel] = mapped_column(default=ReplyChannel.LETTER)
    reply_from: Mapped[ReplyFrom] = mapped_column(default=ReplyFrom.OFFICIAL)
    from_words: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    words: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    logged_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    logged_at: Mapped[datetime] = mapped_column(default=utc_now)
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activities.id"), index=True)
    retracted_at: Mapped[datetime | None]

    answers: Mapped[list["ReplyAnswer"]] = relationship(
        back_populates="reply", order_by="ReplyAnswer.id", cascade="all, delete-orphan"
    )


class ReplyAnswer(Base):
    """What a reply says to one recipient's letter, on one demand or on all (`demand_id` is null).

    `outcome` is null while the reply is to be classified.
    """

    __tablename__ = "reply_answers"
    __table_args__ = (
        UniqueConstraint("reply_id", "recipient_id", "demand_id"),
        CheckConstraint("outcome IS NOT NULL OR demand_id IS NULL", name="demand_has_outcome"),
    )

    reply_id: Mapped[int] = mapped_column(ForeignKey("replies.id", ondelete="CASCADE"), index=True)
    recipient_id: Mapped[int] = mapped_column(ForeignKey("recipients.id", ondelete="CASCADE"), index=True)
    demand_id: Mapped[int | None] = mapped_column(ForeignKey("demands.id", ondelete="CASCADE"), index=True)
    outcome: Mapped[ReplyOutcome | None]

    reply: Mapped[Reply] = relationship(back_populates="answers", lazy="joined", innerjoin=True)
    recipient: Mapped[Recipient] = relationship(back_populates="answers", lazy="raise_on_sql")
    demand: Mapped[Demand | None] = relationship(foreign_keys=[demand_id], lazy="selectin")
