"""The language of the screens: the user's choice, else this browser's choice, else what the browser asks for."""

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar

from flask import request, session
from flask_babel import force_locale, get_locale
from flask_login import current_user

LANGUAGES = ("en", "es")


def choose_locale() -> str:
    """Return the language for this request."""
    if current_user.is_authenticated and current_user.language is not None:
        return str(current_user.language.value)
    chosen = session.get("language")
    if chosen in LANGUAGES:
        return str(chosen)
    return request.accept_languages.best_match(LANGUAGES) or "en"


_spoken: ContextVar[str] = ContextVar("_spoken", default="")
"""The language of this request once somebody asked; pages ask a hundred times."""


def locale_code() -> str:
    """Return the language that is spoken now: en or es."""
    return _spoken.get() or _remembered()


def _remembered() -> str:
    found = get_locale()
    code = str(found.language) if found is not None else "en"
    _spoken.set(code)
    return code


def forget_locale() -> None:
    """Ask anew who reads and in which language: at the end of a request, or after the choice has changed."""
    _spoken.set("")


@contextlib.contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language than the reader's for a while: a letter's sheet is in the letter's own."""
    token = _spoken.set(language)
    try:
        with force_locale(language):
            yield
    finally:
        _spoken.reset(token)
