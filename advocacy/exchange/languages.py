"""Sentences in the language of a reader who is not asking for a page: in a file, a mail, or on stderr."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from babel.support import Translations

CATALOGUES = Path(__file__).parent.parent / "translations"


@lru_cache(maxsize=16)
def gettext_for(locale: str) -> Callable[[str], str]:
    """Return the function that translates message ids into the language of `locale` ("en", "es", "es_US").

    Where there is no catalogue, or no translation, the message id comes back: it is English.
    """
    gettext: Callable[[str], str] = Translations.load(CATALOGUES, [locale, locale[:2]]).gettext
    return gettext
