"""Statements, stances, claims, precedents and proceedings as tables that go out."""

from advocacy.domain.exports import Export
from advocacy.domain.stances import SCORE_LABELS
from advocacy.domain.words import N_
from advocacy.exchange.tables import Column, Table

_REF = Column("ref", N_("Reference"), 12)
_DATE = Column("date", N_("Date"), 12)
_DATE_NOTE = Column("date_note", N_("About the date"), 18)
_DEMANDS = Column("demands", N_("Demands"), 40)
_COMMON = (
    Column("campaigns", N_("Campaigns"), 30),
    Column("sources", N_("Sources"), 40),
    Column("links", N_("Addresses"), 40),
)
_NOTE = Column("note", N_("Note"), 40)
_SAMPLE = Column("sample", N_("Sample"), 8)

TABLES: dict[Export, Table] = {
    Export.STATEMENTS: Table(
        Export.STATEMENTS.label,
        (
            _REF,
            _DATE,
            _DATE_NOTE,
            Column("speakers", N_("Who said it"), 32),
            Column("summary", N_("What was said"), 50),
            Column("quote", N_("In their words"), 50),
            Column("channel", N_("Where"), 24),
            Column("side", N_("Whose words"), 12, words=True),
            Column("position", N_("The position it shows"), 20, scale=SCORE_LABELS),
            Column("position_words", N_("The position in words"), 24),
            _DEMANDS,
            *_COMMON,
            _NOTE,
            _SAMPLE,
        ),
    ),
    Export.STANCES: Table(
        Export.STANCES.label,
        (
            _REF,
            Column("who", N_("Who"), 32),
            Column("about_kind", N_("Kind"), 14, words=True),
            Column("about", N_("On what"), 40),
            _DATE,
            Column("score", N_("Stance"), 20, scale=SCORE_LABELS),
            Column("confidence", N_("How we know"), 20, words=True),
            Column("quote", N_("In their words"), 50),
            Column("evidence", N_("What happened"), 50),
            Column("replaced", N_("Replaced"), 10),
            *_COMMON,
            _SAMPLE,
        ),
    ),
    Export.CLAIMS: Table(
        Export.CLAIMS.label,
        (
            _REF,
            Column("text", N_("What is claimed"), 60),
            Column("figure", N_("Figure"), 18),
            Column("unit", N_("Of what"), 18),
            Column("subject", N_("Subject"), 18),
            Column("said_by", N_("Who says so"), 32),
            Column("basis", N_("What they rest it on"), 40),
            Column("date", N_("As of"), 12),
            Column("answered_by", N_("Answered by (references)"), 24),
            *_COMMON,
            _NOTE,
            _SAMPLE,
        ),
    ),
    Export.PRECEDENTS: Table(
        Export.PRECEDENTS.label,
        (
            _REF,
            Column("place", N_("Place"), 24),
            Column("instrument", N_("Instrument"), 20, words=True),
            Column("instrument_words", N_("What it is called there"), 24),
            Column("title", N_("Title"), 40),
            Column("standing", N_("Standing"), 16, words=True),
            Column("date", N_("Since when"), 12),
            _DATE_NOTE,
            Column("provisions", N_("What it says"), 50),
            _DEMANDS,
            Column("aftermath", N_("What happened after"), 40),
            Column("agency", N_("Agency"), 24),
            Column("official", N_("Official"), 24),
            *_COMMON,
            _NOTE,
            _SAMPLE,
        ),
    ),
    Export.PROCEEDINGS: Table(
        Export.PROCEEDINGS.label,
        (
            _REF,
            Column("title", N_("What it is called"), 40),
            Column("plaintiff", N_("Who brings it"), 32),
            Column("defendant", N_("Against whom"), 32),
            Column("other", N_("Who else takes part"), 32),
            Column("court", N_("Court or office"), 24),
            Column("case_number", N_("Case number"), 16),
            Column("asks", N_("What it asks"), 50),
            Column("status", N_("Status"), 14, words=True),
            Column("latest_step", N_("Latest step"), 12),
            *_COMMON,
            _NOTE,
            _SAMPLE,
        ),
    ),
}
"""Columns in the order of the SELECTs in queries/exports.py; a test compares their names."""
