"""People: what is needed to tell somebody apart, also when the name is not known."""

from collections.abc import Iterator
from dataclasses import dataclass

from advocacy.domain.problems import Problem
from advocacy.domain.text import Limits, fold
from advocacy.domain.words import N_

PARTICLES = frozenset(
    {"da", "das", "de", "del", "della", "der", "di", "dos", "du", "la", "las", "le", "los", "van", "von", "y"}
)
"""Small words that belong to the family name after them."""
MOST_ALIASES = 20
NAME_OR_LABEL = N_("Write the name. If nobody knows it, say who is meant: “Governor of Illinois, not named”.")
NAME_AND_LABEL = N_("Leave this empty when the name is known. An office goes under Terms, a task under Role.")
TOO_LONG_ALIAS = N_("Another name has at most %(most)s characters.")
TOO_MANY_ALIASES = N_("Write at most %(most)s other names.")


@dataclass(frozen=True)
class PersonDetails:
    """What somebody wrote about a person. `label` says who is meant when no name is known."""

    given_name: str = ""
    family_name: str = ""
    label: str = ""
    title: str = ""
    aliases: tuple[str, ...] = ()
    party: str = ""
    role: str = ""
    languages: str = ""
    not_in_print: bool = False
    note: str = ""

    @property
    def keys(self) -> frozenset[str]:
        """Every folded spelling under which the same person may already be on file, both name orders."""
        names = (
            f"{self.family_name} {self.given_name}",
            f"{self.given_name} {self.family_name}",
            self.label,
            *self.aliases,
        )
        return frozenset(filter(None, map(fold, names)))


def split_name(name: str) -> tuple[str, str]:
    """Return given and family name: the last word, with the particles before it, is the family name."""
    words = name.split()
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in PARTICLES:
        first -= 1
    return " ".join(words[:first]), " ".join(words[first:])


def check_person(details: PersonDetails) -> Iterator[Problem]:
    """Yield what is wrong: neither name nor label, or both; other names that are too long or too many."""
    has_name = bool(details.given_name or details.family_name)
    if not has_name and not details.label:
        yield Problem("family_name", NAME_OR_LABEL)
    if has_name and details.label:
        yield Problem("label", NAME_AND_LABEL)
    if len(details.aliases) > MOST_ALIASES:
        yield Problem("aliases", TOO_MANY_ALIASES, {"most": MOST_ALIASES})
    if any(len(alias) > Limits.MAX_NAME for alias in details.aliases):
        yield Problem("aliases", TOO_LONG_ALIAS, {"most": Limits.MAX_NAME})
