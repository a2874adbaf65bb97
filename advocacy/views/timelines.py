"""A page of a timeline with its filters: what views give to the `timeline_of` macro."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import request
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.timelines import Cursor, Wanted
from advocacy.forms.timelines import TimelineFilterForm
from advocacy.queries.timeline import Timeline

ReadPage = Callable[[Wanted], Timeline]


@dataclass(frozen=True)
class ShownTimeline:
    """A page of a timeline, its filter form and the addresses around it."""

    timeline: Timeline
    form: TimelineFilterForm
    chips: list[tuple[str, str]]
    clear_url: str
    newer_url: str
    older_url: str


def shown_timeline(read: ReadPage) -> ShownTimeline:
    """Read what the address asks for (kind, side, after, before). What makes no sense there is left out."""
    wanted = wanted_of_address()
    timeline = read(wanted)
    return ShownTimeline(
        timeline=timeline,
        form=TimelineFilterForm(_as_form(wanted)),
        chips=_chips(wanted),
        clear_url=request.path,
        newer_url=_address(replace(wanted, before=timeline.newer, after=None)) if timeline.newer else "",
        older_url=_address(replace(wanted, after=timeline.older, before=None)) if timeline.older else "",
    )


def wanted_of_address() -> Wanted:
    """Return what the address of this request asks for."""
    names = request.args.getlist("kind")
    return Wanted(
        kinds=tuple(kind for kind in ActivityKind if kind.value in names),
        side=next((side for side in Side if side.value == request.args.get("side")), None),
        after=Cursor.read(request.args.get("after", "")),
        before=Cursor.read(request.args.get("before", "")),
    )


def _as_form(wanted: Wanted) -> MultiDict[str, str]:
    chosen = [("kind", kind.value) for kind in wanted.kinds]
    return MultiDict([*chosen, ("side", wanted.side.value if wanted.side else "")])


def _chips(wanted: Wanted) -> list[tuple[str, str]]:
    """One chip per filter: its words, and the first page without it."""
    first = replace(wanted, after=None, before=None)
    chips = [
        (gettext(kind.label), _address(replace(first, kinds=tuple(other for other in first.kinds if other != kind))))
        for kind in wanted.kinds
    ]
    if wanted.side is not None:
        chips.append((gettext(wanted.side.label), _address(replace(first, side=None))))
    return chips


def _address(wanted: Wanted) -> str:
    pairs = [("kind", kind.value) for kind in wanted.kinds]
    if wanted.side is not None:
        pairs.append(("side", wanted.side.value))
    if wanted.after is not None:
        pairs.append(("after", str(wanted.after)))
    if wanted.before is not None:
        pairs.append(("before", str(wanted.before)))
    query = "&".join(f"{name}={value}" for name, value in pairs)
    return f"{request.path}?{query}" if query else request.path
