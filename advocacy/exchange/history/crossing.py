"""Checks across records, when the whole file has been read: references, sources, and who belongs together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from advocacy.domain.words import N_
from advocacy.exchange.history import mapping
from advocacy.exchange.history.fields import Pending, SourceClaim
from advocacy.exchange.history.matching import Matches
from advocacy.exchange.history.problems import Found
from advocacy.exchange.history.records import (
    AskEntry,
    EventEntry,
    HistoryFile,
    LetterEntry,
    MediaEntry,
    ResolutionEntry,
    SourceEntry,
    StatementEntry,
)
from advocacy.exchange.history.vocabulary import Becomes

_WRITTEN: Mapping[str, Callable[[SourceEntry | MediaEntry], str]] = {
    "publisher": lambda source: source.publisher or "",
    "date": lambda source: source.date.text,
    "headline": lambda source: source.headline or "",
}


def check_references(pending: Pending, sections_of: Mapping[str, tuple[str, int]]) -> None:
    """Note every id that no record has, or that a record of another section has."""
    for reference in pending.references:
        section, _ = sections_of.get(reference.target, ("", 0))
        if not section:
            reference.spot.says(
                reference.line,
                N_("“%(key)s” names “%(target)s”, and no record of the file has this id."),
                key=reference.key,
                target=reference.target,
            )
        elif section not in reference.sections:
            reference.spot.says(
                reference.line,
                N_("“%(key)s” names “%(target)s”, which stands in “%(section)s”; it must stand in %(sections)s."),
                key=reference.key,
                target=reference.target,
                section=section,
                sections=", ".join(f"“{each}”" for each in reference.sections),
            )


def check_sources(pending: Pending, file: HistoryFile, found: Found) -> None:
    """Note what is repeated of a source and differs from the sources section."""
    unclear = {problem.record_id for problem in found.problems if problem.section == "sources"}
    for claim in pending.claims:
        source = file.sources.get(claim.source)
        if source is not None and source.id not in unclear:
            _compare(claim, source)
    for media in file.media_coverage.values():
        _compare_media(media, file, found)


def _compare(claim: SourceClaim, source: SourceEntry) -> None:
    for key, repeated in claim.repeated.items():
        stated = _WRITTEN[key](source)
        if repeated != stated:
            claim.spot.says(
                claim.line,
                N_("The %(key)s of source “%(source)s” is “%(repeated)s” here and “%(stated)s” under “sources”."),
                key=key,
                source=claim.source,
                repeated=repeated[:120] or "null",
                stated=stated or "null",
            )


def _compare_media(media: MediaEntry, file: HistoryFile, found: Found) -> None:
    """An article that is itself a source says the same in both places."""
    if len(media.source) != 1 or (source := file.sources.get(media.source[0])) is None:
        return
    for key, written in _WRITTEN.items():
        if written(media) and written(source) and written(media) != written(source):
            found.add(
                "media_coverage",
                media.id,
                media.line,
                N_("“%(key)s” differs from that of its source “%(source)s”."),
                key=key,
                source=source.id,
            )


def check_records(file: HistoryFile, found: Found) -> None:
    """Note records that contradict each other."""
    _check_parents(file, found)
    _check_asks(file, found)
    for letter in file.letters.values():
        _check_asks_of("letters", letter, file, found)
    for statement in file.statements.values():
        _check_asks_of("statements", statement, file, found)
    for resolution in file.resolutions.values():
        _check_roll_call(resolution, file, found)
    _check_events(file, found)


def _check_parents(file: HistoryFile, found: Found) -> None:
    for section, parents in (
        ("jurisdictions", {each.id: each.parent for each in file.jurisdictions.values()}),
        ("organizations", {each.id: each.parent for each in file.organizations.values()}),
    ):
        for record_id in _in_a_circle(parents):
            line = getattr(file, section)[record_id].line
            found.add(section, record_id, line, N_("“parent” leads back to the record itself."))


def _in_a_circle(parents: Mapping[str, str | None]) -> Iterator[str]:
    """Give the ids that are their own ancestors; every id is walked once."""
    done: set[str] = set()
    for start in parents:
        path: dict[str, None] = {}
        at: str | None = start
        while at is not None and at not in done and at not in path:
            path[at] = None
            at = parents.get(at)
        if at in path:
            yield from list(path)[list(path).index(at) :]
        done.update(path)


def _check_asks(file: HistoryFile, found: Found) -> None:
    numbered: dict[tuple[str, int], str] = {}
    for ask in file.asks.values():
        first = numbered.setdefault((ask.campaign, ask.number), ask.id)
        if first != ask.id:
            found.add(
                "asks",
                ask.id,
                ask.line,
                N_("Number %(number)s of the campaign is already “%(other)s”."),
                number=ask.number,
                other=first,
            )
        _check_carrier(ask, file, found)


def _check_carrier(ask: AskEntry, file: HistoryFile, found: Found) -> None:
    """What carries an ask belongs to its campaign."""
    if ask.carried_by is None:
        return
    carriers: tuple[Mapping[str, LetterEntry | ResolutionEntry | EventEntry], ...] = (
        file.letters,
        file.resolutions,
        file.events,
    )
    for carrier in (section.get(ask.carried_by) for section in carriers):
        if carrier is not None and carrier.campaign != ask.campaign:
            found.add(
                "asks",
                ask.id,
                ask.line,
                N_("It is carried by “%(carrier)s”, which belongs to another campaign."),
                carrier=carrier.id,
            )


def _check_asks_of(section: str, entry: LetterEntry | StatementEntry, file: HistoryFile, found: Found) -> None:
    for ask in filter(None, map(file.asks.get, entry.asks)):
        if ask.campaign != entry.campaign:
            found.add(
                section,
                entry.id,
                entry.line,
                N_("It carries the ask “%(ask)s”, which belongs to another campaign."),
                ask=ask.id,
            )


def _check_roll_call(resolution: ResolutionEntry, file: HistoryFile, found: Found) -> None:
    """Only who is recorded at the body votes in it."""
    if resolution.vote is None or not resolution.vote.roll_call:
        return
    for person_id in resolution.vote.roll_call:
        person = file.people.get(person_id)
        if person is not None and person.organization != resolution.body:
            found.add(
                "resolutions",
                resolution.id,
                resolution.line,
                N_("“%(person)s” is in the roll call, but not recorded at the body “%(body)s”."),
                person=person_id,
                body=resolution.body,
            )


def _check_events(file: HistoryFile, found: Found) -> None:
    """An entry under `events:` that is part of another record must find exactly that one."""
    matches = Matches(file)
    for event in file.events.values():
        meaning = mapping.EVENT_KINDS.find(event.kind) if event.kind else None
        if meaning is None:
            continue
        if meaning.becomes is Becomes.LETTER_SENDING and matches.letter_of(event) is None:
            message = N_("It must be the sending of exactly one letter of its campaign; name it with “letter”.")
            found.add("events", event.id, event.line, message)
        if meaning.becomes is Becomes.VOTE_EVENT and matches.resolution_of(event) is None:
            message = N_(
                "It must be the vote on exactly one decided resolution of its campaign; name it with “resolution”."
            )
            found.add("events", event.id, event.line, message)
