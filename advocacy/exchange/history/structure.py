"""Readers of values that hold others: lists, the sources of a record, roll calls, and maps of known keys."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any

from advocacy.domain.partial_dates import NOT_KNOWN, PartialDate, Precision
from advocacy.domain.words import N_
from advocacy.exchange.history.fields import At, Id, Reader, Reference, SourceClaim, guarded
from advocacy.exchange.history.reading import Items, Node, Pairs, Scalar

MAX_CLERKS_WORD = 60

NOT_A_LIST = N_("“%(key)s” must be a list.")
NOT_A_MAP = N_("“%(key)s” must be a map of keys and values.")


@dataclass(frozen=True)
class Many:
    """A list of values of one type; null is an empty list."""

    each: Reader

    @property
    def called(self) -> str:
        return f"list of: {self.each.called}"

    def read(self, node: Node, at: At) -> tuple[Any, ...]:
        if not isinstance(node, Items):
            at.says(node.line, NOT_A_LIST)
            return ()
        values = (self.each.read(item, at) for item in node.items)
        return tuple(value for value in values if value is not None)


@dataclass(frozen=True)
class Sources:
    """The sources of a record: ids, or maps that repeat publisher, date and headline beside the id."""

    called: str = "list of sources"
    repeated = ("publisher", "date", "headline")

    def read(self, node: Node, at: At) -> tuple[str, ...]:
        if not isinstance(node, Items):
            at.says(node.line, NOT_A_LIST)
            return ()
        found = (self._one(item, at) for item in node.items)
        return tuple(dict.fromkeys(each for each in found if each is not None))

    def _one(self, node: Node, at: At) -> str | None:
        if not isinstance(node, Pairs):
            return Id(("sources",)).read(node, at)
        _refuse_other_keys(node, ("id", *self.repeated), at)
        if "id" not in node.values:
            at.says(node.line, N_("A source is named without its id."))
            return None
        source = Id(("sources",)).read(node.values["id"], at)
        repeated = {key: _written(node.values[key]) for key in self.repeated if key in node.values}
        if source is not None and repeated:
            at.pending.claims.append(SourceClaim(at.spot, node.line, source, repeated))
        return source


@dataclass(frozen=True)
class RollCall:
    """Person ids with the clerk's word for each."""

    called: str = "map of person ids to the clerk’s words"

    def read(self, node: Node, at: At) -> dict[str, str] | None:
        if not isinstance(node, Pairs):
            at.says(node.line, NOT_A_MAP)
            return None
        for key, line in node.doubled:
            at.says(line, N_("“%(key)s” names %(person)s twice."), person=key)
        words = {}
        for person, value in node.values.items():
            line = node.key_lines[person]
            at.pending.references.append(Reference(at.spot, at.key, line, person, ("people",)))
            word = _clerks_word(value, at)
            if word is not None:
                words[person] = word
        return words


@dataclass(frozen=True)
class Key:
    """One key of a form: how its value is read, and whether it must stand there or may be null."""

    reader: Reader
    required: bool = False
    nullable: bool = True
    attribute: str = ""


@dataclass(frozen=True)
class Form:
    """The keys of a map, and the class of entry that it becomes."""

    entry: type[Any]
    keys: Mapping[str, Key]
    called: str = "map"

    def read(self, node: Node, at: At) -> Any:
        """Return an entry from a map inside a record, or None."""
        if not isinstance(node, Pairs):
            at.says(node.line, NOT_A_MAP)
            return None
        return self.entry(**self.values(node, at, inside=True))

    def values(self, node: Pairs, at: At, *, inside: bool = False) -> dict[str, Any]:
        """Return the values by attribute; every key that is unknown, missing, doubled or wrong is noted."""
        _refuse_other_keys(node, self.keys, at)
        found: dict[str, Any] = {}
        for name, key in self.keys.items():
            place = at.inside(name) if inside else At(at.spot, name, at.pending)
            value = _read_key(key, node, name, place)
            if value is not None or key.required:
                found[key.attribute or name] = value
        if "date_precision" in self.keys:
            _check_precision(node, found, at)
        return found


def _check_precision(node: Pairs, found: dict[str, Any], at: At) -> None:
    """Take `date_precision` out of what was found, after comparing it with the date; it may be left out."""
    stated = found.pop("date_precision", None)
    if "date_precision" not in node.values or _unreadable(node, found, "date"):
        return
    known: PartialDate = found.get("date", NOT_KNOWN)
    if (stated or Precision.NONE.value) != known.precision.value:
        at.spot.says(
            node.values["date_precision"].line,
            N_("“date_precision” is %(stated)s, but the date is %(date)s."),
            stated=stated or "null",
            date=known.text or "null",
        )


def _unreadable(node: Pairs, found: dict[str, Any], key: str) -> bool:
    """Whether a value stands there that could not be read, which has been noted already."""
    value = node.values.get(key)
    return value is not None and not _written_null(value) and key not in found


def _written_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_null


def _read_key(key: Key, node: Pairs, name: str, at: At) -> Any:
    value = node.values.get(name)
    if value is None:
        if key.required:
            at.says(node.line, N_("“%(key)s” is missing."))
        return None
    if isinstance(value, Scalar) and value.is_null:
        if not key.nullable:
            at.says(value.line, N_("“%(key)s” must have a value."))
        return None
    return key.reader.read(value, at)


def _refuse_other_keys(node: Pairs, known: Container[str], at: At) -> None:
    for key, line in node.doubled:
        at.spot.says(line, N_("The key “%(key)s” stands twice in this record."), key=key[:80])
    for key, line in node.key_lines.items():
        if key not in known:
            at.spot.says(line, N_("The key “%(key)s” is not part of the form."), key=key[:80])


def _clerks_word(node: Node, at: At) -> str | None:
    """Return the word of the minutes; a plain `yes` is the word and no truth value."""
    if isinstance(node, Scalar) and not node.is_null and 0 < len(node.text.strip()) <= MAX_CLERKS_WORD:
        guarded(node.text, node.line, at)
        return node.text.strip()
    at.says(node.line, N_("“%(key)s” must give the clerk’s word for each person."))
    return None


def _written(node: Node) -> str:
    """Return a repeated value as written, "" for null."""
    return "" if not isinstance(node, Scalar) or node.is_null else node.text
