"""Sources: adding and editing what records cite."""

from collections.abc import Sequence

from advocacy.db import one_at_a_time
from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.sources import SOURCED, SourceDetails, check_source
from advocacy.domain.words import N_
from advocacy.models import MediaItem, Organization, Record
from advocacy.policy import Action, Actor, ensure
from advocacy.queries.sources import same_sources
from advocacy.services import records

ALREADY_HERE = N_("A source with this address is on file. Open its page, or tick the box if it is another one.")


def create(
    actor: Actor, details: SourceDetails, *, outlet: Organization | None = None, is_another_one: bool = False
) -> MediaItem:
    """Add a source. Raises Refused when one with its address is on file and nobody said it is another."""
    ensure(actor, Action.WORK_SOURCE)
    _check(details)
    one_at_a_time("names of sources")
    if not is_another_one and same_sources(actor, details.url):
        raise Refused.at("is_another_one", ALREADY_HERE)
    source = MediaItem()
    _fill(source, details, outlet)
    records.add(actor, source, "source.created")
    return source


def edit(
    actor: Actor,
    source: MediaItem,
    details: SourceDetails,
    *,
    outlet: Organization | None = None,
    version: int | None = None,
) -> None:
    """Change what is said about a source. Raises Stale when the form is older than the record."""
    ensure(actor, Action.WORK_SOURCE, source)
    records.expect_version(source, version)
    _check(details)
    _fill(source, details, outlet)
    records.saved(actor, source, "source.edited")


def choose(actor: Actor, record: Record, chosen: Sequence[MediaItem], *, version: int | None = None) -> None:
    """Make exactly these the sources of a record. Raises Stale when the form is older than the record."""
    ensure(actor, Action.WORK_SOURCE, record)
    if record.kind not in SOURCED:
        raise Refused.at("sources", N_("Choose from the list."))
    records.expect_version(record, version)
    records.set_sources(record, chosen)
    records.saved(actor, record, "source.chosen")


def _check(details: SourceDetails) -> None:
    refuse_if(check_source(details))
    records.refuse_never_stored(headline=details.headline, summary=details.summary, note=details.note)


def _fill(source: MediaItem, details: SourceDetails, outlet: Organization | None) -> None:
    for name in ("headline", "publisher", "author", "published_on", "date_note", "url", "summary", "note"):
        setattr(source, name, getattr(details, name))
    source.outlet_id = outlet.id if outlet is not None else None
