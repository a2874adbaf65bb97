"""Statements that are built once and asked by many: the filter of a viewer with the id left open."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Integer, bindparam

from advocacy.domain.users import ActorKind
from advocacy.policy import Actor

VIEWER_ID = "viewer_id"
"""The name of the parameter that takes the id of who asks."""


@dataclass(frozen=True)
class AnyViewer(Actor):
    """Stands for whoever asks when a statement is built: the policy's own filter, for any user's id.

    Only what the policy's SQL depends on is known: whether they work here, and whether they see all.
    """

    works: bool = False
    unlimited: bool = False

    @property
    def user_id(self) -> Any:
        """The open parameter."""
        return bindparam(VIEWER_ID, type_=Integer)

    @property
    def is_worker(self) -> bool:
        """Whether drafts and records without a campaign are shown."""
        return self.works

    @property
    def sees_all(self) -> bool:
        """Whether no campaign is hidden."""
        return self.unlimited


@lru_cache(maxsize=4)
def _viewer(works: bool, unlimited: bool) -> AnyViewer:
    return AnyViewer(ActorKind.USER, None, works, unlimited)


def viewer_like(actor: Actor) -> AnyViewer:
    """Return the viewer that stands for this actor and all others with the same reach."""
    return _viewer(actor.is_worker, actor.sees_all)


def viewer_params(actor: Actor) -> dict[str, int]:
    """Return the parameter that a statement built for `viewer_like(actor)` is asked with."""
    return {} if actor.sees_all or actor.user_id is None else {VIEWER_ID: actor.user_id}
