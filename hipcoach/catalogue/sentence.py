"""Words as a part of a sentence."""


def in_sentence(words: str) -> str:
    """Return words for the middle of a sentence, with a small first letter: "It hurts" becomes "it hurts"."""
    return words[:1].lower() + words[1:]
