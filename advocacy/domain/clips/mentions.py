"""Where people, organizations and offices stand in a text, and who each is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from advocacy.domain.clips.given_names import is_given_name
from advocacy.domain.clips.groups import COMMON_STARTS
from advocacy.domain.clips.known import Known, KnownOrganization, key_of
from advocacy.domain.clips.last_names import LastNames
from advocacy.domain.clips.looks import (
    is_acronym,
    is_chapter,
    is_explained_group,
    is_local,
    is_named_like_a_place,
    is_network,
    role_after,
    text_of,
)
from advocacy.domain.clips.names import (
    Run,
    is_organization,
    is_place,
    office_split,
    runs_of,
    token_after,
    words_from,
    words_of,
)
from advocacy.domain.clips.offices import COURTESY, ROLES, shown
from advocacy.domain.clips.people import Cast, Group, Someone
from advocacy.domain.clips.personhood import is_called, looks_like_person, may_be_person, office_before
from advocacy.domain.clips.places import Places, follows_kind, is_of_party
from advocacy.domain.clips.sentences import Article
from advocacy.domain.clips.tokens import word_set

_AT_HALLS = frozenset(["at", "in", "from", "outside", "inside", "near", "behind", "across"])
_MOST_NAME_WORDS = 5
_HOUSES = word_set("hospital universidad clínica fundación sindicato")
_HALLS = word_set(
    "center centre library auditorium church school elementary academy temple mosque synagogue tabernacle"
)


class Kind(StrEnum):
    """What a mention is made of."""

    NAME = "name"
    GROUP = "group"
    OFFICE = "office"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Mention:
    """Tokens from `first` to `last` (not included) that stand for somebody. `who` is None for an office alone."""

    first: int
    last: int
    kind: Kind
    who: Someone | Group | None = None


class Reader:
    """Goes through a text once for whole names, then for last names; the result is `mentions` and the cast."""

    def __init__(self, article: Article, known: Known) -> None:
        self.article = article
        self.cast = Cast(known)
        self.known = known
        self.taken = [False] * len(article.tokens)
        self.mentions: list[Mention] = []
        self._later: list[tuple[Run, str]] = []
        self._places = Places(article, self.cast, known)
        self._last_names = LastNames(known, self.cast)
        self._read()

    def _read(self) -> None:
        self._take_known()
        for run in list(runs_of(self.article, self.taken)):
            self._take_run(run)
        for run, office in sorted(self._later, key=lambda later: len(later[0]) == 1):  # whole names, then parts of them
            self._take_last_name(run, office)
        self.mentions.sort(key=lambda mention: mention.first)

    # whole names that are known

    def _take_known(self) -> None:
        index = 0
        while index < len(self.article.tokens):
            index += self._known_at(index) or 1

    def _known_at(self, index: int) -> int:
        token = self.article.tokens[index]
        if not token.is_capital:
            return 0
        words = words_from(self.article, index)
        person = self.known.by_name.longest_at(words, 0)
        group = self.known.by_organization_name.longest_at(words, 0)
        if group is None and not self._follows_capital(index):
            group = self.known.by_short_name.longest_at(words, 0)
            group = group if group and is_organization(words[: group[0]]) else None
        if group and (person is None or group[0] >= person[0]):
            return self._take_known_group(index, group)
        if person is None or (len(words) > person[0] and is_organization(words[: person[0] + 1])):
            return 0
        last = token_after(self.article, index, person[0])
        someone = self.cast.known_person(person[1], self._place_of(index, last))
        self._add_person(index, last, someone, office="")
        return last - index

    def _follows_capital(self, index: int) -> bool:
        before = self.article.tokens[index - 1] if index else None
        return before is not None and before.is_capital and before.key not in COMMON_STARTS

    def _take_known_group(self, index: int, group: tuple[int, KnownOrganization]) -> int:
        count, item = group
        token = self.article.tokens[index]
        if count == 1 and len(token.text) <= 5 and not token.is_all_capitals:
            return 0
        last = token_after(self.article, index, count)
        name = self.article.text[token.start : self.article.tokens[last - 1].end]
        self._add_group(index, last, self.cast.group(name, self._place_of(index, last), item))
        return last - index

    # runs of capitals

    def _take_run(self, run: Run) -> None:
        if self._is_in_heading(run):
            if not self._take_byline(run):
                self._later.append((run, ""))
            return
        indices = [index for index in range(run.first, run.last) if self.article.tokens[index].is_word]
        keys = [self.article.keys[index] for index in indices]
        start, stop = office_split(keys)
        if not stop and len(keys) > 2 and keys[0] in ROLES and self.article.begins[run.first]:
            stop = 1
        if stop:
            self._take_office(run, indices, keys, (start, stop))
        else:
            self._take_plain(run, keys)

    def _take_byline(self, run: Run) -> bool:
        """Take who wrote the text, or whose paper it is; tell whether the run was either."""
        number = self.article.paragraph_of[run.first]
        if not self.article.paragraphs[number].is_byline:
            return False
        keys = words_of(self.article, run)
        before = set(self.article.keys[self.article.bounds[number][0] : run.first])
        if is_organization(keys):
            self._take_plain(run, keys)
        elif 2 <= len(keys) <= _MOST_NAME_WORDS and not before & {",", "|", "—", "-", "/"}:
            name = self._text(run.first, run.last)
            someone = self.cast.person(name.title() if name.isupper() else name, self._place(run))
            someone.is_reporter = True
            self._add_person(run.first, run.last, someone, office="")
        else:
            return False
        return True

    def _take_office(self, run: Run, indices: list[int], keys: list[str], office: tuple[int, int]) -> None:
        start, stop = office
        if start:
            self._take_plain(Run(run.first, indices[start - 1] + 1), keys[:start])
        words = self._text(indices[start], indices[stop - 1] + 1)
        name_at = indices[stop] if stop < len(indices) else run.last
        if name_at < run.last:
            self._take_titled(Run(name_at, run.last), indices[start], words)
        elif keys[stop - 1] not in COURTESY:
            self.mentions.append(Mention(indices[start], indices[stop - 1] + 1, Kind.OFFICE))

    def _take_titled(self, run: Run, first: int, office: str) -> None:
        words = [word for word in office.split() if word.lower().strip(".") not in COURTESY]
        plain = " ".join(shown(word) for word in words)
        if len(words_of(self.article, run)) == 1:
            self._later.append((run, office))
            return
        someone = self.cast.person(self._text(run.first, run.last), self._place_of(run.first, run.last))
        begin, before = office_before(self.article, first)  # "union president Lt. Scott Maddigan"
        self._add_person(run.first, run.last, someone, office=before or plain, begin=begin)

    def _take_plain(self, run: Run, keys: list[str]) -> None:
        kind = follows_kind(self.article, run.first) or is_of_party(self._text(run.first, run.last))
        if kind or self._is_hall(run, keys):
            self._places.take(run)
        elif self._is_named_house(run, keys):
            house = Run(run.first - 1, run.last)
            self._add_group(*house.span, self.cast.group(self._text(*house.span), self._place(house)))
        elif self._is_group(run, keys):
            self._add_group(run.first, run.last, self.cast.group(self._text(run.first, run.last), self._place(run)))
        elif is_acronym(self.article, run, keys):
            self._add_group(run.first, run.last, self._acronym(run, keys))
        elif is_place(keys) and not is_named_like_a_place(self.article, run, keys):
            self._places.take(run)
        elif 2 <= len(keys) <= _MOST_NAME_WORDS and looks_like_person(self.article, run.first, run.last, keys):
            someone = self.cast.person(self._text(run.first, run.last), self._place(run))
            self._add_person(run.first, run.last, someone, office="")
        else:
            self._later.append((run, ""))

    def _is_named_house(self, run: Run, keys: list[str]) -> bool:
        """ "La escuela Jackson", "el hospital San Lucas": in Spanish what it is stands in small letters before it."""
        before = self.article.tokens[run.first - 1] if run.first else None
        return before is not None and before.text in _HOUSES and len(keys) <= 3 and not is_organization(keys)

    def _is_hall(self, run: Run, keys: list[str]) -> bool:
        """ "At Lincoln Middle School", "outside the Senior Center": a building where something is."""
        first = run.first - 1
        while first > 0 and self.article.keys[first] in {"the", "el", "la"}:
            first -= 1
        is_hall = len(keys) > 1 and keys[-1] in _HALLS
        return is_hall and self.article.keys[first] in _AT_HALLS and not self._is_employer(first)

    def _is_employer(self, at: int) -> bool:
        """ "A teacher at Lincoln School": there it is where somebody works."""
        return self.article.keys[at] == "at" and at > 0 and self.article.keys[at - 1] in ROLES

    def _is_group(self, run: Run, keys: list[str]) -> bool:
        known_by_words = is_organization(keys) or self._is_paper(run, keys)
        explained = is_explained_group(self.article, run, keys) or is_network(self.article, run, keys)
        return known_by_words or explained or is_local(self.article, run, keys) or is_chapter(self.article, run, keys)

    def _is_paper(self, run: Run, keys: list[str]) -> bool:
        """ "Told The Lamplighter": an article with a capital inside a sentence begins the name of a newspaper."""
        return len(keys) > 1 and self.article.tokens[run.first].text == "The" and not self.article.begins[run.first]

    def _acronym(self, run: Run, keys: list[str]) -> Group:
        """Return the organization of an acronym: the one just named when it stands in brackets after the name."""
        name = self._text(run.first, run.last)
        before = self.mentions[-1] if self.mentions else None
        in_brackets = run.first and self.article.tokens[run.first - 1].text == "("
        if in_brackets and before and before.last == run.first - 1 and isinstance(before.who, Group):
            self.cast.rename(before.who, name)
            return before.who
        found = self.cast.group_named((keys[0],)) or self.cast.group_of_initials(keys[0])
        return found or self.cast.group(name, self._place(run))

    # last names, once everybody is introduced

    def _take_last_name(self, run: Run, office: str) -> None:
        keys = words_of(self.article, run)
        if not keys or len(keys) > _MOST_NAME_WORDS:
            return
        told = office or office_before(self.article, run.first)[1] or role_after(self.article, run)
        group = None if office else self._shortened(run, keys)
        if group is not None:
            self._add_group(run.first, run.last, group)
            return
        someone = self._last_names.meant(keys, told, run.first, self._place(run)) or self._first_name(run, keys)
        if someone is None and not office and self._is_only_one(keys[-1]):  # "Ruiz, who is a lawyer, too"
            after = role_after(self.article, run)
            someone = self._last_names.meant(keys, "", run.first, self._place(run)) if told == after else None
        someone = someone or self._unexplained(run, keys, office)
        if someone is not None:
            begin, _words = office_before(self.article, run.first)
            self._add_person(run.first, run.last, someone, office="", begin=begin)
        elif office:
            self._take_new_last_name(run, office)
        elif self._possible(keys[-1]):
            self.mentions.append(Mention(run.first, run.last, Kind.UNCLEAR))
        elif len(keys) <= 3 and self._places.is_place(run):
            self._places.take(run)

    def _shortened(self, run: Run, keys: list[str]) -> Group | None:
        """Return the organization that its first word alone stands for: "Brightwater" of "Brightwater Holdings"."""
        if len(keys) != 1 or self.cast.of_family(keys[0]) or self._places.is_place(run):
            return None
        return self.cast.group_of_first_word(keys[0])

    def _unexplained(self, run: Run, keys: list[str], office: str) -> Someone | None:
        """Return the new person of a name that nothing around it explains, where it is no place either."""
        if office or self._is_in_heading(run) or self._places.is_place(run):
            return None
        if not may_be_person(self.article, run.first, run.last, keys):
            return None
        return self.cast.person(text_of(self.article, run.first, run.last), self._place(run))

    def _first_name(self, run: Run, keys: list[str]) -> Someone | None:
        """Return who is called by a given name alone: somebody named before, or somebody new who speaks."""
        if (
            len(keys) != 1
            or not (is_given_name(keys[0]) or is_called(self.article, run.first))
            or self._possible(keys[0])
        ):
            return None
        named = [someone for someone in self.cast.people if key_of(someone.name)[:1] == (keys[0],)]
        if named:
            return named[0] if len(named) == 1 else None
        if not looks_like_person(self.article, run.first, run.last, keys, alone=True):
            return None
        return self.cast.person(self._text(run.first, run.last), self._place(run))

    def _take_new_last_name(self, run: Run, office: str) -> None:
        words = [word for word in office.split() if word.lower().strip(".") not in COURTESY]
        plain = " ".join(shown(word) for word in words)
        someone = self.cast.person(self._text(run.first, run.last), self._place(run))
        self._add_person(run.first, run.last, someone, office=plain or "")

    def _is_only_one(self, family: str) -> bool:
        """Tell whether one person alone has a last name, among those named and those known."""
        return max(len(self.cast.of_family(family)), len(self.known.by_family.get((family,), []))) == 1

    def _possible(self, family: str) -> bool:
        return len(self.known.by_family.get((family,), [])) > 1

    # adding

    def _add_person(self, first: int, last: int, someone: Someone, *, office: str, begin: int = -1) -> None:
        if begin < 0 or begin >= first:
            begin, words = office_before(self.article, first)
            office = office or words
        someone.learn(office=office)
        begin = _with_article(self.article, begin)
        self.taken[begin:last] = [True] * (last - begin)
        self._last_names.hear(someone, first)
        self.mentions.append(Mention(begin, last, Kind.NAME, someone))

    def _add_group(self, first: int, last: int, group: Group) -> None:
        self.taken[first:last] = [True] * (last - first)
        self.mentions.append(Mention(_with_article(self.article, first), last, Kind.GROUP, group))

    # places in the text

    def _text(self, first: int, last: int) -> str:
        tokens = self.article.tokens
        return " ".join(self.article.text[tokens[first].start : tokens[last - 1].end].split())

    def _place(self, run: Run) -> tuple[int, int]:
        return self._place_of(run.first, run.last)

    def _place_of(self, first: int, last: int) -> tuple[int, int]:
        return self.article.tokens[first].start, self.article.tokens[last - 1].end

    def _is_in_heading(self, run: Run) -> bool:
        paragraph = self.article.paragraphs[self.article.paragraph_of[run.first]]
        return paragraph.is_heading or paragraph.is_byline


def _with_article(article: Article, first: int) -> int:
    """Return where the mention begins with the article before it ("the Rev.", "la concejala")."""
    before = article.keys[first - 1] if first else ""
    return first - 1 if before in {"the", "el", "la", "los", "las"} else first
