"""What a text says of somebody beside the name: office and affiliation, before or after it."""

from __future__ import annotations

from advocacy.domain.clips.frames import NAMED
from advocacy.domain.clips.groups import MONTHS_AND_DAYS
from advocacy.domain.clips.mentions import Kind, Mention, Reader
from advocacy.domain.clips.offices import BEFORE_OFFICE, ROLES
from advocacy.domain.clips.people import FEMININE, MASCULINE, Group, Someone
from advocacy.domain.clips.personhood import role_end
from advocacy.domain.clips.tokens import word_set
from advocacy.domain.clips.verbs import AUXILIARIES, SAYING, THAT

_TO_GROUP = word_set("of for with at from de del to en")
_LEADS = word_set("leads runs heads chairs directs founded represents organizes dirige encabeza preside")
_REACH = 5
_DETERMINERS = word_set("a an the un una el la su its his her their")


class Details:
    """Reads office and affiliation of every person of a text into the cast."""

    def __init__(self, reader: Reader) -> None:
        self._article = reader.article
        self._groups = {mention.first: mention for mention in reader.mentions if mention.kind is Kind.GROUP}
        self._group_ends = {mention.last: mention for mention in reader.mentions if mention.kind is Kind.GROUP}
        for mention in reader.mentions:
            if mention.kind is Kind.NAME and isinstance(mention.who, Someone):
                self._read(mention, mention.who)

    def _read(self, mention: Mention, someone: Someone) -> None:
        self._before(mention, someone)
        self._directly_after(mention, someone)
        self._apposition(mention, someone)
        self._pronoun_after(mention, someone)

    def _pronoun_after(self, mention: Mention, someone: Someone) -> None:
        """ "Dunne said she was proud": the pronoun tells of a name that does not."""
        verb = mention.last
        while self._key(verb) in AUXILIARIES or self._key(verb) in MONTHS_AND_DAYS:
            verb += 1
        if someone.gender or self._key(verb) not in SAYING:
            return
        told = self._key(verb + 2) if self._key(verb + 1) in THAT else self._key(verb + 1)
        someone.gender = {"she": FEMININE, "ella": FEMININE, "he": MASCULINE}.get(told, "")

    def _key(self, index: int) -> str:
        return self._article.keys[index] if 0 <= index < len(self._article.keys) else ""

    def _before(self, mention: Mention, someone: Someone) -> None:
        """ "Tenants Union president Ana Ruiz"; "the president of the Tenants Union, Ana Ruiz,"."""
        group = self._group_ends.get(mention.first)
        if group is not None and someone.office:
            someone.learn(affiliation=_name(group))
        if self._key(mention.first - 1) in NAMED:
            someone.learn(office=self._words_before(mention.first - 1))
        if self._key(mention.first - 1) != ",":
            return
        group = self._group_ends.get(mention.first - 1)
        if group is None or self._key(group.first - 1) not in _TO_GROUP:
            self._office_before_comma(mention.first - 1, someone)
            return
        office = self._words_before(group.first - 1)
        if office:
            someone.learn(office=office, affiliation=_name(group))

    def _office_before_comma(self, comma: int, someone: Someone) -> None:
        """ "the union's president, Ana Ruiz,"."""
        role = comma
        while role > comma - 6 and self._key(role - 1) not in ROLES and self._key(role - 1).isalpha():
            role -= 1
        if role < comma and self._key(role) in _TO_GROUP and self._key(role - 1) in ROLES:
            someone.learn(office=self._words_before(role))
        elif self._key(comma - 1) in ROLES and self._key(comma + 1):
            office = self._words_before(comma)
            owner = comma - len(office.split()) - 1
            group = self._group_ends.get(owner) if self._key(owner) in {"'s", "’s", "'", "’"} else None
            while owner > comma - 5 and self._key(owner).isalpha() and self._key(owner) not in _DETERMINERS:
                owner -= 1
            if group is not None or self._key(owner) in _DETERMINERS | {"'s", "’s"}:
                someone.learn(office=office, affiliation=_name(group) if group else "")

    def _words_before(self, end: int) -> str:
        """Return the role that ends before a token, with what qualifies it; "" when there is none."""
        of_staff = self._key(end - 1) in ROLES and [self._key(end), self._key(end + 1)] == ["of", "staff"]
        if self._key(end - 1) not in ROLES:
            return ""
        start = end - 1
        while start and end - start < 4 and self._key(start - 1) in ROLES | BEFORE_OFFICE:
            start -= 1
        return self._text(start, end + 2 if of_staff else end)

    def _directly_after(self, mention: Mention, someone: Someone) -> None:
        if self._key(mention.last) in {"of", "with", "from", "de", "del"}:
            group = self._group_near(mention.last + 1, 2)
            if group is not None:
                someone.learn(affiliation=_name(group))

    def _apposition(self, mention: Mention, someone: Someone) -> None:
        if self._key(mention.last) not in {",", "(", "—"}:
            return
        start = mention.last + 1
        if self._article.tokens[start : start + 1] and self._article.tokens[start].kind == "number":
            if self._key(start + 1) != ",":
                return
            start += 2
        if self._key(start) in {"of", "de", "del", "with", "from"}:
            group = self._group_near(start + 1, 2)
            someone.learn(affiliation=_name(group) if group else "")
            return
        if self._key(start) in {"who", "que", "quien"}:
            self._leading(start + 1, someone)
            return
        end = role_end(self._article, start)
        if not end or self._key(start) in {"whose", "cuya", "cuyo"}:
            return
        while self._key(start) in {"a", "an", "the", "un", "una", "el", "la", "its", "their", "one"}:
            start += 1
        group = self._group_inside(start, end) or self._group_after_role(end)
        someone.learn(office=self._text(start, end), affiliation=_name(group) if group else "")

    def _group_inside(self, start: int, end: int) -> Mention | None:
        return next((self._groups[index] for index in range(start, end) if index in self._groups), None)

    def _group_after_role(self, end: int) -> Mention | None:
        if self._key(end) not in _TO_GROUP:
            return None
        return self._group_near(end + 1, _REACH)

    def _leading(self, start: int, someone: Someone) -> None:
        for index in range(start, start + 4):
            if self._key(index) in _LEADS:
                group = self._group_near(index + 1, 3)
                if group is not None:
                    someone.learn(affiliation=_name(group))
                return

    def _group_near(self, start: int, reach: int) -> Mention | None:
        for index in range(start, start + reach):
            if index in self._groups:
                return self._groups[index]
            if self._key(index) in {",", ".", ""}:
                return None
        return None

    def _text(self, start: int, end: int) -> str:
        tokens = self._article.tokens
        return " ".join(self._article.text[tokens[start].start : tokens[end - 1].end].split())


def _name(mention: Mention) -> str:
    return mention.who.name if isinstance(mention.who, Group) else ""
