"""Which verb of a sentence the marked words hang on, and whether they are words that nobody said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from advocacy.domain.clips.frames import Item, Part
from advocacy.domain.clips.subjects import LEFT_OUT, main_subject, subject_of
from advocacy.domain.clips.tokens import word_set
from advocacy.domain.clips.verbs import CALLING, SIGN_NOUNS, SIGN_WORDS

_NEAR = 10
_FAR = 30
_SIGN_REACH = 5
_MOST_BEFORE_NAME = 4
_OTHER_CLAUSE = word_set("but and while when as who that which pero y mientras cuando que for to")
_NAMED = frozenset([Part.NAME, Part.PRONOUN, Part.OFFICE, Part.SPOKES, Part.PAPER])
_LEADS_TO = frozenset([",", ":", "that", "que"])


_CITES = frozenset(["quotes", "quoted", "cites", "cited", "cita", "cito", "citaba"])
_ANSWERS = word_set("answer reply response retort verdict assessment take motto refrain respuesta")


class Bond(StrEnum):
    """How closely marked words hang on their verb."""

    AFTER = "after"
    """The attribution follows: “…,” Ruiz said."""
    BEFORE = "before"
    """The verb leads to them: Ruiz said: “…” """
    WITHIN = "within"
    """They are part of what is reported: Ruiz said the plan was “…”."""


@dataclass(frozen=True)
class Attribution:
    """The item that speaks, the item of the verb (or colon), and the bond."""

    subject: int
    verb: int
    bond: Bond


def attribution_of(items: Sequence[Item], at: int) -> Attribution | None:
    """Return the attribution of the marked words at an index of a sentence, or None."""
    return _leading(items, at) or _following(items, at) or _around(items, at)


def is_sign_or_title(items: Sequence[Item], at: int) -> bool:
    """Tell whether words before or after show a sign, a chant, a title or a name: marked, but said by nobody."""
    last = at - 1
    if last >= 0 and items[last].key in _LEADS_TO:
        last -= 1
    for index in range(last, max(-1, at - 1 - _SIGN_REACH), -1):
        item = items[index]
        if item.key in SIGN_WORDS and item.who is None and not _is_calling(items, index):
            return True
        if item.part is Part.VERB and _is_said_by_sign(items, index):
            return True
        if item.is_who or item.part in {Part.VERB, Part.GERUND, Part.QUOTE}:
            break
    return _sign_follows(items, at)


def _is_said_by_sign(items: Sequence[Item], verb: int) -> bool:
    """ "A banner that said “…”", "their shirts said “…”"."""
    before = verb - 2 if verb > 1 and items[verb - 1].key in {"that", "which", "que"} else verb - 1
    return before >= 0 and items[before].key in SIGN_NOUNS and items[before].part is Part.WORD


def _is_calling(items: Sequence[Item], index: int) -> bool:
    """ "Ruiz called it “…”" puts words on a thing; "a program called “…”" names one."""
    if items[index].key not in CALLING:
        return False
    return subject_of(items, index) >= 0 or (index > 0 and items[index - 1].key in {"has", "had", "have", "and"})


def _sign_follows(items: Sequence[Item], at: int) -> bool:
    after = {item.key for item in items[at + 1 : at + 6] if item.who is None}
    if at + 1 < len(items) and items[at + 1].part is Part.PAPER:  # "“…,” the statement read"
        return False
    shown = after & {"read", "reads", "says", "said", "decia", "dice"} and after & SIGN_NOUNS
    reads = at + 1 < len(items) and items[at + 1].key == "read"
    return bool(shown) or reads or bool(after & {"chanted", "corearon", "coreaban", "chant"})


def _is_speech(item: Item) -> bool:
    return item.part in {Part.VERB, Part.GERUND} or item.key in CALLING


def _key(items: Sequence[Item], index: int) -> str:
    return items[index].key if index < len(items) else ""


def _governor(items: Sequence[Item], verb: int) -> int:
    if items[verb].part is Part.GERUND:
        return _governor_of_gerund(items, verb)
    return subject_of(items, verb)


def _governor_of_gerund(items: Sequence[Item], gerund: int) -> int:
    for index in range(gerund - 1, max(-1, gerund - _FAR), -1):
        if items[index].part is Part.VERB:
            subject = subject_of(items, index)
            if subject != -1:
                return subject
    return main_subject(items, gerund)


def _leading(items: Sequence[Item], at: int) -> Attribution | None:
    """A verb directly before (“Ruiz told reporters, “…”), or a colon."""
    before = at - 1
    if before < 0:
        return None
    colon = items[before].key == ":"
    for index in range(before, max(-1, before - _NEAR), -1):
        item = items[index]
        if item.part is Part.QUOTE or (item.part is Part.SIGN and item.key == ";"):
            break
        if item.part is Part.ACCORDING:
            break
        if _is_speech(item) and (colon or _leads_directly(items, index, at)):
            subject = _governor(items, index)
            return Attribution(subject, index, Bond.BEFORE) if subject != -1 else None
    if not colon:
        return None
    subject = main_subject(items, before)
    if subject < 0:  # "Ruiz's message to landlords: “…”"
        subject = next((index for index in range(max(0, before - _NEAR), before) if items[index].who), -1)
    return Attribution(subject, before, Bond.BEFORE) if subject != -1 else None


def _leads_directly(items: Sequence[Item], verb: int, at: int) -> bool:
    """Tell whether only a hearer, a time or a place stands between the verb and the comma before marked words."""
    between = items[verb + 1 : at]
    if not between:
        return True
    ends_with_comma = between[-1].key == ","
    return ends_with_comma and not any(item.key in {"that", "que"} or _is_speech(item) for item in between)


def _following(items: Sequence[Item], at: int) -> Attribution | None:
    """The attribution right after the marked words: “…,” Ruiz said; “…,” said Ruiz; “…,” according to Ruiz."""
    start = at + 1
    while start < len(items) and items[start].key in {",", "—", "–", "as", "como"}:
        start += 1
    if start >= len(items):
        return None
    if items[start].part is Part.ACCORDING:
        return _according(items, start)
    if items[start].part is Part.PAPER and _key(items, start + 1) in {"read", "reads"}:
        return Attribution(start, start + 1, Bond.AFTER)
    return _cited(items, start) or _verb_following(items, at, start)


def _verb_following(items: Sequence[Item], at: int, start: int) -> Attribution | None:
    for index in range(start, min(start + _FAR, len(items))):
        if items[index].part is Part.QUOTE:
            return None
        if items[index].part is Part.VERB:
            subject = subject_of(items, index)
            if subject == LEFT_OUT or (subject >= start and _is_near(items, start, subject, index)):
                return Attribution(subject, index, Bond.AFTER)
            return None if index <= start + 1 else _put_it(items, start)
    return _put_it(items, start) or _any_verb(items, at, start)


def _cited(items: Sequence[Item], start: int) -> Attribution | None:
    """ "“…,” the complaint quotes Ruiz as saying", "“…,” was Ruiz's answer", "“…,” came the reply from Ruiz"."""
    for index in range(start, min(start + 6, len(items) - 1)):
        if items[index].part not in {Part.WORD, Part.PAPER, Part.BODY, Part.GROUP}:
            return None
        if items[index].key in _CITES and items[index + 1].is_who and _key(items, index + 2) in {"as", "diciendo"}:
            return Attribution(index + 1, index, Bond.AFTER)
        if items[index].key in {"was", "is", "fue", "came"} and index == start:
            return _answer(items, start)
    return None


def _answer(items: Sequence[Item], start: int) -> Attribution | None:
    keys = {item.key for item in items[start : start + 6]}
    who = next((index for index in range(start, min(start + 6, len(items))) if items[index].who is not None), -1)
    return Attribution(who, start, Bond.AFTER) if who > 0 and keys & _ANSWERS else None


def _is_near(items: Sequence[Item], start: int, subject: int, verb: int) -> bool:
    """Tell whether only words that belong to the name stand between the marked words and the one who speaks."""
    if subject == start or verb <= start + 1:
        return True
    between = items[start : min(subject, verb)]
    return len(between) <= _MOST_BEFORE_NAME and not any(
        item.part is not Part.WORD or item.key in _OTHER_CLAUSE for item in between
    )


def _any_verb(items: Sequence[Item], at: int, start: int) -> Attribution | None:
    """ "…,” Molina deadpanned": right after words that begin the sentence, any verb is one of speech."""
    opens = at == 0 or items[at - 1].part is Part.SIGN
    for subject, verb in ((start, start + 1), (start + 1, start)):
        if max(subject, verb) >= len(items) or not opens:
            continue
        is_verb = items[verb].part is Part.WORD and items[verb].key.endswith(("ed", "ing", "s"))
        if items[subject].is_who and is_verb and items[subject].part in _NAMED:
            return Attribution(subject, verb, Bond.AFTER)
    return None


def _put_it(items: Sequence[Item], start: int) -> Attribution | None:
    """ "…,” as Ruiz put it."""
    if "decir" in [item.key for item in items[start : start + 4]]:  # "se limitó a decir"
        return Attribution(LEFT_OUT, start, Bond.AFTER)
    is_put = [item.key for item in items[start + 1 : start + 3]] == ["put", "it"]
    return Attribution(start, start + 1, Bond.AFTER) if is_put and items[start].is_who else None


def _according(items: Sequence[Item], index: int) -> Attribution | None:
    for number in range(index + 1, min(index + 8, len(items))):
        if items[number].is_who or (items[number].is_possessive and items[number].who):
            return Attribution(number, index, Bond.AFTER)
        if items[number].part is not Part.WORD:
            return None
    return None


def _around(items: Sequence[Item], at: int) -> Attribution | None:
    """The nearest verb of speech before, with its subject: the marked words are part of what it reports."""
    for index in range(at - 1, max(-1, at - _FAR), -1):
        item = items[index]
        if item.key == ";":
            return None
        if item.key in {"words", "palabras"} and at - index <= 3 and index:
            subject = main_subject(items, index - 1)
            return Attribution(subject, index, Bond.WITHIN) if subject >= 0 else None
        if item.part is Part.ACCORDING:
            found = _according(items, index)
            if found:
                return Attribution(found.subject, index, Bond.WITHIN)
        if _is_speech(item):
            subject = _governor(items, index)
            if subject != -1:
                return Attribution(subject, index, Bond.WITHIN)
    return _for_somebody(items, at) or _trailing(items, at)


def _for_somebody(items: Sequence[Item], at: int) -> Attribution | None:
    """ "Para Rojas, es “un error”"; "For Molina, it is “a start”"."""
    opens = at > 2 and items[0].key in {"para", "for", "to"} and items[1].part is Part.NAME and items[2].key == ","
    if at > 3 and items[0].key == "in" and items[1].who is not None and items[1].is_possessive:
        opens = "words" in {item.key for item in items[2:5]}  # "In Ruiz's words, it is “…”"
    return Attribution(1, 0, Bond.WITHIN) if opens else None


def _trailing(items: Sequence[Item], at: int) -> Attribution | None:
    """ "It was “a bad deal” for tenants, Ruiz said": the attribution ends the sentence."""
    for index in range(at + 1, min(at + _FAR, len(items))):
        if items[index].key == ";" or items[index].part is Part.QUOTE:
            return None
        if items[index].part is Part.ACCORDING:
            found = _according(items, index)
            return Attribution(found.subject, index, Bond.WITHIN) if found else None
        if items[index].part is Part.VERB:
            subject = subject_of(items, index)
            opened = subject > 0 and items[min(subject, index) - 1].key == ","
            return Attribution(subject, index, Bond.WITHIN) if subject > at and opened else None
    return None
