"""Markdown as blocks of runs, which PDF, DOCX and plain mail are all made from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from advocacy.domain.not_in_print import Unprinted

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

LINKS = ("http://", "https://", "mailto:", "tel:")
"""Addresses that a paper may link to; others are printed as words."""

LONGEST_LINK = 2_000
"""Signs of an address that a paper links to. What is longer is printed as words: the typesetter refuses it."""

_BETWEEN_WORDS = re.compile(r"[-_+./?=&#%~,;:@]+")
_CONTROLS = dict.fromkeys([*(code for code in range(32) if code not in (9, 10, 13)), 0x7F, 0xFFFE, 0xFFFF])


def printable(text: str) -> str:
    """Return the text without control signs, which no paper shows and DOCX (XML 1.0, 2.2) refuses."""
    return text.translate(_CONTROLS)


@dataclass(frozen=True)
class Run:
    """Words in one style; `link` is an address or ""."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph, a heading, a list, a quotation or a rule.

    `kind` is para, heading, list, quote or rule; `items` are the blocks of each item of a list, or those of a quote.
    """

    kind: str
    runs: tuple[Run, ...] = ()
    items: tuple[tuple[Block, ...], ...] = ()
    ordered: bool = False
    start: int = 1

    @property
    def text(self) -> str:
        """The words of its runs."""
        return "".join(run.text for run in self.runs)


@dataclass
class _Open:
    """A list, an item or a quotation that is not closed yet."""

    token: Token | None
    blocks: list[Block] = field(default_factory=list)
    items: list[tuple[Block, ...]] = field(default_factory=list)


@cache
def markdown_reader() -> MarkdownIt:
    """Return the one reader of Markdown, for screens and papers alike: CommonMark without raw HTML.

    No tables and no struck words: a paper does not set them, and a screen does not promise what is not printed.
    """
    from markdown_it import MarkdownIt  # loaded by the first page that shows a note

    return MarkdownIt("commonmark", {"html": False})


def blocks_of(markdown: str) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text (CommonMark, no raw HTML, no pictures)."""
    reader = markdown_reader()
    stack = [_Open(None)]
    tokens = reader.parse(printable(markdown))
    for place, token in enumerate(tokens):
        if token.type in _OPENS:
            stack.append(_Open(token))
        elif token.type in _CLOSES:
            _close(stack)
        else:
            stack[-1].blocks.extend(_plain(tokens, place))
    return tuple(stack[0].blocks)


_OPENS = ("bullet_list_open", "ordered_list_open", "list_item_open", "blockquote_open")
_CLOSES = ("bullet_list_close", "ordered_list_close", "list_item_close", "blockquote_close")


def _close(stack: list[_Open]) -> None:
    closed = stack.pop()
    token = closed.token
    if token is None:  # pragma: no cover (the reader closes only what it opened)
        return
    if token.type == "list_item_open":
        stack[-1].items.append(tuple(closed.blocks))
    elif token.type == "blockquote_open":
        stack[-1].blocks.append(Block("quote", items=(tuple(closed.blocks),)))
    else:
        ordered = token.type == "ordered_list_open"
        start = int(token.attrs.get("start", 1)) if ordered else 1
        stack[-1].blocks.append(Block("list", items=tuple(closed.items), ordered=ordered, start=start))


def _plain(tokens: Sequence[Token], place: int) -> Iterator[Block]:
    token = tokens[place]
    if token.type == "inline":
        kind = "heading" if tokens[place - 1].type == "heading_open" else "para"
        yield Block(kind, tuple(_runs(token.children or [])))
    elif token.type in ("fence", "code_block"):
        yield Block("para", (Run(token.content.rstrip("\n")),))
    elif token.type == "hr":
        yield Block("rule")


def _runs(children: Iterable[Token]) -> Iterator[Run]:
    style = Run("")
    for child in children:
        if child.type in _STYLES:
            style = _STYLES[child.type](style)
        elif child.type == "link_open":
            href = str(child.attrs.get("href", ""))
            style = replace(style, link=href if _may_link(href) else "")
        elif child.type == "softbreak":
            yield replace(style, text=" ")
        elif child.type == "hardbreak":
            yield replace(style, text="\n")
        elif child.content:
            yield replace(style, text=child.content)


def _may_link(href: str) -> bool:
    return len(href) <= LONGEST_LINK and href.lower().startswith(LINKS)


_STYLES: dict[str, Callable[[Run], Run]] = {
    "strong_open": lambda run: replace(run, bold=True),
    "strong_close": lambda run: replace(run, bold=False),
    "em_open": lambda run: replace(run, italic=True),
    "em_close": lambda run: replace(run, italic=False),
    "link_close": lambda run: replace(run, link=""),
}


def changed(blocks: Iterable[Block], change: Callable[[str], str]) -> tuple[Block, ...]:
    """Return the blocks with every run's words changed: how merge fields are filled in after Markdown was read."""
    return tuple(
        replace(
            block,
            runs=tuple(replace(run, text=change(run.text)) for run in block.runs),
            items=tuple(changed(item, change) for item in block.items),
        )
        for block in blocks
    )


def unnamed(names: Unprinted, text: str) -> str:
    """Return a text as it is printed: without control signs, which could part a name, and then without names."""
    return names.withheld(printable(text))


def without_names(blocks: Sequence[Block], names: Unprinted) -> tuple[Block, ...]:
    """Return the blocks without the names of who is not in print, as they would be read.

    A name may begin in one run or line of a block and end in the next, and be written in signs that only Markdown
    makes letters of (`&#83;ol`). A link whose address says a name is none.
    """
    parts = list(_parts(blocks))
    told = iter(names.withheld_across(parts))
    return _with_parts(blocks, told, names)


def _parts(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the words of each run, and after each block a sign that stands in no name."""
    for block in blocks:
        yield from (run.text for run in block.runs)
        yield "\0"
        for item in block.items:
            yield from _parts(item)


def _with_parts(blocks: Iterable[Block], parts: Iterator[str], names: Unprinted) -> tuple[Block, ...]:
    told = []
    for block in blocks:
        runs = tuple(replace(run, text=next(parts), link=_link_unnamed(run.link, names)) for run in block.runs)
        next(parts)
        told.append(replace(block, runs=runs, items=tuple(_with_parts(item, parts, names) for item in block.items)))
    return tuple(told)


def _link_unnamed(link: str, names: Unprinted) -> str:
    return "" if link and names.found(_BETWEEN_WORDS.sub(" ", unquote(link))) else link


def plain_text(blocks: Iterable[Block], indent: str = "") -> str:
    """Return the blocks as plain text, for mail: paragraphs with an empty line between."""
    return "\n\n".join(filter(None, (_plain_block(block, indent) for block in blocks)))


def _plain_block(block: Block, indent: str) -> str:
    if block.kind == "list":
        marks = [f"{block.start + number}." if block.ordered else "-" for number in range(len(block.items))]
        lines = [
            f"{indent}{mark} {_of_item(item, indent + '   ')}" for mark, item in zip(marks, block.items, strict=True)
        ]
        return "\n".join(lines)
    if block.kind == "quote":
        return "\n".join(f"> {line}".rstrip() for line in plain_text(block.items[0], indent).splitlines())
    if block.kind == "rule":
        return indent + "* * *"
    words = "".join(_plain_run(run) for run in block.runs)
    return "\n".join(indent + line for line in words.splitlines())


def _of_item(item: tuple[Block, ...], indent: str) -> str:
    parts = (_plain_block(block, indent) for block in item)
    return "\n".join(filter(None, parts)).lstrip()


def _plain_run(run: Run) -> str:
    shown = run.link.removeprefix("mailto:").removeprefix("tel:")
    return f"{run.text} ({shown})" if run.link and shown not in run.text else run.text
