"""Sources: articles, broadcasts and posts that records rely on."""

from collections.abc import Iterator
from dataclasses import dataclass

from advocacy.domain.organizations import NOT_A_WEB_ADDRESS, is_web_address
from advocacy.domain.partial_dates import NOT_KNOWN, PartialDate
from advocacy.domain.problems import Problem
from advocacy.domain.records import RecordKind
from advocacy.domain.words import N_

SAY_WHAT_IT_IS = N_("Write the headline or who published it, so that others can find it.")

SOURCED = (
    RecordKind.PERSON,
    RecordKind.ORGANIZATION,
    RecordKind.JURISDICTION,
    RecordKind.CAMPAIGN,
    RecordKind.DEMAND,
    RecordKind.LETTER,
    RecordKind.MEETING,
    RecordKind.EVENT,
)
"""What has a page of its own to choose its sources on; the others have the field in their form."""


def in_a_sentence(name: str) -> str:
    """Return the name of a source for use in a sentence: without the full stop of a headline, before ", Feb 2, 2017".

    That of an abbreviation stays: "Springfield, U.S.".
    """
    bare = name.removesuffix(".")
    last = bare.rpartition(" ")[2]
    return name if "." in last else bare


@dataclass(frozen=True)
class SourceDetails:
    """What somebody wrote about a source."""

    headline: str = ""
    publisher: str = ""
    author: str = ""
    published_on: PartialDate = NOT_KNOWN
    date_note: str = ""
    url: str = ""
    summary: str = ""
    note: str = ""


def check_source(details: SourceDetails) -> Iterator[Problem]:
    """Yield a source that nobody could name, or an address that is none."""
    if not (details.headline or details.publisher):
        yield Problem("headline", SAY_WHAT_IT_IS)
    if details.url and not is_web_address(details.url):
        yield Problem("url", NOT_A_WEB_ADDRESS)
