"""Sentences in the language of a reader who asks for no page: in a file, a mail, on stderr, or in the search index."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from babel.support import Translations

CATALOGUES = Path(__file__).parent / "translations"


@lru_cache(maxsize=16)
def gettext_for(locale: str) -> Callable[[str], str]:
    """Return the function that translates message ids into the language of `locale` ("en", "es", "es_US").

    Where there is no catalogue, or no translation, the message id comes back: it is English.
    """
    gettext: Callable[[str], str] = Translations.load(CATALOGUES, [locale, locale[:2]]).gettext
    return gettext
