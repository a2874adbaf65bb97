"""The form of a history file: every section, every key of it, and how each value is read.

This is the whole declaration; docs/history-file.md tells it in words, and a test holds the two together.
Sections of `LOADED` become records. Those of `SET_ASIDE` are read and checked with the same care and then
left where they are: what they become is not stored yet, and the person who loads is told how many there were.
"""

from __future__ import annotations

from collections.abc import Mapping

from advocacy.domain.text import Limits
from advocacy.exchange.history import mapping, records
from advocacy.exchange.history.fields import Date, Day, Decimal, Either, Flag, Id, Number, State, Text, Word
from advocacy.exchange.history.structure import Form, Key, Many, RollCall, Sources

_LONG = Key(Text())
_SHORT = Key(Text(Limits.MAX_SHORT))
_NAME = Key(Text(Limits.MAX_NAME))
_TITLE = Key(Text(Limits.MAX_TITLE))
_QUOTE = Key(Text(words=Limits.MAX_QUOTE_WORDS))
_TEXTS = Key(Many(Text()))
_DATE = Key(Date())

_RECORD = {"id": Key(Id(), required=True, nullable=False), "note": _LONG, "source": Key(Sources())}
_DATED = {
    "date": _DATE,
    "date_precision": Key(Word(mapping.PRECISIONS)),
    "date_note": _SHORT,
    "not_before": Key(Day()),
    "not_after": Key(Day()),
}


def _must(key: Key) -> Key:
    """Return the key as one that must stand there with a value."""
    return Key(key.reader, required=True, nullable=False, attribute=key.attribute)


def _one(*sections: str) -> Key:
    return Key(Id(sections))


def _many(*sections: str) -> Key:
    return Key(Many(Id(sections)))


_WHO = ("people", "organizations")

META = Form(
    records.MetaEntry,
    {"title": _SHORT, "collection": Key(Id()), "rules": _TEXTS, "not_in_the_texts": _TEXTS},
)

_SIGNER = Form(records.SignerEntry, {"person": _one("people"), "organization": _one("organizations"), "basis": _SHORT})

_REPLY = Form(
    records.ReplyEntry,
    {
        "date": _DATE,
        "date_precision": Key(Word(mapping.PRECISIONS)),
        "from": Key(Id(_WHO), attribute="sender"),
        "medium": Key(Word(mapping.REPLY_MEDIA)),
        "outcome": Key(Word(mapping.REPLY_OUTCOMES)),
        "note": _LONG,
        "quote": _QUOTE,
        "further_quote": _QUOTE,
    },
)

_VOTE = Form(
    records.VoteEntry,
    {
        "yes": Key(Number()),
        "no": Key(Number()),
        "abstain": Key(Number()),
        "absent": Key(Number()),
        "voice": Key(Flag()),
        "roll_call": Key(RollCall()),
        "roll_call_complete": Key(Flag()),
        "rule": _SHORT,
    },
)

_SOURCES = Form(
    records.SourceEntry,
    {
        "id": _RECORD["id"],
        "publisher": _NAME,
        "author": _NAME,
        "date": _DATE,
        "headline": _SHORT,
        "note": _LONG,
    },
)

_JURISDICTIONS = Form(
    records.JurisdictionEntry,
    {
        **_RECORD,
        "name": _must(_NAME),
        "type": _must(Key(Word(mapping.JURISDICTION_TYPES))),
        "state": Key(State()),
        "state_implied": Key(State()),
        "parent": _one("jurisdictions"),
    },
)

_ORGANIZATIONS = Form(
    records.OrganizationEntry,
    {
        **_RECORD,
        "name": _must(_NAME),
        "kind": _must(Key(Word(mapping.ORGANIZATION_KINDS))),
        "jurisdiction": _one("jurisdictions"),
        "parent": _one("organizations"),
    },
)

_PEOPLE = Form(
    records.PersonEntry,
    {
        **_RECORD,
        "name": Key(Text(Limits.MAX_NAME), required=True),
        "kind": _must(Key(Word(mapping.PERSON_KINDS))),
        "title": Key(Text(60)),
        "office": Key(Text(120)),
        "ward": Key(Either(40)),
        "jurisdiction": _one("jurisdictions"),
        "organization": _one("organizations"),
        "role": _SHORT,
        "party": Key(Text(100)),
    },
)

_CAMPAIGNS = Form(
    records.CampaignEntry,
    {
        **_RECORD,
        "name": _must(_TITLE),
        "jurisdiction": _one("jurisdictions"),
        "level": Key(Word(mapping.CAMPAIGN_LEVELS)),
        "run_by": Key(Word(mapping.RUN_BY)),
        "target_ids": _many(*_WHO),
        "target_note": _SHORT,
        "start": _DATE,
        "end": _DATE,
        "status": _must(_LONG),
        "goal": _LONG,
        "supporter_ids": _many(*_WHO),
    },
)

_ASKS = Form(
    records.AskEntry,
    {
        **_RECORD,
        "campaign": _must(_one("campaigns")),
        "number": _must(Key(Number(least=1))),
        "text": _must(Key(Text(Limits.MAX_NOTE))),
        "addressee": _one(*_WHO),
        "addressee_note": _LONG,
        "carried_by": _one("letters", "resolutions", "events"),
        "outcome": Key(Word(mapping.ASK_OUTCOMES)),
        "exception": _LONG,
        "quote": _QUOTE,
    },
)

_LETTERS = Form(
    records.LetterEntry,
    {
        **_RECORD,
        **_DATED,
        "title": _must(_TITLE),
        "campaign": _one("campaigns"),
        "kind": Key(Word(mapping.LETTER_KINDS)),
        "side": Key(Word(mapping.SIDES)),
        "addressee": _one("people"),
        "co_addressee": _one("people"),
        "addressee_organization": _one("organizations"),
        "delivery": Key(Word(mapping.DELIVERY_WORDS)),
        "signers": Key(Many(_SIGNER)),
        "named_group_members": _many("people"),
        "group_note": _LONG,
        "sender_note": _LONG,
        "organization": _one("organizations"),
        "signer_count": Key(Number()),
        "asks": _many("asks"),
        "concerns": _TEXTS,
        "evidence": _many("claims"),
        "reply": Key(_REPLY),
    },
)

_MEETING_REQUESTS = Form(
    records.MeetingRequestEntry,
    {
        **_RECORD,
        **_DATED,
        "campaign": _one("campaigns"),
        "requested_of": _must(_one(*_WHO)),
        "requested_by": _SHORT,
        "request_date": _DATE,
        "topic": _must(_TITLE),
        "outcome": Key(Word(mapping.MEETING_OUTCOMES)),
        "outcome_date": _DATE,
    },
)

_RESOLUTIONS = Form(
    records.ResolutionEntry,
    {
        **_RECORD,
        **_DATED,
        "campaign": _one("campaigns"),
        "body": _must(_one("organizations")),
        "sponsors": _many("people"),
        "title": _TITLE,
        "number": Key(Text(60)),
        "binding": Key(Flag()),
        "kind": _must(Key(Word(mapping.RESOLUTION_KINDS))),
        "status": _must(Key(Word(mapping.RESOLUTION_STATUSES))),
        "vote": Key(_VOTE),
        "urges": _LONG,
        "reasons": _TEXTS,
        "reaction": _LONG,
    },
)

_EVENTS = Form(
    records.EventEntry,
    {
        **_RECORD,
        **_DATED,
        "campaign": _one("campaigns"),
        "kind": _must(Key(Word(mapping.EVENT_KINDS))),
        "title": _must(_TITLE),
        "place": _SHORT,
        "jurisdiction": _one("jurisdictions"),
        "weekday": Key(Word(mapping.WEEKDAYS)),
        "status": _must(Key(Word(mapping.EVENT_STATUSES))),
        "attendance": Key(Number()),
        "organizers": _many(*_WHO),
        "participants": _many(*_WHO),
        "purpose": _LONG,
        "letter": _one("letters"),
        "resolution": _one("resolutions"),
    },
)

_MEDIA_COVERAGE = Form(
    records.MediaEntry,
    {
        **_RECORD,
        "publisher": _NAME,
        "author": _NAME,
        "date": _DATE,
        "headline": _SHORT,
        "campaigns": _many("campaigns"),
        "summary": _LONG,
    },
)

_STATEMENTS = Form(
    records.StatementEntry,
    {
        **_RECORD,
        **_DATED,
        "speaker": _one("people"),
        "speaker_words": _SHORT,
        "organizations": _many("organizations"),
        "campaign": _one("campaigns"),
        "asks": _many("asks"),
        "stance": _SHORT,
        "channel": _SHORT,
        "summary": _must(_LONG),
        "quote": _QUOTE,
    },
)

_CLAIMS = {
    **_RECORD,
    "figure": Key(Either()),
    "value": Key(Decimal()),
    "unit": _SHORT,
    "claim": _must(_LONG),
    "claimed_by": _one("people"),
    "claimed_by_note": _LONG,
    "claimed_by_organization": _one("organizations"),
    "claimed_by_organizations": _many("organizations"),
    "claim_basis": _LONG,
    "subject": _SHORT,
    "counters": _one("claims"),
    "countered": Key(Flag()),
    "countered_by": _one("claims"),
}

_PRECEDENTS = {
    **_RECORD,
    **_DATED,
    "jurisdiction": _must(_one("jurisdictions")),
    "organization": _one("organizations"),
    "official": _one("people"),
    "instrument": _must(Key(Word(mapping.INSTRUMENTS))),
    "title": _TITLE,
    "provisions": _TEXTS,
    "on_ice_list": Key(Flag()),
    "direction": Key(Word(mapping.DIRECTIONS)),
}

_FEDERAL_INSTRUMENTS = {
    **_RECORD,
    **_DATED,
    "kind": _must(Key(Word(mapping.FEDERAL_KINDS))),
    "title": _TITLE,
    "issuer": _one(*_WHO),
    "date_text": _LONG,
    "date_inferred": _DATE,
    "provisions": _TEXTS,
    "quote": _QUOTE,
}

_LITIGATION = {
    **_RECORD,
    "plaintiffs": _many("jurisdictions", *_WHO),
    "defendant": _one("jurisdictions", *_WHO),
    "court": _SHORT,
    "court_note": _LONG,
    "case_number": _SHORT,
    "filed": _DATE,
    "joined": _DATE,
    "joined_text": _LONG,
    "joined_inferred": _DATE,
    "status": Key(Word(mapping.PROCEEDING_STATUSES)),
    "relief": _TEXTS,
}

_LEGISLATION = {
    **_RECORD,
    **_DATED,
    "title": _must(_TITLE),
    "jurisdiction": _one("jurisdictions"),
    "number": _SHORT,
    "sponsors": _many("people"),
    "status": Key(Word(mapping.LEGISLATION_STATUSES)),
    "effect": _LONG,
}

LOADED: Mapping[str, Form] = {
    "sources": _SOURCES,
    "jurisdictions": _JURISDICTIONS,
    "organizations": _ORGANIZATIONS,
    "people": _PEOPLE,
    "campaigns": _CAMPAIGNS,
    "asks": _ASKS,
    "letters": _LETTERS,
    "meeting_requests": _MEETING_REQUESTS,
    "resolutions": _RESOLUTIONS,
    "events": _EVENTS,
    "media_coverage": _MEDIA_COVERAGE,
    "statements": _STATEMENTS,
}

SET_ASIDE: Mapping[str, Form] = {
    "claims": Form(records.Entry, _CLAIMS),
    "precedents": Form(records.Entry, _PRECEDENTS),
    "federal_instruments": Form(records.Entry, _FEDERAL_INSTRUMENTS),
    "litigation": Form(records.Entry, _LITIGATION),
    "legislation": Form(records.Entry, _LEGISLATION),
}

SECTIONS: Mapping[str, Form] = {**LOADED, **SET_ASIDE}
