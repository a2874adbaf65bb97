"""Reported speech: what somebody said, in the words of the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from advocacy.domain.clips.clause_starts import clause_start, that_after
from advocacy.domain.clips.frames import Item, Part
from advocacy.domain.clips.subjects import LEFT_OUT, is_negated, main_subject, subject_of
from advocacy.domain.clips.tokens import word_set
from advocacy.domain.clips.verbs import (
    ASKING_TO,
    CALLING,
    GERUNDS,
    THAT,
)

_SHORTEST = 3
_SHORTEST_BESIDE = 4
_SHORTEST_MIXED = 5
"""Words of its own that a clause needs beside marked ones: below it, the quote alone says it all."""
_SHORT_START = 5
_BEFORE_THAT = 12
_AFTER_ATTRIBUTION = 10
_LONG_CIRCUMSTANCE = 7
_HEARERS = 6
_CIRCUMSTANCE = word_set("in on at after before during by with since tras en durante despues antes con desde al a")
_GOES_ON = word_set("said added noted argued insisted warned predicted dijo agrego anadio aseguro insistio")
_BEGINS_CONDITION = word_set("if when unless because although though while until once without since as even si aunque")
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
        start = that_after(items, index + 1)
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
    start = clause_start(items, max(verb, subject) + 1, items[verb].key)
    if start < 0 or (_follows_quote(items, min(verb, subject)) and items[start - 1].key not in THAT):
        return None
    return Report(subject, ((start, _clause_end(items, start)),))


def _follows_quote(items: Sequence[Item], first: int) -> bool:
    """ "“…,” Ruiz said on the steps": what follows is no clause."""
    before = first - 1
    while before >= max(0, first - 4) and items[before].part in {Part.SIGN, Part.WORD, Part.GROUP}:
        before -= 1
    return before >= 0 and items[before].part is Part.QUOTE


def _clause_end(items: Sequence[Item], start: int) -> int:
    """Return where the clause ends: with the sentence, or before another's words (", but Vega said …")."""
    for index in range(start + 1, len(items)):
        if items[index].key == ";":
            return index
        if items[index].part is Part.GERUND and items[index].key in GERUNDS and _is_apart(items, index - 1):
            return index - (items[index - 1].part is Part.SIGN)
        if _is_second_verb(items, index):
            return index - 1
        if items[index].part is Part.VERB or items[index].key in CALLING:
            subject = subject_of(items, index) if items[index].part is Part.VERB else index - 1
            subject = subject if items[subject].is_who else -1
            opening = _opening(items, subject, start) if start < subject < index else -1
            if opening > start:
                return opening
    return len(items)


def _is_second_verb(items: Sequence[Item], index: int) -> bool:
    """ "Acknowledged the delay but said …": the same speaker's next words."""
    link = items[index - 1].key
    if items[index].part is not Part.VERB or index + 1 >= len(items):
        return False
    return link in {"but", "pero"} or (link in {"and", "y"} and items[index].key in _GOES_ON)


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
    if rest and items[last].key == "," and _explains(rest[0]):
        return Report(subject, ((0, first - 1),))
    if items[verb].key in {"told", "tells"} and len(rest) <= _AFTER_ATTRIBUTION and that_after(items, last) < 0:
        return Report(subject, ((0, first - 1),))
    if len(rest) <= _AFTER_ATTRIBUTION and (not rest or rest[0].key in _DETACHED) and that_after(items, last) < 0:
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
    if items[0].key in _BEGINS_CONDITION:
        return Report(subject, ((0, first - 1), (last + 1, len(items))))
    following = items[last + 1]
    if _explains(following) and first > _SHORTEST:
        return Report(subject, ((0, first - 1),))
    return Report(subject, ((0, first - 1), (last + 1, len(items))))


def _explains(item: Item) -> bool:
    """Tell whether an item begins words about the one just named."""
    parts = {Part.ROLE, Part.OFFICE, Part.SPOKES, Part.GERUND}
    return item.part in parts or item.key in {"who", "que", "quien", "a", "an", "the", "president"}


def _according(items: Sequence[Item], index: int) -> Report | None:
    subject = next((at for at in range(index + 1, min(index + 5, len(items))) if items[at].is_who), -1)
    if subject < 0:
        return None
    if index and items[index - 1].key == ",":
        after = subject + 1
        goes_on = 0 < index - 1 <= _SHORT_START and after < len(items) - 2 and items[after].key == ","
        if goes_on and not _explains(items[after + 1]):  # "Rents, according to the union, rose 30 percent"
            return Report(subject, ((0, index - 1), (after + 1, len(items))))
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
    inside = [item for first, last in report.spans for item in items[first:last]]
    words = sum(item.last - item.first for item in inside if item.part not in {Part.SIGN, Part.QUOTE})
    marked = any(item.part is Part.QUOTE for item in inside)
    return words >= (_SHORTEST_MIXED if marked else _SHORTEST)


def beside_quotes(items: Sequence[Item], report: Report, listed: Set[int]) -> Report | None:
    """Return what a clause reports beside the quotes in it that are listed already, or None.

    "Said the fee was “a disgrace” and that it would double": the second half is reported all the same.
    """
    first, last = report.spans[0][0], report.spans[-1][1]
    quotes = [index for index in range(first, last) if items[index].number in listed]
    if not quotes:
        return report
    links = [index for index in range(first + 1, last - 1) if _links_clauses(items, index)]
    after = next((index for index in links if index > quotes[-1]), -1)
    before = next((index for index in reversed(links) if index < quotes[0]), -1)
    if after > 0:
        begin = after + 1 + (items[after + 1].key in THAT)
        return _if_enough(items, report.subject, begin, last)
    return _if_enough(items, report.subject, first, before) if before > 0 else None


def _links_clauses(items: Sequence[Item], index: int) -> bool:
    """ "And that …", "but that …", "y que …"."""
    return items[index].key in {"and", "but", "y", "pero"} and items[index + 1].key in THAT


def _if_enough(items: Sequence[Item], subject: int, first: int, last: int) -> Report | None:
    words = sum(item.last - item.first for item in items[first:last] if item.part is not Part.SIGN)
    return Report(subject, ((first, last),)) if words >= _SHORTEST_BESIDE else None
