"""A letter as plain text, for mail: the same words in the same order as on paper."""

from advocacy.exchange.papers.blocks import Block, Run, plain_text
from advocacy.exchange.papers.content import Paper, Signer
from advocacy.exchange.papers.docx import PLACE_OF_DEMANDS


def plain(paper: Paper) -> str:
    """Return the letter with letterhead, date, recipient, text, demands, signers and enclosures."""
    parts = [
        "\n".join(filter(None, (paper.head.title, *paper.head.lines))),
        paper.date,
        "\n".join(paper.recipient),
        paper.subject,
        plain_text(_body(paper)),
        _demands_below(paper),
        _signers(paper),
        _enclosures(paper),
        paper.reference,
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _body(paper: Paper) -> list[Block]:
    if not paper.demands_in_body:
        return list(paper.body)
    return [each for block in paper.body for each in _in_place(block, paper)]


def _in_place(block: Block, paper: Paper) -> list[Block]:
    is_place = block.kind == "para" and block.text.strip() == PLACE_OF_DEMANDS
    return _demands(paper) if is_place else [block]


def _demands(paper: Paper) -> list[Block]:
    items = tuple((Block("para", (Run(each),)),) for each in paper.demands)
    return [Block("para", (Run(paper.words.demands),)), Block("list", items=items, ordered=True)] if items else []


def _demands_below(paper: Paper) -> str:
    return "" if paper.demands_in_body else plain_text(_demands(paper))


def _signers(paper: Paper) -> str:
    if not paper.signers:
        return paper.others
    lines = [_line(each) for each in paper.signers]
    return "\n".join([f"{paper.words.signers}:", *lines, *filter(None, [paper.others])])


def _line(signer: Signer) -> str:
    return ", ".join(filter(None, (signer.name, signer.title, signer.organization)))


def _enclosures(paper: Paper) -> str:
    if not paper.enclosures:
        return ""
    return "\n".join([f"{paper.words.enclosures}:", *(f"- {each}" for each in paper.enclosures)])
