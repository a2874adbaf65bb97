"""Strict YAML: from the bytes of a history file to records that know their lines.

A history file comes from outside, so it is read as data and nothing else: events of the YAML scanner, never
objects. Anchors, aliases, tags, doubled keys, a second document, deep nesting and control characters are
refused, because each of them can make a file mean something else than what a person sees in it, or grow it
beyond its size. A scalar keeps the text as written and whether it stood in quotes: what it means is decided
by the form, so that the clerk's word `yes` is a word and not a truth value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sized
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from advocacy.domain.words import N_
from advocacy.exchange.history.problems import Unreadable

MAX_BYTES = 10 * 1024 * 1024
MAX_RECORDS = 100_000
MAX_VALUES = 10_000
"""In one list or map inside a section; sections themselves are counted in records."""
MAX_DEPTH = 8
"""Section, record, list, map and one more: the form needs five levels."""

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as written: its text, the line it begins on, and whether it stood without quotes."""

    text: str
    plain: bool
    line: int

    @property
    def is_null(self) -> bool:
        """Whether the file gives no value here."""
        return self.plain and self.text in _NULLS


@dataclass(frozen=True, slots=True)
class Items:
    """A list, in the order of the file."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Pairs:
    """A map: its values by key; a key that is given twice is kept in `doubled` with its line."""

    values: dict[str, Node]
    key_lines: dict[str, int]
    line: int
    doubled: list[tuple[str, int]] = field(default_factory=list)


Node = Scalar | Items | Pairs


@dataclass(frozen=True, slots=True)
class Section:
    """The value of one top-level key when it is not a list."""

    name: str
    line: int
    node: Node


@dataclass(frozen=True, slots=True)
class SectionBegins:
    """A top-level key; `doubled` says that it stood further up already."""

    name: str
    line: int
    doubled: bool


@dataclass(frozen=True, slots=True)
class SectionItem:
    """One entry of the list of a section."""

    name: str
    node: Node


Part = SectionBegins | Section | SectionItem


def read_bytes(path: Path) -> bytes:
    """Return what the file holds; refuse what is no plain file, cannot be read, or is too large to parse."""
    try:
        if not path.is_file():
            raise Unreadable(0, N_("There is no file %(path)s."), path=str(path))
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Unreadable(0, N_("%(path)s cannot be read (%(reason)s)."), path=str(path), reason=reason) from error
    if len(data) > MAX_BYTES:
        raise Unreadable(0, N_("The file is larger than %(limit)s MB."), limit=MAX_BYTES // (1024 * 1024))
    return data


def parts_of(data: bytes) -> Iterator[Part]:
    """Give the sections and their entries one after the other, so that only one entry is held at a time.

    Raises `Unreadable` at the first place from which the rest cannot be understood.
    """
    text = _decoded(data)
    composer = _Composer(text)
    try:
        yield from composer.parts()
    except yaml.YAMLError as error:
        raise _syntax_error(error, text) from error


def _decoded(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(line, N_("The file is not UTF-8 text here.")) from error
    nul = text.find("\0")
    if nul >= 0:
        raise Unreadable(text.count("\n", 0, nul) + 1, N_("The file holds a NUL character here."))
    return text


def _syntax_error(error: yaml.YAMLError, text: str) -> Unreadable:
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        reason = str(getattr(error, "problem", None) or "")
        return Unreadable(mark.line + 1, N_("This is not readable YAML (%(reason)s)."), reason=reason)
    position = getattr(error, "position", 0)
    return Unreadable(text.count("\n", 0, position) + 1, N_("There is a character here that YAML does not allow."))


class _Composer:
    """Builds values from the events of the YAML scanner, one entry of a section at a time."""

    def __init__(self, text: str) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        self._records = 0

    def parts(self) -> Iterator[Part]:
        self._open_document()
        seen: set[str] = set()
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            name, line = self._key(event)
            yield SectionBegins(name, line, name in seen)
            seen.add(name)
            yield from self._section(name, line)
        self._close_document()

    def _open_document(self) -> None:
        next(self._events)  # the beginning of the stream
        if isinstance(next(self._events), yaml.StreamEndEvent):
            raise Unreadable(0, N_("The file is empty."))
        event = self._next()
        if not isinstance(event, yaml.MappingStartEvent):
            raise Unreadable(_line(event), N_("The file must be a map of sections, such as “letters:”."))

    def _close_document(self) -> None:
        next(self._events)  # the end of the document
        event = next(self._events)
        if not isinstance(event, yaml.StreamEndEvent):
            raise Unreadable(_line(event), N_("A second YAML document begins here; a history file is one."))

    def _section(self, name: str, line: int) -> Iterator[Part]:
        event = self._next()
        if not isinstance(event, yaml.SequenceStartEvent):
            yield Section(name, line, self._node(event, 2))
            return
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            self._records += 1
            if self._records > MAX_RECORDS:
                raise Unreadable(_line(event), N_("The file holds more than %(limit)s records."), limit=MAX_RECORDS)
            yield SectionItem(name, self._node(event, 3))

    def _next(self) -> yaml.Event:
        """Return the next event, after refusing what may not stand in a history file."""
        event = next(self._events)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise Unreadable(_line(event), N_("YAML anchors and aliases (& and *) are refused: write the value out."))
        if (tag := getattr(event, "tag", None)) is not None:
            raise Unreadable(_line(event), N_("YAML tags (%(tag)s) are refused: write the value alone."), tag=tag)
        return event

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise Unreadable(_line(event), N_("The values are nested too deeply here."))
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._items(event, depth)
        return self._pairs(event, depth)

    def _items(self, opening: yaml.Event, depth: int) -> Items:
        items: list[Node] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
            _refuse_too_many(items, event)
        return Items(tuple(items), _line(opening))

    def _pairs(self, opening: yaml.Event, depth: int) -> Pairs:
        pairs = Pairs({}, {}, _line(opening))
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key, line = self._key(event)
            value = self._node(self._next(), depth + 1)
            if key in pairs.values:
                pairs.doubled.append((key, line))
                _refuse_too_many(pairs.doubled, event)
            else:
                pairs.values[key] = value
                pairs.key_lines[key] = line
                _refuse_too_many(pairs.values, event)
        return pairs

    def _key(self, event: yaml.Event) -> tuple[str, int]:
        """Return a key as written: `yes:` is the word, not a truth value."""
        if not isinstance(event, yaml.ScalarEvent):
            raise Unreadable(_line(event), N_("A key must be one word, not a list or a map."))
        return _scalar(event).text, _line(event)


def _refuse_too_many(values: Sized, event: yaml.Event) -> None:
    if len(values) > MAX_VALUES:
        raise Unreadable(_line(event), N_("There are more than %(limit)s values in one list."), limit=f"{MAX_VALUES:,}")


def _scalar(event: yaml.ScalarEvent) -> Scalar:
    if any(letter < " " and letter not in "\n\t\r" for letter in event.value):
        raise Unreadable(_line(event), N_("There is a control character in this text."))
    return Scalar(event.value, event.style is None or event.style == "", _line(event))


def _line(event: yaml.Event) -> int:
    return 1 if event.start_mark is None else int(event.start_mark.line) + 1
