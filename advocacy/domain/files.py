"""Files kept on records."""

from advocacy.domain.words import N_, Word


class FilePurpose(Word):
    """What a file on a record is."""

    OTHER = "other", N_("Other file")
    PROOF_OF_DELIVERY = "proof_of_delivery", N_("Proof of delivery")
    REPLY = "reply", N_("The reply itself")
    MINUTES = "minutes", N_("Minutes")
    PHOTO = "photo", N_("Photo")
    SIGNED_LETTER = "signed_letter", N_("The letter as signed")
