"""What was found in a text. Each finding knows where it stands: `text[start:end]` is its passage."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from advocacy.domain.clips.known import KnownOrganization, KnownPerson
from advocacy.domain.words import N_


class Riddle(StrEnum):
    """Why something was not understood."""

    NO_SPEAKER = "no_speaker"
    UNNAMED_SPEAKER = "unnamed_speaker"
    TWO_PEOPLE = "two_people"
    OPEN_QUOTE = "open_quote"

    @property
    def label(self) -> str:
        """The reason in a sentence (a message id)."""
        return _RIDDLES[self]


_RIDDLES = {
    Riddle.NO_SPEAKER: N_("These words are quoted, but the text does not show who said them."),
    Riddle.UNNAMED_SPEAKER: N_("These words are quoted from somebody whom the text does not name."),
    Riddle.TWO_PEOPLE: N_("More than one known person can be meant by this name."),
    Riddle.OPEN_QUOTE: N_("This quotation mark has no partner."),
}


@dataclass(frozen=True)
class Found:
    """The passage of a finding, in characters of the text."""

    start: int
    end: int


@dataclass(frozen=True)
class FoundPerson(Found):
    """A person, where first named. `known` is None for somebody new."""

    name: str
    office: str = ""
    affiliation: str = ""
    known: KnownPerson | None = None
    is_reporter: bool = False
    """Whether they wrote the text, and have no part in it."""


@dataclass(frozen=True)
class FoundOrganization(Found):
    """An organization, where first named. `known` is None for a new one."""

    name: str
    known: KnownOrganization | None = None


@dataclass(frozen=True)
class FoundPlace(Found):
    """A place, where first named."""

    name: str


@dataclass(frozen=True)
class Words(Found):
    """Words somebody said: in quotation marks (`pieces` holds each marked run) or reported.

    `speaker` is the full name as far as the text or the known people give it, or the words of the attribution
    ("a spokesman for the mayor"). `person` and `organization` say whose words these are when they are named.
    """

    text: str
    speaker: str
    person: FoundPerson | None = None
    organization: FoundOrganization | None = None
    pieces: tuple[tuple[int, int], ...] = ()
    is_headline: bool = False
    """Whether the headline repeats them from a quote of the text."""


@dataclass(frozen=True)
class FoundDate(Found):
    """A date as written; `value` is a partial date ("2017-02"), or None when it cannot be known."""

    text: str
    value: str | None


@dataclass(frozen=True)
class FoundFigure(Found):
    """A number as written, its value, and what it counts. "9-4" has no one value."""

    text: str
    value: int | float | None
    what: str


@dataclass(frozen=True)
class Unclear(Found):
    """Something that looks like a finding and was not understood."""

    text: str
    riddle: Riddle


@dataclass(frozen=True)
class Clip:
    """All that was found in one text, each list in the order of the text."""

    text: str
    published: str = ""
    headline: str = ""
    reporter: str = ""
    quotes: tuple[Words, ...] = ()
    reported: tuple[Words, ...] = ()
    dates: tuple[FoundDate, ...] = ()
    people: tuple[FoundPerson, ...] = ()
    organizations: tuple[FoundOrganization, ...] = ()
    figures: tuple[FoundFigure, ...] = ()
    places: tuple[FoundPlace, ...] = ()
    unclear: tuple[Unclear, ...] = field(default=())

    def passage(self, found: Found, around: int = 0) -> str:
        """Return the text of a finding, with up to `around` characters of its surroundings on each side."""
        return self.text[max(0, found.start - around) : found.end + around]

    def as_json(self) -> dict[str, list[dict[str, Any]]]:
        """Return the findings as plain values, the shape that `advocacy clip --json` prints."""
        return {
            "quotes": [{"text": words.text, "speaker": words.speaker} for words in self.quotes],
            "reported": [{"text": words.text, "speaker": words.speaker} for words in self.reported],
            "dates": [{"text": date.text, "value": date.value} for date in self.dates],
            "people": [
                {"name": person.name, "office": person.office, "affiliation": person.affiliation}
                for person in self.people
            ],
            "organizations": [{"name": organization.name} for organization in self.organizations],
            "figures": [{"text": figure.text, "value": figure.value, "what": figure.what} for figure in self.figures],
            "places": [{"name": place.name} for place in self.places],
        }
