"""What some capitalised words are, by how they look and by what stands beside them."""

from __future__ import annotations

from advocacy.domain.clips.given_names import is_given_name
from advocacy.domain.clips.groups import COMMON_STARTS
from advocacy.domain.clips.names import Run
from advocacy.domain.clips.offices import ROLES
from advocacy.domain.clips.personhood import has_role_after, office_before, role_end
from advocacy.domain.clips.sentences import Article
from advocacy.domain.clips.tokens import word_set

_ALONE = 2
NO_ORGANIZATION = word_set(
    "daca tps covid id tv dna gps pm am lgbtq lgbt snap hiv rsvp faq pdf usa us uk dc ok gop ceo cfo eeuu ee uu pa ma"
)
"""Letters in capitals that are no organization."""


_GROUPS = word_set(
    "nonprofit group organization company firm coalition agency charity union newspaper startup collective network "
    "organizacion grupo empresa coalicion colectivo sindicato compania agencia"
)
"""Words in small letters that say a name beside them is an organization's."""
NETWORKS = word_set("facebook instagram twitter tiktok youtube whatsapp google amazon walmart uber airbnb zillow")


def is_explained_group(article: Article, run: Run, keys: list[str]) -> bool:
    """ "Open Counter, a nonprofit that …", "the group No Blank Checks", "Open Doors Now (ODN)"."""
    before = article.tokens[run.first - 1] if run.first else None
    if before is not None and before.key in _GROUPS and before.text.islower() and len(keys) > 1:
        return True
    after = article.tokens[run.last : run.last + 8]
    if len(after) < 3 or (len(keys) == 1 and article.begins[run.first]):
        return False
    if after[0].text == "(" and after[2].text == ")" and len(keys) > 1:
        initials = "".join(key[0] for key in keys)
        return after[1].is_all_capitals and len(after[1].text) > 1 and _is_within(after[1].key, initials)
    if after[0].text != "," or after[1].key not in {"a", "an", "una", "un"}:
        return False
    words = [token.key for token in after[2:]]
    stop = next((number for number, token in enumerate(after[2:]) if not token.text.islower()), len(words))
    head = next((number for number, word in enumerate(words[:stop]) if word in _GROUPS | {"who", "of", "with"}), stop)
    return head < stop and words[head] in _GROUPS


def _is_within(letters: str, initials: str) -> bool:
    """Tell whether letters stand in this order among others: ZBA in "zboa"."""
    rest = iter(initials)
    return all(letter in rest for letter in letters)


def is_network(article: Article, run: Run, keys: list[str]) -> bool:
    """ "On Facebook": a company that everybody knows by one word."""
    return len(keys) == 1 and keys[0] in NETWORKS and not article.tokens[run.first].text.islower()


def is_local(article: Article, run: Run, keys: list[str]) -> bool:
    """ "Local 88": the number makes it a union."""
    return bool(keys) and keys[-1] == "local" and article.tokens[run.last - 1].kind == "number"


def is_chapter(article: Article, run: Run, keys: list[str]) -> bool:
    """ "Springfield NAACP": letters after a name."""
    last, first = article.tokens[run.last - 1], article.tokens[run.first]
    letters = last.is_all_capitals and len(last.text) > 2 and keys[-1] not in NO_ORGANIZATION
    return 2 <= len(keys) <= 4 and letters and not first.is_all_capitals


def is_named_like_a_place(article: Article, run: Run, keys: list[str]) -> bool:
    """Linda Park speaks or is something; a park does not."""
    named = len(keys) == 2 and is_given_name(keys[0])
    introduced = article.keys[run.first - 2 : run.first] if run.first > 1 else []
    if named and len(introduced) == 2 and introduced[1] == "," and introduced[0] in ROLES:
        return True
    if named and office_before(article, run.first)[0] < run.first:
        return True
    return named and (has_role_after(article, run.last) or keys[1] in article.speaking)


def role_after(article: Article, run: Run) -> str:
    """Return what follows a last name, to tell two people apart: "Gomez, the councilor from Ward 1"."""
    if article.keys[run.last : run.last + 1] != [","]:
        return ""
    end = role_end(article, run.last + 1)
    return text_of(article, run.last + 1, end) if end else ""


def is_acronym(article: Article, run: Run, keys: list[str]) -> bool:
    """Letters that stand for an organization; not those of a station in a dateline ("(WXLP) —")."""
    token = article.tokens[run.first]
    if len(keys) != 1 or not token.is_all_capitals or len(token.text.replace(".", "")) < 3:
        return False
    if keys[0] in NO_ORGANIZATION or len(token.text) > 6 or keys[0] in article.lower_words | COMMON_STARTS:
        return False
    number = article.inside[run.first]
    if number >= 0 and article.marked[number].last - article.marked[number].first <= _ALONE:
        return False  # "the sign reads “STO”"
    if article.keys[run.last : run.last + 1] == [":"]:
        return False
    return article.keys[run.last : run.last + 2] not in ([")", "—"], [")", "–"], [")", "-"])


def text_of(article: Article, first: int, last: int) -> str:
    """Return the text from one token to the one before another, on one line."""
    return " ".join(article.text[article.tokens[first].start : article.tokens[last - 1].end].split())
