"""The directory: places, people, organizations, posts and terms."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from advocacy.domain.directory import (
    CoalitionPart,
    ContactKind,
    ContactState,
    JurisdictionKind,
    OrganizationKind,
    RuleBase,
    RuleFraction,
    TaxStatus,
    VotesRight,
)
from advocacy.domain.measures import MotionKind
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.records import Audience, RecordKind
from advocacy.domain.text import Limits, fold, initials
from advocacy.domain.thresholds import Threshold
from advocacy.models.base import Base, ByteString, HasRef
from advocacy.models.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

UNKNOWN = PartialDate()


class Jurisdiction(Record):
    """A city, county, state or nation, or a place inside one."""

    __tablename__ = "jurisdictions"
    __mapper_args__ = {"polymorphic_identity": RecordKind.JURISDICTION}

    id: Mapped[int] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), primary_key=True)
    title: Mapped[str] = mapped_column(String(Limits.MAX_NAME))
    title_key: Mapped[str] = mapped_column(ByteString(Limits.MAX_NAME * 2), index=True)
    jurisdiction_kind: Mapped[JurisdictionKind]
    state: Mapped[str] = mapped_column(String(2), default="")
    division_id: Mapped[str] = mapped_column(ByteString(200), default="", index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("jurisdictions.id"), index=True)
    time_zone: Mapped[str] = mapped_column(ByteString(60), default="America/New_York")
    holidays: Mapped[str] = mapped_column(ByteString(10), default="US")
    note: Mapped[str] = mapped_column(default="")

    parent: Mapped["Jurisdiction | None"] = relationship(
        remote_side="Jurisdiction.id", foreign_keys=[parent_id], lazy="raise_on_sql"
    )

    def natural_audience(self) -> Audience:
        """Places are for every signed-in user."""
        return Audience.DIRECTORY

    def rename(self, title: str) -> None:
        """Set the name and the key it is found by."""
        self.title, self.title_key = title, fold(title)

    @property
    def name(self) -> str:
        """The name, with the state of a place inside one."""
        inside = self.state and self.jurisdiction_kind not in (JurisdictionKind.STATE, JurisdictionKind.NATION)
        return f"{self.title}, {self.state}" if inside else self.title


class Person(Record):
    """Anybody: officials (by a term), aides, signers, speakers, supporters. Nobody twice.

    The name may be unknown; then `label` says who is meant ("Governor of Illinois, not named").
    """

    __tablename__ = "people"
    __mapper_args__ = {"polymorphic_identity": RecordKind.PERSON}
    __table_args__ = (
        CheckConstraint("given_name <> '' OR family_name <> '' OR label <> ''", name="named_or_labelled"),
    )

    id: Mapped[int] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), primary_key=True)
    given_name: Mapped[str] = mapped_column(String(Limits.MAX_NAME), default="")
    family_name: Mapped[str] = mapped_column(String(Limits.MAX_NAME), default="")
    title: Mapped[str] = mapped_column(String(60), default="")
    label: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    name_key: Mapped[str] = mapped_column(ByteString(1000), index=True)
    party: Mapped[str] = mapped_column(String(100), default="")
    role: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    languages: Mapped[str] = mapped_column(String(100), default="")
    photo_url: Mapped[str] = mapped_column(default="")
    not_in_print: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id"), index=True)
    jurisdiction_id: Mapped[int | None] = mapped_column(ForeignKey("jurisdictions.id"), index=True)

    aliases: Mapped[list["PersonAlias"]] = relationship(cascade="all, delete-orphan", order_by="PersonAlias.id")
    terms: Mapped[list["Term"]] = relationship(
        back_populates="person", foreign_keys="Term.person_id", order_by="Term.starts_on.desc()"
    )
    organization: Mapped["Organization | None"] = relationship(foreign_keys=[organization_id], lazy="raise_on_sql")
    jurisdiction: Mapped["Jurisdiction | None"] = relationship(foreign_keys=[jurisdiction_id], lazy="raise_on_sql")

    def natural_audience(self) -> Audience:
        """A person exists for whoever may see something that they are linked to."""
        return Audience.LINKED

    def rename(self, *, given_name: str, family_name: str, label: str = "") -> None:
        """Set the name and the key that sorts by family name and finds both."""
        self.given_name, self.family_name, self.label = given_name, family_name, label
        self.name_key = fold(f"{family_name} {given_name}".strip() or label)

    @property
    def name(self) -> str:
        """Given and family name, or the label when the name is not known."""
        return f"{self.given_name} {self.family_name}".strip() or self.label

    @property
    def initials(self) -> str:
        """One or two letters for the avatar."""
        return initials(self.name)


class PersonAlias(Base):
    """Another spelling or name of a person."""

    __tablename__ = "person_aliases"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    alias: Mapped[str] = mapped_column(String(Limits.MAX_NAME))
    alias_key: Mapped[str] = mapped_column(ByteString(Limits.MAX_NAME * 2), index=True)


class Organization(Record):
    """Any group: a body, an agency, a coalition partner, a union, a congregation, an outlet."""

    __tablename__ = "organizations"
    __mapper_args__ = {"polymorphic_identity": RecordKind.ORGANIZATION}

    id: Mapped[int] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), primary_key=True)
    title: Mapped[str] = mapped_column(String(Limits.MAX_NAME))
    title_key: Mapped[str] = mapped_column(ByteString(Limits.MAX_NAME * 2), index=True)
    organization_kind: Mapped[OrganizationKind]
    is_body: Mapped[bool] = mapped_column(default=False)
    part: Mapped[CoalitionPart] = mapped_column(default=CoalitionPart.NONE, index=True)
    joined_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    left_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    tax_status: Mapped[TaxStatus] = mapped_column(default=TaxStatus.NOT_KNOWN)
    promised: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    website: Mapped[str] = mapped_column(default="")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id"), index=True)
    jurisdiction_id: Mapped[int | None] = mapped_column(ForeignKey("jurisdictions.id"), index=True)
    spokesperson_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", use_alter=True, name="fk_organizations_spokesperson_id"), index=True
    )

    parent: Mapped["Organization | None"] = relationship(
        remote_side="Organization.id", foreign_keys=[parent_id], lazy="raise_on_sql"
    )
    jurisdiction: Mapped[Jurisdiction | None] = relationship(foreign_keys=[jurisdiction_id], lazy="raise_on_sql")
    spokesperson: Mapped[Person | None] = relationship(
        foreign_keys=[spokesperson_id], lazy="raise_on_sql", post_update=True
    )
    posts: Mapped[list["Post"]] = relationship(back_populates="body", order_by="Post.position, Post.id")

    def natural_audience(self) -> Audience:
        """Organizations are for every signed-in user."""
        return Audience.DIRECTORY

    def rename(self, title: str) -> None:
        """Set the name and the key it is found by."""
        self.title, self.title_key = title, fold(title)

    @property
    def name(self) -> str:
        """The name."""
        return self.title

    @property
    def initials(self) -> str:
        """One or two letters for the avatar."""
        return initials(self.title)


class BodyRule(HasRef, Base):
    """How a body decides one kind of motion, from a day on; a changed rule is a new row."""

    __tablename__ = "body_rules"

    body_id: Mapped[int] = mapped_column(ForeignKey("organizations.id", ondelete="CASCADE"), index=True)
    motion_kind: Mapped[MotionKind]
    valid_from: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    ends_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    """The last day on which it held, where it ended before another one began."""
    fraction: Mapped[RuleFraction]
    base: Mapped[RuleBase]
    quorum: Mapped[int | None]
    chair_breaks_ties: Mapped[bool] = mapped_column(default=False)
    notice_hours: Mapped[int | None]
    comment_deadline_hours: Mapped[int | None]
    comment_minutes: Mapped[int | None]
    readings: Mapped[int | None]
    veto: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    citation: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")

    @property
    def threshold(self) -> Threshold:
        """What passes a motion under it."""
        return Threshold(self.fraction, self.base, self.quorum)


class Post(HasRef, Base):
    """A seat or office of a body: "Mayor", "City Councilor, Ward 1"."""

    __tablename__ = "posts"

    body_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id", ondelete="CASCADE"), index=True)
    jurisdiction_id: Mapped[int | None] = mapped_column(ForeignKey("jurisdictions.id"), index=True)
    label: Mapped[str] = mapped_column(String(Limits.MAX_NAME))
    division: Mapped[str] = mapped_column(String(100), default="")
    votes: Mapped[VotesRight] = mapped_column(default=VotesRight.YES)
    starts_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    ends_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    position: Mapped[int] = mapped_column(default=0)

    body: Mapped[Organization | None] = relationship(
        back_populates="posts", foreign_keys=[body_id], lazy="raise_on_sql"
    )
    jurisdiction: Mapped[Jurisdiction | None] = relationship(foreign_keys=[jurisdiction_id], lazy="raise_on_sql")
    terms: Mapped[list["Term"]] = relationship(
        back_populates="post", order_by="Term.starts_on.desc()", cascade="all, delete-orphan"
    )


class Term(HasRef, Base):
    """A person holds a post. An end in the future is the term's end, not a departure.

    An undated term seats nobody until somebody confirms it (`confirmed_on`).
    """

    __tablename__ = "terms"
    __table_args__ = (Index("ix_terms_post_id_starts_on", "post_id", "starts_on"),)

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    starts_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    ends_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    confirmed_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")

    post: Mapped[Post] = relationship(back_populates="terms", foreign_keys=[post_id], lazy="joined", innerjoin=True)
    person: Mapped[Person] = relationship(back_populates="terms", foreign_keys=[person_id], lazy="raise_on_sql")


class ContactPoint(HasRef, Base):
    """A phone, e-mail, address or handle of a person or organization."""

    __tablename__ = "contact_points"
    __table_args__ = (CheckConstraint("(person_id IS NULL) <> (organization_id IS NULL)", name="one_owner"),)

    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id", ondelete="CASCADE"), index=True)
    contact_kind: Mapped[ContactKind]
    value: Mapped[str] = mapped_column(String(Limits.MAX_SHORT))
    note: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    is_public: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    verified_on: Mapped[date | None]
    state: Mapped[ContactState] = mapped_column(default=ContactState.NOT_CHECKED)


def current_terms(terms: "Iterable[Term]", today: date) -> list[Term]:
    """Return the terms that hold on a day: started, not ended, dated or confirmed."""
    return [term for term in terms if holds_on(term, today)]


def holds_on(term: Term, day: date) -> bool:
    """Tell whether a term seats its holder on a day. An undated, unconfirmed term seats nobody."""
    if not term.starts_on.is_known and term.confirmed_on is None:
        return False
    if term.starts_on.first_day is not None and term.starts_on.first_day > day:
        return False
    return term.ends_on.last_day is None or term.ends_on.last_day >= day
