"""Stances: a position on a campaign, demand or measure, on a date."""

from advocacy.domain.words import N_, Word


class Confidence(Word):
    """How well we know a stance."""

    PUBLIC = "public", N_("Said in public")
    IN_WRITING = "in_writing", N_("In writing")
    SAID_TO_TWO = "said_to_two", N_("Said to two of us")
    SAID_TO_ONE = "said_to_one", N_("Said to one of us")
    INFERRED = "inferred", N_("Inferred")


PRIVATE_EVIDENCE = (Confidence.SAID_TO_ONE, Confidence.INFERRED)

SCORE_LABELS = {
    2: N_("Strongly supportive"),
    1: N_("Supportive"),
    0: N_("Undecided"),
    -1: N_("Opposed"),
    -2: N_("Strongly opposed"),
}
