"""Where a reported clause begins after its verb of speech: after "that", a hearer, a time, or at once."""

from __future__ import annotations

from collections.abc import Sequence

from advocacy.domain.clips.frames import Item, Part
from advocacy.domain.clips.tokens import word_set
from advocacy.domain.clips.verbs import (
    ASKING,
    ASKING_TO,
    FREE_REPORT,
    NEEDS_A_VERB,
    NO_WORDS,
    SPANISH,
    TELLING,
    THAT,
    WHETHER,
)

_BEFORE_THAT = 12
_CIRCUMSTANCE_AT_MOST = 7
_HEARERS = 6
_CIRCUMSTANCE = word_set("in on at after before during by with since tras en durante despues antes con desde al a")
_TELLS = frozenset(["told", "tells", "assured", "assures", "reminded", "reminds"])
_NO_CLAUSE = NO_WORDS | WHETHER
_DETERMINERS = word_set("the a an his her their its there no nobody")
_FINITE = word_set("is are was were has have had would will could can should may might must did does do never")
_BEGINS_CLAUSE = word_set("it there the a an his her their its this these those we you i no most nobody everyone")
_NO_HEARER = word_set("of about to for how why what when where and or story tale truth lie lies")
_WISHES = frozenset(["to", "for", "on", "upon", "that", "que", "a", "al"])


def clause_start(items: Sequence[Item], start: int, verb: str) -> int:
    """Return where the reported clause begins, or -1 when the verb has none."""
    that = that_after(items, _past_aside(items, start))
    if that >= 0:
        return -1 if verb in {"asked", "asks"} else that + 1
    if start >= len(items):
        return -1
    asked = _asked(items, start) if verb in ASKING else -1
    if asked >= 0:
        return asked
    if verb in ASKING_TO:
        return _wish(items, start, verb)
    if verb in TELLING and items[start].is_who:
        return start + 1 if start + 1 < len(items) and items[start + 1].part is not Part.SIGN else -1
    if verb in _TELLS:
        return _after_hearer(items, start)
    return _past_circumstance(items, start) if _begins_freely(items, start, verb) else -1


def _begins_freely(items: Sequence[Item], start: int, verb: str) -> bool:
    """Tell whether a clause begins without "that"."""
    if verb not in FREE_REPORT or items[start].part in {Part.SIGN, Part.QUOTE} or items[start].key in _NO_CLAUSE:
        return False
    return not _leads_to_quote(items, start) and (verb not in NEEDS_A_VERB or _is_clause(items, start))


def _asked(items: Sequence[Item], start: int) -> int:
    """ "asked why …", "wondered aloud whether …", "asked the board how …": where the question begins, or -1."""
    for index in range(start, min(start + 3, len(items))):
        if items[index].key in WHETHER:
            return index
        if items[index].part not in {Part.WORD, Part.BODY, Part.NAME, Part.GROUP} or items[index].key in {"to", "for"}:
            return -1
    return -1


def _after_hearer(items: Sequence[Item], start: int) -> int:
    """ "told the crowd he had the votes", "told reporters the city would": where the clause begins, or -1."""
    for index in range(start + 1, min(start + _HEARERS, len(items))):
        if items[index].is_who or items[index].key in _BEGINS_CLAUSE:
            return index
        if items[index].part is not Part.WORD or items[index].key in _CIRCUMSTANCE | _NO_HEARER:
            return -1
    return -1


def _past_aside(items: Sequence[Item], start: int) -> int:
    """ "Fitch concedes, when pressed, that …": return what stands after the second comma; else the same item."""
    if start >= len(items) or items[start].key != ",":
        return start
    comma = next((index for index in range(start + 1, min(start + 7, len(items))) if items[index].key == ","), -1)
    return comma + 1 if 0 < comma < len(items) - 1 and items[comma + 1].key in THAT else start


def that_after(items: Sequence[Item], start: int) -> int:
    """Return the "that" or "que" which begins a clause soon after an item, or -1."""
    for index in range(start, min(start + _BEFORE_THAT, len(items))):
        if items[index].key in THAT and items[index].part is Part.WORD:
            return index
        if items[index].part in {Part.QUOTE, Part.VERB} or items[index].key in {
            ",",
            ".",
            ":",
            "was",
            "were",
            "is",
            "would",
        }:
            return -1
    return -1


def _wish(items: Sequence[Item], start: int, verb: str) -> int:
    """ "urged the council to pass", "vowed to", "called for"."""
    if verb in {"called", "calls", "llamo"}:
        return start if items[start].key in {"for", "on", "upon", "a"} else -1
    if verb in {"asked", "asks"}:
        return start if "to" in [item.key for item in items[start + 1 : start + 9]] else -1
    if verb in SPANISH and _is_infinitive(items[start].key):
        return start
    for index in range(start, min(start + 8, len(items))):
        if items[index].key in _WISHES | {"whether", "if", "si"}:
            return start
        if items[index].part in {Part.SIGN, Part.QUOTE}:
            return -1
    return start if verb in FREE_REPORT or verb in {"demanded", "exigio", "exige", "pidio", "pide", "exigieron"} else -1


def _is_clause(items: Sequence[Item], start: int) -> bool:
    """Tell whether a verb that needs no other shows a clause, not a thing ("confirmed the date")."""
    return any(item.key in _FINITE for item in items[start : start + _BEFORE_THAT])


def _is_infinitive(key: str) -> bool:
    """ "Prometió reparar el techo"."""
    return len(key) > 3 and key.endswith(("ar", "er", "ir", "arse", "erse", "irse", "arlo", "erlo", "irlo"))


def _leads_to_quote(items: Sequence[Item], start: int) -> bool:
    """ "Ruiz said in a statement, “…”": no clause stands between."""
    for index in range(start, min(start + _BEFORE_THAT, len(items))):
        if items[index].part is Part.QUOTE:
            return items[index - 1].key in {",", ":"}
        if items[index].key == ",":
            continue
    return False


def _past_circumstance(items: Sequence[Item], start: int) -> int:
    """Skip "Tuesday", "in a statement" where the clause begins only after it; a clause may begin with "in", too."""
    begin = start
    if items[begin].key in _CIRCUMSTANCE | {"late", "early", "earlier", "through", "last", "this"}:
        begin = _subject_after_circumstance(items, start)
    while begin + 1 < len(items) and _is_weekday(items[begin].key):
        begin += 1
    return begin if begin < len(items) and items[begin].part is not Part.SIGN else start


def _is_weekday(key: str) -> bool:
    return key.endswith("day") and key not in {"day", "today", "holiday"}


def _subject_after_circumstance(items: Sequence[Item], start: int) -> int:
    """ "said in an interview Monday he would": where what is said begins; the same item where nothing shows it."""
    for index in range(start + 1, min(start + _CIRCUMSTANCE_AT_MOST, len(items))):
        begins = items[index].part is Part.PRONOUN or (index > start + 2 and items[index].key in _DETERMINERS)
        if begins or _is_weekday(items[index].key):
            return index
        if items[index].part not in {Part.WORD, Part.PAPER, Part.BODY}:
            return start
    return start
