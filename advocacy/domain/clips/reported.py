"""Reported speech: what somebody said, in the words of the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advocacy.domain.clips.frames import Item, Part
from advocacy.domain.clips.subjects import LEFT_OUT, is_negated, main_subject, subject_of
from advocacy.domain.clips.tokens import word_set
from advocacy.domain.clips.verbs import ASKING_TO, CALLING, FREE_REPORT, GERUNDS, NO_WORDS, TELLING, THAT

_SHORTEST = 3
_SHORTEST_MIXED = 5
"""Words of its own that a clause needs beside marked ones: below it, the quote alone says it all."""
_BEFORE_THAT = 12
_AFTER_ATTRIBUTION = 10
_LONG_CIRCUMSTANCE = 7
_HEARERS = 6
_CIRCUMSTANCE = word_set("in on at after before during by with since tras en durante despues antes con desde al a")
_WISHES = frozenset(["to", "for", "on", "upon", "that", "que", "a", "al"])
_EXPLAINS = word_set("a an who which que quien una un whose organizacion grupo entidad empresa")
_DETACHED = word_set(
    "by of for with from in at on during after before tuesday monday wednesday thursday friday saturday sunday en el"
)


@dataclass(frozen=True)
class Report:
    """The item who speaks, and the spans of items (first, last not included) of the clause."""

    subject: int
    spans: tuple[tuple[int, int], ...]


def reports_of(items: Sequence[Item]) -> Iterator[Report]:
    """Yield the reported clauses of a sentence, at most one for each verb."""
    end = len(items)
    used = 0
    for index in range(end):
        if index < used:
            continue
        report = _report_at(items, index)
        if report is not None and _is_enough(items, report):
            used = max(last for _first, last in report.spans)
            yield report


def _report_at(items: Sequence[Item], index: int) -> Report | None:
    item = items[index]
    if item.part is Part.ACCORDING:
        return _according(items, index)
    if item.part is Part.GERUND:
        return _after_gerund(items, index)
    if item.part is not Part.VERB or item.key in CALLING - {"called", "calls"} or is_negated(items, index):
        return None
    subject = subject_of(items, index)
    if subject == LEFT_OUT:
        start = _that(items, index + 1)
        if start < 0:
            return _inserted(items, index)
        return Report(subject, ((start + 1, _clause_end(items, start + 1)),))
    if subject < 0:
        return None
    return _trailing(items, subject, index) or _leading(items, subject, index)


def _inserted(items: Sequence[Item], verb: int) -> Report | None:
    """ "Los demás fondos, añadió, saldrán de donaciones": a verb alone between commas."""
    between = 1 < verb < len(items) - 2 and items[verb - 1].key == items[verb + 1].key == ","
    marked = any(item.part is Part.QUOTE for item in items)
    return Report(LEFT_OUT, ((0, verb - 1), (verb + 2, len(items)))) if between and not marked else None


def _leading(items: Sequence[Item], subject: int, verb: int) -> Report | None:
    """ "Ruiz said that …": the clause follows."""
    start = _clause_start(items, max(verb, subject) + 1, items[verb].key)
    if start < 0 or (_follows_quote(items, min(verb, subject)) and items[start - 1].key not in THAT):
        return None
    return Report(subject, ((start, _clause_end(items, start)),))


def _follows_quote(items: Sequence[Item], first: int) -> bool:
    """ "“…,” Ruiz said on the steps": what follows is no clause."""
    before = first - 1
    while before >= max(0, first - 4) and items[before].part in {Part.SIGN, Part.WORD, Part.GROUP}:
        before -= 1
    return before >= 0 and items[before].part is Part.QUOTE


def _clause_start(items: Sequence[Item], start: int, verb: str) -> int:
    """Return where the reported clause begins, or -1 when the verb has none."""
    that = _that(items, start)
    if that >= 0:
        return -1 if verb in {"asked", "asks"} else that + 1
    if start >= len(items):
        return -1
    if verb in ASKING_TO:
        return _wish(items, start, verb)
    if verb in TELLING and items[start].is_who:
        return start + 1 if start + 1 < len(items) and items[start + 1].part is not Part.SIGN else -1
    if verb not in FREE_REPORT or items[start].part in {Part.SIGN, Part.QUOTE} or items[start].key in NO_WORDS:
        return -1
    return -1 if _leads_to_quote(items, start) else _past_circumstance(items, start)


def _that(items: Sequence[Item], start: int) -> int:
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
    for index in range(start, min(start + 8, len(items))):
        if items[index].key in _WISHES | {"whether", "if", "si"}:
            return start
        if items[index].part in {Part.SIGN, Part.QUOTE}:
            return -1
    return start if verb in FREE_REPORT or verb in {"demanded", "exigio", "exige", "pidio", "pide", "exigieron"} else -1


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
    weekday = items[start].key.endswith("day") and items[start].key not in {"day", "today"}
    return start + 1 if weekday and start + 1 < len(items) and items[start + 1].part is not Part.SIGN else start


def _clause_end(items: Sequence[Item], start: int) -> int:
    """Return where the clause ends: with the sentence, or before another's words (", but Vega said …")."""
    for index in range(start + 1, len(items)):
        if items[index].key == ";":
            return index
        if items[index].part is Part.GERUND and items[index].key in GERUNDS and _is_apart(items, index - 1):
            return index - (items[index - 1].part is Part.SIGN)
        if items[index].part is Part.VERB:
            subject = subject_of(items, index)
            opening = _opening(items, subject, start) if start < subject < index else -1
            if opening > start:
                return opening
    return len(items)


def _is_apart(items: Sequence[Item], before: int) -> bool:
    """Tell whether a comma divides, outside or inside the marks before."""
    return items[before].key == "," or items[before].part is Part.QUOTE


def _opening(items: Sequence[Item], subject: int, start: int) -> int:
    """Return the comma (and link) before a second speaker, or -1."""
    index = subject - 1
    while index > start and items[index].key in {"and", "but", "while", "y", "pero", "mientras"}:
        index -= 1
    return index if items[index].key == "," and index < subject - 1 else -1


def _trailing(items: Sequence[Item], subject: int, verb: int) -> Report | None:
    """ "The vote was a mistake, Ruiz said": the clause stands before, or on both sides."""
    first, last = min(subject, verb), max(subject, verb) + 1
    if items[verb].key in ASKING_TO or not _may_trail(items, first, last):
        return None
    if any(item.part is Part.QUOTE for item in (*items[:2], items[first - 2], *items[last : last + _BEFORE_THAT])):
        return None
    last = _past_hearer(items, verb, last)
    if last < len(items) and items[last].key == "," and len(items) - last > _SHORTEST:
        return _on_both_sides(items, subject, first, last)
    if last < len(items) and items[last].key == ":":
        return Report(subject, ((0, first - 1), (last + 1, len(items))))
    rest = [item for item in items[last:] if item.part is not Part.SIGN]
    if items[verb].key in {"told", "tells"} and len(rest) <= _AFTER_ATTRIBUTION and _that(items, last) < 0:
        return Report(subject, ((0, first - 1),))
    if len(rest) <= _AFTER_ATTRIBUTION and (not rest or rest[0].key in _DETACHED) and _that(items, last) < 0:
        return Report(subject, ((0, first - 1),))
    return None


def _may_trail(items: Sequence[Item], first: int, last: int) -> bool:
    """Tell whether words enough stand before the attribution; "Still, Ruiz said, …" goes on after it."""
    if not first or items[first - 1].key not in {",", "—"}:
        return False
    if items[last : last + 1] and items[last].key == ",":
        return first > 1
    return first >= _SHORTEST and not (items[0].key in _CIRCUMSTANCE and first < _LONG_CIRCUMSTANCE)


def _past_hearer(items: Sequence[Item], verb: int, last: int) -> int:
    """ "…, she told the crowd, and …": return the comma after those who heard it; else the same item."""
    if items[verb].key not in {"told", "tells"}:
        return last
    comma = next((index for index in range(last, min(last + _HEARERS, len(items))) if items[index].key == ","), last)
    return last if any(items[index].part in {Part.VERB, Part.QUOTE} for index in range(last, comma)) else comma


def _on_both_sides(items: Sequence[Item], subject: int, first: int, last: int) -> Report:
    following = items[last + 1]
    explains = following.part in {Part.ROLE, Part.OFFICE, Part.SPOKES, Part.GERUND}
    explains = explains or following.key in {"who", "que", "a", "an", "the", "president"}
    if explains and first > _SHORTEST:
        return Report(subject, ((0, first - 1),))
    return Report(subject, ((0, first - 1), (last + 1, len(items))))


def _according(items: Sequence[Item], index: int) -> Report | None:
    subject = next((at for at in range(index + 1, min(index + 5, len(items))) if items[at].is_who), -1)
    if subject < 0:
        return None
    if index and items[index - 1].key == ",":
        return Report(subject, ((0, index - 1),))
    if index > _SHORTEST:
        return Report(subject, ((0, index),))
    comma = next((at for at in range(len(items) - 1, subject, -1) if items[at].key == ","), -1)
    first = next((at for at in range(subject + 1, len(items)) if items[at].key == ","), comma)
    if _is_apposition(items, first + 1):
        first = next((at for at in range(first + 1, len(items)) if items[at].key == ","), first)
    return Report(subject, ((first + 1, len(items)),)) if first > 0 else None


def _is_apposition(items: Sequence[Item], index: int) -> bool:
    """ "According to the fund, a nonprofit in Eastbrook, …": words that explain the one named."""
    if index >= len(items):
        return False
    return items[index].part in {Part.ROLE, Part.BODY} or items[index].key in _EXPLAINS


def _after_gerund(items: Sequence[Item], index: int) -> Report | None:
    if items[index].key in {"calling", "describing", "declaring", "asking", "telling", "writing"}:
        return None
    subject = main_subject(items, index)
    if subject < 0:
        return None
    start = index + 1
    if start < len(items) and items[start].key in THAT:
        start += 1
    if start >= len(items) or items[start].part in {Part.SIGN, Part.QUOTE}:
        return None
    return Report(subject, ((start, _clause_end(items, start)),))


def _is_enough(items: Sequence[Item], report: Report) -> bool:
    """Tell whether the clause has words of its own beside marked ones."""
    words = [
        item for first, last in report.spans for item in items[first:last] if item.part not in {Part.SIGN, Part.QUOTE}
    ]
    marked = any(item.part is Part.QUOTE for first, last in report.spans for item in items[first:last])
    return len(words) >= (_SHORTEST_MIXED if marked else _SHORTEST)
