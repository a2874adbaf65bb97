"""Places: names that a word before or after shows to be one."""

from __future__ import annotations

from advocacy.domain.clips.groups import MONTHS_AND_DAYS, PLACE_BEFORE, STATE_SHORT, STATES
from advocacy.domain.clips.offices import OFFICES
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
    "residentes vecinos inquilinos calles oficina policia concejo"
)
_AFTER = word_set(
    "residents police officials tenants voters neighborhood schools taxpayers lawmakers officers families landlords "
    "renters workers immigrants mayor city"
)
_DASHES = {"—", "–", "-", "--"}


def is_placed(article: Article, first: int, last: int) -> bool:
    """Tell whether capitalised words are the name of a place, by what stands around them."""
    if any(key in _NO_PLACES for key in article.keys[first:last]):
        return False
    before = article.keys[first - 1] if first else ""
    after = article.keys[last] if last < len(article.keys) else ""
    if before in {"the", "el", "la"}:
        return False
    return (
        before in PLACE_BEFORE
        or _is_of(article, first)
        or _is_dateline(article, first, last)
        or (after in _AFTER and (not article.begins[first] or article.keys[first] in article.capitals))
    )


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
    begins = article.bounds[article.paragraph_of[first]][0] == first
    return begins and (keys[last] in _DASHES or keys[last] == "(")
