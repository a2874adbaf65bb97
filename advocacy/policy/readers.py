"""Statements that are built once and run for every reader.

Building a statement of SQLAlchemy costs many times what a database takes to answer it. So the statements of busy
pages are built for a stand-in of the reader, kept, and run with the reader's own id as a parameter.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import bindparam

from advocacy.domain.users import ActorKind
from advocacy.policy.actors import Actor

READER = "reader_id"
"""The parameter that holds the id of whoever reads."""


@dataclass(frozen=True)
class Reader(Actor):
    """Stands for every actor of one reach while a statement is built. Who it is, is a parameter."""

    worker: bool = False
    everything: bool = False

    @property
    def user_id(self) -> Any:
        """The parameter for the user's id."""
        return bindparam(READER, required=False, value=None)

    @property
    def sees_all(self) -> bool:
        """Whether no campaign is hidden from it."""
        return self.everything

    @property
    def is_worker(self) -> bool:
        """Whether drafts and records without a campaign are shown."""
        return self.worker


@cache
def _reader(worker: bool, everything: bool) -> Reader:
    return Reader(ActorKind.USER, None, worker, everything)


def reader(actor: Actor) -> Reader:
    """Return the stand-in for an actor: one of four, so that what is built for it can be kept by it."""
    return _reader(actor.is_worker, actor.sees_all)


def parameters(actor: Actor, **values: Any) -> dict[str, Any]:
    """Return what a kept statement is run with: the reader's id, and the values of the statement's own."""
    return {READER: actor.user_id, **values}
