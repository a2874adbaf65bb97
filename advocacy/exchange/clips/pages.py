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


def read(data: bytes) -> Document:
    """Return the text of a page, paragraph by paragraph, with its title, publisher and day where it gives them."""
    declared = _CHARSET.search(data[:4096])
    page = _Page()
    page.feed(text_of(data, declared.group(1).decode("ascii") if declared else ""))
    page.close()
    return Document(
        page.article_text(),
        title=page.facts.get("og:title", "") or page.facts.get("title", ""),
        publisher=page.facts.get("og:site_name", ""),
        published=_day(page.facts.get("article:published_time", "") or page.facts.get("time", "")),
    )


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

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._learn(tag, values)
        if tag in _BLOCKS:
            self._end_block()
        if tag in {"article", "main"}:
            self._inside += 1
        if tag == "title":
            self._in_title = True
        if tag in _SILENT:
            self._silent.append(tag)

    def _learn(self, tag: str, values: dict[str, str]) -> None:
        name = values.get("property") or values.get("name") or ""
        if tag == "meta" and name and values.get("content"):
            self.facts.setdefault(name.lower(), " ".join(values["content"].split()))
        if tag == "time" and values.get("datetime"):
            self.facts.setdefault("time", values["datetime"])

    def handle_endtag(self, tag: str) -> None:
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
            self.facts["title"] = " ".join((self.facts.get("title", "") + data).split())
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
