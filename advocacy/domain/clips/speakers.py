"""Who is meant by "she", "the mayor", "the union" in a sentence, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from advocacy.domain.clips.findings import Riddle
from advocacy.domain.clips.frames import INDEFINITE, Item, Part
from advocacy.domain.clips.known import KnownPerson, key_of
from advocacy.domain.clips.mentions import Reader
from advocacy.domain.clips.offices import BEFORE_OFFICE, FAMILY, OFFICES, SAME_OFFICE, office_groups
from advocacy.domain.clips.people import FEMININE, MASCULINE, Group, Someone, gender_of_words, is_same_office
from advocacy.domain.clips.subjects import main_subject

_REMEMBERED = 8
_SENTENCES_BACK = 4
_VOICE_LASTS = 2
_NEAR = 3
"""Among so many named last, one whose name agrees with "he" or "she" is meant before one whose name tells nothing."""
_ANY_GROUP = frozenset(
    ["agency", "group", "organization", "company", "firm", "empresa", "organizacion", "grupo", "agencia"]
)


@dataclass(frozen=True)
class Speaker:
    """Whose words: somebody named, an organization, or the words of an attribution."""

    words: str
    who: Someone | Group | None = None


class Memory:
    """Who was spoken of, sentence by sentence, to know whom a pronoun means."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._recent: list[tuple[int, Someone]] = []
        self._groups: list[Group] = []
        self._spoke: tuple[int, Speaker] | None = None
        self._nameless_at = -2
        self._voice_at = 0
        self._voice: Speaker | None = None
        """Who spoke last, if that is somebody without a name: "he" is the spokesman then, not the mayor."""

    def hear(self, sentence: int, items: list[Item], speaker: Speaker | None) -> None:
        """Remember whom a sentence was about, who speaks last (they are what a pronoun means first)."""
        if speaker is not None:
            self._spoke = (sentence, speaker)
        self._hear_nameless(sentence, items)
        subject = speaker.who if speaker and isinstance(speaker.who, Someone) else None
        people = [someone for item in items if (someone := self._person_of(item)) is not None]
        if speaker is not None and speaker.who is None:
            self._voice, self._voice_at = speaker, sentence
        elif speaker is not None or any(item.is_who and isinstance(item.who, Someone) for item in items):
            self._voice = None
        about = main_subject(items, len(items))
        topic = self._topic(items[about], sentence, items[:about]) if about >= 0 else None
        ordered = [*reversed(people), *([topic] if topic else []), *([subject] if subject else [])]
        self._recent += [(sentence, someone) for someone in ordered]
        self._recent = self._recent[-_REMEMBERED * 4 :]
        self._groups += [item.who for item in items if isinstance(item.who, Group)]
        self._groups = self._groups[-_REMEMBERED:]

    def _topic(self, item: Item, sentence: int, earlier: list[Item]) -> Someone | None:
        """Return whom a sentence is about, also where it says "she"."""
        if item.part is not Part.PRONOUN or item.key not in {"he", "she", "ella"}:
            return self._person_of(item)
        meant = self._of_pronoun(item, sentence, earlier)
        return meant.who if isinstance(meant, Speaker) and isinstance(meant.who, Someone) else None

    def _hear_nameless(self, sentence: int, items: list[Item]) -> None:
        """ "One woman cried.": "she" is nobody named then."""
        about = main_subject(items, len(items))
        if about < 0 or items[about].part is not Part.ROLE:
            return
        words = [token.key for token in self._reader.article.tokens[items[about].first : items[about].last]]
        if words[0] in INDEFINITE and not any(isinstance(item.who, Someone) for item in items):
            self._nameless_at = sentence

    def _person_of(self, item: Item) -> Someone | None:
        """Return whom an item names, or the one in the text whose office it is."""
        if isinstance(item.who, Someone) or item.part is not Part.OFFICE or item.is_possessive:
            return item.who if isinstance(item.who, Someone) else None
        words = [token.key for token in self._reader.article.tokens[item.first : item.last] if token.is_word]
        there = self._by_office.get(words[-1], []) if words and words[-1] == item.key else []
        return there[0] if len(there) == 1 and _holds(there[0].office, words) else None

    @cached_property
    def _by_office(self) -> dict[str, list[Someone]]:
        """Who holds an office, by each word for it in either language."""
        found: dict[str, list[Someone]] = {}
        for someone in self._reader.cast.people:
            keys = key_of(someone.office)
            same = (word for number in office_groups(keys) for word in SAME_OFFICE[number])
            for word in {*keys, *same}:
                found.setdefault(word, []).append(someone)
        return found

    def speaker(self, item: Item, sentence: int, earlier: list[Item]) -> Speaker | Riddle:
        """Return who an item stands for. `earlier` are the items of its sentence before it."""
        if item.who is not None:
            return Speaker(item.who.name, item.who)
        match item.part:
            case Part.PRONOUN:
                return self._of_pronoun(item, sentence, earlier)
            case Part.PAPER:
                return self._of_paper(sentence)
            case Part.OFFICE | Part.ROLE:
                return self._of_office(item)
            case Part.BODY:
                return self._of_body(item)
            case Part.SPOKES:
                return self._of_spokesman(item, sentence, earlier)
        return Riddle.TWO_PEOPLE if item.part is Part.UNCLEAR else Riddle.NO_SPEAKER

    def _of_pronoun(self, item: Item, sentence: int, earlier: list[Item]) -> Speaker | Riddle:
        if item.key == "i":
            return self._of_author()
        gender = {"he": MASCULINE, "unsaid": "", "official": ""}.get(item.key, FEMININE)
        if item.key not in {"he", "she", "ella", "unsaid", "official"}:
            return Speaker(self._groups[-1].name, self._groups[-1]) if self._groups else Riddle.UNNAMED_SPEAKER
        if self._voice is not None and self._is_voice(gender, sentence, earlier):
            return self._voice
        here = [other.who for other in earlier if isinstance(other.who, Someone) and not other.is_possessive]
        before = [someone for heard, someone in reversed(self._recent) if sentence - heard <= _SENTENCES_BACK]
        fitting = [someone for someone in (*here, *before) if not gender or someone.gender in ("", gender)]
        if item.key == "official":
            fitting = [someone for someone in fitting if set(key_of(someone.office)) & OFFICES]
        if not fitting or (sentence - self._nameless_at == 1 and not here):
            return Riddle.UNNAMED_SPEAKER
        someone = self._agreeing(fitting, gender)
        someone.gender = someone.gender or gender
        return Speaker(someone.name, someone)

    def _of_author(self) -> Speaker | Riddle:
        """ "I said": whoever wrote the text, where it names them."""
        authors = [someone for someone in self._reader.cast.people if someone.is_reporter]
        return Speaker(authors[0].name, authors[0]) if len(authors) == 1 else Riddle.UNNAMED_SPEAKER

    def _agreeing(self, fitting: list[Someone], gender: str) -> Someone:
        """Return the first whose name agrees with the pronoun, of those named in the same sentence as the first."""
        latest = next((heard for heard, someone in reversed(self._recent) if someone is fitting[0]), -1)
        beside = [someone for heard, someone in self._recent if heard == latest]
        sure = (one for one in fitting[:_NEAR] if gender and one.gender == gender and one in beside)
        return next(sure, fitting[0])

    def _of_paper(self, sentence: int) -> Speaker | Riddle:
        """ "The statement said": only where somebody spoke in the sentence before."""
        if self._spoke is None or sentence - self._spoke[0] > 1:
            return Riddle.NO_SPEAKER
        return self._spoke[1]

    def _is_voice(self, gender: str, sentence: int, earlier: list[Item]) -> bool:
        """Tell whether a pronoun stands for the nameless one who spoke just before."""
        if self._voice is None or sentence - self._voice_at > _VOICE_LASTS:
            return False
        agrees = gender_of_words(self._voice.words.partition(" for ")[0]) in ("", gender) or not gender
        return agrees and not any(isinstance(other.who, Someone) for other in earlier)

    def _of_spokesman(self, item: Item, sentence: int, earlier: list[Item]) -> Speaker | Riddle:
        """ "The spokesman" is the one just named; "his spokesman" is the spokesman of somebody."""
        tokens = self._reader.article.tokens[item.first : item.last]
        keys = [token.key for token in tokens]
        if keys[0] in {"the", "el", "la"} and len(keys) == 2:
            named = [someone for _heard, someone in reversed(self._recent) if keys[1] in key_of(someone.office)]
            if named:
                return Speaker(named[0].name, named[0])
            return self._voice or Speaker(self._text(item))
        if keys[0] in {"his", "her"}:
            whose = self._of_pronoun(Item(Part.PRONOUN, 0, 0, "he" if keys[0] == "his" else "she"), sentence, earlier)
            if isinstance(whose, Speaker) and whose.who is not None and keys[1:] in (["office"], ["oficina"]):
                return whose  # what an office sends out are the words of whoever holds it
            if isinstance(whose, Speaker) and whose.who is not None and len(keys) == 2:
                return Speaker(f"{tokens[1].text} for {whose.words}")
        return Speaker(self._text(item))

    def _of_office(self, item: Item) -> Speaker | Riddle:
        words = [token.key for token in self._reader.article.tokens[item.first : item.last] if token.is_word]
        if item.key in words and words[-1] != item.key:
            return self._of_place(item, words)
        for _heard, someone in reversed(self._recent):
            if someone.holds(words[-1:]) and _agrees(someone.office, words):
                return Speaker(someone.name, someone)
        there = [someone for someone in self._reader.cast.people if _holds(someone.office, words)]
        if len(there) == 1:
            return Speaker(there[0].name, there[0])
        holders = [person for person in self._reader.known.people if _holds(person.office, words)]
        if len(holders) == 1 and not there:
            return self._known(holders[0], item)
        if item.part is Part.ROLE and not there and not holders:
            return self._of_description(item, words)
        if len(words) == 1 and words[0].endswith("s"):  # "Prosecutors"
            return Riddle.UNNAMED_SPEAKER
        is_one = words[0] in {"the", "el", "la"} or item.part is Part.OFFICE
        return Speaker(self._text(item)) if item.part is Part.OFFICE and is_one else Riddle.UNNAMED_SPEAKER

    def _of_description(self, item: Item, words: list[str]) -> Speaker | Riddle:
        """ "Ana Ruiz was not so sure. “…,” said the mother of four": the only one just named, told in new words."""
        is_new = self._first_at.get(item.key, item.first) >= item.first
        latest = self._recent[-1][0] if self._recent else -1
        near = {id(someone): someone for heard, someone in self._recent if heard == latest}
        if words[0] not in {"the", "el", "la"} or not is_new or len(near) != 1:
            return Riddle.UNNAMED_SPEAKER
        someone = next(iter(near.values()))
        if someone.office and item.key not in FAMILY:
            return Riddle.UNNAMED_SPEAKER  # a chief of police is not "the driver"
        gender = gender_of_words(item.key)
        if gender and someone.gender not in ("", gender):
            return Riddle.UNNAMED_SPEAKER
        return Speaker(someone.name, someone)

    @cached_property
    def _first_at(self) -> dict[str, int]:
        """Where each word stands first in the text."""
        first: dict[str, int] = {}
        for index, key in enumerate(self._reader.article.keys):
            first.setdefault(key, index)
        return first

    def _of_place(self, item: Item, words: list[str]) -> Speaker | Riddle:
        """ "The mayor of Eastbrook" is no other town's mayor."""
        place = set(words[words.index(item.key) + 2 :])
        for someone in self._reader.cast.people:
            where = set(key_of(f"{someone.affiliation} {someone.office}"))
            if place <= where and someone.holds([item.key]):
                return Speaker(someone.name, someone)
        for person in self._reader.known.people:
            if place <= set(key_of(f"{person.body} {person.office}")) and is_same_office(person.office, [item.key]):
                return self._known(person, item)
        return Speaker(self._text(item))

    def _known(self, person: KnownPerson, item: Item) -> Speaker:
        tokens = self._reader.article.tokens
        at = (tokens[item.first].start, tokens[item.last - 1].end)
        someone = self._reader.cast.known_person(person, at, is_introduced=False)
        return Speaker(someone.name, someone)

    def _of_body(self, item: Item) -> Speaker | Riddle:
        for group in reversed(self._groups):
            if item.key in {word.casefold() for word in group.name.split()}:
                return Speaker(group.name, group)
        named = [group for group in self._reader.cast.groups if item.key in group.name.casefold().split()]
        if len(named) == 1 and not named[0].name.isupper():
            return Speaker(named[0].name, named[0])
        if item.key in _ANY_GROUP and self._groups:
            return Speaker(self._groups[-1].name, self._groups[-1])
        return Riddle.UNNAMED_SPEAKER

    def _text(self, item: Item) -> str:
        tokens = self._reader.article.tokens
        text = self._reader.article.text[tokens[item.first].start : tokens[item.last - 1].end]
        return " ".join(text.split())


def _holds(office: str, words: list[str]) -> bool:
    return bool(office) and is_same_office(office, words[-1:]) and _agrees(office, words)


def _agrees(office: str, words: list[str]) -> bool:
    """ "The police chief" is no fire chief: what qualifies the office must not be another."""
    telling = {"police", "fire", "vice", "deputy", "school", "state", "council"}
    said = telling & set(words) & BEFORE_OFFICE
    mine = {word.casefold() for word in office.split()} & telling
    return said <= mine if said else not (mine & {"vice", "deputy"})


def with_partner(speaker: Speaker, items: list[Item], subject: int) -> Speaker:
    """ "Ruiz and Vega said", "said Ruiz and Vega": both, when both are named."""
    if speaker.who is None:
        return speaker
    for link, other in ((subject - 1, subject - 2), (subject + 1, subject + 2)):
        if not (min(link, other) >= 0 and max(link, other) < len(items)) or items[link].key not in {"and", "y"}:
            continue
        partner = items[other]
        if partner.who is not None and partner.is_who:
            names = (partner.who.name, speaker.words) if other < subject else (speaker.words, partner.who.name)
            return Speaker(f"{names[0]} {items[link].key} {names[1]}", speaker.who)
    return speaker
