"""Places: what a jurisdiction needs for deadlines and clocks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from advocacy.domain.deadlines import calendar_for
from advocacy.domain.directory import JurisdictionKind
from advocacy.domain.localtime import LocalTimeError, zone_named
from advocacy.domain.problems import Problem
from advocacy.domain.words import N_

_DIVISION = re.compile(r"ocd-division/country:[a-z]{2}(/[\w-]+:[\w.~-]+)*")
_STATE = re.compile(r"[A-Z]{2}")
NOT_A_STATE = N_("Write the two letters of the state, such as MA.")
NOT_A_DIVISION = N_(
    "An Open Civic Data division id looks like ocd-division/country:us/state:ma/place:springfield. "
    "Leave it empty if you do not know it."
)
FEDERAL = "US"
UNKNOWN_HOLIDAYS = N_("The holidays of this place are not known.")
ITS_OWN_PARENT = N_("A place cannot lie inside itself.")


@dataclass(frozen=True)
class PlaceDetails:
    """What somebody wrote about a place. `holidays`: ISO 3166 codes ("US", "US-MA"), or empty for none."""

    title: str
    jurisdiction_kind: JurisdictionKind
    state: str = ""
    division_id: str = ""
    time_zone: str = "America/New_York"
    holidays: str = "US"
    note: str = ""


def check_place(details: PlaceDetails) -> Iterator[Problem]:
    """Yield codes that mean nothing: state, division id, time zone, holidays."""
    if details.state and not _STATE.fullmatch(details.state):
        yield Problem("state", NOT_A_STATE)
    if details.division_id and not _DIVISION.fullmatch(details.division_id):
        yield Problem("division_id", NOT_A_DIVISION)
    try:
        zone_named(details.time_zone)
    except LocalTimeError as error:
        yield error.problem("time_zone")
    if details.holidays and not _has_calendar(details.holidays):
        yield Problem("holidays", UNKNOWN_HOLIDAYS)


def usual_holidays(state: str) -> str:
    """Return the code of the holidays that a place keeps unless somebody says otherwise: its state's, else federal."""
    code = f"{FEDERAL}-{state.upper()}"
    return code if state and _has_calendar(code) else FEDERAL


def _has_calendar(codes: str) -> bool:
    country, _hyphen, subdivision = codes.partition("-")
    try:
        calendar_for(country, subdivision)
    except ValueError:
        return False
    return codes.isascii() and codes == codes.upper()
