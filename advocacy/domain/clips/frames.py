"""A sentence as a row of items: whoever is named, verbs of speech, marked words, signs and other words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from advocacy.domain.clips.groups import ORGANIZATION_HEADS
from advocacy.domain.clips.mentions import Kind, Mention, Reader
from advocacy.domain.clips.offices import BEFORE_OFFICE, OFFICES, ROLES, SPOKES
from advocacy.domain.clips.people import Group, Someone
from advocacy.domain.clips.sentences import Sentence
from advocacy.domain.clips.tokens import word_set
from advocacy.domain.clips.verbs import ACCORDING, GERUNDS, PASSIVE, PHRASES, SAYING, WITH_ACCENT

_ARTICLES = frozenset(
    ["the", "a", "an", "his", "her", "their", "its", "el", "la", "los", "las", "un", "una", "su", "one"]
)
_OWNERS = frozenset(["'s", "’s", "'", "’"])
_WHOSE = frozenset(["his", "her", "its", "their", "su"])
PAPERS = frozenset(["statement", "email", "e-mail", "letter", "post", "release", "message", "comunicado", "carta"])
NAMED = frozenset(["named", "llamado", "llamada"])
"""Between a role and a name: "a line cook named Ana Ruiz"."""
INDEFINITE = frozenset(["a", "an", "another", "one", "un", "una", "otra", "otro"])
_ANYBODY = {
    **dict.fromkeys(word_set("man boy hombre muchacho joven senor anciano"), "he"),
    **dict.fromkeys(word_set("woman girl mujer muchacha senora anciana"), "she"),
    **dict.fromkeys(
        word_set("teenager teen eighth-grader seventh-grader sixth-grader fifth-grader"),
        "unsaid",
    ),
    **dict.fromkeys(word_set("lawmaker official democrat republican edil funcionario funcionaria"), "official"),
}
"""Words for somebody named just before, and the pronoun that would stand there."""
_MOST_MODIFIERS = 4
_LONGEST_SPOKES = 10
_HIS_PEOPLE = SPOKES | {"office", "campaign", "administration", "staff", "lawyer", "attorney", "oficina", "lawyers"}
_BODY_HEADS = ORGANIZATION_HEADS - {"local", "action", "press", "service", "services", "house", "college", "workers"}


class Part(StrEnum):
    """What an item is in its sentence."""

    NAME = "name"
    GROUP = "group"
    OFFICE = "office"
    SPOKES = "spokes"
    ROLE = "role"
    BODY = "body"
    PRONOUN = "pronoun"
    PAPER = "paper"
    UNCLEAR = "unclear"
    VERB = "verb"
    GERUND = "gerund"
    ACCORDING = "according"
    QUOTE = "quote"
    SIGN = "sign"
    WORD = "word"


WHO = frozenset(
    [Part.NAME, Part.GROUP, Part.OFFICE, Part.SPOKES, Part.ROLE, Part.BODY, Part.PRONOUN, Part.UNCLEAR, Part.PAPER]
)
"""Items that may speak."""


@dataclass(frozen=True)
class Item:
    """Tokens from `first` to `last` (not included); `key` is the folded word, `number` that of marked words."""

    part: Part
    first: int
    last: int
    key: str = ""
    who: Someone | Group | None = None
    number: int = -1
    is_possessive: bool = False
    is_whose: bool = False
    """Whether it begins with "her", "their": somebody's, who was named before."""

    @property
    def is_who(self) -> bool:
        """Whether it may be the subject of a verb."""
        return self.part in WHO and not self.is_possessive


UNSAID = Item(Part.PRONOUN, 0, 0, key="unsaid")
"""The subject that a Spanish verb leaves out."""


class Frames:
    """Makes the items of sentences."""

    def __init__(self, reader: Reader) -> None:
        self.article = reader.article
        self._starts: dict[int, Mention] = {}
        for mention in reader.mentions:
            before = self._starts.get(mention.first)
            if before is None or before.last < mention.last:
                self._starts[mention.first] = mention

    def items(self, sentence: Sentence) -> list[Item]:
        """Return the items of a sentence in their order."""
        found: list[Item] = []
        index = sentence.first
        while index < sentence.last:
            item = self._item(index, sentence.last)
            found.append(item)
            index = item.last
        return _with_apposed_names(found)

    def _item(self, index: int, last: int) -> Item:
        number = self.article.inside[index]
        if number >= 0:
            return Item(Part.QUOTE, index, min(self.article.marked[number].last + 1, last), number=number)
        mention = self._starts.get(index)
        if mention is not None and mention.last <= last:
            return self._of_mention(mention)
        return (
            self._according(index)
            or self._pronoun(index)
            or self._paper(index)
            or self._anybody(index)
            or self._small(index, last)
            or self._plain(index)
        )

    def _of_mention(self, mention: Mention) -> Item:
        possessive = self._is_possessive(mention.last)
        role = self._end_of_role(mention.last + 1) if possessive else 0
        if role:
            return Item(Part.SPOKES, mention.first, self._end_of_principal(role))
        part = {Kind.NAME: Part.NAME, Kind.GROUP: Part.GROUP, Kind.OFFICE: Part.OFFICE, Kind.UNCLEAR: Part.UNCLEAR}
        key = self._key(mention.last - 1)
        return Item(part[mention.kind], mention.first, mention.last, key, mention.who, is_possessive=possessive)

    def _end_of_role(self, index: int) -> int:
        """Return the end of "press secretary" after "the mayor's"; 0 where no role follows, or a name with it."""
        for number in range(index, min(index + 3, len(self.article.tokens))):
            mention = self._starts.get(number)
            if mention is not None and mention.kind is Kind.OFFICE:
                return mention.last
            if mention is not None or not self.article.tokens[number].text.isalpha():
                return 0
            if self._key(number) in _HIS_PEOPLE | ROLES:
                if number + 1 in self._starts and self._starts[number + 1].kind is not Kind.OFFICE:
                    return 0
                return number + 1 + (self._key(number + 1) in ROLES)
        return 0

    def _is_possessive(self, index: int) -> bool:
        if index >= len(self.article.tokens):
            return False
        token = self.article.tokens[index]
        bare = token.text in "’'" and token.start == self.article.tokens[index - 1].end
        return token.kind == "possessive" or bare

    def _according(self, index: int) -> Item | None:
        for words in ACCORDING:
            if tuple(self.article.keys[index : index + len(words)]) == words:
                return Item(Part.ACCORDING, index, index + len(words))
        return None

    def _pronoun(self, index: int) -> Item | None:
        token = self.article.tokens[index]
        if token.text == "I" and self._key(index + 1) in SAYING:
            return Item(Part.PRONOUN, index, index + 1, "i")
        is_he = token.text in {"he", "He", "él", "Él"}
        if is_he or token.key in {"she", "ella", "they", "ellos", "ellas"}:
            return Item(Part.PRONOUN, index, index + 1, "he" if is_he else token.key)
        return None

    def _paper(self, index: int) -> Item | None:
        """ "The statement said": whoever spoke in the sentences before."""
        speaks = self._key(index + 1) in PAPERS and self._key(index + 2) in {"said", "read", "reads", "says", "added"}
        if self._key(index) in _ARTICLES and speaks:
            return Item(Part.PAPER, index, index + 2, self._key(index + 1))
        return None

    def _anybody(self, index: int) -> Item | None:
        """ "The woman said": whoever was named before, unless the text has a nameless woman, too."""
        word = self._key(index + 1)
        age = word.endswith("-year-old")
        if not (word in _ANYBODY or age):
            return None
        if self._key(index) in INDEFINITE:
            return Item(Part.ROLE, index, index + 2, word)
        if self._key(index) not in {"the", "el", "la"}:
            return None
        speaks = self._key(index + 2) in SAYING or (index and self._key(index - 1) in SAYING)
        if not speaks or word in self._nameless:
            return None
        return Item(Part.PRONOUN, index, index + 2, _ANYBODY.get(word, "unsaid"))

    @cached_property
    def _nameless(self) -> frozenset[str]:
        """Words after "a", "another": people whom the text introduces without a name."""
        pairs = pairwise(self.article.keys)
        return frozenset(word for before, word in pairs if before in INDEFINITE)

    def _small(self, index: int, last: int) -> Item | None:
        """Read "the mayor", "a spokesman for the city", "the union", "a neighbor" as one item."""
        if self.article.keys[index] not in _ARTICLES and self.article.keys[index] not in SPOKES:
            return None
        start = index if self.article.keys[index] in SPOKES else index + 1
        head = self._head(start, last)
        if head < 0 or any(number in self._starts for number in range(index, head + 2) if number > index):
            return None
        return self._small_item(index, head)

    def _head(self, start: int, last: int) -> int:
        """Return the token of the noun that an article leads to; -1 when it is nobody who speaks."""
        found = -1
        for number in range(start, min(start + _MOST_MODIFIERS + 1, last)):
            token = self.article.tokens[number]
            if token.key in _HIS_PEOPLE or token.key in ROLES or token.key in _BODY_HEADS or token.key in SPOKES:
                found = number
            elif found >= 0 or not (token.key in BEFORE_OFFICE or self._may_modify(number)):
                break
        return found

    def _may_modify(self, index: int) -> bool:
        token = self.article.tokens[index]
        return token.is_word and token.key not in SAYING and token.key not in PASSIVE and len(token.key) > 2

    def _small_item(self, index: int, head: int) -> Item | None:
        key = self.article.keys[head]
        possessive = self._is_possessive(head + 1)
        role = self._end_of_role(head + 2) if possessive else 0
        if role:
            return Item(Part.SPOKES, index, self._end_of_principal(role))
        if key in SPOKES or (key in _HIS_PEOPLE and self.article.keys[index] in _WHOSE):
            return Item(Part.SPOKES, index, self._end_of_principal(head + 1))
        part = Part.OFFICE if key in OFFICES else Part.ROLE if key in ROLES else Part.BODY
        end = self._end_with_place(head + 1) if part is Part.OFFICE else head + 1
        whose = self.article.keys[index] in _WHOSE
        return Item(part, index, end, key, is_possessive=possessive, is_whose=whose)

    def _end_with_place(self, index: int) -> int:
        """Return the end of "of Eastbrook" after an office; the same token when no such words follow."""
        end = index + 1
        if self._key(index) not in {"of", "de"}:
            return index
        while end < len(self.article.tokens) and end <= index + 3 and self.article.tokens[end].is_capital:
            if end in self._starts:
                return index
            end += 1
        return end if end > index + 1 else index

    def _end_of_principal(self, index: int) -> int:
        """Return the end of "for the mayor's office" after "spokesman"; the same token when no such words follow."""
        if self._key(index) not in {"for", "of", "with", "at", "de", "del"}:
            return index
        end = index + 1
        while end < min(index + _LONGEST_SPOKES, len(self.article.tokens)):
            mention = self._starts.get(end)
            if mention is not None and mention.kind is Kind.GROUP:
                end = mention.last
                continue
            token = self.article.tokens[end]
            is_name = token.kind == "possessive" or token.is_word
            if not is_name or token.key in SAYING or token.key in {"who", "que", "and", "has", "had"}:
                break
            if self.article.inside[end] >= 0:
                break
            end += 1
        return end

    def _plain(self, index: int) -> Item:
        token = self.article.tokens[index]
        phrase = PHRASES.get((token.key, self._key(index + 1)))
        if phrase and self._key(index + 2) != "to":
            return Item(Part.VERB, index, index + 2, phrase)
        if token.is_word and token.key in SAYING and not (token.key in WITH_ACCENT and token.text.isascii()):
            return Item(Part.VERB, index, index + 1, token.key)
        if token.is_word and token.key in GERUNDS:
            return Item(Part.GERUND, index, index + 1, token.key)
        if not token.is_word and token.kind != "number":
            return Item(Part.SIGN, index, index + 1, token.text)
        return Item(Part.WORD, index, index + 1, token.key)

    def _key(self, index: int) -> str:
        return self.article.keys[index] if index < len(self.article.keys) else ""


def _with_apposed_names(items: list[Item]) -> list[Item]:
    """Let the name take the place of the office before it: "Ruiz's spokesman, Tom Ellery," is Tom Ellery."""
    found: list[Item] = []
    for item in items:
        if item.part is Part.NAME and not item.is_possessive and len(found) >= 2 and _leads_to_name(found):
            while len(found) >= 2 and _leads_to_name(found):
                item = Item(Part.NAME, found[-2].first, item.last, item.key, item.who)
                del found[-2:]
            found.append(item)
        elif item.part is Part.NAME and _role_of_something(found):
            role = _role_of_something(found)
            found[-role:] = [replace(item, first=found[-role].first)]
        elif item.part is Part.NAME and found and _is_group_of(found[-1]):
            found[-1] = replace(item, first=found[-1].first)
        else:
            found.append(item)
    return found


def _role_of_something(found: list[Item]) -> int:
    """Return how many items "the president of the guild," has right before a name; 0 where there are none."""
    if len(found) < 4 or found[-1].key != ",":
        return 0
    for count in range(3, min(8, len(found) + 1)):
        item = found[-count]
        if item.key in _OWNERS and found[-2].key in ROLES and item.part is Part.SIGN:
            return count + (found[-count - 1 :][0].part is not Part.SIGN)  # "the local's president, Ana Ruiz"
        if item.part in {Part.ROLE, Part.OFFICE} and found[1 - count].key in {"of", "de", "del", "for", "at"}:
            return 0 if item.is_possessive else count
        if item.part not in {Part.WORD, Part.GROUP, Part.BODY}:
            return 0
    return 0


def _is_group_of(before: Item) -> bool:
    """ "Sampleville Teachers Association President Nora Quill": the group belongs to her."""
    return before.part is Part.GROUP and not before.is_possessive


def _leads_to_name(found: list[Item]) -> bool:
    leads = found[-2].part in {Part.SPOKES, Part.OFFICE, Part.ROLE} and not found[-2].is_possessive
    return leads and (found[-1].key in NAMED or (found[-1].key == "," and found[-1].part is Part.SIGN))
