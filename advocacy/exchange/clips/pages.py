"""Web pages as somebody saved them: the article's text without menus, forms and advertisements around it."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

from advocacy.domain.clips.tokens import word_set
from advocacy.exchange.clips.documents import Document
from advocacy.exchange.clips.plain import text_of

_SILENT = word_set("script style noscript template svg nav aside footer form button select figcaption iframe")
_BLOCKS = word_set(
    "p div section article main header h1 h2 h3 h4 h5 h6 li ul ol tr blockquote pre table figure dd dt body br hr"
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?([A-Za-z0-9_-]{1,40})", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ENOUGH = 200
"""Characters in <article> or <main> from which on the rest of the page is left out."""


MOST_SIGNS = 3_000_000
"""The rest of a page is not looked at."""
MOST_TAGS = 50_000
"""After so many tags the rest of a page is left out: it is no article."""
_MOST_FACTS = 500
_STRAY = "\ue000"
"""Stands for a < that begins no tag, while the page is read: a sign that no text has (private use)."""
_NO_TAG = re.compile(r"<(?!/?[A-Za-z](?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>)")
"""No part gives back what it took, and at most three tries are ever under way at one place: one walk, whatever it is.
(A quotation mark swaps what is inside and outside of quotes, so two tries that begin apart are never in one state.)"""
_DECLARATION = re.compile(r"<[!?][^<>]{0,2000}>")


def read(data: bytes, most: int = MOST_SIGNS) -> Document:
    """Return the text of a page, paragraph by paragraph, with its title, publisher and day where it gives them.

    Of a page longer than `most` signs the rest is left out.
    """
    declared = _CHARSET.search(data[:4096])
    page = _Page()
    try:
        page.feed(_tame(text_of(data, declared.group(1).decode("ascii") if declared else "")[:most]))
        page.close()
    except _Enough:
        pass
    return Document(
        page.article_text().replace(_STRAY, "<"),
        title=page.facts.get("og:title", "") or page.facts.get("title", ""),
        publisher=page.facts.get("og:site_name", ""),
        published=_day(page.facts.get("article:published_time", "") or page.facts.get("time", "")),
    )


def _tame(text: str) -> str:
    """Return the page with whole tags alone: Python's reader looks for the end of every other < again and again."""
    whole, _mark, rest = text.rpartition("-->")
    pieces = [piece.partition("<!--")[0] for piece in whole.split("-->")] if _mark else []
    bare = "".join([*pieces, rest.partition("<!--")[0]])
    return _NO_TAG.sub(_STRAY, _DECLARATION.sub("", bare))


class _Enough(Exception):
    """The page has more tags than anybody wants to read."""


def _day(text: str) -> date | None:
    found = _DAY.match(text)
    try:
        return date.fromisoformat(found.group()) if found else None
    except ValueError:
        return None


class _Page(HTMLParser):
    """Gathers paragraphs, those inside the article apart."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.facts: dict[str, str] = {}
        self._silent: list[str] = []
        self._inside = 0
        self._in_title = False
        self._words: list[str] = []
        self._blocks: list[tuple[bool, str]] = []
        self._tags = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._count()
        values = {name: value or "" for name, value in attrs}
        self._learn(tag, values)
        if tag in _BLOCKS:
            self._end_block()
        if tag in {"article", "main"}:
            self._inside += 1
        if tag == "title":
            self._in_title = True
        if tag in _SILENT and tag not in self._silent:  # the first one of its name ends with what is inside
            self._silent.append(tag)

    def _count(self) -> None:
        self._tags += 1
        if self._tags > MOST_TAGS:
            raise _Enough

    def _learn(self, tag: str, values: dict[str, str]) -> None:
        name = values.get("property") or values.get("name") or ""
        if tag == "meta" and name and values.get("content"):
            self.facts.setdefault(name.lower(), " ".join(values["content"].split()))
        if tag == "time" and values.get("datetime"):
            self.facts.setdefault("time", values["datetime"])

    def handle_endtag(self, tag: str) -> None:
        self._count()
        if tag in _BLOCKS:
            self._end_block()
        if tag in {"article", "main"}:
            self._inside = max(0, self._inside - 1)
        if tag == "title":
            self._in_title = False
        if tag in self._silent:
            del self._silent[self._silent.index(tag) :]

    def handle_data(self, data: str) -> None:
        if self._in_title and not self._silent:
            self.facts["title"] = " ".join((self.facts.get("title", "") + data[:_MOST_FACTS]).split())[:_MOST_FACTS]
        elif not self._silent:
            self._words.append(data)

    def _end_block(self) -> None:
        text = " ".join("".join(self._words).split())
        if text:
            self._blocks.append((self._inside > 0, text))
        self._words.clear()

    def article_text(self) -> str:
        """Return the paragraphs of the article, or of the whole page where none is marked."""
        self._end_block()
        inside = [text for is_inside, text in self._blocks if is_inside]
        chosen = inside if sum(map(len, inside)) >= _ENOUGH else [text for _inside, text in self._blocks]
        return "\n\n".join(chosen)
