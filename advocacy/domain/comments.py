"""Comments: remarks of ours on a record, for who works it."""

from advocacy.domain.records import RecordKind

COMMENTED = frozenset({RecordKind.LETTER})
"""The kinds of records that show comments."""
