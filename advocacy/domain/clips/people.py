"""Everybody and every organization of one text: known or new, each once, however they are named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from advocacy.domain.clips.given_names import MEN, WOMEN
from advocacy.domain.clips.groups import (
    CIVIC,
    COMMON_STARTS,
    DIRECTIONS,
    LEADING_HEADS,
    ORGANIZATION_HEADS,
    PLACE_HEADS,
)
from advocacy.domain.clips.known import Key, Known, KnownOrganization, KnownPerson, key_of
from advocacy.domain.clips.offices import FEMALE, MALE, office_groups

_NICKNAME = re.compile(r"[“\"‘«(][^”\"’»)]*[”\"’»)]")
FEMININE, MASCULINE = "f", "m"


@dataclass(eq=False)
class Someone:
    """A person of the text, as it becomes known while reading."""

    name: str
    at: tuple[int, int]
    known: KnownPerson | None = None
    office: str = ""
    affiliation: str = ""
    gender: str = ""
    is_introduced: bool = True
    """False while only the last name of a known person stands in the text."""
    is_reporter: bool = False
    """Whether the text names them as who wrote it."""
    said: str = ""
    """The office in the words of the text; `office` is that on file where they are known."""
    is_person: bool = field(default=True, init=False)

    def learn(self, *, office: str = "", affiliation: str = "") -> None:
        """Keep what the text says of them, the first of each; what is known already stays."""
        self.said = self.said or office
        told = gender_of_words(office)
        if told == FEMININE or not self.gender:  # feminine words are never said of everybody
            self.gender = told or self.gender
        self.office = self.office or office
        self.affiliation = self.affiliation or affiliation

    def holds(self, words: Sequence[str]) -> bool:
        """Tell whether some folded words name this person's office."""
        return is_same_office(self.office, words)


@dataclass(eq=False)
class Group:
    """An organization of the text."""

    name: str
    at: tuple[int, int]
    known: KnownOrganization | None = None
    is_person: bool = field(default=False, init=False)


class Cast:
    """Who and what is named in one text."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.people: list[Someone] = []
        self.groups: list[Group] = []
        self.places: dict[Key, tuple[str, tuple[int, int]]] = {}
        self._by_known: dict[int, Someone] = {}
        self._by_name: dict[Key, Someone] = {}
        self._by_tail: dict[Key, Someone] = {}
        """By a last name of more than one word ("Van Buren", "De la Cruz")."""
        self._by_family: dict[str, list[Someone]] = {}
        self._group_by_key: dict[Key, Group] = {}
        self._by_initials: dict[str, list[Group]] = {}
        self._by_first_word: dict[str, list[Group]] = {}

    def person(self, name: str, at: tuple[int, int]) -> Someone:
        """Return the person of a whole name, who may be new."""
        name = " ".join(_NICKNAME.sub(" ", name).split())
        key = key_of(name)
        short = (key[0], key[-1]) if len(key) > 2 else ()
        found = self._by_name.get(key) or self._by_name.get(short) or self._by_tail.get(key)
        if found is None:
            found = Someone(name, at, gender=gender_of_name(key))
            self._enter(found, key)
        return found

    def known_person(self, person: KnownPerson, at: tuple[int, int], *, is_introduced: bool = True) -> Someone:
        """Return the entry of a known person."""
        found = self._by_known.get(id(person))
        if found is None:
            key = key_of(person.name)
            gender = gender_of_words(f"{person.title} {person.office}") or gender_of_name(key)
            found = Someone(person.name, at, person, person.office, person.body, gender, is_introduced)
            self._by_known[id(person)] = found
            self._enter(found, key)
        found.is_introduced = found.is_introduced or is_introduced
        return found

    def _enter(self, someone: Someone, key: Key) -> None:
        self.people.append(someone)
        self._by_name[key] = someone
        for begin in range(1, len(key) - 1):
            self._by_tail.setdefault(key[begin:], someone)
        if len(key) > 2:
            self._by_name.setdefault((key[0], key[-1]), someone)
        for word in _family_words(key):
            self._by_family.setdefault(word, []).append(someone)

    def of_family(self, word: str) -> list[Someone]:
        """Return the people of the text with this last name (either of two, as in Spanish)."""
        return self._by_family.get(word, [])

    def group(self, name: str, at: tuple[int, int], known: KnownOrganization | None = None) -> Group:
        """Return the organization of a name; "City Council" is "Sampleville City Council" once that is named."""
        key = key_of(known.name if known else name)
        found = self._group_by_key.get(key) or (None if known else self._longer(key))
        if found is None:
            found = Group(known.name if known else name, at, known)
            self.groups.append(found)
            self._by_initials.setdefault(_initials(found.name), []).append(found)
            self._by_first_word.setdefault(key[0] if key else "", []).append(found)
            for begin in range(len(key)):
                self._group_by_key.setdefault(key[begin:], found)
            self._group_by_key[key] = found
        return found

    def _longer(self, key: Key) -> Group | None:
        """Return an organization already found whose name ends with this one; shorter ones were entered with it."""
        shorter = next((self._group_by_key.get(key[begin:]) for begin in range(1, len(key) - 1)), None)
        if shorter is None or shorter.known is not None or key_of(shorter.name) == key:
            return None
        if key[-len(key_of(shorter.name)) :] == key_of(shorter.name):
            return shorter
        return None

    def rename(self, group: Group, alias: str) -> None:
        """Let an organization also be found by another name (the letters in brackets after it)."""
        self._group_by_key.setdefault(key_of(alias), group)

    def group_named(self, key: Key) -> Group | None:
        """Return the organization of a folded name or of its last words."""
        return self._group_by_key.get(key)

    def group_of_initials(self, letters: str) -> Group | None:
        """Return the organization whose capitals are these letters ("SSU"), where there is one only."""
        found = self._by_initials.get(letters.replace(".", ""), [])
        return found[0] if len(found) == 1 else None

    def group_of_first_word(self, word: str) -> Group | None:
        """Return the organization whose name begins with a word that says which it is, where there is one only."""
        found = self._by_first_word.get(word, [])
        plain = word in ORGANIZATION_HEADS | CIVIC | LEADING_HEADS | PLACE_HEADS | DIRECTIONS | COMMON_STARTS
        if len(found) != 1 or plain or CIVIC & set(key_of(found[0].name)):
            return None
        return found[0]

    def place(self, name: str, at: tuple[int, int]) -> None:
        """Keep a place."""
        shown = name.title() if name.isupper() and len(name) > 3 else name
        self.places.setdefault(key_of(name), (shown, at))


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper()).casefold()


def _family_words(key: Key) -> tuple[str, ...]:
    """Return the words by which a person may be called later: the last, and the one before it of three."""
    plain = [word for word in key if word not in {"jr", "sr", "ii", "iii"}]
    if len(plain) >= 3 and len(plain[-2]) > 2 and plain[-2] not in {"de", "del", "la", "las", "los", "van", "von"}:
        is_middle_name = plain[-2] in MEN or plain[-2] in WOMEN
        return (plain[-1],) if is_middle_name else (plain[-1], plain[-2])
    return tuple(plain[-1:])


def gender_of_name(key: Key) -> str:
    """Return the gender that a given name shows, or "". Of a double name, "Gina-Louise", the first one counts."""
    first = next((word for word in key if len(word) > 1), "").partition("-")[0]
    if first in WOMEN:
        return FEMININE
    return MASCULINE if first in MEN else ""


def gender_of_words(words: str) -> str:
    """Return the gender that a title or an office shows, or ""."""
    keys = set(key_of(words))
    if keys & FEMALE:
        return FEMININE
    return MASCULINE if keys & MALE else ""


def is_same_office(office: str, words: Sequence[str]) -> bool:
    """Tell whether folded words name an office: "Councilor" and "City Councilor, Ward 1", "alcaldesa" and "Mayor"."""
    mine = key_of(office)
    return bool(office_groups(words) & office_groups(mine)) or bool(words and words[-1] in mine)
