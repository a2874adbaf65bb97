"""Runs of capitalised words, and what each is the name of: somebody, an organization, a place, an office."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from advocacy.domain.clips.given_names import is_given_name
from advocacy.domain.clips.groups import (
    COMMON_STARTS,
    DIRECTIONS,
    LEADING_HEADS,
    MONTHS_AND_DAYS,
    NAME_LINKS,
    ORGANIZATION_HEADS,
    ORGANIZATION_LINKS,
    PAPERS,
    PLACE_ENDS,
    PLACE_HEADS,
    SPANISH_HEADS,
    STATES,
    STREETS,
)
from advocacy.domain.clips.offices import BEFORE_OFFICE, COURTESY, OFFICES, ROLES, singular
from advocacy.domain.clips.sentences import Article
from advocacy.domain.clips.tokens import word_set
from advocacy.domain.clips.verbs import SAYING

_LONGEST_RUN = 14
_LONGEST_NAME = 14
_MONTHS_AND_NAMES = frozenset(["julio", "april", "june", "august", "may"])
_OFTEN_IN_NAMES = frozenset(["police", "city", "town", "state", "federal", "public", "inside", "tenants", "residents"])
_COURTS = word_set(
    "superior district supreme housing appeals county state federal juvenile probate land trial circuit municipal "
    "family criminal immigration claims traffic city u.s us the"
)
"""Before "Court" they make it one of law; "Delancey Court" is a street or a building."""
_BUILDINGS = word_set("hospital church library college school clinic museum temple mosque hall park bank")
_APOSTROPHES = {"’", "'"}


@dataclass(frozen=True)
class Run:
    """Capitalised words from token `first` to `last` (not included)."""

    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first

    @property
    def span(self) -> tuple[int, int]:
        """Both ends."""
        return self.first, self.last


def runs_of(article: Article, taken: list[bool]) -> Iterator[Run]:
    """Yield the runs of capitalised words outside what is taken, without common words at their start."""
    index = 0
    while index < len(article.tokens):
        if not _may_begin(article, taken, index):
            index += 1
            continue
        end = _end_of_run(article, taken, index)
        start = _without_common_start(article, index, end)
        if start < end:
            yield Run(start, end)
        index = end


def _may_begin(article: Article, taken: list[bool], index: int) -> bool:
    token = article.tokens[index]
    if not token.is_capital or taken[index] or token.key.startswith(("i'", "i’")):
        return False
    return token.key not in MONTHS_AND_DAYS or _is_named_after_a_month(article, index)


def _is_named_after_a_month(article: Article, index: int) -> bool:
    """ "Julio Arce", "April Jones": a name, where another capital follows and no preposition leads to a date."""
    following = article.tokens[index + 1] if index + 1 < len(article.tokens) else None
    before = article.keys[index - 1] if index else ""
    if following is None or not following.is_capital or following.key in MONTHS_AND_DAYS | COMMON_STARTS:
        return False
    return article.keys[index] in _MONTHS_AND_NAMES and before not in {"in", "de", "en", "since", "until"}


def _end_of_run(article: Article, taken: list[bool], first: int) -> int:
    end = first + 1
    limit = min(first + _LONGEST_RUN, len(article.tokens))
    while end < limit and not taken[end]:
        step = _step(article, taken, first, end)
        if not step:
            break
        end += step
    return end


def _step(article: Article, taken: list[bool], first: int, end: int) -> int:
    """Return how many more tokens belong to the run that now ends before `end`; 0 when it is over."""
    token = article.tokens[end]
    if article.paragraph_of[end] != article.paragraph_of[first]:
        return 0
    if token.kind == "number":
        return int(article.keys[end - 1] == "local")
    if token.is_capital:
        return int(token.key not in MONTHS_AND_DAYS and not (article.begins[end] and token.key in COMMON_STARTS))
    if token.text == "." and article.keys[end - 1] in {"jr", "sr"} and end - first > 1:
        return 1
    if token.text == "." and article.is_abbreviation(end - 1):
        return 2 if _is_name_word(article, taken, end + 1) and not article.begins[end + 1] else 0
    if token.text in _APOSTROPHES and token.start == article.tokens[end - 1].end:
        return 2 if _is_head(article, taken, end + 1) else 0
    if token.kind == "possessive":
        return 2 if _is_saint_or_people(article, first, end) and _is_name_word(article, taken, end + 1) else 0
    return _nickname(article, taken, first, end) or _linked(article, taken, first, end)


def _nickname(article: Article, taken: list[bool], first: int, end: int) -> int:
    """ "Robert “Bobby” Ellis": return how many tokens the nickname and the name word after it take, or 0."""
    number = article.inside[end]
    if number < 0 or number == article.inside[first] or end - first > 2:
        return 0
    marked = article.marked[number]
    is_short = marked.first == end and not marked.is_open and marked.last - end in {2, 3}
    after = marked.last + 1
    if not is_short or not article.tokens[end + 1].is_capital or article.tokens[marked.last - 1].kind == "sign":
        return 0
    follows = _is_name_word(article, taken, after) and not article.begins[after]
    return after + 1 - end if follows and article.tokens[first].key not in COMMON_STARTS | SAYING else 0


def _is_name_word(article: Article, taken: list[bool], index: int) -> bool:
    if index >= len(article.tokens) or taken[index]:
        return False
    token = article.tokens[index]
    return token.is_capital and token.key not in MONTHS_AND_DAYS


def _is_head(article: Article, taken: list[bool], index: int) -> bool:
    return _is_name_word(article, taken, index) and article.keys[index] in ORGANIZATION_HEADS


def _is_saint_or_people(article: Article, first: int, end: int) -> bool:
    return article.keys[first] in {"st", "saint"} or article.keys[end - 1] in {"people", "women", "children", "men"}


def _linked(article: Article, taken: list[bool], first: int, end: int) -> int:
    """Return the number of link words and the name word after them ("of the", "de la"), or 0."""
    links = 0
    while (
        links < 3 and end + links < len(article.tokens) and article.keys[end + links] in ORGANIZATION_LINKS | NAME_LINKS
    ):
        links += 1
    if not links or not _is_name_word(article, taken, end + links) or article.begins[end + links]:
        return 0
    if article.inside[end + links] != article.inside[first]:
        return 0
    keys = article.keys[first:end]
    words = article.keys[end : end + links]
    if all(word in NAME_LINKS - {"y", "e"} for word in words):
        return _after_de(keys, links)
    return links + 1 if _goes_on(article, keys, words, end + links) else 0


def _after_de(keys: list[str], links: int) -> int:
    """ "Concejo de Sampleville", "Ana de la Cruz" go on; "Alcaldesa de Sampleville" is an office of a place."""
    return 0 if keys[-1] in OFFICES else links + 1


def _is_movement(keys: list[str], link: str) -> bool:
    """ "Neighbors for Better Transit", "Moms Against Noise": many of somebody, for or against something."""
    return link in {"for", "against"} and keys[-1].endswith("s") and len(keys[-1]) > 3 and keys[-1] not in ROLES


def _goes_on(article: Article, keys: list[str], words: list[str], following: int) -> bool:
    """Tell whether "of", "for", "and" continue the name of an organization."""
    if len(words) == 1 and _is_movement(keys, words[0]):
        return article.keys[following] not in OFFICES | COURTESY
    if not any(key in LEADING_HEADS for key in keys) or keys[-1] in OFFICES:
        return False
    if article.keys[following] in OFFICES | COURTESY:
        return False
    if words[0] in {"in", "on"} and keys[-1] in _BUILDINGS:
        return False
    if words[0] in {"and", "y", "e"}:
        return any(key in {"of", "for", "de", "para"} for key in keys)
    return words[0] not in {"on", "in", "en", "el"} or keys[-1] in LEADING_HEADS - {"council", "board", "committee"}


def _without_common_start(article: Article, first: int, end: int) -> int:
    """Skip a capital that only the start of a sentence (or a title) gave."""
    start = first
    if article.keys[start].endswith("-old"):  # "Fourteen-year-old Mina Ruiz"
        return start + 1 if start + 1 < end else end
    if article.begins[start] and end - start > 2 and _begins_with_deed(article, start):
        return start + 1
    if end - start > 1 and article.tokens[start].text == "The" and not article.begins[start]:
        return start
    while start < end and article.keys[start] in COMMON_STARTS | SAYING and _is_start_or_article(article, start):
        if article.keys[start] in _OFTEN_IN_NAMES and start + 1 < end and article.tokens[start + 1].is_capital:
            break
        start += 1
        while start < end and not article.tokens[start].is_capital:
            start += 1
    return start


def _begins_with_deed(article: Article, start: int) -> bool:
    """ "Appointed Gail Ann Moffat to the board": a verb begins the line."""
    return article.keys[start].endswith("ed") and is_given_name(article.keys[start + 1])


def _is_start_or_article(article: Article, index: int) -> bool:
    return article.begins[index] or article.keys[index] in {"the", "el", "la", "los", "las"}


def words_of(article: Article, run: Run) -> list[str]:
    """Return the folded words of a run, without signs."""
    return [token.key for token in article.tokens[run.first : run.last] if token.is_word]


def is_organization(keys: list[str]) -> bool:
    """Tell whether these words name an organization: two or more, with a head such as "Union"."""
    if len(keys) > 2 and keys[0] in {"friends", "amigos"} and keys[1] in {"of", "de", "del"}:
        return True
    if len(keys) < 2 or _ends_as_place(keys):
        return False
    if keys[-1] == "court" and keys[-2] not in _COURTS:
        return False
    if any(_is_movement(keys[: index + 1], key) and keys[index + 2] != "the" for index, key in enumerate(keys[1:-1])):
        return True
    if keys[-1] in ORGANIZATION_HEADS | PAPERS or keys[0] in SPANISH_HEADS:
        return True
    return any(key in LEADING_HEADS and keys[index + 1] in ORGANIZATION_LINKS for index, key in enumerate(keys[:-1]))


def is_place(keys: list[str]) -> bool:
    """Tell whether these words name a place by themselves: "Main Street", "North End", "Calle Luna", a state."""
    return " ".join(keys) in STATES or _ends_as_place(keys)


def _ends_as_place(keys: list[str]) -> bool:
    if len(keys) < 2:
        return False
    if keys[0] in {"calle", "avenida", "parque", "plaza", "barrio", "rio", "condado", "puente"}:
        return True
    if keys[-1] == "court":
        return keys[-2] not in _COURTS
    if keys[-2:] == ["state", "house"]:
        return True
    if keys[-1] in PLACE_ENDS:
        return keys[0] in DIRECTIONS
    return keys[-1] in PLACE_HEADS


def office_split(keys: list[str]) -> tuple[int, int]:
    """Return where the office in a run begins and ends, both 0 without one: Sampleville | Police Chief | Dana Cole."""
    if len(keys) == 2 and keys[1] in STREETS:  # "Alder Street"
        return 0, 0
    heads = [
        index
        for index, key in enumerate(keys)
        if singular(key) in OFFICES | COURTESY or _is_role_before_name(keys, index)
    ]
    if heads and keys[heads[-1] + 1 : heads[-1] + 2] in (["por"], ["para"], ["for"]):  # "Abogados por la Vivienda"
        return 0, 0
    if not heads or any(key in ORGANIZATION_HEADS for key in keys[heads[-1] + 1 :]):
        return _member_split(keys)
    head = heads[-1]
    start = head
    while start and keys[start - 1] in BEFORE_OFFICE | OFFICES | COURTESY and not is_organization(keys[:start]):
        start -= 1
    stop = head + 2 if keys[head + 1 : head + 2] == ["general"] else head + 1
    return start, stop


def _is_role_before_name(keys: list[str], index: int) -> bool:
    """ "Town Planner Beth Aronson"."""
    if keys[index] not in ROLES or index + 2 >= len(keys):
        return False
    return is_given_name(keys[index + 1]) or (index > 0 and keys[index - 1] in BEFORE_OFFICE and index + 3 == len(keys))


def _member_split(keys: list[str]) -> tuple[int, int]:
    for index, key in enumerate(keys[:-1]):
        if key in {"council", "committee", "board"} and keys[index + 1] == "member":
            start = index
            while start and keys[start - 1] in BEFORE_OFFICE:
                start -= 1
            return start, index + 2
    return 0, 0


def words_from(article: Article, index: int) -> list[str]:
    """Return the next words of a possible name, without the full stops of initials."""
    words: list[str] = []
    for number in range(index, min(index + _LONGEST_NAME, len(article.tokens))):
        token = article.tokens[number]
        if token.is_word:
            words.append(token.key)
        elif token.text not in ".&’'" or article.paragraph_of[number] != article.paragraph_of[index]:
            break
    return words


def token_after(article: Article, index: int, count: int) -> int:
    """Return the token after `count` words from `index` on."""
    while count:
        count -= article.tokens[index].is_word
        index += 1
    return index
