"""The base of all tables: naming, column types and small mixins."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Date,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    MetaData,
    String,
    Text,
    or_,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship
from sqlalchemy.types import TypeDecorator, TypeEngine

from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.refs import new_ref
from advocacy.domain.text import Limits

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def utc_now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


def one_of(column: Any, values: Iterable[Any]) -> ColumnElement[bool]:
    """Return the condition that a column holds one of a few fixed values.

    A statement that is kept says so with OR: SQLAlchemy writes the places of an IN anew at each run, over the whole
    text of the statement.
    """
    return or_(*(column == value for value in values))


class UTCDateTime(TypeDecorator[datetime]):
    """A moment: stored in UTC, always aware in Python (SQLite gives datetimes back naive)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store in UTC; refuse a naive moment."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class ByteString(TypeDecorator[str]):
    """Text that sorts and compares by bytes on every database: keys, refs, codes, folded names."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Use the C collation on PostgreSQL; SQLite compares bytes anyway."""
        length = self.impl_instance.length  # type: ignore[attr-defined]
        if dialect.name == "postgresql":
            return dialect.type_descriptor(String(length, collation="C"))
        return dialect.type_descriptor(String(length))


@lru_cache(maxsize=8192)
def _read_date(text: str) -> PartialDate:
    """A list reads the same days again and again, and a partial date never changes."""
    return PartialDate(text)


class PartialDateType(TypeDecorator[PartialDate]):
    """A partial date as text `YYYY[-MM[-DD]]`; the empty text means that it is not known."""

    impl = String(10)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Sort by bytes on PostgreSQL too."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(String(10, collation="C"))
        return dialect.type_descriptor(String(10))

    def process_bind_param(self, value: PartialDate | str | None, dialect: Dialect) -> str | None:
        """Store the text."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> PartialDate | None:
        """Return the partial date."""
        return None if value is None else _read_date(value)


class Base(DeclarativeBase):
    """The base of every table. The readable code of an enumeration is stored, with a CHECK."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map = {
        StrEnum: Enum(
            StrEnum,
            native_enum=False,
            create_constraint=True,
            length=40,
            values_callable=lambda words: [word.value for word in words],
        ),
        datetime: UTCDateTime,
        date: Date,
        PartialDate: PartialDateType,
        str: Text,
    }

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-10)


class HasRef:
    """A row that addresses name: by a random ref, never by its number."""

    ref: Mapped[str] = mapped_column(ByteString(10), unique=True, default=new_ref, sort_order=-9)


class HasParty:
    """A person or an organization; where a source names neither, free words of attribution."""

    attribution: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")

    @declared_attr
    def person_id(cls) -> Mapped[int | None]:
        """The person, if it is one."""
        return mapped_column(ForeignKey("people.id"), index=True)

    @declared_attr
    def organization_id(cls) -> Mapped[int | None]:
        """The organization, if it is one."""
        return mapped_column(ForeignKey("organizations.id"), index=True)

    @declared_attr
    def person(cls) -> Mapped[Any]:
        """The person, if it is one."""
        return relationship("Person", foreign_keys=f"{cls.__name__}.person_id", lazy="raise_on_sql")  # type: ignore[attr-defined]

    @declared_attr
    def organization(cls) -> Mapped[Any]:
        """The organization, if it is one."""
        return relationship(
            "Organization",
            foreign_keys=f"{cls.__name__}.organization_id",  # type: ignore[attr-defined]
            lazy="raise_on_sql",
        )

    @property
    def party(self) -> Any:
        """The person or the organization, or None when only words are known."""
        return self.person or self.organization

    @property
    def party_name(self) -> str:
        """The name to show: of the person, of the organization, or the words of attribution."""
        return self.party.name if self.party else self.attribution


def one_party() -> CheckConstraint:
    """Return the constraint that a row names a person, or an organization, or gives words; never both."""
    return CheckConstraint(
        "(person_id IS NULL OR organization_id IS NULL) AND "
        "(person_id IS NOT NULL OR organization_id IS NOT NULL OR attribution <> '')",
        name="one_party",
    )
