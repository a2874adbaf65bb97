"""Keys that many sections of a history file share, and short ways to say what a key refers to."""

from __future__ import annotations

from advocacy.domain.text import Limits
from advocacy.exchange.history import mapping
from advocacy.exchange.history.fields import Date, Day, Id, Text, Word
from advocacy.exchange.history.structure import Key, Many, Sources

LONG = Key(Text())
SHORT = Key(Text(Limits.MAX_SHORT))
NAME = Key(Text(Limits.MAX_NAME))
TITLE = Key(Text(Limits.MAX_TITLE))
QUOTE = Key(Text(words=Limits.MAX_QUOTE_WORDS))
TEXTS = Key(Many(Text()))
DATE = Key(Date())

RECORD = {"id": Key(Id(), required=True, nullable=False), "note": LONG, "source": Key(Sources())}
DATED = {
    "date": DATE,
    "date_precision": Key(Word(mapping.PRECISIONS)),
    "date_note": SHORT,
    "not_before": Key(Day()),
    "not_after": Key(Day()),
}


def must(key: Key) -> Key:
    """Return the key as one that must stand there with a value."""
    return Key(key.reader, required=True, nullable=False, attribute=key.attribute)


def one(*sections: str) -> Key:
    """Return the key of one record of these sections."""
    return Key(Id(sections))


def many(*sections: str) -> Key:
    """Return the key of a list of records of these sections."""
    return Key(Many(Id(sections)))


WHO = ("people", "organizations")
