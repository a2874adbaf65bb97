"""Places: names that a word before or after shows to be one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from advocacy.domain.clips.given_names import is_given_name
from advocacy.domain.clips.groups import CIVIC, MONTHS_AND_DAYS, PLACE_BEFORE, STATE_SHORT, STATES, STREETS
from advocacy.domain.clips.known import Known, key_of
from advocacy.domain.clips.looks import text_of
from advocacy.domain.clips.names import Run
from advocacy.domain.clips.offices import OFFICES
from advocacy.domain.clips.people import Cast
from advocacy.domain.clips.sentences import Article
from advocacy.domain.clips.tokens import word_set

_NO_PLACES = word_set("""
    spanish english portuguese haitian creole french latino latina latinos hispanic american americans democrat
    democrats republican republicans christian muslim jewish catholic congress parliament twitter facebook instagram
    obras publicas salud vivienda educacion finanzas planificacion works first second third fourth fifth sixth
    seventh eighth ninth tenth god christmas easter thanksgiving internet espanol ingles dios navidad room
    """)
_OF_WHAT = OFFICES | word_set(
    "city town village county state part parts city-wide residents people tenants streets ciudad pueblo condado estado "
    "students streets neighborhoods estudiantes familias residentes vecinos inquilinos calles oficina policia concejo"
)
CALLES = word_set(
    "calle avenida bulevar parque plaza puente escuela primaria secundaria preparatoria colegio biblioteca teatro "
    "iglesia templo estadio auditorio"
)
_BARRIOS = word_set("parroquia capilla colonia barrio vecindario sector pueblo ciudad municipio")
_FROM_THERE = word_set(
    "republican democrat nonprofit resident native lawmaker woman man company firm neighborhood section area district"
)
_AFTER = word_set(
    "residents police officials tenants voters neighborhood schools taxpayers lawmakers officers families landlords "
    "renters workers immigrants mayor city"
)
_NUMBERED = word_set("route highway interstate ruta carretera rt rte")
_DASHES = {"—", "–", "-", "--"}


class Places:
    """Takes the places of one text."""

    def __init__(self, article: Article, cast: Cast, known: Known) -> None:
        self._article = article
        self._cast = cast
        self._known = known
        self._ends: set[int] = set()

    def take(self, run: Run) -> None:
        """Keep a place."""
        self._ends.add(run.last)
        tokens = self._article.tokens
        run = Run(self._with_number(run), self._with_number_after(run.last))
        at = (tokens[run.first].start, tokens[run.last - 1].end)
        name = text_of(self._article, run.first, run.last)
        self._cast.place(name[2:] if is_of_party(name) else name, at)

    def _with_number(self, run: Run) -> int:
        """Return where a place begins with what stands before it: "14 River Street", "calle Olmo"."""
        before = self._article.tokens[run.first - 1] if run.first else None
        if before is None:
            return run.first
        if before.text in {"La", "Los", "Las", "El"} and not self._article.begins[run.first - 1]:
            return run.first - 1
        is_house = before.kind == "number" and before.text.isdigit() and self._article.keys[run.last - 1] in STREETS
        return run.first - 1 if is_house or before.key in CALLES else run.first

    def _with_number_after(self, last: int) -> int:
        """ "Route 17", "County Road 9": return where the place ends with its number."""
        keys = self._article.keys
        numbered = keys[last - 1] in _NUMBERED or keys[last - 2 : last] == ["county", "road"]
        return last + 1 if numbered and last < len(keys) and self._article.tokens[last].kind == "number" else last

    def is_place(self, run: Run) -> bool:
        """Tell whether words that are nobody's name are a place: a known town, one of a list, or shown by its words."""
        if len(run) == 1 and self._article.keys[run.first] in self._towns:
            return True
        if self._article.paragraphs[self._article.paragraph_of[run.first]].is_heading:
            return False
        if self._article.keys[run.last - 1] in _NUMBERED:
            return self._with_number_after(run.last) > run.last
        before = self._article.keys[run.first - 1] if run.first else ""
        is_state = self._article.keys[run.first] in STATE_SHORT or self._article.tokens[run.first].kind == "initials"
        in_list = before in {",", "and", "y"} and run.first - 1 in self._ends and not is_state
        return in_list or is_placed(self._article, run.first, run.last)

    @cached_property
    def _towns(self) -> frozenset[str]:
        bodies = (person.body for person in self._known.people)
        return towns_of((*bodies, *(group.name for group in self._cast.groups)))


def follows_kind(article: Article, first: int) -> bool:
    """ "Parque Benito Salas", "la parroquia San Judas": what it is stands in small letters before it."""
    return first > 0 and article.keys[first - 1] in CALLES | _BARRIOS and article.tokens[first - 1].text.islower()


def is_of_party(name: str) -> bool:
    """ "D-New Haven", "R-Milford": a party, and the town that somebody stands for."""
    return name[:2] in {"D-", "R-", "I-"} and name[2:3].isupper()


def is_placed(article: Article, first: int, last: int) -> bool:
    """Tell whether capitalised words are the name of a place, by what stands around them."""
    if any(key in _NO_PLACES for key in article.keys[first:last]):
        return False
    before = article.keys[first - 1] if first else ""
    after = article.keys[last] if last < len(article.keys) else ""
    if before in {"la", "los", "las", "el"} and article.tokens[first - 1].is_capital and not article.begins[first - 1]:
        return is_placed(article, first - 1, last)
    if before in {"the", "el", "la"} and not _is_home(article, first, last):
        return after in {"neighborhood", "section", "area", "district"}
    if before in CALLES | _BARRIOS or _is_home(article, first, last):
        return True
    if before == "at" and last - first == 1:  # "looked at Tully"
        return False
    return (
        before in PLACE_BEFORE
        or _is_of(article, first)
        or _is_dateline(article, first, last)
        or (after in _AFTER and (not article.begins[first] or article.keys[first] in article.capitals))
    )


def _is_home(article: Article, first: int, last: int) -> bool:
    """ "Terrence Bly, 29, of Fallbrook", "from Eastbrook", "the Ashford Republican", "a Northfield nonprofit"."""
    before = article.keys[max(0, first - 2) : first]
    if before[-1:] == ["from"] or before == [",", "of"]:
        return last - first > 1 or not is_given_name(article.keys[first])
    return (
        last - first == 1
        and before[-1:] in (["a"], ["an"], ["the"])
        and article.keys[last : last + 1] != []
        and article.keys[last] in _FROM_THERE
    )


def towns_of(names: Iterable[str]) -> frozenset[str]:
    """Return the towns in the names of civic organizations: "Sampleville City Council", "City of Sampleville"."""
    towns = set()
    for name in names:
        key = key_of(name)
        if len(key) > 2 and key[1] in {"of", "de"}:
            towns.add(key[-1])
        elif len(key) > 1 and key[0] not in CIVIC and CIVIC & set(key):
            towns.add(key[0])
    return frozenset(towns - CIVIC - STATES)


def _is_of(article: Article, first: int) -> bool:
    """ "Mayor of Springfield", "the city of …"."""
    return first > 1 and article.keys[first - 1] in {"of", "de"} and article.keys[first - 2] in _OF_WHAT


def _is_dateline(article: Article, first: int, last: int) -> bool:
    """ "SPRINGFIELD, Mass. —", "Sampleville, MA", or a name and a dash that begin a paragraph."""
    keys = article.keys
    if last + 1 >= len(keys):
        return False
    if keys[last] == "," and (keys[last + 1] in STATE_SHORT or keys[last + 1] in STATES):
        return article.tokens[last + 1].is_capital
    if keys[last] == "," and article.tokens[first].is_all_capitals and keys[last + 1] in MONTHS_AND_DAYS:
        return True
    number = article.paragraph_of[first]
    begins = article.bounds[number][0] == first
    if any(not before.is_heading and not before.is_byline for before in article.paragraphs[:number]):
        return False  # "BURN BAN — The commission voted": what comes next, no place
    return begins and (keys[last] in _DASHES or keys[last] == "(")
