"""The rail, the main navigation: which of its places a page belongs to."""

from collections.abc import Callable

from flask import g


def lighting(place: str) -> Callable[[], None]:
    """Return what a blueprint runs before its pages, so that this place of the rail is lit on all of them."""

    def light() -> None:
        g.nav_current = place

    return light
