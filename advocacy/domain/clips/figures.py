"""Figures: a number, its value, and what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advocacy.domain.clips.counted import counted
from advocacy.domain.clips.findings import FoundDate, FoundFigure
from advocacy.domain.clips.groups import STREETS
from advocacy.domain.clips.numbers import SCALES, WORDS, number_of
from advocacy.domain.clips.sentences import Article
from advocacy.domain.clips.tokens import Token, word_set

_NOT_COUNTED = word_set(
    "ward district precinct room route local suite apartment section article chapter number no page bill resolution "
    "ordinance docket item line phase grade title form interstate highway distrito barrio sala numero articulo ruta "
    "seccion channel age aged station estacion"
)
"""A number after these is a name, a place or a time."""
_ONE_OF_MANY = word_set("abstention absent recusal dollar vote lane seat acre percent")
_CLOCK = word_set("am pm a p o'clock noon horas")
_NO_COMPOUND = word_set("year month week day hour minute second third quarter half old time way year-old fold")
_NO_FIGURE = word_set(
    "story floor bedroom room alarm sided handed legged piece plus faced tiered pronged on off fifths"
)
"""After a number and a hyphen they make it an age, a span of time or a share."""


def figures_of(article: Article, dates: list[FoundDate]) -> Iterator[FoundFigure]:
    """Yield the figures of the body of a text, leaving out dates, times, ages, addresses and names with numbers."""
    closed = _closed(article, dates)
    headings = [paragraph.is_heading or paragraph.is_byline for paragraph in article.paragraphs]
    index = 0
    while index < len(article.tokens):
        joined = None if closed[index] else _joined(article, index)
        if joined is not None and not headings[article.paragraph_of[index]]:
            yield joined
        end = index if closed[index] else _end_of_number(article, index)
        if end > index and not headings[article.paragraph_of[index]] and not _is_name_or_time(article, index, end):
            figure = _figure(article, index, end)
            if figure is not None:
                yield figure[0]
                end = figure[1]
        index = max(end, index + 1)


def _closed(article: Article, dates: list[FoundDate]) -> list[bool]:
    """Tell for each token whether it belongs to a date."""
    closed = [False] * len(article.tokens)
    spans = iter(dates)
    span = next(spans, None)
    for index, token in enumerate(article.tokens):
        while span is not None and span.end <= token.start:
            span = next(spans, None)
        closed[index] = span is not None and span.start <= token.start
    return closed


def _end_of_number(article: Article, index: int) -> int:
    """Return the token after the number that begins here; the same token when none does."""
    if article.tokens[index].kind != "number" and not _begins_in_words(article, index):
        return index
    end = index + 1
    while end < len(article.tokens) and end - index < 6 and _goes_on(article, end):
        end += 1
    return end


def _begins_in_words(article: Article, index: int) -> bool:
    token = article.tokens[index]
    if token.key in {"a", "an", "un", "una", "one", "uno", "once"}:
        following = article.keys[index + 1 : index + 2]
        is_share = token.key in {"one", "una", "uno"} and following in (["in"], ["out"], ["de"])
        return bool(following) and (following[0] in SCALES or is_share)
    if token.key in {"cero", "zero"}:
        return False
    if token.key == "one" and set(article.keys[index + 1 : index + 2]) & _ONE_OF_MANY:
        return True
    shouts = token.is_capital and not article.begins[index]
    return token.is_word and not shouts and number_of(token.key) is not None and token.key not in {"mil"}


def _goes_on(article: Article, end: int) -> bool:
    token = article.tokens[end]
    if token.key in SCALES:
        return True
    follows_word = article.tokens[end - 1].is_word
    return follows_word and token.is_word and token.key in WORDS and token.key not in {"a", "an", "un", "una", "one"}


def _is_name_or_time(article: Article, index: int, end: int) -> bool:
    before = article.keys[index - 1] if index else ""
    after = article.keys[end] if end < len(article.keys) else ""
    if before in _NOT_COUNTED and not article.tokens[index].text.startswith("$"):
        return True
    if after in _CLOCK and article.tokens[end].start - article.tokens[end - 1].end <= 1 and after not in {"a", "p"}:
        return True
    if after in {"a", "p"} and article.keys[end + 1 : end + 2] in (["."], ["m"]):
        return True
    if article.keys[index - 2 : index] == ["of", "the"] and number_of(article.keys[index - 3]) is not None:
        return True  # "four of the seven members" are four
    return _is_part_of_code(article, index, end) or _is_address_or_age(article, index, end)


def _is_part_of_code(article: Article, index: int, end: int) -> bool:
    """ "R-2017-15", "555-0100", "6:30", "21st", "#4": numbers that count nothing."""
    before = article.tokens[index - 1] if index else None
    after = article.tokens[end] if end < len(article.tokens) else None
    glued_before = before is not None and before.end == article.tokens[index].start and before.text in "-/:#.’'"
    if after is None or after.start != article.tokens[end - 1].end:
        return glued_before
    if after.is_word and article.tokens[end - 1].kind == "number":
        return True
    following = article.tokens[end + 1] if end + 1 < len(article.tokens) else None
    is_score = after.text in "-–" and following is not None and following.kind == "number"
    is_compound = after.text == "-" and following is not None and following.is_word and _is_counted_by_hyphen(following)
    return glued_before or (after.text in "/:" or (after.text in "-–" and not is_score and not is_compound))


def _is_counted_by_hyphen(word: Token) -> bool:
    """ "A 19-page decision", "a 212-bed hospital"; no ages, spans of time or shares."""
    return word.text.islower() and word.key.split("-")[0] not in _NO_COMPOUND


def _is_address_or_age(article: Article, index: int, end: int) -> bool:
    before = article.keys[index - 1] if index else ""
    after = article.tokens[end] if end < len(article.tokens) else None
    if after is None:
        return False
    is_digits = article.tokens[index].kind == "number"
    if before in {"de", "tiene", "tenia", "cumplio", "cumple"} and after.key == "anos":
        return True
    if before == "," and after.text in {",", "."} and is_digits and len(article.keys[index]) <= 3:
        return True
    return (
        is_digits
        and after.is_capital
        and not article.begins[end]
        and after.key not in SCALES
        and after.text not in {"R", "D"}
        and (article.keys[end + 1 : end + 2] != [] and article.keys[end + 1] in STREETS)
    )


def _figure(article: Article, index: int, end: int) -> tuple[FoundFigure, int] | None:
    score = _score(article, index, end) or _compound(article, index, end)
    if score is not None:
        return score
    share = _share(article, index, end)
    if share is not None:
        return share
    first = article.tokens[index]
    words = article.text[first.start : article.tokens[end - 1].end]
    value = number_of(_plain(words))
    unit, end = _unit(article, first, _past_or_so(article, end))
    if value is None:
        return None
    what = counted(article, end, is_share=bool(unit)) or _after_range(article, end)
    if unit:
        what = f"{unit} {what}".strip()
    if not what:
        return None
    text = " ".join(article.text[first.start : article.tokens[end - 1].end].split())
    return FoundFigure(first.start, article.tokens[end - 1].end, text, value, what), end


def _past_or_so(article: Article, end: int) -> int:
    """ "Two dozen or so neighbors": return the token after "or so"."""
    return end + 2 if article.keys[end : end + 2] in (["or", "so"], ["or", "more"], ["o", "mas"]) else end


def _after_range(article: Article, end: int) -> str:
    """ "Between 300 and 400 people": both count people."""
    if article.keys[end : end + 1] not in (["and"], ["to"], ["or"], ["y"], ["o"], ["a"]) or end + 1 >= len(
        article.keys
    ):
        return ""
    stop = _end_of_number(article, end + 1)
    return counted(article, stop, is_share=False) if stop > end + 1 else ""


def _plain(words: str) -> str:
    folded = words.lower().replace("\n", " ").strip("$€£%")
    return re.sub(r"[$€£%]", "", folded).translate(str.maketrans("áéíóú", "aeiou"))


_UNITS = (("percent",), ("por", "ciento"), ("dollars",), ("dolares",), ("de", "dolares"), ("cents",))


def _unit(article: Article, first: Token, end: int) -> tuple[str, int]:
    """Return the unit in words ("dollars", "percent", "por ciento", "") and the token after it."""
    if first.text[0] in "$€£":
        dollars = "dólares" if article.is_spanish else "dollars"
        return {"$": dollars, "€": "euros", "£": "pounds"}[first.text[0]], end
    if article.tokens[end - 1].text.endswith("%"):
        return "percent", end
    for words in _UNITS:
        if tuple(article.keys[end : end + len(words)]) == words:
            shown = article.tokens[end + len(words) - 1].text if words[0] != "por" else "por ciento"
            return shown, end + len(words)
    return "", end


def _joined(article: Article, index: int) -> FoundFigure | None:
    """Read "three-member commission": a number in words and what it counts in one word."""
    token = article.tokens[index]
    number, _hyphen, what = token.key.partition("-")
    if not what or "-" in what or number in {"a", "an", "un", "one"} or number not in WORDS or what in WORDS:
        return None
    if what in _NO_COMPOUND | _NO_FIGURE or token.is_capital:
        return None
    rest = counted(article, index + 1, is_share=False)
    return FoundFigure(token.start, token.end, token.text, WORDS[number], f"{what} {rest}".strip())


def _compound(article: Article, index: int, end: int) -> tuple[FoundFigure, int] | None:
    """Read "19-page", "212-bed": the noun after the hyphen is counted."""
    first = article.tokens[index]
    is_glued = article.keys[end : end + 1] == ["-"] and article.tokens[end].start == article.tokens[end - 1].end
    if not is_glued or end + 1 >= len(article.tokens) or not article.tokens[end + 1].is_word:
        return None
    value = number_of(_plain(first.text))
    if value is None:
        return None
    return FoundFigure(first.start, first.end, first.text, value, article.tokens[end + 1].text), end + 2


def _score(article: Article, index: int, end: int) -> tuple[FoundFigure, int] | None:
    """Read "9-4" and "9 to 4" beside a vote: one figure, which has no one value."""
    first = article.tokens[index]
    if end + 1 >= len(article.tokens) or article.tokens[end].text not in {"-", "–", "to", "a", "contra"}:
        return None
    second = article.tokens[end + 1]
    near = article.keys[max(0, index - 8) : min(end + 8, len(article.keys))]
    votes = any(
        key.startswith(
            ("vot", "pass", "approv", "fail", "aprob", "reject", "rechaz", "tall", "tabled", "motion", "carried")
        )
        for key in near
    )
    if second.kind != "number" and number_of(second.key) is None:
        return None
    if not votes or number_of(first.key) is None:
        return None
    text = " ".join(article.text[first.start : second.end].split())
    return FoundFigure(first.start, second.end, text, None, "votes"), end + 2


def _share(article: Article, index: int, end: int) -> tuple[FoundFigure, int] | None:
    """Read "1 in 4 renters", "two out of three tenants": one figure, a share of one."""
    start = end
    while start < end + 2 and article.keys[start : start + 1] in (["in"], ["out"], ["of"], ["de"], ["cada"]):
        start += 1
    stop = _end_of_number(article, start) if end < start < len(article.tokens) else start
    if stop == start or (article.keys[end] in {"of", "de"} and article.keys[start - 1] != "cada"):
        return None
    part, whole = (number_of(_plain(_between(article, *span))) for span in ((index, end), (start, stop)))
    what = counted(article, stop, is_share=True)
    if not part or not whole or part >= whole or whole > 100 or not what:
        return None
    first, last = article.tokens[index], article.tokens[stop - 1]
    value = round(part / whole, 4)
    return FoundFigure(first.start, last.end, _between(article, index, stop), value, what), stop


def _between(article: Article, first: int, last: int) -> str:
    """Return the text from one token to the one before another."""
    return " ".join(article.text[article.tokens[first].start : article.tokens[last - 1].end].split())
