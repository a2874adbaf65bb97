"""The form of the sections with evidence: claims, precedents, federal instruments, lawsuits and bills."""

from __future__ import annotations

from advocacy.exchange.history import mapping, records
from advocacy.exchange.history.fields import Decimal, Either, Flag, Word
from advocacy.exchange.history.keys import (
    DATE,
    DATED,
    LONG,
    QUOTE,
    RECORD,
    SHORT,
    TEXTS,
    TITLE,
    WHO,
    many,
    must,
    one,
)
from advocacy.exchange.history.structure import Form, Key

CLAIMS = Form(
    records.ClaimEntry,
    {
        **RECORD,
        "date": DATE,
        "campaigns": many("campaigns"),
        "figure": Key(Either()),
        "value": Key(Decimal()),
        "unit": SHORT,
        "claim": must(LONG),
        "claimed_by": one("people"),
        "claimed_by_note": LONG,
        "claimed_by_organization": one("organizations"),
        "claimed_by_organizations": many("organizations"),
        "claim_basis": LONG,
        "subject": SHORT,
        "counters": one("claims"),
        "countered": Key(Flag()),
        "countered_by": one("claims"),
    },
)

PRECEDENTS = Form(
    records.PrecedentEntry,
    {
        **RECORD,
        **DATED,
        "campaigns": many("campaigns"),
        "jurisdiction": must(one("jurisdictions")),
        "organization": one("organizations"),
        "official": one("people"),
        "instrument": must(Key(Word(mapping.INSTRUMENTS))),
        "title": TITLE,
        "provisions": TEXTS,
        "on_ice_list": Key(Flag()),
        "direction": Key(Word(mapping.DIRECTIONS)),
        "standing": Key(Word(mapping.STANDINGS)),
        "asks": many("asks"),
    },
)

FEDERAL_INSTRUMENTS = Form(
    records.FederalEntry,
    {
        **RECORD,
        **DATED,
        "campaigns": many("campaigns"),
        "kind": must(Key(Word(mapping.FEDERAL_KINDS))),
        "title": TITLE,
        "issuer": one(*WHO),
        "date_text": LONG,
        "date_inferred": DATE,
        "provisions": TEXTS,
        "quote": QUOTE,
    },
)

LITIGATION = Form(
    records.LitigationEntry,
    {
        **RECORD,
        "campaigns": many("campaigns"),
        "title": TITLE,
        "plaintiffs": many("jurisdictions", *WHO),
        "defendant": one("jurisdictions", *WHO),
        "court": SHORT,
        "court_note": LONG,
        "case_number": SHORT,
        "filed": DATE,
        "joined": DATE,
        "joined_text": LONG,
        "joined_inferred": DATE,
        "status": Key(Word(mapping.PROCEEDING_STATUSES)),
        "relief": TEXTS,
    },
)

LEGISLATION = Form(
    records.LegislationEntry,
    {
        **RECORD,
        **DATED,
        "campaigns": many("campaigns"),
        "title": must(TITLE),
        "jurisdiction": one("jurisdictions"),
        "number": SHORT,
        "sponsors": many("people"),
        "status": Key(Word(mapping.LEGISLATION_STATUSES)),
        "effect": LONG,
    },
)
