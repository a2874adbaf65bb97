"""The text of PDF files, read in a process of its own.

A crafted page can keep a reader of PDF busy for minutes and fill the memory, so a child reads it, bounded in time and
memory, and nobody else waits longer than that. The child runs this file alone and knows nothing of the rest of the
program: `python -I pdf_text.py PAGES CHARACTERS`, the PDF on its standard input, JSON on its standard output.
"""

import io
import json
import logging
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

MOST_SECONDS = 10
MOST_MEMORY = 1024 * 1024 * 1024
"""Bytes of address space of the child."""


@dataclass(frozen=True)
class PdfText:
    """The text of each page that was read, and the title that the file gives itself."""

    pages: tuple[str, ...]
    title: str


def text_of_pdf(data: bytes, *, most_pages: int, most_characters: int) -> PdfText:
    """Return the text of a PDF, the first pages of it and about so many characters; a picture of a page has none.

    Raises ValueError when it is no PDF, is encrypted or crooked, or takes more time or memory than it may.
    """
    command = [sys.executable, "-I", __file__, str(most_pages), str(most_characters)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=MOST_SECONDS, check=True)  # noqa: S603 (this file)
    except (subprocess.SubprocessError, OSError) as error:
        raise ValueError("the PDF could not be read") from error
    told = json.loads(done.stdout)
    return PdfText(tuple(told["pages"]), told["title"])


def _limit_self() -> None:
    try:
        import resource
    except ImportError:  # not on Unix: the parent's clock is the only limit there
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(data: bytes, most_pages: int, most_characters: int) -> dict[str, Any]:
    from pypdf import PdfReader

    logging.disable()  # remarks on crooked files are for nobody
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ValueError
    pages: list[str] = []
    for page in reader.pages[:most_pages]:
        pages.append(page.extract_text())
        if sum(map(len, pages)) > most_characters:
            break
    title = reader.metadata.title if reader.metadata else ""
    return {"pages": pages, "title": str(title or "")}


if __name__ == "__main__":
    _limit_self()
    json.dump(_read(sys.stdin.buffer.read(), int(sys.argv[1]), int(sys.argv[2])), sys.stdout)
