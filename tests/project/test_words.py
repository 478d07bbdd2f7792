"""The words that a person reads and hears: some are never used, and all are plain British English."""

import re

import pytest

from tests.project.strings import Told, everything_told

NEVER = re.compile(
    r"""\b(treat\w*|therap\w*|prescri\w*|cur(?:e|es|ed|ing)\b|rehab\w*|clinically|diagnos\w*|detect\w*|monitor\w*
    |flares?\b|injur\w*|safe\w*|medical\b)""",
    re.IGNORECASE | re.VERBOSE,
)
MEDICINES = re.compile(
    r"\b(medic(ines?|ations?)|drugs?|painkillers?|tablets?|ibuprofen|naproxen|paracetamol|nsaids?|dosages?|biologics?)\b",
    re.I,
)
LICENSED = re.compile(r"basdai|basfi|womac|par-q", re.I)
MAXIMUM = re.compile(
    r"\bas \w+ as (possible|you can(?! imagine)|it goes|it will)|\bmaxim\w*|\bhighest\b|\bfurthest\b|\bpush through",
    re.I,
)
OF_NUMBERS = (
    "hipcoach/body/",
    "hipcoach/figure/",
    "hipcoach/history/",
    "hipcoach/store/",
    "hipcoach/ui/charts/",
    "hipcoach/ui/report/",
    "CHANGELOG",
    "docs/",
)
"""Where a maximum is one of numbers, and asks nothing of a body."""

ALLOWED = (
    "[hipcoach/safety",  # a folder
    "It is not a medical device and gives no medical advice",  # what it is not
    "No sentence diagnoses, reassures or promises",  # the rule's own words about these words
    "no word on medicines",
    "National Institute on Aging",  # its name
)
NOT_CARRIED = re.compile(
    r"muscles? grow|makes? everything|\bmood\b|relief\b.*\bis real|usually (eases|passes)|ease stiffness"
    r"|\bweight loss\b|harmless|nothing to worry|don't worry|\bguarantee",
    re.I,
)
"""What no source says, or what reads as praise or reassures."""

SIDE_NOT_NAMED = re.compile(r"\bthe other(?= (one|side|hand|foot|knee|leg|hip|arm)\b|[.,]|$)|\banother one\b", re.I)

NOT_PLAIN = re.compile(
    r"\bnought\b|\bwhom\b|\b(you are|when|get|getting) set\b|what is so\b|\butili[sz]e|\bprior to\b", re.I
)
AMERICAN = re.compile(
    r"""\b(color\w*|center\w*|behavior\w*|favor\w*|neighbor\w*|labor\b|gray\w*|meters?\b|liters?\b|fibers?\b
    |[a-z]{3,}iz(?:e|es|ed|ing|ation)\b|analyz\w*
    |catalog\b|dialog\b|traveling|canceled|labeled|modeled|leveled|fulfill\b|skillful|aging\b|mom\b|pajamas|toward\b
    |gotten|math\b|program(?:med|s)? of exercise|physical therapist)""",
    re.IGNORECASE | re.VERBOSE,
)


def found(pattern: re.Pattern[str], *, without: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    """Every hit: where, what, and the string around it."""
    hits = []
    for where, text in everything_told():
        for allowed in ALLOWED:
            text = text.replace(allowed, "")
        if (hit := pattern.search(text)) and not where.startswith(without):
            hits.append((where, hit[0], text))
    return hits


def test_strings_of_every_kind_are_looked_at() -> None:
    places = [each.where for each in everything_told()]
    for start in ("hipcoach/ui/", "hipcoach/cli/", "hipcoach/safety/", "sessions/exercises/", "sessions/pain_rule"):
        assert sum(place.startswith(start) for place in places) > 25, start
    assert len(places) > 3000
    assert Told("assets/reading/sleep.toml: title", "Sleeping with hip pain") in everything_told()


def test_no_sentence_uses_a_word_that_is_never_used() -> None:
    assert found(NEVER) == []


def test_no_file_that_ships_has_a_questionnaire_or_a_word_on_medicines() -> None:
    assert found(MEDICINES) == found(LICENSED) == []


def test_no_forbidden_word_and_no_maximum_stands_in_any_file() -> None:
    assert found(MAXIMUM, without=OF_NUMBERS) == []


def test_no_string_claims_what_no_source_carries() -> None:
    assert found(NOT_CARRIED) == []


def test_every_string_is_plain_and_british() -> None:
    assert found(NOT_PLAIN) == []
    assert found(SIDE_NOT_NAMED, without=("docs/", "CHANGELOG", "hipcoach/")) == []
    assert found(AMERICAN, without=("hipcoach/ui/theme/",)) == []  # style sheets have words of their own


@pytest.mark.parametrize("word", ["treatment", "Safe", "safely", "cures", "rehabilitation", "injury"])
def test_the_search_for_words_finds_them(word: str) -> None:
    assert NEVER.search(f"It is {word}.")
    assert not NEVER.search("Ask your physiotherapist about this, with a secure chair.")


@pytest.mark.parametrize("word", ["color", "Centered", "organize", "gray", "normalized", "toward the wall"])
def test_the_search_for_american_spelling_finds_it(word: str) -> None:
    assert AMERICAN.search(f"It is {word}.")
    assert not AMERICAN.search("The size of a prize, towards the centre, in colour: recognised, exercised, a metre.")
