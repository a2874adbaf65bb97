"""Precedents: what another place or agency has done about what we demand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from advocacy.domain.campaigns import Instrument
from advocacy.domain.partial_dates import NOT_KNOWN, PartialDate
from advocacy.domain.problems import Problem
from advocacy.domain.text import fold
from advocacy.domain.words import N_, Word


class Standing(Word):
    """Whether what a place did still holds."""

    IN_FORCE = "in_force", N_("In force")
    PRACTICE = "practice", N_("Practice only")
    PLEDGED = "pledged", N_("Pledged")
    PROPOSED = "proposed", N_("Proposed")
    REFUSED = "refused", N_("Refused")
    ENDED = "ended", N_("Ended")
    NOT_KNOWN = "not_known", N_("Not known whether in force")


@dataclass(frozen=True)
class PrecedentDetails:
    """What somebody wrote about a precedent; place, agency, official, demands and sources are given beside it."""

    instrument: Instrument
    standing: Standing = Standing.NOT_KNOWN
    instrument_words: str = ""
    title: str = ""
    happened_on: PartialDate = NOT_KNOWN
    date_note: str = ""
    provisions: str = ""
    aftermath: str = ""
    note: str = ""


def check_precedent(details: PrecedentDetails, *, on: date) -> Iterator[Problem]:
    """Yield an instrument that nobody could name, and a day to come for what has been done."""
    if details.instrument is Instrument.OTHER and not (details.instrument_words or details.title):
        yield Problem("instrument_words", N_("Say in a few words what it is."))
    if details.standing is not Standing.PROPOSED and details.happened_on.certainly_after(on):
        yield Problem("happened_on", N_("What has been done cannot be of a day to come."))


LEAST_LETTERS = 5
"""Shorter words stand in too many texts to tell anything."""


def words_that_tell(text: str) -> set[str]:
    """Return the folded words of a text that are long enough to say what it is about."""
    letters = (each if each.isalnum() else " " for each in fold(text))
    return {word for word in "".join(letters).split() if len(word) >= LEAST_LETTERS}


def likeness(demand: str, precedent: str) -> int:
    """Return how many telling words of a demand stand in what a precedent says, a plural like its singular."""
    said = {word.rstrip("s") for word in words_that_tell(precedent)}
    return sum(word.rstrip("s") in said for word in words_that_tell(demand))
