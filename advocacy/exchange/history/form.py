"""The form of a history file: every section, every key of it, and how each value is read.

This is the whole declaration; docs/history-file.md tells it in words, and a test holds the two together.
Every section becomes records.
"""

from __future__ import annotations

from collections.abc import Mapping

from advocacy.domain.text import Limits
from advocacy.exchange.history import evidence_form, mapping, records
from advocacy.exchange.history.fields import Either, Flag, Id, Number, State, Text, Word
from advocacy.exchange.history.keys import DATE as _DATE
from advocacy.exchange.history.keys import DATED as _DATED
from advocacy.exchange.history.keys import LONG as _LONG
from advocacy.exchange.history.keys import NAME as _NAME
from advocacy.exchange.history.keys import QUOTE as _QUOTE
from advocacy.exchange.history.keys import RECORD as _RECORD
from advocacy.exchange.history.keys import SHORT as _SHORT
from advocacy.exchange.history.keys import TEXTS as _TEXTS
from advocacy.exchange.history.keys import TITLE as _TITLE
from advocacy.exchange.history.keys import WHO as _WHO
from advocacy.exchange.history.keys import many as _many
from advocacy.exchange.history.keys import must as _must
from advocacy.exchange.history.keys import one as _one
from advocacy.exchange.history.structure import Form, Key, Many, RollCall

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

SECTIONS: Mapping[str, Form] = {
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
    "precedents": evidence_form.PRECEDENTS,
    "federal_instruments": evidence_form.FEDERAL_INSTRUMENTS,
    "legislation": evidence_form.LEGISLATION,
    "litigation": evidence_form.LITIGATION,
    "claims": evidence_form.CLAIMS,
}
