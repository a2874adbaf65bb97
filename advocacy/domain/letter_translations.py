"""A letter's text in the other language, and whether it still says what the text says."""

from collections.abc import Iterator
from dataclasses import dataclass

from advocacy.domain.merge_fields import check_fields
from advocacy.domain.problems import Problem
from advocacy.domain.users import Language
from advocacy.domain.words import N_

NO_VERSION = 0
"""`of_version` of a translation that never said all that a text said."""
OWN_TRANSLATION = N_("You wrote this translation. Ask somebody else to read and approve it.")


@dataclass(frozen=True)
class TranslationDetails:
    """A translation as typed. `is_current`: it says all that the text says now; without `sender` the letter's stays."""

    subject: str
    body: str
    is_current: bool = True
    sender: str = ""


def other_language(language: Language) -> Language:
    """Return the language that a letter is translated into."""
    return Language.EN if language is Language.ES else Language.ES


def check_translation(details: TranslationDetails) -> Iterator[Problem]:
    """Yield what is wrong: nothing written, or a merge field that does not exist."""
    for name in ("subject", "body"):
        text = getattr(details, name)
        if not text.strip():
            yield Problem(name, N_("This is needed."))
        yield from check_fields(name, text)
