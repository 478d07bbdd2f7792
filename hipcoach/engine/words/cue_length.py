"""How long a phrase takes to say, estimated from what is counted in it; for when no voice has rendered it (yet)."""

import re
from collections.abc import Mapping
from functools import lru_cache

UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
UNITS += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SPOKEN_SIGNS = {"%": " percent ", "°": " degrees ", "&": " and ", "×": " times ", "’": "'"}

PAUSE = re.compile(r"[.?!;:,()–—]+(?=\s|$)")
WORD = re.compile(r"(?:[^\W\d_]|')+")
VOWELS = re.compile("[aeiouy]+")
CONSONANTS = re.compile("[^aeiouy]+")
UNSPOKEN_END = re.compile("[^aeiouyl]e$|[^aeiou]es$|[^td]ed$")  # "make", "makes", "raised"; not "wanted"
LETTERS_OF_A_SYLLABLE = 3  # where a word has no vowel that is known


SpeakingPace = Mapping[str, float]
"""The seconds that a voice takes for each thing that a phrase has: a handful, found by measuring.

`phrase` once; each `word`, `syllable` and `letter`; `consonants` one after the other, as in "str"; within it the
pauses of a `stop`, a `colon` (or semicolon, or dash) and a `comma` (or bracket).
"""

NATURAL: SpeakingPace = {
    "phrase": 0.202,
    "word": 0.0,
    "syllable": 0.053,
    "consonants": 0.048,
    "letter": 0.024,
    "stop": 0.922,
    "colon": 0.478,
    "comma": 0.256,
}
ESPEAK: SpeakingPace = {
    "phrase": 0.106,
    "word": 0.081,
    "syllable": 0.007,
    "consonants": 0.085,
    "letter": 0.032,
    "stop": 0.63,
    "colon": 0.748,
    "comma": 0.306,
}
"""At the rate that the settings have by default. `benchmarks/calibrate_cue_length.py` measures these numbers."""


def estimate_s(text: str, pace: SpeakingPace = NATURAL) -> float:
    """Return the seconds that a voice of this pace takes to say `text`; 0 where there is nothing to say."""
    return sum(pace[thing] * number for thing, number in counted(text).items())


def _without_marks(text: str) -> str:
    """Return a text without the marks on its letters."""
    import unicodedata  # 0.7 MB that no English phrase needs

    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


@lru_cache(maxsize=4096)  # a plan says the same few hundred phrases over and over
def counted(text: str) -> Mapping[str, int]:
    """Count what takes time; nothing where there is nothing to say."""
    for sign, spoken in SPOKEN_SIGNS.items():
        text = text.replace(sign, spoken)
    text = re.sub(r"\d+", lambda digits: f" {number_in_words(int(digits[0]))} ", text).casefold()
    if not text.isascii():
        text = _without_marks(text)
    found = list(WORD.finditer(text))
    words = [word for each in found if (word := each[0].replace("'", ""))]
    if not words:
        return {}
    marks = [mark[0] for mark in PAUSE.findall(text[found[0].start() : found[-1].end()])]
    return {
        "phrase": 1,
        "word": len(words),
        "syllable": sum(map(_syllables, words)),
        "consonants": sum(len(CONSONANTS.findall(word)) for word in words),
        "letter": sum(map(len, words)),
        "stop": sum(mark in ".?!" for mark in marks),
        "colon": sum(mark in ";:–—" for mark in marks),
        "comma": sum(mark in ",()" for mark in marks),
    }


def _syllables(word: str) -> int:
    vowels = len(VOWELS.findall(word))
    if vowels > 1 and UNSPOKEN_END.search(word):
        vowels -= 1
    return vowels or -(-len(word) // LETTERS_OF_A_SYLLABLE)


def number_in_words(number: int) -> str:
    """Say a whole number as it is read aloud; digit by digit from a million on."""
    if number < 20:
        return UNITS[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        return TENS[tens - 2] + (f" {UNITS[rest]}" if rest else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{UNITS[hundreds]} hundred" + (f" and {number_in_words(rest)}" if rest else "")
    if number < 1_000_000:
        thousands, rest = divmod(number, 1000)
        return f"{number_in_words(thousands)} thousand" + (f" {number_in_words(rest)}" if rest else "")
    return " ".join(UNITS[int(digit)] for digit in str(number))
