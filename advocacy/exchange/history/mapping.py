"""One table from the free words of a history file to our words. What is not in it is refused, never guessed.

News and minutes call things by many names. Each vocabulary below lists the words that a file may use and what
each of them becomes here. Words are compared folded (case, accents and dashes do not matter). To teach the
program a new word, add a line; docs/history-file.md lists every word, and a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterator

from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.campaigns import CampaignStatus, DemandStatus, Instrument, RunBy
from advocacy.domain.directory import JurisdictionKind, OrganizationKind
from advocacy.domain.events import EventKind, EventStatus
from advocacy.domain.letters import DeliveryMethod, LetterKind, ReplyChannel, ReplyOutcome
from advocacy.domain.measures import Binding, MeasureStatus, MeasureType
from advocacy.domain.meetings import MeetingStatus
from advocacy.domain.partial_dates import Precision
from advocacy.domain.precedents import Standing
from advocacy.exchange.history.vocabulary import Becomes, EventMeaning, MeasureForm, PersonKind, Vocabulary


def _event(kind: EventKind) -> EventMeaning:
    return EventMeaning(Becomes.EVENT, event=kind)


def _theirs(kind: ActivityKind) -> EventMeaning:
    return EventMeaning(Becomes.THEIR_ACTIVITY, activity=kind)


JURISDICTION_TYPES = Vocabulary(
    "jurisdictions.type",
    {
        "country": JurisdictionKind.NATION,
        "nation": JurisdictionKind.NATION,
        "state": JurisdictionKind.STATE,
        "county": JurisdictionKind.COUNTY,
        "city": JurisdictionKind.CITY,
        "town": JurisdictionKind.CITY,
        "village": JurisdictionKind.CITY,
        "municipality": JurisdictionKind.CITY,
        "ward": JurisdictionKind.WARD,
        "district": JurisdictionKind.WARD,
        "neighborhood": JurisdictionKind.NEIGHBORHOOD,
        "neighbourhood": JurisdictionKind.NEIGHBORHOOD,
        "other": JurisdictionKind.OTHER,
    },
)

ORGANIZATION_KINDS = Vocabulary(
    "organizations.kind",
    {
        "legislative body": OrganizationKind.LEGISLATIVE_BODY,
        "city council": OrganizationKind.LEGISLATIVE_BODY,
        "legislature": OrganizationKind.LEGISLATIVE_BODY,
        "government": OrganizationKind.GOVERNMENT,
        "city government": OrganizationKind.GOVERNMENT,
        "police": OrganizationKind.POLICE,
        "federal agency": OrganizationKind.AGENCY,
        "federal agency office": OrganizationKind.AGENCY,
        "state agency": OrganizationKind.AGENCY,
        "city agency": OrganizationKind.AGENCY,
        "task force": OrganizationKind.AGENCY,
        "board": OrganizationKind.AGENCY,
        "commission": OrganizationKind.AGENCY,
        "advocacy": OrganizationKind.COALITION_PARTNER,
        "civil-rights organisation": OrganizationKind.COALITION_PARTNER,
        "civil-rights organization": OrganizationKind.COALITION_PARTNER,
        "workers centre": OrganizationKind.COALITION_PARTNER,
        "workers center": OrganizationKind.COALITION_PARTNER,
        "community organisation": OrganizationKind.COALITION_PARTNER,
        "community organization": OrganizationKind.COALITION_PARTNER,
        "faith": OrganizationKind.CONGREGATION,
        "congregation": OrganizationKind.CONGREGATION,
        "party": OrganizationKind.PARTY,
        "party committee": OrganizationKind.PARTY,
        "union": OrganizationKind.UNION,
        "media": OrganizationKind.MEDIA_OUTLET,
        "newspaper": OrganizationKind.MEDIA_OUTLET,
        "broadcaster": OrganizationKind.MEDIA_OUTLET,
        "university": OrganizationKind.UNIVERSITY,
        "association": OrganizationKind.ASSOCIATION,
        "association of local governments": OrganizationKind.ASSOCIATION,
        "association of police chiefs": OrganizationKind.ASSOCIATION,
        "other": OrganizationKind.OTHER,
    },
)

PERSON_KINDS = Vocabulary(
    "people.kind",
    {
        "official": PersonKind.OFFICIAL,
        "advocate": PersonKind.ADVOCATE,
        "association officer": PersonKind.OTHER,
        "journalist": PersonKind.OTHER,
        "resident": PersonKind.OTHER,
        "other": PersonKind.OTHER,
    },
)

CAMPAIGN_LEVELS = Vocabulary(
    "campaigns.level",
    {
        "city": JurisdictionKind.CITY,
        "county": JurisdictionKind.COUNTY,
        "state": JurisdictionKind.STATE,
        "federal": JurisdictionKind.NATION,
    },
)

CAMPAIGN_STATUSES = Vocabulary(
    "campaigns.status",
    {status.label.lower(): status for status in CampaignStatus},
)
"""The only table that refuses no other words: a sentence is kept as the campaign's note, its state active."""

RUN_BY = Vocabulary("campaigns.run_by", {"us": RunBy.US, "allies": RunBy.ALLIES, "others": RunBy.OTHERS})

SIDES = Vocabulary("letters.side", {"ours": Side.OURS, "theirs": Side.THEIRS, "others": Side.OTHERS})

ASK_OUTCOMES = Vocabulary(
    "asks.outcome",
    {
        "refused": DemandStatus.REJECTED,
        "rejected": DemandStatus.REJECTED,
        "denied": DemandStatus.REJECTED,
        "promised": DemandStatus.PROMISED,
        "partly met": DemandStatus.PARTLY_MET,
        "met": DemandStatus.MET,
        "granted": DemandStatus.MET,
        "withdrawn": DemandStatus.WITHDRAWN,
        "open": DemandStatus.OPEN,
    },
)

LETTER_KINDS = Vocabulary(
    "letters.kind",
    {
        "letter": LetterKind.LETTER,
        "public statement": LetterKind.OPEN_STATEMENT,
        "open letter": LetterKind.OPEN_STATEMENT,
        "testimony": LetterKind.TESTIMONY,
    },
)

DELIVERY_WORDS = Vocabulary(
    "letters.delivery",
    {
        "delivered by advocates to the mayor": DeliveryMethod.BY_HAND,
        "delivered by hand": DeliveryMethod.BY_HAND,
        "by hand": DeliveryMethod.BY_HAND,
        "delivered": DeliveryMethod.NOT_KNOWN,
        "sent": DeliveryMethod.NOT_KNOWN,
        "mailed": DeliveryMethod.POST,
        "by post": DeliveryMethod.POST,
        "by e-mail": DeliveryMethod.EMAIL,
        "by email": DeliveryMethod.EMAIL,
        "by fax": DeliveryMethod.FAX,
        "web form": DeliveryMethod.WEB_FORM,
        "published": DeliveryMethod.PUBLISHED,
        "published statement": DeliveryMethod.PUBLISHED,
    },
)

REPLY_MEDIA = Vocabulary(
    "letters.reply.medium",
    {
        "letter": ReplyChannel.LETTER,
        "e-mail": ReplyChannel.EMAIL,
        "email": ReplyChannel.EMAIL,
        "call": ReplyChannel.CALL,
        "telephone call": ReplyChannel.CALL,
        "in person": ReplyChannel.IN_PERSON,
        "press": ReplyChannel.PRESS,
        "interview": ReplyChannel.PRESS,
        "other": ReplyChannel.OTHER,
    },
)

REPLY_OUTCOMES = Vocabulary(
    "letters.reply.outcome",
    {
        "granted": ReplyOutcome.GRANTED,
        "partly granted": ReplyOutcome.PARTLY_GRANTED,
        "refused": ReplyOutcome.REFUSED,
        "denied": ReplyOutcome.REFUSED,
        "non-committal": ReplyOutcome.NON_COMMITTAL,
        "referred": ReplyOutcome.REFERRED,
        "needs clarification": ReplyOutcome.NEEDS_CLARIFICATION,
        "receipt": ReplyOutcome.RECEIPT,
    },
)

MEETING_OUTCOMES = Vocabulary(
    "meeting_requests.outcome",
    {
        "denied": MeetingStatus.DECLINED,
        "declined": MeetingStatus.DECLINED,
        "refused": MeetingStatus.DECLINED,
        "referred": MeetingStatus.REFERRED,
        "no answer": MeetingStatus.NO_ANSWER,
        "held": MeetingStatus.HELD,
        "cancelled by the office": MeetingStatus.CANCELLED_BY_OFFICE,
        "withdrawn": MeetingStatus.WITHDRAWN,
    },
)

RESOLUTION_KINDS = Vocabulary(
    "resolutions.kind",
    {
        "resolution": MeasureForm(MeasureType.RESOLUTION, Binding.NOT_KNOWN),
        "non-binding resolution": MeasureForm(MeasureType.RESOLUTION, Binding.NO),
        "binding resolution": MeasureForm(MeasureType.RESOLUTION, Binding.YES),
        "ordinance": MeasureForm(MeasureType.ORDINANCE, Binding.YES),
        "order": MeasureForm(MeasureType.ORDER, Binding.NOT_KNOWN),
        "charter change": MeasureForm(MeasureType.CHARTER_CHANGE, Binding.YES),
    },
)

RESOLUTION_STATUSES = Vocabulary(
    "resolutions.status",
    {
        "introduced": MeasureStatus.INTRODUCED,
        "in committee": MeasureStatus.IN_COMMITTEE,
        "scheduled": MeasureStatus.SCHEDULED,
        "scheduled for a vote": MeasureStatus.SCHEDULED,
        "passed": MeasureStatus.PASSED,
        "adopted": MeasureStatus.PASSED,
        "failed": MeasureStatus.FAILED,
        "rejected": MeasureStatus.FAILED,
        "tabled": MeasureStatus.TABLED,
        "referred back": MeasureStatus.REFERRED_BACK,
        "received and filed": MeasureStatus.FILED,
        "expired": MeasureStatus.EXPIRED,
        "withdrawn": MeasureStatus.WITHDRAWN,
    },
)

EVENT_KINDS = Vocabulary(
    "events.kind",
    {
        "march": _event(EventKind.MARCH),
        "rally": _event(EventKind.RALLY),
        "rallies": _event(EventKind.RALLY),
        "vigil": _event(EventKind.VIGIL),
        "press conference": _event(EventKind.PRESS_CONFERENCE),
        "hearing": _event(EventKind.HEARING),
        "public hearing": _event(EventKind.HEARING),
        "town hall": _event(EventKind.TOWN_HALL),
        "training": _event(EventKind.TRAINING),
        "coalition meeting": _event(EventKind.MEETING),
        "other event": _event(EventKind.OTHER),
        "telephone call": _theirs(ActivityKind.CALL),
        "meeting among officials": _theirs(ActivityKind.MEETING),
        "letter delivery": EventMeaning(Becomes.LETTER_SENDING),
        "council vote": EventMeaning(Becomes.VOTE_EVENT),
        "council vote with activists present": EventMeaning(Becomes.VOTE_EVENT),
    },
)

EVENT_STATUSES = Vocabulary(
    "events.status",
    {
        "planned": EventStatus.PLANNED,
        "announced": EventStatus.ANNOUNCED,
        "scheduled": EventStatus.ANNOUNCED,
        "held": EventStatus.HELD,
        "reported": EventStatus.HELD,
        "reported by the mayor": EventStatus.HELD,
        "cancelled": EventStatus.CANCELLED,
        "canceled": EventStatus.CANCELLED,
        "postponed": EventStatus.POSTPONED,
    },
)

INSTRUMENTS = Vocabulary(
    "precedents.instrument",
    {
        "executive order": Instrument.EXECUTIVE_ORDER,
        "executive order of the mayor": Instrument.EXECUTIVE_ORDER,
        "order of the governor to State Police": Instrument.AGENCY_ORDER,
        "order to an agency": Instrument.AGENCY_ORDER,
        "ordinance": Instrument.ORDINANCE,
        "resolution": Instrument.RESOLUTION,
        "act": Instrument.TRUST_ACT,
        "trust act": Instrument.TRUST_ACT,
        "policy": Instrument.POLICY,
        "identifies as a sanctuary city": Instrument.DECLARATION,
        "declaration": Instrument.DECLARATION,
        "state law": Instrument.STATE_LAW,
        "vow of the mayor": Instrument.PLEDGE,
        "pledge": Instrument.PLEDGE,
        "listed in the ICE report": Instrument.LISTING,
        "pilot of Secure Communities": Instrument.CONTRARY_ACT,
    },
)

STANDINGS = Vocabulary(
    "precedents.standing",
    {
        "in force": Standing.IN_FORCE,
        "practice only": Standing.PRACTICE,
        "pledged": Standing.PLEDGED,
        "proposed": Standing.PROPOSED,
        "refused": Standing.REFUSED,
        "ended": Standing.ENDED,
        "not known": Standing.NOT_KNOWN,
    },
)

FEDERAL_KINDS = Vocabulary(
    "federal_instruments.kind",
    {
        "executive order": MeasureType.EXECUTIVE_ORDER,
        "statute": MeasureType.STATUTE,
        "program": MeasureType.PROGRAM,
        "policy": MeasureType.POLICY,
        "report": MeasureType.OTHER,
    },
)

PROCEEDING_STATUSES = Vocabulary(
    "litigation.status",
    {word: word for word in ("filed", "pending", "decided", "settled", "dismissed", "appealed")},
)

LEGISLATION_STATUSES = Vocabulary(
    "legislation.status",
    {
        "proposed": MeasureStatus.INTRODUCED,
        "introduced": MeasureStatus.INTRODUCED,
        "in committee": MeasureStatus.IN_COMMITTEE,
        "passed": MeasureStatus.PASSED,
        "failed": MeasureStatus.FAILED,
        "in force": MeasureStatus.IN_FORCE,
    },
)

DIRECTIONS = Vocabulary("precedents.direction", {word: word for word in ("in favor", "contrary")})

STATEMENT_STANCES = Vocabulary(
    "statements.stance",
    {
        "strongly support": 2,
        "support": 1,
        "supportive": 1,
        "undecided": 0,
        "oppose": -1,
        "opposed": -1,
        "strongly oppose": -2,
    },
)
"""Other words stay as they are: they are no place on the scale."""

PRECISIONS = Vocabulary("date_precision", {"day": Precision.DAY, "month": Precision.MONTH, "year": Precision.YEAR})

WEEKDAYS = Vocabulary(
    "events.weekday",
    {
        "Monday": 0,
        "Tuesday": 1,
        "Wednesday": 2,
        "Thursday": 3,
        "Friday": 4,
        "Saturday": 5,
        "Sunday": 6,
    },
)


def vocabularies() -> Iterator[Vocabulary[object]]:
    """Give every table, in the order of this file, for the documentation and its test."""
    for value in globals().values():
        if isinstance(value, Vocabulary):
            yield value
