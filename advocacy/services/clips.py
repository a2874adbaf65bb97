"""The clip desk: putting on file what somebody ticked of an article, all of it or nothing."""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from advocacy.db import one_at_a_time
from advocacy.domain.activities import ActivityDetails
from advocacy.domain.claims import ClaimDetails
from advocacy.domain.people import PersonDetails
from advocacy.domain.problems import Problem, Refused, refuse_if
from advocacy.domain.sources import SourceDetails, check_source
from advocacy.domain.statements import StatementDetails
from advocacy.domain.text import fold
from advocacy.domain.words import N_
from advocacy.models import MediaItem, Organization, Person
from advocacy.policy import Action, Actor, ensure
from advocacy.queries.sources import on_file
from advocacy.services import claims, people, records, sources, statements
from advocacy.services.activities import outreach
from advocacy.services.statements import Around

TICK_SOMETHING = N_("Nothing is ticked. Tick what is to be saved.")


@dataclass(frozen=True)
class TickedPerson:
    """Somebody new. `name` is what the form calls the part: problems are put there."""

    name: str
    details: PersonDetails
    organization: Organization | None = None
    is_somebody_else: bool = False

    @property
    def key(self) -> str:
        """The folded whole name, by which the words of a statement find their speaker."""
        return fold(f"{self.details.given_name} {self.details.family_name}")


@dataclass(frozen=True)
class TickedStatement:
    """Words of somebody, with who said them."""

    name: str
    details: StatementDetails
    around: Around


@dataclass(frozen=True)
class TickedHappening:
    """Something that happened, for the activity log."""

    name: str
    details: ActivityDetails


@dataclass(frozen=True)
class TickedClaim:
    """A fact, with who says so."""

    name: str
    details: ClaimDetails
    around: claims.Around


@dataclass(frozen=True)
class Ticked:
    """What somebody ticked. The source is saved with anything that cites it."""

    source: SourceDetails
    takes_source: bool = False
    people: Sequence[TickedPerson] = ()
    statements: Sequence[TickedStatement] = ()
    happenings: Sequence[TickedHappening] = ()
    claims: Sequence[TickedClaim] = ()

    @property
    def count(self) -> int:
        """How many things are saved beside the source."""
        return sum(map(len, (self.people, self.statements, self.happenings, self.claims)))


@dataclass
class _Problems:
    """What was refused, part by part, so that all of it is said at once."""

    found: list[Problem] = field(default_factory=list)

    @contextlib.contextmanager
    def at(self, name: str) -> Iterator[None]:
        try:
            yield
        except Refused as refused:
            self.found += [replace(problem, field=f"{name}-{problem.field}") for problem in refused.problems]


def save(actor: Actor, ticked: Ticked) -> MediaItem:
    """Put on file what is ticked, each thing citing the article, and return the article.

    An article that is on file is used again. Raises Refused with every problem, those of a part at "part-field";
    whoever calls must then roll back.
    """
    ensure(actor, Action.WORK_STATEMENT)
    if not (ticked.takes_source or ticked.count):
        raise Refused.sentence(TICK_SOMETHING)
    source = _source(actor, ticked.source)
    problems = _Problems()
    newcomers = _add_people(actor, ticked.people, problems)
    for each in ticked.statements:
        with problems.at(each.name):
            statements.create(actor, each.details, _with_newcomer(each.around, newcomers, source))
    for happening in ticked.happenings:
        with problems.at(happening.name):
            records.cite(outreach.log(actor, happening.details), [source])
    for claim in ticked.claims:
        with problems.at(claim.name):
            claims.create(actor, claim.details, _of_newcomer(claim, newcomers, source))
    refuse_if(problems.found)
    return source


def _source(actor: Actor, details: SourceDetails) -> MediaItem:
    refuse_if(check_source(details))
    one_at_a_time("names of sources")
    return on_file(actor, details) or sources.create(actor, details)


def _add_people(actor: Actor, ticked: Sequence[TickedPerson], problems: _Problems) -> dict[str, Person]:
    added = {}
    for each in ticked:
        with problems.at(each.name):
            added[each.key] = people.create(
                actor, each.details, organization=each.organization, is_somebody_else=each.is_somebody_else
            )
    return added


def _with_newcomer(around: Around, newcomers: dict[str, Person], source: MediaItem) -> Around:
    """Let a statement cite the source, and be said by who was just added under the name that stands there in words."""
    around = replace(around, sources=(source,))
    person = newcomers.get(fold(around.in_words)) if not around.speakers else None
    return replace(around, speakers=(person,), in_words="") if person is not None else around


def _of_newcomer(claim: TickedClaim, newcomers: dict[str, Person], source: MediaItem) -> claims.Around:
    """Let a claim cite the source, and be made by who was just added under the name that stands there in words."""
    person = newcomers.get(fold(claim.details.said_by))
    claimants = claim.around.claimants or ((person,) if person is not None else ())
    return replace(claim.around, claimants=claimants, sources=(source,))
