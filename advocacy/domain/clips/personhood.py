"""Signs that capitalised words name a person, and the office that stands before a name."""

from __future__ import annotations

from advocacy.domain.clips.given_names import is_given_name
from advocacy.domain.clips.groups import (
    DIRECTIONS,
    MONTHS_AND_DAYS,
    NAME_LINKS,
    ORGANIZATION_HEADS,
    PLACE_BEFORE,
    PLACE_HEADS,
)
from advocacy.domain.clips.numbers import WORDS
from advocacy.domain.clips.offices import BEFORE_OFFICE, COURTESY, FAMILY, OFFICES, ROLES, shown, singular
from advocacy.domain.clips.sentences import Article
from advocacy.domain.clips.tokens import Token, word_set
from advocacy.domain.clips.verbs import SAYING

_LONGEST_OFFICE = 9
_FAR_ENOUGH = 9
_BORN_OF_VERBS = frozenset(["elected", "appointed", "undocumented", "unaffiliated", "licensed", "certified", "wounded"])
_NO_OFFICE = frozenset(["union", "tenants", "tenant", "community", "labor", "local", "rights"])
"""With a capital before "president" in small letters they belong to the organization's name."""
_ENDS_ROLE = frozenset(["of", "for", "at", "with", "from", "who", "said", "que", "dijo"])
_NUMBERED = word_set("ward district precinct division distrito barrio")
_THINGS = (
    ORGANIZATION_HEADS
    | PLACE_HEADS
    | DIRECTIONS
    | MONTHS_AND_DAYS
    | word_set(
        """
        cafe mart diner inn hotel restaurant bar grill market shop store bakery arena field house home homes bill plan
        act law festival fair parade week month year award prize series american african rican latin native asian united
        new great democratic republican christian catholic muslim jewish supreme general social security medicare open
        clean safe right rights green first second third fourth ward zoom google facebook amazon super bowl world cup
                haitian creole vietnamese portuguese wire elementary san i english-language laundromat pizza auto
        motors brothers sons ventures capital estates manor commons farm farms orchard brewery
        supermarket foods cleaners salon gym live food little boy girl scouts question measure proposition zone phase
        holy saint santa day order amendment code resolution ordinance spanish english black lives matter old early
        constitution charter highway route interstate civil war history heritage memorial thanksgiving christmas
        morning evening night coffee news talk hour radio live special edition times lunch dinner breakfast program
        ley plan premio dia fiesta feria
        """
    )
)
_OF_A_THING = word_set(
    "project plan development proposal site case program bill building buildings property line route bridge stop "
    "station exit neighborhood area section district branch campus plant mill farm stadium lot tower redevelopment "
    "settlement decision ruling report study survey poll index award trail festival parade game tournament"
)
"""After a name they show that it is a thing's."""
_NO_PERSON = DIRECTIONS | ORGANIZATION_HEADS | MONTHS_AND_DAYS | word_set("day act law order house amendment")


def looks_like_person(article: Article, first: int, last: int, keys: list[str], *, alone: bool = False) -> bool:
    """Tell whether some capitalised words are a person's name, by the name itself or by what stands around it.

    `alone`: a given name without another; then it takes what stands around it.
    """
    if keys == ["i"]:
        return False
    if alone:
        return is_called(article, first) or _is_speaking(article, first, last) or has_role_after(article, last)
    if (keys[-1] in _NO_PERSON and not has_role_after(article, last)) or keys[0] in DIRECTIONS:
        return False
    if is_given_name(keys[0]) or _has_initial(article, first, last, keys) or keys[-1] in article.speaking:
        return True
    if office_before(article, first)[0] < first or has_role_after(article, last):
        return True
    return _is_speaking(article, first, last) or _is_of_group(article, last)


def _is_of_group(article: Article, last: int) -> bool:
    """ "Clement Rudge of Harborview Properties"."""
    if article.keys[last : last + 1] not in (["of"], ["with"]):
        return False
    for token in article.tokens[last + 1 : last + 6]:
        if token.is_capital and token.key in ORGANIZATION_HEADS:
            return True
        if not token.is_capital and token.key != "the":
            return False
    return False


def _has_initial(article: Article, first: int, last: int, keys: list[str]) -> bool:
    """ "J. Thomas Manger", "Adam B. Gomez": one of the words is an initial, and another is a word."""
    initials = [key for key in keys if len(key) == 1]
    return (
        bool(initials) and len(keys) - len(initials) >= 1 and len(keys[-1]) > 1 and "." in _signs(article, first, last)
    )


def _signs(article: Article, first: int, last: int) -> set[str]:
    return {token.text for token in article.tokens[first:last] if not token.is_word}


def _is_speaking(article: Article, first: int, last: int) -> bool:
    after = article.keys[last] if last < len(article.keys) else ""
    before = article.keys[first - 1] if first else ""
    return after in SAYING or before in SAYING - {"told", "asked", "urged", "reported", "announced", "read"}


def office_before(article: Article, index: int) -> tuple[int, str]:
    """Return where the office before a name begins, and its words without courtesy; (index, "") without one."""
    begin, nearest = index, ""
    for number in range(index - 1, max(-1, index - 1 - _LONGEST_OFFICE), -1):
        if article.paragraph_of[number] != article.paragraph_of[index] or not _belongs(article, number, nearest):
            break
        if article.tokens[number].is_word:
            if not nearest and singular(article.keys[number]) not in ROLES | COURTESY | {"general"}:
                break
            nearest = article.keys[number]
            begin = number
        elif article.tokens[number].kind == "number":
            begin = number
    if not nearest:
        return index, ""
    begin = _without_link(article, begin)
    return begin, _plain_office(article, begin, index)


def _belongs(article: Article, number: int, nearest: str) -> bool:
    token = article.tokens[number]
    if token.text == ".":
        return article.is_abbreviation(number - 1)
    if token.kind == "number":
        return number > 0 and article.keys[number - 1] in _NUMBERED
    if token.key in {"de", "del"}:
        return nearest in BEFORE_OFFICE and article.keys[number - 1] in OFFICES | BEFORE_OFFICE
    if token.is_capital and nearest and not article.tokens[number + 1].is_capital and token.key in _NO_OFFICE:
        return False
    return singular(token.key) in ROLES | BEFORE_OFFICE | COURTESY | _NUMBERED


def _without_link(article: Article, begin: int) -> int:
    while article.keys[begin] in {"de", "del", "."}:
        begin += 1
    return begin


def _plain_office(article: Article, begin: int, end: int) -> str:
    tokens = [token for token in article.tokens[begin:end] if token.text != "." and token.key not in COURTESY]
    return " ".join(shown(token.text) for token in tokens)


def is_called(article: Article, first: int) -> bool:
    """ "Her daughter, Mina,": a role and a comma lead to the name."""
    before = article.keys[first - 2 : first] if first > 1 else []
    if len(before) == 2 and before[1] in FAMILY and article.tokens[first - 1].text.islower():
        return True  # "said her brother Carl"
    return len(before) == 2 and before[1] == "," and before[0] in ROLES


def may_be_person(article: Article, first: int, last: int, keys: list[str]) -> bool:
    """Tell whether two or three capitalised words that nothing explains are a person's, as most are in the news.

    Not in marks, not after a preposition of place, and no word among them that names things.
    """
    plain = [key for key in keys if key not in NAME_LINKS and len(key) > 1]
    if not 2 <= len(plain) <= 3 or article.inside[first] >= 0 or any(key in _THINGS or key in WORDS for key in plain):
        return False
    before = article.keys[first - 1] if first else ""
    if keys[0] in {"san", "santa"} or (
        before in PLACE_BEFORE | {"the", "el", "la", "los", "las", "from", "to", "of", "de", "del", "empresa"}
        or article.tokens[first].is_all_capitals
    ):
        return False
    after = article.keys[last] if last < len(article.keys) else ""
    return after not in _OF_A_THING and not any(article.lower_words & {key} for key in plain)


def has_role_after(article: Article, last: int) -> bool:
    """Tell whether a name is followed by what somebody is: ", a teacher", ", 43,", ", who"."""
    keys = article.keys
    if last + 2 >= len(keys) or keys[last] != ",":
        return False
    if article.tokens[last + 1].kind == "number":
        return keys[last + 2] in {",", "."} and len(keys[last + 1]) <= 3
    if keys[last + 1] in {"who", "whose", "quien"}:
        return True
    return role_end(article, last + 1) > 0


def role_end(article: Article, index: int) -> int:
    """Return the token after the role that begins at `index` ("a lead organizer": after "organizer"); 0 without one."""
    found = 0
    for number in range(index, min(index + _FAR_ENOUGH, len(article.keys))):
        token = article.tokens[number]
        joins = token.kind == "possessive" or token.key in {"and", "y"}
        if token.key in ROLES:
            found = number + 1
        elif not (found and joins) and (found or _ends_role(token)):
            break
    return found


def _ends_role(token: Token) -> bool:
    if token.key.endswith("ed") and token.key not in BEFORE_OFFICE | _BORN_OF_VERBS:
        return True
    return (
        token.key in _ENDS_ROLE or token.key in SAYING or not (token.is_word or token.kind in {"number", "possessive"})
    )
