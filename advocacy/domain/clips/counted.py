"""What a number counts: the words after it, up to the next verb, link or sign."""

from __future__ import annotations

from advocacy.domain.clips.groups import MONTHS_AND_DAYS
from advocacy.domain.clips.numbers import WORDS
from advocacy.domain.clips.sentences import Article
from advocacy.domain.clips.tokens import word_set
from advocacy.domain.clips.verbs import AUXILIARIES, PASSIVE, SAYING

_STOPS = (
    SAYING
    | PASSIVE
    | AUXILIARIES
    | word_set(
        "and or but in on at by to for with from who that which while when after before since until as than because "
        "into over under about if so y o pero en a por para con desde que quien cuando despues antes mientras como "
        "signed voted marched gathered attended came live lives lived face faces would will could can may should must "
        "it he she they we this between entre among spend spends pay pays earn own need want show shows rose fell "
        "drop dropped more less say says have die died against during per ago earlier each el los las la "
        "este esta firmaron durante me te nos finally runs turns "
        "met moved esperan pagan tienen tiene viven fueron hubo asistieron marcharon viven participaron"
    )
)
_OF = frozenset(["of", "de", "del", "out"])
_DETERMINERS = frozenset(["the", "las", "los", "her", "his", "their", "its", "our", "these", "those", "sus", "estas"])
_LONGEST = 7
_ADJECTIVES = word_set("registered licensed undocumented proposed unpaid paid armed speed seed")
_SMALL_WORDS = frozenset(["a", "an", "un", "una", "once"])


def counted(article: Article, start: int, *, is_share: bool) -> str:
    """Return the words after a number up to the next verb, link or sign: what it counts."""
    end = start
    while end < len(article.tokens) and end - start < _LONGEST:
        token = article.tokens[end]
        is_link = token.key in _OF and (end > start or is_share or token.key in {"of", "de"})
        if _is_over(article, start, end):
            break
        if end > start and article.keys[end - 1] in _OF and token.key in _DETERMINERS:
            end += 1
            continue
        if token.key in WORDS and end > start + 1 and article.keys[end - 1] in _DETERMINERS:
            end += 1  # "four of the seven members"
            continue
        if not is_link and (not (token.is_word or token.kind == "possessive") or token.key in _STOPS):
            break
        end += 1
    while end > start and article.keys[end - 1] in _OF | {"the", "los", "las", "el", "la", "'s", "’s"}:
        end -= 1
    if end == start:
        return ""
    return " ".join(article.text[article.tokens[start].start : article.tokens[end - 1].end].split())


def _is_over(article: Article, start: int, end: int) -> bool:
    """Tell whether another number or a verb in -ed begins ("24 homes burned")."""
    key = article.keys[end]
    if key in WORDS and end > start + 1 and article.keys[end - 1] in _DETERMINERS:
        return False
    if end > start and article.keys[end - 1] in _OF and key in _DETERMINERS:
        return False
    if key in WORDS and key not in _SMALL_WORDS:
        return True
    if key.endswith(("aron", "ieron")) or key in {"anoche", "ayer", "hoy", "tied"}:
        return True
    if key in MONTHS_AND_DAYS or key in {"its", "his", "her", "their", "su", "sus"}:
        return True
    return end > start and key.endswith("ed") and key not in _ADJECTIVES
