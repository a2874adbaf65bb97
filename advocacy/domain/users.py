"""Roles and one-time links."""

from advocacy.domain.words import N_, Word


class Role(Word):
    """What a user may do. One user may hold several."""

    MEMBER = "member", N_("Member")
    ORGANIZER = "organizer", N_("Organizer")
    COORDINATOR = "coordinator", N_("Coordinator")
    ADMINISTRATOR = "administrator", N_("Administrator")


class LinkPurpose(Word):
    """What a one-time link is good for."""

    INVITATION = "invitation", N_("Invitation")
    RESET = "reset", N_("New password")
    FIRST_RUN = "first_run", N_("First administrator")


class ActorKind(Word):
    """Who acts: a user, the system in one of three parts, or somebody who is not signed in."""

    USER = "user", N_("User")
    IMPORT = "system:import", N_("Import")
    WORKER = "system:worker", N_("Background worker")
    OPERATOR = "system:operator", N_("Operator of the server")
    VISITOR = "visitor", N_("Somebody not signed in")


class Language(Word):
    """Languages of the screens."""

    EN = "en", "English"
    ES = "es", "Español"
