"""Icons of the sprite as markup: pages draw dozens of them, so each is made once."""

from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup

SPRITE = "icons.svg"
_DECORATION = '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>'
_MEANING = '<svg class="{}" role="img" aria-label="{}"><use href="{}#{}"/></svg>'


def icon_drawer(asset: Callable[[str], str]) -> Callable[..., Markup]:
    """Return the function that draws an icon; `asset` gives the address of a static file."""

    @lru_cache(maxsize=1024)
    def draw(name: str, label: str = "", cls: str = "i") -> Markup:
        """Without a label the icon is decoration and hidden from screen readers."""
        if label:
            return Markup(_MEANING).format(cls, label, asset(SPRITE), name)  # noqa: S704 (a constant)
        return Markup(_DECORATION).format(cls, asset(SPRITE), name)  # noqa: S704 (a constant)

    return draw
