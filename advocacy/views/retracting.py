"""What was retracted cannot be retracted again: its form is not drawn, and its page says why it is gone."""

from datetime import datetime
from typing import Protocol

from flask import request


class Retractable(Protocol):
    """A record that remembers when it was retracted."""

    @property
    def retracted_at(self) -> datetime | None:
        """When; None while it stands."""


def is_gone(record: Retractable) -> bool:
    """Tell whether a form is asked for that would be refused. What is sent all the same is refused in words."""
    return request.method == "GET" and record.retracted_at is not None
