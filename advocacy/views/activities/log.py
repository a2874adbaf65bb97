"""The activity log: filters, pages by place, a jump to a date."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.partial_dates import PartialDate, PartialDateError
from advocacy.domain.users import Role
from advocacy.domain.words import Word
from advocacy.policy import Action, Actor
from advocacy.queries import campaign_choices, picking
from advocacy.queries.activities import likely, log
from advocacy.queries.activities.log import LogEntry, LogFilter, LogPage, Place
from advocacy.views import dates
from advocacy.views.access import current_actor, found, requires
from advocacy.views.activities.blueprint import bp
from advocacy.views.language import locale_code
from advocacy.views.rendering import page

FILTERS = ("kind", "side", "campaign", "party", "by", "from", "to")
LONGEST_WORDS = 200


@dataclass
class Reading:
    """What the address asks for: the filter, the chips that say so, and what could not be read, by field."""

    wanted: LogFilter = field(default_factory=LogFilter)
    chips: list[tuple[str, str]] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)


Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Sheet:
    """The page of the log as one of these roles sees it: all of it values, so that it can be found again by them."""

    roles: frozenset[Role]
    entries: tuple[LogEntry, ...]
    told: Pairs
    """What the address says, as typed."""
    faults: Pairs
    """What could not be read, by field."""
    chips: Pairs
    matches: tuple[tuple[str, str, str], ...]
    campaigns: Pairs
    authors: Pairs
    kept: Pairs
    newer_url: str
    older_url: str
    span: str
    is_all: bool

    @cached_property
    def typed(self) -> dict[str, str]:
        """What the address says, by name."""
        return dict(self.told)

    @cached_property
    def errors(self) -> dict[str, str]:
        """What could not be read, by field."""
        return dict(self.faults)


@bp.get("")
@requires(Action.READ)
def index() -> ResponseReturnValue:
    """Every call, letter, visit and vote, newest first."""
    actor = current_actor()
    words = request.args.get("with", "").strip()[:LONGEST_WORDS]
    matches = [row[:3] for row in picking.find(actor, "parties", words)] if words else []
    if len(matches) == 1:
        return redirect(_address(party=matches[0][0], **{"with": None}), 303)
    reading = _read(actor)
    if words and not matches:
        reading.errors["with"] = _("Nobody and nothing by that name. Check the spelling or try fewer letters.")
    shown = log.log_page(actor, reading.wanted, _place(reading))
    sheet = Sheet(
        roles=actor.roles,
        entries=tuple(shown.entries),
        told=tuple(request.args.to_dict().items()),
        faults=tuple(reading.errors.items()),
        chips=tuple(reading.chips),
        matches=tuple((label, hint, _address(party=ref, **{"with": None})) for ref, label, hint in matches),
        campaigns=tuple((slug, title) for slug, title, _id in campaign_choices.choices(actor)),
        authors=log.author_choices(),
        kept=tuple((name, request.args[name]) for name in FILTERS if request.args.get(name)),
        newer_url=_address(before=shown.newer) if shown.newer else "",
        older_url=_address(after=shown.older) if shown.older else "",
        span=_span(shown),
        is_all=not shown.newer and not shown.older,
    )
    return page("activities/index.html", status=422 if reading.errors else 200, sheet=sheet)


def _address(**changes: str | None) -> str:
    """Return this page's address with other values; places are dropped unless given."""
    values: MultiDict[str, str] = MultiDict(request.args)
    for name in ("after", "before", "at"):
        values.pop(name, None)
    for name, value in changes.items():
        values.pop(name, None)
        if value:
            values[name] = value
    flat: dict[str, Any] = {name: value for name, value in values.items() if value}
    return url_for("activities.index", **flat)


def _read(actor: Actor) -> Reading:
    """Read the filters. A ref that leads nowhere is 404, hidden or not; other words are refused at their field."""
    args, reading = request.args, Reading()
    campaign = found(likely.campaign_named(actor, args["campaign"])) if args.get("campaign") else None
    party = _party(actor, args["party"]) if args.get("party") else None
    author = found(log.author(args["by"])) if args.get("by") else None
    kind, side = _word(reading, "kind", ActivityKind), _word(reading, "side", Side)
    since, until = _date(reading, "from"), _date(reading, "to")
    reading.wanted = LogFilter(
        kind=kind,
        side=side,
        campaign=campaign,
        party=party,
        author=author,
        since=since.first_day,
        until=until.last_day,
    )
    locale = locale_code()
    named = (
        ("kind", _(kind.label) if kind else ""),
        ("side", _(side.label) if side else ""),
        ("campaign", campaign.title if campaign else ""),
        ("party", party.name if party else ""),
        ("by", _("Logged by %(name)s", name=author.display_name) if author else ""),
        ("from", _("From %(date)s", date=dates.partial_date(since, locale)) if since else ""),
        ("to", _("To %(date)s", date=dates.partial_date(until, locale)) if until else ""),
    )
    reading.chips = [(words, _address(**{name: None})) for name, words in named if words]
    return reading


def _party(actor: Actor, ref: str) -> likely.Party:
    party = likely.one(actor, ref)
    if party is None:
        abort(404)
    return party


def _word(reading: Reading, name: str, words: type[Word]) -> Any:
    code = request.args.get(name, "")
    chosen = next((word for word in words if word.value == code), None)
    if code and chosen is None:
        reading.errors[name] = _("Choose from the list.")
    return chosen


def _date(reading: Reading, name: str) -> PartialDate:
    try:
        return PartialDate.parse_typed(request.args.get(name, ""))
    except PartialDateError as error:
        reading.errors[name] = _(error.message) % error.params
        return PartialDate()


def _place(reading: Reading) -> Place | None:
    """Where the page begins: after or before an entry, or at a date."""
    args = request.args
    if args.get("after"):
        return Place.parse(args["after"], newer=False)
    if args.get("before"):
        return Place.parse(args["before"], newer=True)
    day = _date(reading, "at")
    return Place.at(day) if day else None


def _span(shown: LogPage) -> str:
    if not shown.entries:
        return ""
    locale = locale_code()
    newest, oldest = (dates.partial_date(shown.entries[place].occurred_on, locale) for place in (0, -1))
    return str(_("%(newest)s back to %(oldest)s", newest=newest, oldest=oldest))
