"""Who is meant by a last name alone, or by an office and a last name."""

from __future__ import annotations

from bisect import bisect, insort

from advocacy.domain.clips.known import Known, KnownPerson, key_of
from advocacy.domain.clips.offices import COURTESY, singular
from advocacy.domain.clips.people import Cast, Someone, gender_of_name, gender_of_words, is_same_office


class LastNames:
    """Knows where everybody was named, to tell two people of one last name apart."""

    def __init__(self, known: Known, cast: Cast) -> None:
        self._known = known
        self._cast = cast
        self._named_at: dict[int, list[int]] = {}

    def hear(self, someone: Someone, index: int) -> None:
        """Remember that somebody is named at a token."""
        insort(self._named_at.setdefault(id(someone), []), index)

    def meant(self, keys: list[str], office: str, index: int, at: tuple[int, int]) -> Someone | None:
        """Return who is meant by a last name, with or without an office; None when nobody or more than one may be."""
        if len(keys) > 2:
            return None
        words = [singular(word.strip(".").casefold()) for word in office.split()]
        there = [someone for someone in self._cast.of_family(keys[-1]) if self._fits_first(someone, keys)]
        known = self._known.by_family.get((keys[0],), []) if len(keys) == 1 else []
        if len(there) + len(known) > 1:
            there, known = _of_gender(gender_of_words(office), there, known)
        titled = [word for word in words if word not in COURTESY]
        if titled:
            return self._titled(titled, there, known, index) or self._holder(titled, there, known, at)
        introduced = [someone for someone in there if someone.is_introduced]
        if len(introduced) == 1:
            return introduced[0]
        if introduced:
            return self._nearest(index, introduced)
        return self._cast.known_person(known[0], at, is_introduced=False) if len(known) == 1 else None

    def _titled(self, words: list[str], there: list[Someone], known: list[KnownPerson], index: int) -> Someone | None:
        fitting = [someone for someone in there if someone.holds(words)]
        if fitting:
            return self._nearest(index, fitting) if len(fitting) > 1 else fitting[0]
        without_office = [someone for someone in there if not someone.office]
        return without_office[0] if len(without_office) == 1 and not known else None

    def _holder(
        self, words: list[str], there: list[Someone], known: list[KnownPerson], at: tuple[int, int]
    ) -> Someone | None:
        """Return the one known person of this name who holds the office."""
        holders = [person for person in known if is_same_office(person.office, words)]
        return self._cast.known_person(holders[0], at) if len(holders) == 1 else None

    def _fits_first(self, someone: Someone, keys: list[str]) -> bool:
        return len(keys) == 1 or keys[0] in {word.strip(".").casefold() for word in someone.name.split()}

    def _nearest(self, index: int, people: list[Someone]) -> Someone | None:
        """Return who of several with one last name was named last before a token."""
        latest = {id(someone): self._last_before(index, someone) for someone in people}
        nearest = max(people, key=lambda someone: latest[id(someone)])
        return nearest if latest[id(nearest)] >= 0 else None

    def _last_before(self, index: int, someone: Someone) -> int:
        named = self._named_at.get(id(someone), [])
        place = bisect(named, index)
        return named[place - 1] if place else -1


def _of_gender(gender: str, there: list[Someone], known: list[KnownPerson]) -> tuple[list[Someone], list[KnownPerson]]:
    """Leave out those whom "Mr." or "concejala" cannot mean; where that leaves nobody, it tells nothing."""
    people = [someone for someone in there if not gender or someone.gender in ("", gender)]
    holders = [person for person in known if not gender or gender_of_name(key_of(person.name)) in ("", gender)]
    return (people, holders) if people or holders else (there, known)
