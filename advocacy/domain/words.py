"""Words that a person reads, marked here and translated later, where the reader's language is known."""


def N_(text: str) -> str:
    """Return `text` unchanged; the name marks it for the catalogue of translations.

    The text is the message id: an English whole sentence or label, with `%(name)s` for what varies.
    """
    return text
