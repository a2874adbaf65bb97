"""Users, their sessions, one-time links, and what slows a guesser."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from advocacy.domain.text import Limits, fold, initials
from advocacy.domain.users import Language, LinkPurpose, Role
from advocacy.models.base import Base, ByteString, HasRef, utc_now


class User(HasRef, Base):
    """A login. It may point to a person; it is not one."""

    __tablename__ = "users"

    version: Mapped[int] = mapped_column(default=1)
    email: Mapped[str] = mapped_column(String(254))
    email_key: Mapped[str] = mapped_column(ByteString(300), unique=True)
    display_name: Mapped[str] = mapped_column(String(Limits.MAX_NAME))
    password_hash: Mapped[str | None]
    language: Mapped[Language | None]
    is_active: Mapped[bool] = mapped_column(default=True)
    deactivated_at: Mapped[datetime | None]
    last_seen_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", use_alter=True, name="fk_users_person_id"), index=True
    )
    organization_id: Mapped[int | None] = mapped_column(
        ForeignKey("organizations.id", use_alter=True, name="fk_users_organization_id"), index=True
    )

    __mapper_args__ = {"version_id_col": version}

    role_rows: Mapped[list["UserRole"]] = relationship(
        cascade="all, delete-orphan", order_by="UserRole.id", lazy="selectin"
    )

    session_token = ""
    """The token of the session that this request came with; Flask-Login puts it in the cookie."""
    is_authenticated = True
    is_anonymous = False

    def get_id(self) -> str:
        """Return what Flask-Login puts in the cookie: the session's random token, never the user's id."""
        return self.session_token

    @property
    def roles(self) -> frozenset[Role]:
        """The roles held."""
        return frozenset(row.role for row in self.role_rows)

    def set_roles(self, roles: "frozenset[Role] | set[Role]") -> None:
        """Hold exactly these roles."""
        kept = [row for row in self.role_rows if row.role in roles]
        new = [UserRole(role=role) for role in Role if role in roles - {row.role for row in kept}]
        self.role_rows = kept + new

    def set_email(self, email: str) -> None:
        """Set the address and the key that makes it unique."""
        self.email, self.email_key = email, fold(email)

    @property
    def name(self) -> str:
        """The name shown to others."""
        return self.display_name

    @property
    def initials(self) -> str:
        """One or two letters for the avatar."""
        return initials(self.display_name)


class UserRole(Base):
    """A user holds a role."""

    __tablename__ = "user_roles"
    __table_args__ = (UniqueConstraint("user_id", "role"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    role: Mapped[Role]


class UserSession(Base):
    """A signed-in browser. The cookie holds a random id; only its SHA-256 is stored."""

    __tablename__ = "user_sessions"

    token_hash: Mapped[str] = mapped_column(ByteString(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    last_seen_at: Mapped[datetime] = mapped_column(default=utc_now)
    fresh_at: Mapped[datetime] = mapped_column(default=utc_now)
    agent: Mapped[str] = mapped_column(String(200), default="")
    ref: Mapped[str] = mapped_column(ByteString(10), unique=True)

    user: Mapped[User] = relationship(foreign_keys=[user_id], lazy="joined", innerjoin=True)


class OneTimeLink(Base):
    """A link that works once and expires; only the SHA-256 of its token is stored."""

    __tablename__ = "one_time_links"

    token_hash: Mapped[str] = mapped_column(ByteString(64), unique=True)
    purpose: Mapped[LinkPurpose]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    user: Mapped[User | None] = relationship(foreign_keys=[user_id], lazy="joined")


class SignInDelay(Base):
    """Failed sign-ins for an account, an address, the installation or a known device (all hashed)."""

    __tablename__ = "sign_in_delays"

    key_hash: Mapped[str] = mapped_column(ByteString(64), unique=True)
    failures: Mapped[int] = mapped_column(default=0)
    last_failure_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    blocked_until: Mapped[datetime | None]


class KnownDevice(Base):
    """A browser that signed in to this account before; it has a budget of its own."""

    __tablename__ = "known_devices"
    __table_args__ = (UniqueConstraint("token_hash", "user_id"),)

    token_hash: Mapped[str] = mapped_column(ByteString(64))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    last_used_at: Mapped[datetime] = mapped_column(default=utc_now)


class Submission(Base):
    """A form that was accepted; sending it again leads to the same place and changes nothing."""

    __tablename__ = "submissions"

    submission_id: Mapped[str] = mapped_column(ByteString(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    location: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
