"""How well the clip desk reads: `python -m tests.clips [FOLDER]`.

Each NN.txt or NN.html in a folder has its marking beside it in NN.yaml. For quotes, reported speech, dates, people,
organizations, figures and places it counts what was *found* (with the right speaker or value), *missed*, found with a
*wrong* speaker or value, and *extra*: proposed, but marked by nobody. The texts of both development sets are
shown one by one; of held-out texts, only totals are ever printed, so that nobody tunes the rules on them.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from advocacy.domain.clips.known import Known, KnownOrganization, KnownPerson
from advocacy.domain.clips.reading import read
from advocacy.domain.clips.tokens import tokens_of
from advocacy.exchange.clips.opening import document_of

DATA = Path(__file__).parent / "data" / "clips"
KINDS = ("quotes", "reported", "dates", "people", "organizations", "figures", "places")
FOLDERS = ("development", "second", "held_out")
COLUMNS = ("found", "missed", "wrong", "extra")
Scores = dict[str, Counter[str]]
_SMALL = {"a", "an", "the", "of", "for", "to", "in", "el", "la", "los", "las", "de", "del", "que", "that"}


def words(text: str) -> list[str]:
    """Return the folded words and numbers of a text: signs do not count."""
    return [token.key for token in tokens_of(text) if token.is_word or token.kind == "number"]


def overlap(one: str, other: str) -> float:
    """Return how much of the shorter text stands in the longer, and how much of the longer that is, together."""
    first, second = Counter(words(one)), Counter(words(other))
    shared = sum((first & second).values())
    if not shared:
        return 0.0
    return 2 * shared / (sum(first.values()) + sum(second.values()))


def same_speaker(proposed: str, marked: str) -> bool:
    """Tell whether two names mean one speaker; words of an attribution must share most of their words."""
    mine, theirs = set(words(proposed)) - _SMALL, set(words(marked)) - _SMALL
    return mine == theirs or (
        bool(mine & {"spokesman", "spokeswoman", "portavoz"}) and len(mine & theirs) * 2 >= len(theirs)
    )


def _same_words(proposed: dict[str, Any], marked: dict[str, Any], least: float) -> bool:
    return overlap(proposed["text"], marked["text"]) >= least


def _same_name(proposed: dict[str, Any], marked: dict[str, Any]) -> bool:
    return words(proposed["name"]) == words(marked["name"])


def _same_date(proposed: dict[str, Any], marked: dict[str, Any]) -> bool:
    mine, theirs = words(proposed["text"]), words(marked["text"])
    return set(mine) <= set(theirs) or set(theirs) <= set(mine)


def _same_figure(proposed: dict[str, Any], marked: dict[str, Any]) -> bool:
    mine, theirs = set(words(proposed["text"])), set(words(marked["text"]))
    counted = set(words(proposed["what"])) & set(words(marked["what"])) - _SMALL
    return (mine <= theirs or theirs <= mine) and bool(counted)


def _right(kind: str, proposed: dict[str, Any], marked: dict[str, Any]) -> bool:
    if kind in {"quotes", "reported"}:
        return same_speaker(proposed["speaker"], marked["speaker"])
    if kind == "people":
        return _same_office(proposed, marked)
    if kind == "figures":
        return not isinstance(marked["value"], (int, float)) or proposed["value"] == marked["value"]
    return kind != "dates" or proposed["value"] == (None if marked["value"] is None else str(marked["value"]))


def _same_office(proposed: dict[str, Any], marked: dict[str, Any]) -> bool:
    """A marked office must share a word with the proposed one; what the marking leaves open may be anything."""
    office, theirs = set(words(proposed["office"])), set(words(marked["office"] or ""))
    return not theirs or bool(office & theirs) or not office


MATCHES: dict[str, Callable[[dict[str, Any], dict[str, Any]], bool]] = {
    "quotes": lambda one, other: _same_words(one, other, 0.75),
    "reported": lambda one, other: _same_words(one, other, 0.55),
    "dates": _same_date,
    "people": _same_name,
    "organizations": _same_name,
    "figures": _same_figure,
    "places": _same_name,
}


def compare(
    kind: str, proposed: Sequence[dict[str, Any]], marked: Sequence[dict[str, Any]]
) -> tuple[Counter[str], list[str]]:
    """Return the counts of one kind in one text, and a line for each thing that is not as marked."""
    left, counts, lines = list(proposed), Counter[str](), []
    for wanted in marked:
        matching = [one for one in left if MATCHES[kind](one, wanted)]
        best = next((one for one in matching if _right(kind, one, wanted)), matching[0] if matching else None)
        if best is None:
            counts["missed"] += 1
            lines.append(f"missed {kind}: {wanted}")
            continue
        left.remove(best)
        right = _right(kind, best, wanted)
        counts["found" if right else "wrong"] += 1
        if not right:
            lines.append(f"wrong {kind}: {best} instead of {wanted}")
    counts["extra"] = len(left)
    lines += [f"extra {kind}: {one}" for one in left]
    return counts, lines


_ARTICLES = frozenset(["a", "an", "the", "un", "una", "el", "la", "los", "las", "unos", "unas"])


def has_name(speaker: str) -> bool:
    """Tell whether a marked speaker is named: "A man in a red cap" and "the crowd" are not."""
    first = speaker.split(" ")[0]
    return first.lower() not in _ARTICLES and first[:1].isupper()


def known_of(marking: dict[str, Any]) -> Known:
    """Return the known people and organizations of a marking."""
    known = marking.get("known") or {}
    people = [
        KnownPerson(one["name"], tuple(one.get("aliases") or ()), one.get("office") or "", one.get("body") or "")
        for one in known.get("people") or ()
    ]
    groups = [
        KnownOrganization(one["name"], tuple(one.get("aliases") or ())) for one in known.get("organizations") or ()
    ]
    return Known(tuple(people), tuple(groups))


def score(text: str, marking: dict[str, Any]) -> tuple[Scores, list[str]]:
    """Read one text and compare it with its marking."""
    when = str(marking.get("date") or "")
    published = date.fromisoformat(when) if len(when) == 10 else None
    found = read(text, known_of(marking), published).as_json()
    scores: Scores = {}
    lines: list[str] = []
    for kind in KINDS:
        scores[kind], more = compare(kind, found[kind], marking.get(kind) or [])
        lines += more
    named = [quote for quote in marking.get("quotes") or [] if has_name(quote["speaker"] or "")]
    scores["quotes"].update({"named": len(named), "named found": compare("quotes", found["quotes"], named)[0]["found"]})
    for words_of_nobody in marking.get("not_quotes") or ():
        for quote in found["quotes"]:
            if overlap(quote["text"], words_of_nobody) >= 0.75:
                scores["quotes"]["not said"] += 1
    return scores, lines


def total_of(all_scores: Iterable[Scores]) -> Scores:
    """Return the sum over texts."""
    total: Scores = {kind: Counter() for kind in KINDS}
    for scores in all_scores:
        for kind in KINDS:
            total[kind].update(scores[kind])
    return total


def table(scores: Scores) -> str:
    """Return the counts as a table."""
    rows = [f"{'':14}" + "".join(f"{column:>8}" for column in (*COLUMNS, "recall", "wrong %"))]
    for kind in KINDS:
        count = scores[kind]
        marked = count["found"] + count["missed"] + count["wrong"]
        proposed = count["found"] + count["wrong"] + count["extra"]
        shares = (
            f"{100 * count['found'] / marked:7.0f}%" if marked else f"{'–':>8}",
            f"{100 * (count['wrong'] + count['extra']) / proposed:7.0f}%" if proposed else f"{'–':>8}",
        )
        rows.append(f"{kind:14}" + "".join(f"{count[column]:8}" for column in COLUMNS) + "".join(shares))
    return "\n".join(rows)


def of_the_named(scores: Scores) -> str:
    """Return how many of the quotes whose speaker has a name have the right one: words of the nameless are left out."""
    named, found = scores["quotes"]["named"], scores["quotes"]["named found"]
    share = f", {100 * found / named:.0f} %" if named else ""
    return f"of {named} quotes whose speaker has a name, {found} have the right one{share}"


def texts_in(folder: Path) -> list[Path]:
    """Return the files of a folder that hold a text, in order."""
    return sorted((*folder.glob("*.txt"), *folder.glob("*.html")))


def text_of(path: Path) -> str:
    """Return the text of a file; a web page as the clip desk takes it in."""
    if path.suffix == ".html":
        return document_of(path.read_bytes(), path.name).text
    return path.read_text(encoding="utf-8")


def in_short(scores: Scores) -> str:
    """Return the counts of one text on one line, each kind as found / missed / wrong / extra."""
    return ", ".join(f"{kind} {'/'.join(str(scores[kind][column]) for column in COLUMNS)}" for kind in KINDS)


def scores_of(folder: Path, *, each: bool, out: Callable[[str], None]) -> Scores:
    """Score a folder; print each text, with what is not as marked, where asked."""
    found = []
    for path in texts_in(folder):
        marking = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
        scores, lines = score(text_of(path), marking)
        found.append(scores)
        if each:
            out(f"{path.stem}: {in_short(scores)}")
            for line in lines:
                out(f"    {line}")
    return total_of(found)


def main(arguments: Sequence[str]) -> int:
    """Print the scores of the folders named, or of all."""
    folders = [Path(argument) for argument in arguments] or [DATA / name for name in FOLDERS]
    for folder in folders:
        texts = len(texts_in(folder))
        if texts:
            total = scores_of(folder, each=folder.name != "held_out", out=_print)
            _print(f"\n{folder.name}: {texts} texts\n{table(total)}\n{of_the_named(total)}\n")
    return 0


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
