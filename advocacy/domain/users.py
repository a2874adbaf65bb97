"""Users: their roles, their states, their sessions, what is written about one, and one-time links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from advocacy.domain.problems import Problem
from advocacy.domain.text import Limits, fold
from advocacy.domain.words import N_, Word

MAX_EMAIL = 254


class Role(Word):
    """What a user may do. One user may hold several."""

    MEMBER = "member", N_("Member")
    ORGANIZER = "organizer", N_("Organizer")
    COORDINATOR = "coordinator", N_("Coordinator")
    ADMINISTRATOR = "administrator", N_("Administrator")


class LinkPurpose(Word):
    """What a one-time link is good for."""

    INVITATION = "invitation", N_("Invitation")
    RESET = "reset", N_("New password")
    FIRST_RUN = "first_run", N_("First administrator")


LINK_LASTS = {
    LinkPurpose.INVITATION: timedelta(days=7),
    LinkPurpose.RESET: timedelta(days=1),
    LinkPurpose.FIRST_RUN: timedelta(days=1),
}
"""How long a one-time link is good."""


class ActorKind(Word):
    """Who acts: a user, the system in one of three parts, or somebody who is not signed in."""

    USER = "user", N_("User")
    IMPORT = "system:import", N_("Import")
    WORKER = "system:worker", N_("Background worker")
    OPERATOR = "system:operator", N_("Operator of the server")
    VISITOR = "visitor", N_("Somebody not signed in")


class Language(Word):
    """Languages of the screens."""

    EN = "en", "English"
    ES = "es", "Español"


_NAMED = {
    Language.EN: ("en", "eng", "english", "ingles"),
    Language.ES: ("es", "spa", "spanish", "espanol", "castellano"),
}


def language_named(words: str) -> Language | None:
    """Return the first language of ours that somebody is said to speak ("Spanish, some English"), or None."""
    for word in re.findall(r"[^\W\d_]+", fold(words)):
        for language, names in _NAMED.items():
            if word in names:
                return language
    return None


SESSION_IDLES_FOR = timedelta(hours=2)
SESSION_LASTS_FOR = timedelta(hours=12)
FRESH_FOR = timedelta(minutes=15)
"""How long a sign-in counts as fresh (OWASP ASVS 5.0, 7.3.1, 7.3.2 and 7.5.1 for all three)."""


class UserState(Word):
    """Whether a user can sign in."""

    INVITED = "invited", N_("Invited")
    ACTIVE = "active", N_("Active")
    DEACTIVATED = "deactivated", N_("Deactivated")


@dataclass(frozen=True)
class UserDetails:
    """What an administrator writes about a user."""

    name: str
    email: str
    roles: frozenset[Role]
    language: Language | None = None


def check_user(details: UserDetails) -> Iterator[Problem]:
    """Yield what is wrong with what was written about a user."""
    if not details.name.strip():
        yield Problem("name", N_("This is needed."))
    elif len(details.name) > Limits.MAX_NAME:
        yield Problem("name", N_("At most %(most)s characters."), {"most": Limits.MAX_NAME})
    if not is_email(details.email):
        yield Problem("email", NOT_AN_EMAIL)
    if not details.roles:
        yield Problem("roles", N_("Choose at least one."))


NOT_AN_EMAIL = N_("This is not an e-mail address. Write it like name@example.org.")


def is_email(text: str) -> bool:
    """Tell whether the text is one e-mail address that mail could be sent to (RFC 5321, without asking the network)."""
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return len(text) <= MAX_EMAIL
