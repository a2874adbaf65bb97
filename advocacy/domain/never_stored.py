"""What is never stored: numbers that identify a person to the authorities, and dates of birth.

The people behind the records may be in danger. No field asks for these, and free text that holds one is
refused before anything is saved. Words about immigration status pass: the campaigns are about it.
Bill numbers, employer numbers (EIN), ZIP+4, tracking numbers and telephone numbers pass as well.

Valid ranges of social-security numbers: https://www.ssa.gov/employment/randomization.html
Time grows linearly with the text: every pattern has bounded repeats, and words are looked up by position.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from advocacy.domain.problems import Problem
from advocacy.domain.text import fold
from advocacy.domain.words import N_


class Forbidden(StrEnum):
    """The kinds of thing that are never stored."""

    SOCIAL_SECURITY_NUMBER = "social_security_number"
    ALIEN_NUMBER = "alien_number"
    PASSPORT_NUMBER = "passport_number"
    DATE_OF_BIRTH = "date_of_birth"


SENTENCES = {
    Forbidden.SOCIAL_SECURITY_NUMBER: N_(
        "This looks like a social-security number: “%(excerpt)s”. It is never stored. Take it out and save again."
    ),
    Forbidden.ALIEN_NUMBER: N_(
        "This looks like an alien registration number: “%(excerpt)s”. It is never stored. Take it out and save again."
    ),
    Forbidden.PASSPORT_NUMBER: N_(
        "This looks like a passport or social-security number: “%(excerpt)s”. "
        "It is never stored. Take it out and save again."
    ),
    Forbidden.DATE_OF_BIRTH: N_(
        "This looks like a date of birth: “%(excerpt)s”. It is never stored. Take it out and save again."
    ),
}


@dataclass(frozen=True)
class Finding:
    """One hit: which rule, where (`text[start:end]`), and some words around it with every digit masked."""

    rule: Forbidden
    excerpt: str
    start: int
    end: int

    def problem(self, field: str) -> Problem:
        """Return the sentence that refuses it, at `field`."""
        return Problem(field, SENTENCES[self.rule], {"excerpt": self.excerpt})


def find_forbidden(text: str) -> list[Finding]:
    """Return what must not be stored in `text`, in its order; where two rules hit one place, the first."""
    candidates = [*_social_security(text), *_alien(text), *_passport(text), *_birth(text)]
    if not candidates:
        return []
    words = _Words(text)
    hits: list[_Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (c.start, -c.end)):
        if (not hits or candidate.start >= hits[-1].end) and words.confirm(candidate):
            hits.append(candidate)
    masked = _mask(text, hits)
    return [Finding(hit.rule, _excerpt(masked, hit), hit.start, hit.end) for hit in hits]


MOST_TOLD = 3
"""So many findings are told of one text: whoever pasted a list of numbers sees what is meant."""


def check_never_stored(field: str, text: str) -> list[Problem]:
    """Return a problem at `field` for each of the first things in `text` that must not be stored."""
    return [finding.problem(field) for finding in find_forbidden(text)[:MOST_TOLD]]


def mask_forbidden(text: str) -> str:
    """Return `text` with what must not be stored masked by dots, of the same length."""
    findings = find_forbidden(text)
    return _mask(text, findings, digits_around=0) if findings else text


@dataclass(frozen=True)
class _Candidate:
    """A place that a pattern matched; `near` names the words that must stand within `reach` words of it."""

    rule: Forbidden
    start: int
    end: int
    near: frozenset[tuple[str, ...]] = frozenset()
    reach: int = 5


_DASH = r"[-\u2010-\u2015\u2212]"
_ALONE = rf"(?<![^\W_])(?<!\d{_DASH})(?<!\d[.,/])(?<![$€£])"
_ENDS = rf"(?![^\W_])(?!{_DASH}\d)(?![.,/]\d)"

_SSN = re.compile(rf"{_ALONE}(\d{{3}})({_DASH}|[ .\u00a0])(\d{{2}})\2(\d{{4}}){_ENDS}")
_A_DIGITS = rf"(?:\d{{7,9}}|\d{{1,3}}(?:{_DASH}|[ \u00a0])\d{{3}}(?:{_DASH}|[ \u00a0])\d{{3}})"
_A_NUMBER = re.compile(
    rf"(?<![^\W_])(?:[Aa](?:{_DASH}|#|\#[ \u00a0])?{_A_DIGITS}"
    rf"|A(?::|[ \u00a0]|[ \u00a0]\#[ \u00a0]?)(?:\d{{8,9}}|\d{{2,3}}[- ]\d{{3}}[- ]\d{{3}})){_ENDS}"
)
_A_LABEL = re.compile(
    rf"(?<![^\W_])(?:a|alien|uscis|extranjero)[- ](?:registration[ ])?(?:number|no\.?|\#)"
    rf"(?:[ ](?:is|es))?[ :#]{{1,3}}(?P<digits>{_A_DIGITS}){_ENDS}",
    re.IGNORECASE,
)
_NINE = re.compile(rf"{_ALONE}(?:\d{{9}}|[^\W\d_]\d{{8}}){_ENDS}")

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|ene(?:ro)?|febrero|marzo|abr(?:il)?|mayo|junio|julio"
    r"|ago(?:sto)?|sep?tiembre|setiembre|octubre|noviembre|dic(?:iembre)?)\.?"
)
_GAP = r"[\s,]{1,4}"
_ORDINAL = r"(?:st|nd|rd|th|\.?[ºo°]|ro)?"
_DATES = [
    re.compile(rf"{_ALONE}\d{{4}}([-/.])(?P<a>\d{{1,2}})\1(?P<b>\d{{1,2}})(?!\d|[-/.]\d)"),
    re.compile(rf"{_ALONE}(?P<a>\d{{1,2}})([-/.])(?P<b>\d{{1,2}})\2\d{{4}}{_ENDS}"),
    re.compile(rf"{_ALONE}(?P<a>\d{{1,2}})([-/])(?P<b>\d{{1,2}})\2\d{{2}}{_ENDS}"),
    re.compile(rf"(?<![^\W_]){_MONTH}{_GAP}\d{{1,2}}{_ORDINAL}{_GAP}(?:del?\s{{1,3}})?\d{{4}}{_ENDS}", re.I),
    re.compile(
        rf"{_ALONE}\d{{1,2}}{_ORDINAL}(?:{_GAP}|[-/])(?:(?:de|of)\s{{1,3}})?"
        rf"{_MONTH}(?:{_GAP}|[-/])(?:del?\s{{1,3}})?\d{{4}}{_ENDS}",
        re.I,
    ),
]


def _phrases(*phrases: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in phrases)


_IDENTITY = _phrases(
    *("passport", "passports", "pasaporte", "pasaportes", "ssn", "ssns", "social security", "seguro social")
)
_BORN = _phrases(
    *("born", "dob", "d o b", "birthdate", "birthday", "date of birth", "birth date", "fecha de nacimiento"),
    *("fecha nacimiento", "nacido", "nacida", "nacidos", "nacidas", "nacio"),
)
_GROUPS_BY_BIRTH = {"foreign", "native"}
"""“Foreign-born residents” are a statistic, not somebody's birth."""

_IMMIGRATION = _phrases(
    *("alien", "aliens", "asylum", "asylee", "asilo", "cbp", "daca", "tps", "uscis", "eoir", "dhs", "nta"),
    *("citizenship", "ciudadania", "deport", "deported", "deportation", "deportado", "deportada"),
    *("deportacion", "detained", "detainee", "detainer", "detention", "detenido", "detenida", "detencion"),
    *("extranjero", "extranjera", "green card", "ICE", "immigrant", "immigrants", "immigration"),
    *("indocumentado", "indocumentada", "inmigrante", "inmigrantes", "inmigracion", "la migra", "migra"),
    *("migracion", "migratorio", "migrant", "naturalization", "naturalizacion", "notice to appear"),
    *("permanent resident", "residente permanente", "refugee", "refugiado", "refugiada", "removal"),
    *("undocumented", "visa", "work permit", "permiso de trabajo", "a number", "alien number"),
)


def _social_security(text: str) -> Iterator[_Candidate]:
    """`ddd-dd-dddd` in valid ranges; with blanks or dots only near a word that names the number."""
    for found in _SSN.finditer(text):
        area, dash, group, serial = found.groups()
        if area in ("000", "666") or area[0] == "9" or group == "00" or serial == "0000":
            continue
        near = _IDENTITY if dash in " .\u00a0" else frozenset()
        yield _Candidate(Forbidden.SOCIAL_SECURITY_NUMBER, found.start(), found.end(), near)


def _alien(text: str) -> Iterator[_Candidate]:
    """A and 7 to 9 digits as one word, within ten words of a word of immigration; or labelled A-number."""
    for found in _A_NUMBER.finditer(text):
        yield _Candidate(Forbidden.ALIEN_NUMBER, found.start(), found.end(), _IMMIGRATION, reach=10)
    for found in _A_LABEL.finditer(text):
        yield _Candidate(Forbidden.ALIEN_NUMBER, found.start("digits"), found.end())


def _passport(text: str) -> Iterator[_Candidate]:
    """Nine digits, or a letter and eight, within five words of passport, pasaporte or SSN."""
    for found in _NINE.finditer(text):
        yield _Candidate(Forbidden.PASSPORT_NUMBER, found.start(), found.end(), _IDENTITY)


def _birth(text: str) -> Iterator[_Candidate]:
    """A full date within five words of born, DOB, nacido or fecha de nacimiento."""
    for pattern in _DATES:
        for found in pattern.finditer(text):
            parts = found.groupdict()
            if not parts or _day_and_month(int(parts["a"]), int(parts["b"])):
                yield _Candidate(Forbidden.DATE_OF_BIRTH, found.start(), found.end(), _BORN)


def _day_and_month(one: int, other: int) -> bool:
    low, high = sorted((one, other))
    return 1 <= low <= 12 and high <= 31


_WORD = re.compile(r"[^\W_]+")


class _Words:
    """The words of a text and where they start, to ask what stands near a place."""

    def __init__(self, text: str) -> None:
        self._text = text
        found = list(_WORD.finditer(text))
        self._starts = [word.start() for word in found]
        self._folded = [_folded(word.group()) for word in found]
        self._places: dict[frozenset[tuple[str, ...]], list[int]] = {}

    def confirm(self, candidate: _Candidate) -> bool:
        """Whether one of the candidate's words stands near it (always, if it needs none)."""
        if not candidate.near:
            return True
        if candidate.near not in self._places:
            self._places[candidate.near] = self._places_of(candidate.near)
        places = self._places[candidate.near]
        first = bisect_left(self._starts, candidate.start)
        last = bisect_left(self._starts, candidate.end) - 1
        nearest = bisect_left(places, first - candidate.reach)
        return nearest < len(places) and places[nearest] <= last + candidate.reach

    def _places_of(self, phrases: frozenset[tuple[str, ...]]) -> list[int]:
        """The numbers of the words that belong to one of the phrases, ascending."""
        places: set[int] = set()
        for at in range(len(self._folded)):
            for length in (1, 2, 3):
                if tuple(self._folded[at : at + length]) in phrases and not self._names_a_group(at):
                    places.update(range(at, at + length))
        return sorted(places)

    def _names_a_group(self, at: int) -> bool:
        """Whether this is the “born” of “foreign-born” or “US-born”."""
        if self._folded[at] != "born" or at == 0:
            return False
        return self._text[self._starts[at] - 1] in "-‐‑" or self._folded[at - 1] in _GROUPS_BY_BIRTH


def _folded(word: str) -> str:
    """Fold a word; ICE, the agency, stays in capitals, so that ice does not count as immigration."""
    if word == "ICE":
        return word
    return word.lower() if word.isascii() else fold(word)


def _mask(text: str, hits: list[_Candidate] | list[Finding], digits_around: int = 40) -> str:
    """Return `text` with letters and digits of the hits dotted, and digits up to so far around them."""
    letters = list(text)
    for hit in hits:
        for at in range(max(0, hit.start - digits_around), min(len(text), hit.end + digits_around)):
            inside = hit.start <= at < hit.end
            if letters[at].isalnum() if inside else letters[at].isdigit():
                letters[at] = "•"
    return "".join(letters)


def _excerpt(masked: str, hit: _Candidate, around: int = 20) -> str:
    """Return the hit with a few masked characters around it, on one line."""
    before = "…" if hit.start > around else ""
    after = "…" if hit.end + around < len(masked) else ""
    return before + " ".join(masked[max(0, hit.start - around) : hit.end + around].split()) + after
