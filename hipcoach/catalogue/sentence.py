"""The first letter of words, within a sentence and at its beginning."""


def in_sentence(words: str) -> str:
    """Return words for the middle of a sentence, with a small first letter: "It hurts" becomes "it hurts"."""
    return words[:1].lower() + words[1:]


def sentence(words: str) -> str:
    """Return words for the beginning of a sentence, or a line of their own, with a capital first letter."""
    return words[:1].upper() + words[1:]
