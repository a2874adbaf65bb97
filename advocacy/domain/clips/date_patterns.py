"""How dates are written, in English and Spanish: the patterns, and the words around them that look ahead or back."""

from __future__ import annotations

import re


def _numbered(names: tuple[str, ...], start: int) -> dict[str, int]:
    return {name: number for number, row in enumerate(names, start=start) for name in row.split()}


MONTHS = _numbered(
    (
        "january jan enero",
        "february feb febrero",
        "march mar marzo",
        "april apr abril",
        "may mayo",
        "june jun junio",
        "july jul julio",
        "august aug agosto",
        "september sept sep septiembre setiembre",
        "october oct octubre",
        "november nov noviembre",
        "december dec diciembre",
    ),
    start=1,
)
WEEKDAYS = _numbered(
    (
        "monday lunes",
        "tuesday martes",
        "wednesday miércoles miercoles",
        "thursday jueves",
        "friday viernes",
        "saturday sábado sabado",
        "sunday domingo",
    ),
    start=0,
)
NEAR = {
    "yesterday": -1,
    "last night": -1,
    "ayer": -1,
    "anoche": -1,
    "tomorrow": 1,
    "mañana": 1,
    "pasado mañana": 2,
    "anteayer": -2,
    "antier": -2,
}
"""Days from the day of the article; what is not here is that day."""

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
    r"|(?i:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre))"
)
_WEEKDAY = (
    r"(?i:monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo)"
)
_PART = (
    r"(?:\s(?i:morning|afternoon|evening|night"
    r"|por\sla\s(?:mañana|tarde|noche)|en\sla\s(?:mañana|tarde|noche)))?"
)
_YEAR = r"(?:1[89]|20)\d\d"
_COUNT = (
    r"(?i:a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}"
    r"|un|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez)"
)
_ISO = rf"(?P<iso>\b{_YEAR}-\d\d-\d\d\b)"
_SLASHES = r"(?P<slashes>\b\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)\b)"
_MONTH_FIRST = (
    rf"(?P<mdy>\b(?:{_WEEKDAY},?\s+)?(?P<m1>{_MONTH})\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,\d)"
    rf"(?:,?\s+(?P<y1>{_YEAR})\b)?)"
)
_DAY_FIRST = (
    rf"(?P<dmy>\b(?:{_WEEKDAY},?\s+)?(?P<d2>\d{{1,2}}|1[°º]|primero)(?:\s+de)?\s+(?P<m2>{_MONTH})(?!\s+\d{{1,2}}\b[^:])"
    rf"(?:,?\s+(?:de\s+|del\s+)?(?P<y2>{_YEAR})\b)?)"
)
_MONTH_AND_YEAR = rf"(?P<my>\b(?P<m3>{_MONTH}),?\s+(?:of\s+|de\s+|del\s+)?(?P<y3>{_YEAR})\b)"
_DAY_OF_WEEK = (
    r"(?P<relday>\b(?P<rel1>(?i:last|next|this|this\spast|past|coming|el\spr[oó]ximo|este|el\spasado)\s+)?"
    rf"(?P<w1>{_WEEKDAY})\b(?!,?\s+(?:\d{{1,2}}\s+(?:de\s+)?)?{_MONTH})(?P<rel2>\s+(?i:pasado|pr[oó]ximo|que\sviene))?{_PART})"
)
_CLOSE = (
    r"(?P<near>\b(?i:yesterday|today|tonight|tomorrow|last\snight|this\s(?:morning|afternoon|evening)"
    r"|ayer|anoche|hoy|esta\s(?:mañana|tarde|noche)|pasado\smañana|anteayer|antier"
    r"|(?<!la\s)(?<!esta\s)(?<!una\s)(?<!cada\s)mañana)\b)"
)
_UNIT = (
    r"(?P<unit>\b(?P<rel3>(?i:last|next|this|earlier\sthis|later\sthis))\s+"
    r"(?P<u1>(?i:week|month|year|weekend|spring|summer|fall|winter|autumn))\b)"
)
_SEASON = (
    r"(?P<season>\b(?P<s1>(?i:in|by|until|before|since|after|during|over|of)\s+(?i:early\s|late\s)?the\s)"
    r"(?P<s2>(?:spring|summer|fall|autumn|winter))\b(?!\s+(?:of|break|semester|term|season)))"
)
_UNIT_IN_SPANISH = (
    r"(?P<unites>\b(?i:la|el|este|esta)\s+(?P<pre>(?i:pr[oó]xim[oa])\s+)?"
    r"(?P<u2>(?i:semana|mes|año|fin\sde\ssemana|primavera|verano|otoño|invierno))\b"
    r"(?:\s+(?P<rel4>(?i:pasad[oa]|pr[oó]xim[oa]|que\sviene))\b)?)"
)
_AGO = rf"(?P<ago>\b(?P<n1>{_COUNT})\s+(?P<u3>(?i:day|week|month|year|decade)s?)\s+(?i:ago|earlier)\b)"
_HACE = rf"(?P<hace>\b(?i:hace)\s+(?P<n2>{_COUNT})\s+(?P<u4>(?i:días?|semanas?|mes(?:es)?|años?|décadas?))\b)"
_MONTH_ALONE = (
    r"(?P<month>\b(?P<prep>(?i:in|since|by|until|from|through|to|of|for|before|after|during|early|late"
    r"|mid|last|next|this|en|desde|hasta|para|de|a))"
    rf"(?<!Fourth\sof)[ -](?P<m4>{_MONTH})(?!\w)(?!\.?\s+(?:de\s+|del\s+|of\s+)?\d)(?!\s+[A-Z]))"
)
_YEAR_ALONE = (
    rf"(?P<year>(?<![\d$,.#/-])\b{_YEAR}\b"
    r"(?![\d%/-]|[.,]\d|\s+(?:people|tenants|homes|units|dollars|personas|familias)))"
)
DATE = re.compile(
    "|".join(
        (
            _ISO,
            _SLASHES,
            _MONTH_FIRST,
            _DAY_FIRST,
            _MONTH_AND_YEAR,
            _DAY_OF_WEEK,
            _CLOSE,
            _UNIT,
            _SEASON,
            _UNIT_IN_SPANISH,
            _AGO,
            _HACE,
            _MONTH_ALONE,
            _YEAR_ALONE,
        )
    )
)
"""Any date; the named group says which way it is written."""

LEADS_AHEAD = re.compile(
    r"\b(?:is|are|es|son|by|through|until|no later than|hasta|antes del?|a más tardar)\s+"
    r"(?:on\s+|el\s+|for\s+|this\s+)?$"
    r"|\bnext\s+\w+:?\s*$"
    r"|\b(?:put off|postponed|delayed|moved|pushed|rescheduled|continued|adjourned)\b[^.]{0,40}\b(?:to|until)\s+$",
    re.IGNORECASE,
)
"""Words that look ahead where they stand right before a date ("The election is …", "by …")."""
AHEAD = re.compile(
    r"\b(?:will|would|plans?|planned|scheduled|expects?|expected|set (?:to|for)|due|upcoming|deadline|invites?|invited"
    r"|going to|is to|are to|returns|takes up|takes effect|meets|begins|starts|opens|resumes?|reopens?"
    r"|starting|beginning|must|until"
    r"|tentatively|(?:go|goes|head|heads|return) to|ends|expires?|closes|retires"
    r"|go(?:es)? on sale|take(?:s it)? up|(?:doors|polls) open"
    r"|(?:threaten|vow|promis|pledg|agree|want|intend|hop|prepar|aim)\w*\s+to"
    r"|(?:we|they|i) (?:start|vote|meet|march|strike|open|leave|walk|return|begin)"
    r"|(?:ask|see|call|tell|join) (?:me|us|you|them)|come"
    r"|habrá|será|hará|dará|irá|vence|a partir|previst[oa]|programad[oa]|van? a|se reunirá|próxim[oa]"
    r"|\w+(?:ará|erá|irá|drá|arán|erán|irán|drán))\b",
    re.IGNORECASE,
)
BACK = re.compile(
    r"\b(?:said|told|was|were|had|did|held|met|wrote|came|went|took|gave|began|won|lost|sent|spoke|drew|ran|led|made"
    r"|había|habían|put|left|stood|sat|rose|fell|hit|chose|broke|found|got|heard|kept|paid|saw|shook|struck|swept|threw|drove|grew|knew"
    r"|felt|brought|bought|caught|built|sought|swore|woke|shut|quit|hung|tore|fled"
    r"|since|ago|(?<!\b(?:in|an|be|is|of)\s)(?<!\b(?:the|are)\s)(?<!\ba\s)\w{2,}ed|fue|era|hubo|desde|\w{2,}(?:ó|aron|ieron))\b",
    re.IGNORECASE,
)
"""Words that look ahead, and words that look back."""
