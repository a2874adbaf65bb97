"""Kinds of records, and who may read a record in principle."""

from advocacy.domain.words import N_, Word


class RecordKind(Word):
    """Every addressable record has one; screens use the label."""

    JURISDICTION = "jurisdiction", N_("Place")
    ORGANIZATION = "organization", N_("Organization")
    PERSON = "person", N_("Person")
    MEDIA_ITEM = "media_item", N_("Source")
    CAMPAIGN = "campaign", N_("Campaign")
    DEMAND = "demand", N_("Demand")
    TARGET = "target", N_("Target")
    STANCE = "stance", N_("Stance")
    INFLUENCE = "influence", N_("Influence")
    STATEMENT = "statement", N_("Statement")
    LETTER = "letter", N_("Letter")
    MEETING = "meeting", N_("Meeting request")
    COMMITMENT = "commitment", N_("Commitment")
    MEASURE = "measure", N_("Resolution")
    EVENT = "event", N_("Event")
    PRECEDENT = "precedent", N_("Precedent")
    PROCEEDING = "proceeding", N_("Proceeding")
    CLAIM = "claim", N_("Claim")
    TASK = "task", N_("Task")


class Audience(Word):
    """Who may read a record, before its campaigns are looked at.

    It follows from kind and status (models keep it in step), so that one condition on one table decides.
    """

    DIRECTORY = "directory", N_("Every signed-in user")
    CAMPAIGNS = "campaigns", N_("Who may see all its campaigns")
    WORKERS = "workers", N_("Organizers and coordinators who may see all its campaigns")
    LINKED = "linked", N_("Who may see something it is linked to")
