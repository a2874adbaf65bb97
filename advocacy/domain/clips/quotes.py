"""Words in quotation marks, and who said them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from advocacy.domain.clips.attribution import Attribution, Bond, attribution_of, is_sign_or_title
from advocacy.domain.clips.findings import Riddle
from advocacy.domain.clips.frames import UNSAID, Item, Part
from advocacy.domain.clips.paragraphs import is_title_case
from advocacy.domain.clips.people import FEMININE, MASCULINE, Someone
from advocacy.domain.clips.sentences import TERMINALS, Article, Sentence
from advocacy.domain.clips.speakers import Memory, Speaker, with_partner
from advocacy.domain.clips.subjects import LEFT_OUT, main_subject
from advocacy.domain.clips.verbs import CALLING

_SHORT = 4
"""Fewer marked words than this, said by nobody in sight, are a name or a wink, not a riddle."""
_INNER_COMMA = re.compile(r",([’'”])$")
_LOOSE = " \n,;:—–-"


@dataclass
class Draft:
    """A quote as it grows: numbers of its marked runs, and its speaker once known."""

    runs: list[int]
    sentence: int
    speaker: Speaker | Riddle | None = None
    verb: tuple[int, int] | None = None
    """Sentence and verb it hangs on: marked words on both sides of one verb are one quote."""
    waits_for: str | None = None
    """The gender of a "she" or "he" who was not named before."""
    is_alone: bool = False
    """Whether its sentence has nothing but marked words."""
    goes_on: bool = False
    """The next sentence may continue it: “…,” Ruiz said. “…”"""


@dataclass
class Quotes:
    """Goes through the sentences in their order and gathers the quotes."""

    article: Article
    memory: Memory
    drafts: list[Draft] = field(default_factory=list)
    last: Speaker | None = None
    """Who spoke last in this paragraph or at the end of the one before."""
    paragraph: int = -1
    _last_spoke: bool = True
    """Whether they spoke, and were not only named: a name alone leads to marked words in its own paragraph."""
    _has_who: bool = False
    """Whether the sentence names anybody."""
    _alone: bool = False
    """Whether the sentence has marked words and nothing else."""

    def read(self, sentence: Sentence, number: int, items: list[Item]) -> Speaker | None:
        """Take the marked words of a sentence; return who speaks in it, as far as known."""
        if sentence.paragraph != self.paragraph:
            self._turn_to(sentence.paragraph)
        speaker: Speaker | None = None
        self._has_who = any(item.is_who for item in items)
        self._alone = all(item.part in {Part.QUOTE, Part.SIGN} for item in items)
        for at, item in enumerate(items):
            if item.part is Part.QUOTE:
                self._take(items, at, number)
                here = self.drafts and self.drafts[-1].runs[-1] == item.number
                said = self.drafts[-1].speaker if here else None
                speaker = said if isinstance(said, Speaker) else speaker
        if not any(item.part is Part.QUOTE for item in items):
            return self._pass(items, number)
        return speaker

    def hear(self, speaker: Speaker | None) -> None:
        """Remember who spoke without marks: marked words that stand alone after it are theirs."""
        if speaker is not None:
            self.last, self._last_spoke = speaker, True

    def _turn_to(self, paragraph: int) -> None:
        self.paragraph = paragraph
        if self.drafts:
            self.drafts[-1].goes_on = False
        if not self._last_spoke:
            self.last = None

    def _pass(self, items: list[Item], number: int) -> Speaker | None:
        """A sentence without marked words may lead to the next ("Ruiz was blunt. “…”"); return a spokesman in it."""
        if self.drafts:
            self.drafts[-1].goes_on = False
        if self._named_below(items, number):
            return None
        subject = main_subject(items, len(items))
        if subject < 0 or items[subject].part not in {Part.NAME, Part.PRONOUN, Part.SPOKES, Part.OFFICE}:
            return None
        meant = self.memory.speaker(items[subject], number, items[:subject])
        if isinstance(meant, Speaker) and (isinstance(meant.who, Someone) or items[-1].key == ":"):
            self.last = meant
            self._last_spoke = any(item.part is Part.VERB for item in items) or items[-1].key == ":"
            self._name_the_one_before(meant, items, number)
        speaks = items[subject].part is not Part.OFFICE and any(item.part is Part.VERB for item in items)
        return meant if speaks and isinstance(meant, Speaker) and meant.who is None else None

    def _named_below(self, items: list[Item], number: int) -> bool:
        """Take whom the next paragraph names for marked words that stand alone: "That's Ana Ruiz.", "— Ana Ruiz"."""
        draft = self.drafts[-1] if self.drafts else None
        name = next((item for item in items[:4] if item.part is Part.NAME and not item.is_possessive), None)
        if draft is None or name is None or name.who is None or not draft.is_alone or draft.sentence < number - 2:
            return False
        begins = items[0].key in {"—", "–", "-", "―"} or (items[0].key == "that" and items[1].key in {"'s", "’s", "is"})
        if begins:
            draft.speaker = self.last = Speaker(name.who.name, name.who)
        return begins

    def _name_the_one_before(self, meant: Speaker, items: list[Item], number: int) -> None:
        """ "“Nobody told us.” Ruiz shook her head.": what follows in the paragraph shows who spoke."""
        draft = self.drafts[-1] if self.drafts else None
        begins = items[0].who is meant.who
        if draft and begins and draft.sentence == number - 1 and _may_be_of(draft, meant):
            same = (
                self.article.paragraph_of[items[0].first]
                == self.article.paragraph_of[self.article.marked[draft.runs[-1]].first]
            )
            draft.speaker = meant if same else draft.speaker

    def _take(self, items: list[Item], at: int, number: int) -> None:
        run = items[at].number
        if self.article.marked[run].last <= self.article.marked[run].first:
            return
        if self._continues_paragraph(run):
            self._extend(items, at, number)
            return
        if is_sign_or_title(items, at):
            return
        found = attribution_of(items, at)
        if found is None:
            self._without_attribution(items, at, number)
        elif found.bond is not Bond.WITHIN or self._is_quote_within(items, at, found):
            self._attributed(items, at, number, found)

    def _continues_paragraph(self, run: int) -> bool:
        """Tell whether the paragraph before left its marks open for this one."""
        if not self.drafts:
            return False
        previous = self.drafts[-1].runs[-1]
        marked, here = self.article.marked[previous], self.article.marked[run]
        paragraphs = self.article.paragraph_of
        return previous == run - 1 and marked.is_open and paragraphs[here.first] == paragraphs[marked.first] + 1

    def _extend(self, items: list[Item], at: int, number: int) -> None:
        draft = self.drafts[-1]
        draft.runs.append(items[at].number)
        found = attribution_of(items, at)
        if found is not None and found.bond is Bond.AFTER:
            draft.verb, draft.goes_on = (number, found.verb), True
            if not isinstance(draft.speaker, Speaker):
                self._name(draft, items, number, found)

    def _attributed(self, items: list[Item], at: int, number: int, found: Attribution) -> None:
        verb = (number, found.verb)
        if self.drafts and self.drafts[-1].verb == verb and self._is_split(items, at, found):
            self.drafts[-1].runs.append(items[at].number)
            return
        draft = Draft([items[at].number], number, verb=verb, goes_on=found.bond is Bond.AFTER)
        self._name(draft, items, number, found)
        self.drafts.append(draft)

    def _is_split(self, items: list[Item], at: int, found: Attribution) -> bool:
        before = next((index for index in range(at - 1, -1, -1) if items[index].part is Part.QUOTE), at)
        dash = self.article.tokens[items[at].first].text == "—"
        after_comma = dash or (at > 0 and items[at - 1].key == ",")
        return self.drafts[-1].goes_on and before < found.verb and (found.bond is Bond.BEFORE or after_comma)

    def _name(self, draft: Draft, items: list[Item], number: int, found: Attribution) -> None:
        unsaid = found.subject == LEFT_OUT
        subject = UNSAID if unsaid else items[found.subject]
        draft.speaker = self.memory.speaker(subject, number, [] if unsaid else items[: found.subject])
        draft.waits_for = {"she": FEMININE, "ella": FEMININE, "he": MASCULINE}.get(subject.key)
        if isinstance(draft.speaker, Speaker):
            draft.speaker = with_partner(draft.speaker, items, found.subject)
            self.last = draft.speaker
            self._last_spoke = True

    def _without_attribution(self, items: list[Item], at: int, number: int) -> None:
        run = items[at].number
        if self._resumes(items, at, number):
            self.drafts[-1].runs.append(run)
            return
        leads = at and items[at - 1].key == ":" and not any(item.part is Part.VERB for item in items[:at])
        if leads and self.last and not self._has_who:
            self.drafts.append(Draft([run], number, self.last))
        elif self._alone and self.drafts and (self.drafts[-1].goes_on or self._follows_a_riddle(items)):
            self.drafts[-1].runs.append(run)
        elif self._alone and self._is_sentence(run):
            self.drafts.append(Draft([run], number, self.last or Riddle.NO_SPEAKER, is_alone=True))
        elif self._length(run) >= (2 if self._is_sentence(run) else _SHORT) and not self._is_title(run):
            self.drafts.append(Draft([run], number, Riddle.NO_SPEAKER))

    def _follows_a_riddle(self, items: list[Item]) -> bool:
        """Tell whether the words before in this paragraph have no known speaker: then these have none either."""
        if not self.drafts or isinstance(self.drafts[-1].speaker, Speaker):
            return False
        before = self.article.marked[self.drafts[-1].runs[-1]].first
        return self.article.paragraph_of[before] == self.article.paragraph_of[items[0].first]

    def _resumes(self, items: list[Item], at: int, number: int) -> bool:
        """Tell whether marked words go on after an attribution with more in it (“…,” he told members, we hear, “…”)."""
        if not self.drafts or at == 0 or items[at - 1].key != ",":
            return False
        return self.drafts[-1].sentence == number and self.drafts[-1].goes_on

    def _is_quote_within(self, items: list[Item], at: int, found: Attribution) -> bool:
        """Tell whether a fragment in a reported clause is the speaker's own words, and no name or wink."""
        run = items[at].number
        if self._is_title(run) and not self._is_called(items, at, found, run):
            return False
        if self._length(run) >= _SHORT - 1 or self._is_sentence(run):
            return True
        if items[found.verb].key in CALLING and at - found.verb <= 8:
            return True
        return self._length(run) == _SHORT - 2 and self._stands_free(items, at)

    def _is_called(self, items: list[Item], at: int, found: Attribution, run: int) -> bool:
        """ "Perlstein called me “the Grinch of Ward 3”": no title, for all its capitals."""
        first = self._words(run)[:1]
        return items[found.verb].key in CALLING and at - found.verb <= 3 and first[0] in {"the", "a", "an", "el", "la"}

    def _stands_free(self, items: list[Item], at: int) -> bool:
        """Tell whether no noun follows that the marked words only qualify (“sanctuary city” policies)."""
        return at + 1 >= len(items) or items[at + 1].part is Part.SIGN or len(items[at + 1].key) <= 3

    def _is_title(self, run: int) -> bool:
        words = self._words(run)
        return is_title_case(words) and not self._is_sentence(run) and len(words) <= 12

    def _is_sentence(self, run: int) -> bool:
        marked = self.article.marked[run]
        return marked.is_open or self.article.tokens[marked.last - 1].text in TERMINALS

    def _words(self, run: int) -> list[str]:
        marked = self.article.marked[run]
        return [token.text for token in self.article.tokens[marked.first + 1 : marked.last] if token.is_word]

    def _length(self, run: int) -> int:
        return len(self._words(run))

    def text_of(self, draft: Draft) -> str:
        """Return the words of a quote, its runs joined, without the comma that leads to the attribution."""
        runs = [self.article.marked[run] for run in draft.runs]
        pieces = [" ".join(self.article.text[marked.start : marked.end].split()) for marked in runs]
        gaps = [self.article.text[one.end : other.start] for one, other in pairwise(runs)]
        goes_on = [False, *(gap.rstrip(' \n“"«').endswith(",") for gap in gaps)]
        return _joined([(piece, on) for piece, on in zip(pieces, goes_on, strict=True) if piece])


def _may_be_of(draft: Draft, meant: Speaker) -> bool:
    """Tell whether a quote without a speaker may be that of whom the next sentence begins with."""
    if draft.speaker is Riddle.NO_SPEAKER:
        return draft.is_alone
    gender = meant.who.gender if isinstance(meant.who, Someone) else ""
    return draft.speaker is Riddle.UNNAMED_SPEAKER and bool(gender) and draft.waits_for == gender


def _joined(pieces: list[tuple[str, bool]]) -> str:
    """Return the runs of a quote as one text: the comma before an attribution was the printer's alone."""
    cleaned = [
        _INNER_COMMA.sub(r"\1", _trimmed(piece, is_first=not number)) for number, (piece, _on) in enumerate(pieces)
    ]
    joined: list[str] = []
    for piece, (_written, goes_on) in zip(cleaned, pieces, strict=True):
        if joined and piece[:1].isupper() and not goes_on and joined[-1][-1] not in ".?!…":
            joined[-1] += "."
        joined += [piece] if piece else []
    return " ".join(joined)


def _trimmed(piece: str, *, is_first: bool) -> str:
    ended = piece.rstrip(_LOOSE)
    return ended if is_first else ended.lstrip(" .,;")
