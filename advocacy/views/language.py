"""The language of the screens: the user's choice, else this browser's choice, else what the browser asks for."""

from flask import request, session
from flask_babel import get_locale
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


def locale_code() -> str:
    """Return the language that is spoken now: en or es (a letter's sheet may speak another one than the page)."""
    found = get_locale()
    return str(found.language) if found is not None else "en"
