"""Who acts: a signed-in user, a visitor, or a part of the system."""

from dataclasses import dataclass

from advocacy.domain.users import ActorKind, Role
from advocacy.models import (
    User,
)

WORKING_ROLES = frozenset({Role.ORGANIZER, Role.COORDINATOR})


@dataclass(frozen=True)
class Actor:
    """Who acts: a user, one of the system's parts (which see all, and are audited as such), or a visitor.

    A visitor is not signed in: holds no role, sees nothing, and only stands in the audit trail.
    """

    kind: ActorKind
    user: User | None = None

    @classmethod
    def of(cls, user: User) -> "Actor":
        """Return the actor for a signed-in user."""
        return cls(ActorKind.USER, user)

    @property
    def user_id(self) -> int | None:
        """The user's id, or None for the system."""
        return self.user.id if self.user else None

    @property
    def roles(self) -> frozenset[Role]:
        """The roles held; the system holds all, a visitor none."""
        if self.user is not None:
            return self.user.roles
        return frozenset(Role) if self.sees_all else frozenset()

    @property
    def sees_all(self) -> bool:
        """Whether no campaign is hidden from it."""
        return self.user is None and self.kind is not ActorKind.VISITOR

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
