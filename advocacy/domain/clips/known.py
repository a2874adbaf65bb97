"""Whom the program knows already: plain values, whoever keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from advocacy.domain.clips.tokens import tokens_of

Key = tuple[str, ...]
"""A name as folded words."""
T = TypeVar("T")


@dataclass(frozen=True)
class KnownPerson:
    """A person as somebody keeps them. `ref` is theirs to choose and comes back untouched."""

    name: str
    aliases: tuple[str, ...] = ()
    office: str = ""
    body: str = ""
    ref: str = ""
    title: str = ""

    @cached_property
    def family_key(self) -> Key:
        """The last word of the name, folded: what an office is put before ("Councilor Gomez")."""
        return key_of(self.name)[-1:]

    def spellings(self) -> Iterator[Key]:
        """Yield every way in which the whole name may stand in a text."""
        for name in (self.name, *self.aliases):
            key = key_of(name)
            yield key
            if len(key) > 2 and name == self.name:
                yield (key[0], key[-1])


@dataclass(frozen=True)
class KnownOrganization:
    """An organization as somebody keeps it."""

    name: str
    aliases: tuple[str, ...] = ()
    ref: str = ""

    def spellings(self) -> Iterator[Key]:
        """Yield every way in which the name may stand in a text."""
        for name in (self.name, *self.aliases):
            key = key_of(name)
            yield key[1:] if len(key) > 1 and key[0] in {"the", "el", "la", "los", "las"} else key


@dataclass(frozen=True)
class Known:
    """All people, organizations and places that are known."""

    people: tuple[KnownPerson, ...] = ()
    organizations: tuple[KnownOrganization, ...] = ()
    places: tuple[str, ...] = field(default=())

    @cached_property
    def by_name(self) -> NameIndex[KnownPerson]:
        """Whole names and aliases of people."""
        return NameIndex((key, person) for person in self.people for key in person.spellings())

    @cached_property
    def by_organization_name(self) -> NameIndex[KnownOrganization]:
        """Names and aliases of organizations."""
        return NameIndex((key, item) for item in self.organizations for key in item.spellings())

    @cached_property
    def by_short_name(self) -> NameIndex[KnownOrganization]:
        """Names without their first word ("City Council" of Sampleville), where only one organization has it."""
        short: dict[Key, list[KnownOrganization]] = {}
        for item in self.organizations:
            key = key_of(item.name)
            if len(key) > 2:
                short.setdefault(key[1:], []).append(item)
        return NameIndex((key, items[0]) for key, items in short.items() if len(items) == 1)

    @cached_property
    def by_place(self) -> NameIndex[str]:
        """Names of places."""
        return NameIndex((key_of(name), name) for name in self.places)

    @cached_property
    def by_family(self) -> dict[Key, list[KnownPerson]]:
        """People by the last word of their name."""
        found: dict[Key, list[KnownPerson]] = {}
        for person in self.people:
            found.setdefault(person.family_key, []).append(person)
        return found


class NameIndex(Generic[T]):
    """Names by their first word, the longest first."""

    def __init__(self, pairs: Iterable[tuple[Key, T]]) -> None:
        self._by_first: dict[str, dict[Key, T]] = {}
        for key, value in pairs:
            if key and any(letter.isalpha() for letter in key[0]):
                self._by_first.setdefault(key[0], {}).setdefault(key, value)
        self._longest = {first: max(map(len, keys)) for first, keys in self._by_first.items()}

    def longest_at(self, words: list[str], index: int) -> tuple[int, T] | None:
        """Return how many words the longest name beginning at `index` has, and whose it is."""
        keys = self._by_first.get(words[index])
        if keys is None:
            return None
        most = min(self._longest[words[index]], len(words) - index)
        for count in range(most, 0, -1):
            value = keys.get(tuple(words[index : index + count]))
            if value is not None:
                return count, value
        return None


def key_of(name: str) -> Key:
    """Return a name as folded words, without signs ("J. Thomas Manger": j, thomas, manger)."""
    return tuple(token.key for token in tokens_of(name) if token.is_word)
