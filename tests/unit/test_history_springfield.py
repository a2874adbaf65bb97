"""The project's own history file: it loads, and quotes no more than a few words of anybody."""

from pathlib import Path

import advocacy
from advocacy.domain.text import count_words
from advocacy.exchange.history.assembling import read_history
from tests.history_files import TODAY

PATH = Path(advocacy.__file__).parent / "data" / "history" / "springfield.yaml"
MOST_WORDS = 15


def test_it_is_read_without_a_problem():
    file = read_history(PATH, today=TODAY)
    assert file.count() == 150
    assert {letter.side for letter in file.letters.values()} == {"ours", "others"}


def test_its_quotes_are_short():
    file = read_history(PATH, today=TODAY)
    quotes = [ask.quote for ask in file.asks.values()]
    for letter in file.letters.values():
        if letter.reply is not None:
            quotes += [letter.reply.quote, letter.reply.further_quote]
    quotes += [statement.quote for statement in file.statements.values()]
    assert all(count_words(quote) <= MOST_WORDS for quote in quotes if quote)
