"""Who governs a verb of speech in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from advocacy.domain.clips.frames import Item, Part
from advocacy.domain.clips.tokens import word_set
from advocacy.domain.clips.verbs import AUXILIARIES, CLITICS, PASSIVE, SPANISH, TELLING

_WINDOW = 40
_FAR_IN_SPANISH = 11
_FAR_IN_ENGLISH = 6
_ONE = frozenset(["one", "uno", "una"])
LEFT_OUT = -2
"""The subject of a Spanish verb that stands alone: whoever spoke before."""
_PREPOSITIONS = word_set(
    "of for with from by at in on to about against among them including than after before through "
    "de del con por para sobre contra a al en entre incluido incluida"
)
_CIRCUMSTANCE = word_set("in on at during after before through from about for with by outside inside near via over")
_DASHES = frozenset(["—", "–"])
_LINKING = frozenset(["and", "but", "y", "pero", "e", "then", "who", "que", "quien"])
_NO_SUBJECT = word_set("que a al en durante tras con ante ayer hoy despues luego entonces sobre por para tambien")
_SUBORDINATE = word_set(
    "asked when after while if as before although though because since until once pressed "
    "al cuando tras si aunque mientras despues antes preguntado preguntada"
)
_HEARD = frozenset(["urged", "urges", "reminded", "warned", "assured"])
"""Before "the council to …" they name their hearer."""
_NOT = frozenset(["not", "n't", "never", "no", "nunca", "would", "could", "should", "might", "may", "will", "wouldn't"])
_AFTER_SUBJECT = word_set(
    "of in during after at on to from as when while before during outside about following who the this last en durante "
    "again too also then quietly simply flatly "
    "tras al despues a de el la quien que luego monday tuesday wednesday thursday friday saturday sunday"
)


def subject_of(items: Sequence[Item], verb: int) -> int:
    """Return the index of the item that governs the verb, LEFT_OUT for whoever spoke before, or -1."""
    found = _subject_of(items, verb)
    first = verb - _clitics(items, verb)
    alone = first == 0 or items[first - 1].part in {Part.QUOTE, Part.SIGN}
    return LEFT_OUT if found < 0 and alone and _is_unsaid(items, verb) else found


def _clitics(items: Sequence[Item], verb: int) -> int:
    """Return how many small words of the hearer stand before a Spanish verb ("les dijo", "se lo dijo")."""
    if items[verb].key not in SPANISH:
        return 0
    return next((count for count in range(verb) if items[verb - 1 - count].key not in CLITICS), verb)


def _is_unsaid(items: Sequence[Item], verb: int) -> bool:
    """Tell whether a Spanish verb has no subject at all ("dijo un vecino" has one, though no name)."""
    if items[verb].key not in SPANISH:
        return False
    following = items[verb + 1] if verb + 1 < len(items) else None
    return following is None or following.part is not Part.WORD or following.key in _NO_SUBJECT


def _subject_of(items: Sequence[Item], verb: int) -> int:
    before = _skip_adverbs(items, verb - 1 - _clitics(items, verb))
    if (before >= 0 and items[before].key in PASSIVE) or _is_participle(items, verb, before):
        return -1
    if before >= 0 and items[before].is_who:
        return _head_of_phrase(items, before)
    turned = _after(items, verb)
    if turned >= 0 and not (items[turned].is_whose and before > 0 and items[before].key == ","):
        return turned
    return _before_verb(items, before) if before >= 0 else -1


def _before_verb(items: Sequence[Item], before: int) -> int:
    """Return the subject that does not stand right beside its verb: before an aside, a "who", a preposition."""
    if items[before].key == "," and items[before - 1].key in _DASHES:
        before -= 1
    if items[before].key == ",":
        found = _before_apposition(items, before)
        return found if found >= 0 else _before_phrase(items, before - 1)
    relative = _relative(items, before)
    if relative >= 0 and _antecedent(items, relative) >= 0:
        return _antecedent(items, relative)
    if items[before].key in _DASHES:
        return _before_dashes(items, before)
    if items[before].key in _LINKING:
        return main_subject(items, before)
    return _before_phrase(items, before)


def _relative(items: Sequence[Item], before: int) -> int:
    """Return the "who" of a verb, a few words before it ("who last week told …", "quien en abril determinó"); or -1."""
    if items[before].key in {"who", "que", "quien", "which"}:
        return before
    for index in range(before, max(-1, before - 4), -1):
        if items[index].key in {"who", "quien"}:
            return index
        if items[index].part is not Part.WORD:
            break
    return -1


def _before_dashes(items: Sequence[Item], closing: int) -> int:
    """ "Ruiz — no friend of the mayor — said": who stands before the dashes; or -1."""
    for index in range(closing - 1, max(-1, closing - _WINDOW), -1):
        if items[index].key in _DASHES:
            return index - 1 if index and items[index - 1].is_who else -1
    return -1


def _is_participle(items: Sequence[Item], verb: int, before: int) -> bool:
    """ "Asked whether …, Ruiz said": the one before a comma was asked."""
    if items[verb].key not in {"asked", "told", "urged", "warned"} or verb + 1 >= len(items):
        return False
    opens = before < 0 or items[before].key in {",", "when", "cuando", "once"}
    return opens and items[verb + 1].key in {"whether", "if", "about", "by", "why", "what", "how", "to", "that", "of"}


def is_negated(items: Sequence[Item], verb: int) -> bool:
    """Tell whether the verb says that nothing was said ("did not say", "would say")."""
    for item in reversed(items[max(0, verb - 4) : verb]):
        if item.key in _NOT or item.key.endswith(("n't", "n’t")):
            return True
        if item.part is not Part.WORD or not _is_adverb(item.key):
            return False
    return False


def main_subject(items: Sequence[Item], before: int) -> int:
    """Return who the sentence is about: the first who stands in no other's phrase, before an item; or -1."""
    if items and items[0].key in _SUBORDINATE:
        after = _after_first_comma(items, before)
        if after >= 0:
            return after
    for index in range(max(0, before - _WINDOW), before):
        if items[index].is_who and not (index and items[index - 1].key in _PREPOSITIONS):
            return _apposed_name(items, index, before)
    return -1


def _after_first_comma(items: Sequence[Item], before: int) -> int:
    """ "Asked whether she would run, Molina smiled": who stands after the comma."""
    comma = next((index for index in range(min(before, _WINDOW)) if items[index].key == ","), before)
    return comma + 1 if comma + 1 < before and items[comma + 1].is_who else -1


def _apposed_name(items: Sequence[Item], index: int, before: int) -> int:
    """ "The head of the union, Carol Dunn, was blunt": the name stands for the role."""
    if items[index].part not in {Part.ROLE, Part.OFFICE, Part.BODY}:
        return index
    for number in range(index + 2, min(index + 9, before)):
        if items[number].part is Part.NAME and items[number - 1].key == "," and items[number].is_who:
            return number if number + 1 >= len(items) or items[number + 1].key == "," else index
    return index


def _antecedent(items: Sequence[Item], relative: int) -> int:
    """ "…, among them Molina, who said": whom "who" stands for."""
    index = relative - 1
    if index > 0 and items[index].key == ",":
        index -= 1
    return index if index >= 0 and items[index].is_who else -1


def _skip_adverbs(items: Sequence[Item], index: int) -> int:
    while index >= 0 and items[index].part is Part.WORD and _is_adverb(items[index].key):
        index -= 1
    if index > 0 and items[index].key == ")":
        return _before_brackets(items, index)
    return index


def _before_brackets(items: Sequence[Item], closing: int) -> int:
    """ "Councilor Molina (Ward 2) said": the item before the brackets."""
    for index in range(closing - 1, max(-1, closing - 8), -1):
        if items[index].key == "(":
            return index - 1
    return closing


def _is_adverb(key: str) -> bool:
    return key in AUXILIARIES or (len(key) > 4 and key.endswith("ly")) or key.endswith("mente")


def _head_of_phrase(items: Sequence[Item], index: int) -> int:
    """ "Ruiz of the Tenants Union said": the one before the preposition; "After Ruiz spoke": Ruiz all the same."""
    if index >= 2 and items[index - 1].key in _PREPOSITIONS and items[index - 2].is_who:
        return index - 2
    is_addressed = index >= 2 and items[index - 1].key in {"to", "about", "against"}
    return -1 if is_addressed and items[index - 2].part is Part.WORD else index


def _after(items: Sequence[Item], verb: int) -> int:
    """Return the subject after the verb ("said Ruiz", "dijo ayer la concejala Ruiz"), or -1."""
    if items[verb].part is not Part.VERB:
        return -1
    reach = _FAR_IN_SPANISH if items[verb].key in SPANISH else _FAR_IN_ENGLISH
    for index in range(verb + 1, min(verb + reach, len(items))):
        item = items[index]
        if item.is_who:
            named = _named_after_role(items, index)
            if _is_hearer(items, verb, named, item):
                continue
            return named if not _is_told(items, named) and _is_closed(items, verb, named) else -1
        if item.key == "," and items[verb + 1].key in _ONE:  # "said one of the tenants, Ana Ruiz"
            return index + 1 if index + 1 < len(items) and items[index + 1].part is Part.NAME else -1
        if not _may_stand_between(item, is_spanish=items[verb].key in SPANISH):
            return -1
    return -1


def _is_told(items: Sequence[Item], index: int) -> bool:
    return items[index - 1].key in {"to", "a", "al", "that", "que"}


def _is_hearer(items: Sequence[Item], verb: int, named: int, item: Item) -> bool:
    """ "Dijo a los vecinos Carmen Ibarra", "said one of the tenants, Ana Ruiz": not the first, who has no name."""
    if item.part not in {Part.ROLE, Part.BODY}:
        return False
    return (_is_told(items, named) and items[verb].key in SPANISH) or items[verb + 1].key in _ONE


def _may_stand_between(item: Item, *, is_spanish: bool) -> bool:
    """Tell whether an item may stand between a verb and the subject after it; no "at the meeting" in English."""
    if item.key in _CIRCUMSTANCE and not is_spanish:
        return False
    if item.is_possessive and item.part in {Part.BODY, Part.GROUP}:  # "said the union's Ana Ruiz"
        return True
    return item.key in {"'s", "’s", "-"} or (item.part is Part.WORD and item.key not in {"that", "que", "to"})


def _named_after_role(items: Sequence[Item], index: int) -> int:
    """ "dijo la madre de familia Rosa Pineda": the name after the role, where only words stand between."""
    if items[index].part not in {Part.ROLE, Part.OFFICE}:
        return index
    for number in range(index + 1, min(index + 5, len(items))):
        if items[number].part is Part.NAME and items[number].is_who:
            return number
        if items[number].part is not Part.WORD:
            break
    return index


def _is_closed(items: Sequence[Item], verb: int, index: int) -> bool:
    """Tell whether no clause of its own follows ("said the council would …" has no subject after its verb)."""
    if (
        items[verb].key in TELLING
        and items[verb].key.isascii()
        and items[verb].key in {"told", "tells", "asked", "asks"}
    ):
        return items[verb].key.startswith("ask") and (index + 1 >= len(items) or items[index + 1].part is Part.SIGN)
    if index + 1 >= len(items):
        return True
    following = items[index + 1]
    if items[verb].key in _HEARD and following.key == "to":
        return False
    if following.part is Part.QUOTE:
        return verb > 0 and items[verb - 1].part is Part.QUOTE
    if following.key in {"and", "y"} and index + 2 < len(items):
        return items[index + 2].is_who
    return following.part is Part.SIGN or following.key in _AFTER_SUBJECT


def _before_apposition(items: Sequence[Item], comma: int) -> int:
    """ "Ruiz, who leads the union, said": the one before the comma that opens what stands between."""
    if comma and items[comma - 1].part is Part.QUOTE:
        return -1
    found = -1
    for index in range(comma - 1, max(-1, comma - _WINDOW), -1):
        if items[index].part is Part.QUOTE or _divides(items[index]):
            break
        if not items[index].is_who or items[index + 1].key not in {",", "—", "("} or _is_in_phrase(items, index):
            continue
        if index < comma - 1 or index == 0 or items[index - 1].part in {Part.SIGN, Part.QUOTE}:
            found = _head_of_phrase(items, index)
    if found >= 0 and items[found].part is Part.NAME:
        return found
    named = _apposed_alone(items, comma)
    return named if named >= 0 else found


def _apposed_alone(items: Sequence[Item], comma: int) -> int:
    """ "Her colleague on the board, at-large Councilor Ruiz, said": the name between the commas."""
    name = comma - 1
    if name < 2 or items[name].part is not Part.NAME or not items[name].is_who:
        return -1
    opens = next((index for index in range(name - 1, max(-1, name - 4), -1) if items[index].part is not Part.WORD), -1)
    if any(item.key in _PREPOSITIONS for item in items[opens + 1 : name]):
        return -1
    return name if opens > 0 and items[opens].key == "," else -1


def _divides(item: Item) -> bool:
    return item.part is Part.SIGN and item.key in {".", ":", ";"}


def _is_in_phrase(items: Sequence[Item], index: int) -> bool:
    if not index or items[index - 1].key not in _PREPOSITIONS:
        return False
    return not (index >= 2 and items[index - 2].is_who)


def _before_phrase(items: Sequence[Item], last: int) -> int:
    """ "Ruiz of Ward 3 said", "the head of the union said": who stands before the preposition."""
    for index in range(last, max(-1, last - 9), -1):
        item = items[index]
        if item.part is Part.QUOTE or item.part is Part.SIGN or item.part is Part.VERB:
            return -1
        if item.is_who and items[index + 1].key in _PREPOSITIONS:
            return index
        if item.is_who and not (index and items[index - 1].key in _PREPOSITIONS):
            return -1
    return -1
