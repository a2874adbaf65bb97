"""Lists in keyset pages: where a page begins, the addresses beside it, and chips for the filters that are on."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import request
from flask_babel import gettext as _

from advocacy.queries.keyset import Place, Slice
from advocacy.views.access import current_actor
from advocacy.views.not_in_print import names_to_hide

_PLACES = ("after", "before")


def place_of_address() -> Place:
    """Return where the page that the address asks for begins."""
    return Place(after=request.args.get("after", "")[:10], before=request.args.get("before", "")[:10])


def address_with(**changes: str) -> str:
    """Return this address from its first page, with some filters changed; an empty one is left out."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in (*changes, *_PLACES)]
    pairs = [(name, value) for name, value in [*kept, *changes.items()] if value and not name.startswith("_")]
    return f"{request.path}?{urlencode(pairs)}" if pairs else request.path


def without(*names: str) -> str:
    """Return this address from its first page, without some filters."""
    return address_with(**dict.fromkeys(names, ""))


@dataclass(frozen=True)
class Beside:
    """The addresses of the pages before and after one, "" where there is none."""

    before_url: str
    after_url: str


def pages_beside(rows: Slice[Any]) -> Beside:
    """Return the addresses of the pages before and after these rows."""
    return Beside(
        before_url=address_with(before=rows.before) if rows.before else "",
        after_url=address_with(after=rows.after) if rows.after else "",
    )


def filters_on(*chips: tuple[str, str]) -> list[tuple[str, str]]:
    """Return of the filters those that are on: each with its words, and the address without it."""
    return [(_said(words), address) for words, address in chips if words]


def _said(words: str) -> str:
    """Return the words of a filter; initials in place of a typed name would tell whose it is."""
    is_name = words == request.args.get("q") and not current_actor().is_worker and names_to_hide().found(words)
    return _("What was typed") if is_name else words
