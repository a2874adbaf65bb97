"""What was read from a history file: one frozen entry per record, as the file gives it.

Words are still the file's own; mapping.py says what they become. `None` means that the file gives no value.
Dates that are not known are `NOT_KNOWN`, with the file's words about them in `date_note`. An entry keeps the
line on which it begins, and the ids of its sources instead of their repeated publisher, date and headline.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields

from advocacy.domain.partial_dates import NOT_KNOWN, PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record of the file."""

    id: str
    line: int = 0
    source: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated(Entry):
    """A record with a date: as known, in words, and the days between which an unknown one lies."""

    date: PartialDate = NOT_KNOWN
    date_note: str | None = None
    not_before: datetime.date | None = None
    not_after: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry(Entry):
    """A text that facts were taken from."""

    publisher: str | None = None
    author: str | None = None
    date: PartialDate = NOT_KNOWN
    headline: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JurisdictionEntry(Entry):
    """A place that decides, or a place inside one."""

    name: str
    type: str
    state: str | None = None
    state_implied: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationEntry(Entry):
    """Any group: a body, an agency, a partner."""

    name: str
    kind: str
    jurisdiction: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEntry(Entry):
    """A person; where the name is not known, `role` says who it is."""

    kind: str
    name: str | None = None
    office: str | None = None
    ward: int | str | None = None
    jurisdiction: str | None = None
    organization: str | None = None
    role: str | None = None
    party: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignEntry(Entry):
    """An organised effort."""

    name: str
    status: str
    jurisdiction: str | None = None
    level: str | None = None
    run_by: str | None = None
    target_ids: tuple[str, ...] = ()
    target_note: str | None = None
    start: PartialDate = NOT_KNOWN
    end: PartialDate = NOT_KNOWN
    goal: str | None = None
    supporter_ids: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskEntry(Entry):
    """One demand of a campaign."""

    campaign: str
    number: int
    text: str
    addressee: str | None = None
    addressee_note: str | None = None
    carried_by: str | None = None
    outcome: str | None = None
    exception: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerEntry:
    """Somebody who signed: a person or an organization, and why the file says so."""

    person: str | None = None
    organization: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyEntry:
    """What came back to a letter."""

    sender: str | None = None
    date: PartialDate = NOT_KNOWN
    medium: str | None = None
    outcome: str | None = None
    note: str | None = None
    quote: str | None = None
    further_quote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterEntry(Dated):
    """A letter, ours or somebody else's."""

    title: str
    campaign: str | None = None
    kind: str | None = None
    side: str | None = None
    addressee: str | None = None
    co_addressee: str | None = None
    addressee_organization: str | None = None
    delivery: str | None = None
    signers: tuple[SignerEntry, ...] = ()
    named_group_members: tuple[str, ...] = ()
    group_note: str | None = None
    sender_note: str | None = None
    organization: str | None = None
    signer_count: int | None = None
    asks: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    reply: ReplyEntry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRequestEntry(Dated):
    """A meeting that was asked for. `date` is the day of the outcome, or of the asking if there is none."""

    requested_of: str
    topic: str
    campaign: str | None = None
    requested_by: str | None = None
    request_date: PartialDate = NOT_KNOWN
    outcome: str | None = None
    outcome_date: PartialDate = NOT_KNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteEntry:
    """The vote on a resolution: counts and roll call as far as they are known."""

    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    absent: int | None = None
    voice: bool | None = None
    roll_call: Mapping[str, str] | None = None
    roll_call_complete: bool | None = None
    rule: str | None = None
    """Which rule decided, where it was not the majority of those voting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionEntry(Dated):
    """Something a body decided or will decide."""

    body: str
    kind: str
    status: str
    campaign: str | None = None
    sponsors: tuple[str, ...] = ()
    title: str | None = None
    number: str | None = None
    binding: bool | None = None
    vote: VoteEntry | None = None
    urges: str | None = None
    reasons: tuple[str, ...] = ()
    reaction: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventEntry(Dated):
    """Something people came to, or one of the things that only look like it (see mapping.EVENT_KINDS)."""

    kind: str
    title: str
    status: str
    campaign: str | None = None
    place: str | None = None
    jurisdiction: str | None = None
    weekday: str | None = None
    attendance: int | None = None
    organizers: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    purpose: str | None = None
    letter: str | None = None
    resolution: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaEntry(Entry):
    """An article or broadcast, and the campaigns it speaks of."""

    publisher: str | None = None
    author: str | None = None
    date: PartialDate = NOT_KNOWN
    headline: str | None = None
    campaigns: tuple[str, ...] = ()
    summary: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementEntry(Dated):
    """Words said in public by a person, by organizations, or by somebody whom only words name."""

    summary: str
    speaker: str | None = None
    speaker_words: str | None = None
    organizations: tuple[str, ...] = ()
    campaign: str | None = None
    asks: tuple[str, ...] = ()
    stance: str | None = None
    channel: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEntry(Entry):
    """A fact used in argument."""

    claim: str
    date: PartialDate = NOT_KNOWN
    campaigns: tuple[str, ...] = ()
    figure: int | str | None = None
    value: float | None = None
    unit: str | None = None
    claimed_by: str | None = None
    claimed_by_note: str | None = None
    claimed_by_organization: str | None = None
    claimed_by_organizations: tuple[str, ...] = ()
    claim_basis: str | None = None
    subject: str | None = None
    counters: str | None = None
    countered: bool | None = None
    countered_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecedentEntry(Dated):
    """What another place has done."""

    jurisdiction: str
    instrument: str
    campaigns: tuple[str, ...] = ()
    organization: str | None = None
    official: str | None = None
    title: str | None = None
    provisions: tuple[str, ...] = ()
    on_ice_list: bool | None = None
    direction: str | None = None
    standing: str | None = None
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FederalEntry(Dated):
    """An order, a statute, a program or a report of the federal government."""

    kind: str
    campaigns: tuple[str, ...] = ()
    title: str | None = None
    issuer: str | None = None
    date_text: str | None = None
    date_inferred: PartialDate = NOT_KNOWN
    provisions: tuple[str, ...] = ()
    quote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LitigationEntry(Entry):
    """A lawsuit."""

    campaigns: tuple[str, ...] = ()
    title: str | None = None
    plaintiffs: tuple[str, ...] = ()
    defendant: str | None = None
    court: str | None = None
    court_note: str | None = None
    case_number: str | None = None
    filed: PartialDate = NOT_KNOWN
    joined: PartialDate = NOT_KNOWN
    joined_text: str | None = None
    joined_inferred: PartialDate = NOT_KNOWN
    status: str | None = None
    relief: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LegislationEntry(Dated):
    """A bill of a legislature."""

    title: str
    campaigns: tuple[str, ...] = ()
    jurisdiction: str | None = None
    number: str | None = None
    sponsors: tuple[str, ...] = ()
    status: str | None = None
    effect: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MetaEntry:
    """What the file says about itself."""

    title: str | None = None
    collection: str | None = None
    """Keeps the ids of this file apart from those of other files; without it, equal ids mean one record."""
    rules: tuple[str, ...] = ()
    not_in_the_texts: tuple[str, ...] = ()


@dataclass(slots=True)
class HistoryFile:
    """A whole file that was read and found without problems: entries by id, in the order of the file."""

    meta: MetaEntry = field(default_factory=MetaEntry)
    sources: dict[str, SourceEntry] = field(default_factory=dict)
    jurisdictions: dict[str, JurisdictionEntry] = field(default_factory=dict)
    organizations: dict[str, OrganizationEntry] = field(default_factory=dict)
    people: dict[str, PersonEntry] = field(default_factory=dict)
    campaigns: dict[str, CampaignEntry] = field(default_factory=dict)
    asks: dict[str, AskEntry] = field(default_factory=dict)
    letters: dict[str, LetterEntry] = field(default_factory=dict)
    meeting_requests: dict[str, MeetingRequestEntry] = field(default_factory=dict)
    resolutions: dict[str, ResolutionEntry] = field(default_factory=dict)
    events: dict[str, EventEntry] = field(default_factory=dict)
    media_coverage: dict[str, MediaEntry] = field(default_factory=dict)
    statements: dict[str, StatementEntry] = field(default_factory=dict)
    precedents: dict[str, PrecedentEntry] = field(default_factory=dict)
    federal_instruments: dict[str, FederalEntry] = field(default_factory=dict)
    legislation: dict[str, LegislationEntry] = field(default_factory=dict)
    litigation: dict[str, LitigationEntry] = field(default_factory=dict)
    claims: dict[str, ClaimEntry] = field(default_factory=dict)

    def sections(self) -> Iterator[tuple[str, Mapping[str, Entry]]]:
        """Give the loaded sections by name, in the order in which they must be loaded."""
        for each in fields(self):
            if each.name != "meta":
                yield each.name, getattr(self, each.name)

    def count(self) -> int:
        """Return the number of entries to load."""
        return sum(len(entries) for _, entries in self.sections())
