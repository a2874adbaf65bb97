"""What a reader wants to see of a timeline, and where a page of it begins."""

from __future__ import annotations

from dataclasses import dataclass

from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.partial_dates import PartialDate, PartialDateError
from advocacy.domain.refs import parse_ref

PAGE_SIZE = 50
_SEPARATOR = "~"


@dataclass(frozen=True)
class Cursor:
    """A place on a timeline: the sort date and the ref of the entry there. An empty date is the very end."""

    sort_on: PartialDate
    ref: str

    def __str__(self) -> str:
        """Return the text that stands in addresses: `2017-02~abcdefghjk`."""
        return f"{self.sort_on}{_SEPARATOR}{self.ref}"

    @classmethod
    def read(cls, text: str) -> Cursor | None:
        """Return the place that an address names, or None when it names none (the first page is shown then)."""
        sort_on, separator, ref = text.partition(_SEPARATOR)
        if not separator:
            return None
        try:
            return cls(PartialDate(sort_on), parse_ref(ref))
        except (PartialDateError, ValueError):
            return None


@dataclass(frozen=True)
class Wanted:
    """Which entries: of these kinds (all when empty), of this side (all when None), after or before a place.

    `after` asks for the page of older entries, `before` for the page of newer ones.
    """

    kinds: tuple[ActivityKind, ...] = ()
    side: Side | None = None
    after: Cursor | None = None
    before: Cursor | None = None
    size: int = PAGE_SIZE
