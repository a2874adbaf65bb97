"""From the bytes of a history file to a `HistoryFile` without problems, or to all its problems."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from advocacy.domain.words import N_
from advocacy.exchange.history import checking, crossing
from advocacy.exchange.history.fields import At, Pending
from advocacy.exchange.history.form import META, SECTIONS
from advocacy.exchange.history.problems import Found, HistoryProblem, HistoryRefused, Unreadable
from advocacy.exchange.history.reading import (
    Pairs,
    Scalar,
    Section,
    SectionBegins,
    SectionItem,
    parts_of,
    read_bytes,
)
from advocacy.exchange.history.records import Entry, HistoryFile, MetaEntry


def read_history(path: Path, *, today: date) -> HistoryFile:
    """Return what the file holds, or raise `HistoryRefused` with every problem of it.

    `today` is the day of loading: what is said to have happened cannot lie after it.
    """
    try:
        data = read_bytes(path)
    except Unreadable as error:
        raise _refused(Found(), error) from error
    return history_from(data, today=today)


def history_from(data: bytes, *, today: date) -> HistoryFile:
    """Return what the bytes of a history file hold, or raise `HistoryRefused` with every problem."""
    found = Found()
    assembly = _Assembly(found, today)
    try:
        for part in parts_of(data):
            assembly.take(part)
        assembly.finish()
    except Unreadable as error:
        raise _refused(found, error) from error
    if found.problems:
        raise HistoryRefused(found.in_order())
    return assembly.file


def _refused(found: Found, error: Unreadable) -> HistoryRefused:
    """Return the problems up to the place where reading stopped, and the one that stopped it."""
    last = HistoryProblem("", "", error.line, error.problem)
    return HistoryRefused([*found.in_order(), last])


class _Assembly:
    """Takes the parts of a file one by one; holds only what the end of the file is checked against."""

    def __init__(self, found: Found, today: date) -> None:
        self.file = HistoryFile()
        self._found = found
        self._today = today
        self._pending = Pending()
        self._sections_of: dict[str, tuple[str, int]] = {}
        """Every id of the file, with its section and line."""

    def take(self, part: SectionBegins | Section | SectionItem) -> None:
        if isinstance(part, SectionBegins):
            self._begin(part)
        elif isinstance(part, SectionItem):
            self._take_item(part)
        else:
            self._take_section(part)

    def finish(self) -> None:
        """Check what only the whole file can tell."""
        crossing.check_references(self._pending, self._sections_of)
        crossing.check_sources(self._pending, self.file, self._found)
        crossing.check_records(self.file, self._found)

    def _begin(self, part: SectionBegins) -> None:
        if part.doubled:
            self._found.add(part.name[:80], "", part.line, N_("This section stands twice in the file."))
        if part.name not in SECTIONS and part.name != "meta":
            self._found.add(part.name[:80], "", part.line, N_("There is no section of this name in the form."))

    def _take_section(self, part: Section) -> None:
        """Take a section that is no list: `meta`, or one that is empty."""
        if part.name == "meta":
            at = self._at("meta", "", "meta")
            if not _is_null(part.node):
                self.file.meta = META.read(part.node, at) or MetaEntry()
        elif part.name in SECTIONS and not _is_null(part.node):
            self._found.add(part.name, "", part.line, N_("A section must be a list of records."))

    def _take_item(self, part: SectionItem) -> None:
        if part.name == "meta":
            self._found.add("meta", "", part.node.line, N_("“meta” must be a map of keys and values."))
        elif part.name in SECTIONS and isinstance(part.node, Pairs):
            self._take_record(part.name, part.node)
        elif part.name in SECTIONS:
            self._found.add(part.name, "", part.node.line, N_("A record must be a map of keys and values."))

    def _take_record(self, section: str, node: Pairs) -> None:
        given = node.values.get("id")
        record_id = given.text[:120] if isinstance(given, Scalar) and not given.is_null else ""
        at = self._at(section, record_id, "")
        values = SECTIONS[section].values(node, at)
        self._remember(section, record_id, node.line)
        entry: Entry = SECTIONS[section].entry(**values, line=node.line)
        getattr(self.file, section).setdefault(entry.id, entry)
        checking.check_entry(entry, at.spot, self._today)

    def _remember(self, section: str, record_id: str, line: int) -> None:
        if not record_id:
            return
        if record_id in self._sections_of:
            where, first = self._sections_of[record_id]
            self._found.add(
                section,
                record_id,
                line,
                N_("The id stands twice in the file: also in “%(section)s”, line %(line)s."),
                section=where,
                line=first,
            )
            return
        self._sections_of[record_id] = (section, line)

    def _at(self, section: str, record_id: str, key: str) -> At:
        return At(self._found.at(section, record_id), key, self._pending)


def _is_null(node: Any) -> bool:
    return isinstance(node, Scalar) and node.is_null
