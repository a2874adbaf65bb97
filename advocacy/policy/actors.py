"""Who acts: a signed-in user, a visitor, or a part of the system."""

from dataclasses import dataclass
from typing import Protocol

from advocacy.db import db
from advocacy.domain.users import ActorKind, Language, Role
from advocacy.models import (
    User,
)

WORKING_ROLES = frozenset({Role.ORGANIZER, Role.COORDINATOR})


class Who(Protocol):
    """What is known of a signed-in user: a user's row, or what came with the session."""

    @property
    def id(self) -> int: ...
    @property
    def ref(self) -> str: ...
    @property
    def display_name(self) -> str: ...
    @property
    def language(self) -> Language | None: ...
    @property
    def roles(self) -> frozenset[Role]: ...


@dataclass(frozen=True)
class Actor:
    """Who acts: a user, one of the system's parts (which see all, and are audited as such), or a visitor.

    A visitor is not signed in: holds no role, sees nothing, and only stands in the audit trail.
    """

    kind: ActorKind
    who: Who | None = None

    @classmethod
    def of(cls, who: Who) -> "Actor":
        """Return the actor for a signed-in user."""
        return cls(ActorKind.USER, who)

    @property
    def user(self) -> User | None:
        """The user's row, read when it is asked for; None for the system."""
        if self.who is None or isinstance(self.who, User):
            return self.who
        return db.session.get_one(User, self.who.id)

    @property
    def user_id(self) -> int | None:
        """The user's id, or None for the system."""
        return self.who.id if self.who else None

    @property
    def display_name(self) -> str:
        """The user's name, or "" for the system."""
        return self.who.display_name if self.who else ""

    @property
    def roles(self) -> frozenset[Role]:
        """The roles held; the system holds all, a visitor none."""
        if self.who is not None:
            return self.who.roles
        return frozenset(Role) if self.sees_all else frozenset()

    @property
    def sees_all(self) -> bool:
        """Whether no campaign is hidden from it."""
        return self.who is None and self.kind is not ActorKind.VISITOR

    @property
    def is_worker(self) -> bool:
        """Whether drafts and records without a campaign are shown: organizers and coordinators."""
        return bool(self.roles & WORKING_ROLES)

    def has(self, role: Role) -> bool:
        """Tell whether the actor holds the role."""
        return role in self.roles


OPERATOR = Actor(ActorKind.OPERATOR)
IMPORTER = Actor(ActorKind.IMPORT)
WORKER = Actor(ActorKind.WORKER)
VISITOR = Actor(ActorKind.VISITOR)
