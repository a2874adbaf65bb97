"""Letters as PDF, accessible by PDF/UA-1 (ISO 14289-1), set by Typst.

Every word of a user goes in as data: text put into Typst's source could read files. Typst sees only the folder of
our templates and a folder with the letterhead's picture, and a day is given, so that the same letter gives the same
bytes.
"""

import json
import logging
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from advocacy.config import assets_dir
from advocacy.domain.problems import Refused
from advocacy.domain.words import N_
from advocacy.exchange.papers.content import Head, Paper

STANDARD: Literal["ua-1"] = "ua-1"
MADE_ON = datetime(2000, 1, 1, tzinfo=UTC)
"""The day that stands in every file, so that it depends on nothing but what is printed."""
NOT_SET = N_(
    "The paper could not be made: something on it cannot be set, such as a very long address or a sign that no "
    "typeface has. Shorten the text or type that place anew, and try again."
)
log = logging.getLogger(__name__)
_ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}


def pdf(papers: Sequence[Paper]) -> bytes:
    """Return one PDF of one letter or of many, each beginning on a page of its own."""
    first = papers[0]
    data = {
        "papers": [_told(each) for each in papers],
        "title": first.title,
        "author": first.head.title or "",
        "language": first.language,
    }
    return set_pages("letter.typ", data, first.head)


def _told(paper: Paper) -> dict[str, Any]:
    told = asdict(paper)
    del told["head"]["logo"]
    return told


def set_pages(template: str, data: dict[str, Any], head: Head | None = None) -> bytes:
    """Return the PDF that a template of ours makes of data; `head` may bring a picture."""
    with tempfile.TemporaryDirectory(prefix="cabildo-paper-") as folder:
        root = Path(folder)
        shutil.copy(assets_dir("templates") / "papers" / template, root / template)
        given = {**data, "logo": _logo(root, head)}
        return _compiled(root / template, json.dumps(given, ensure_ascii=False))


def _compiled(template: Path, data: str) -> bytes:
    """Set the pages by our font alone; signs that it lacks (王) are looked for in the fonts of this machine.

    PDF/UA refuses a sign without a picture: where no font of the machine has it, the file is tagged like the others,
    but does not say that it keeps the standard, and the sign is an empty box. Raises Refused for what cannot be set.
    """
    import typst  # the compiler is 40 MB of program: only who prints loads it

    told: BaseException | None = None
    ways: tuple[tuple[bool, list[Any]], ...] = ((True, [STANDARD]), (False, [STANDARD]), (False, []))
    for only_ours, standards in ways:
        try:
            return bytes(
                typst.compile(
                    str(template),
                    root=str(template.parent),
                    ignore_system_fonts=only_ours,
                    sys_inputs={"data": data},
                    pdf_standards=standards,
                    timestamp=MADE_ON,
                )
            )
        except BaseException as failure:
            if not _is_of_the_typesetter(failure):
                raise
            told = failure
    log.error("The typesetter refused a paper: %s", type(told).__name__)
    raise Refused.sentence(NOT_SET)


def _is_of_the_typesetter(failure: BaseException) -> bool:
    """Whether it refused what it was given, or broke off over it: pyo3's panic is no Exception."""
    return isinstance(failure, RuntimeError) or type(failure).__name__ == "PanicException"


def _logo(root: Path, head: Head | None) -> str:
    if head is None or not head.logo or head.logo_type not in _ENDINGS:
        return ""
    name = f"logo.{_ENDINGS[head.logo_type]}"
    (root / name).write_bytes(head.logo)
    return name
