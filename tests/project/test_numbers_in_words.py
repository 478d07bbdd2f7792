"""No text gives a number of the pain rule by hand: it is made from the rule in force, so that another rule is told."""

import re

from tests.project.strings import FOR_USERS, everything_told

NUMBER = (
    r"(?:[1-9]\d*|half|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|twenty|thirty|forty-eight|sixty)"
    r"(?: an?)?(?: or (?:more|less|fewer|higher))?"
)
UNIT = r"(?:seconds?|minutes?|hours?|days?|weeks?|times|sessions|reports|rests|next days)"
BY_HAND = re.compile(
    rf"\b(?:{NUMBER} {UNIT}|(?:second|third) (?:time|report|rest|session|worse|day)|twice|fortnight"
    rf"|(?:above|below|over|at least|at most) {NUMBER}|{NUMBER} (?:or (?:more|less|fewer|higher|above)|of 10))\b",
    re.IGNORECASE,
)
# Numbers of other things. A text of the pain rule never comes here: it takes its number from the rule.
NO_RULE = {
    "hipcoach/safety/load.py": ("stands there twice",),  # a fault in the file of the rule
    "hipcoach/gallery/": ("2 or less is needed",),  # the limit of one rest, made up
    "hipcoach/sheet/piece_rows.py": ("",),  # examples of what stands on sheets
    "hipcoach/sheet/": ("at most 16 exercises", "one side twice"),  # what a physiotherapist's sheet may be
    "hipcoach/settings.py": ("at most 300 characters",),
    "hipcoach/coach/rule_texts.py": ("A second report ends",),  # chosen by the rule's own number, as this one:
    "assets/phrases/en.toml: phrases.stop_for_today": ("{worse_ends|at all|a second time}",),
    "hipcoach/store/sentences_v1.py": ("once|twice",),  # sentences of an older diary, as they were
    "hipcoach/ui/charts/answer_chart.py": ("1 hour",),  # how stiff: an answer
    "hipcoach/coach/pain_question.py": ("Muscle soreness is felt",),
    "hipcoach/ui/history/report_form.py": ("4 weeks",),  # what a report covers
    "sessions/catalogue.toml": ("Mayo Clinic", "New Zealand trial", "ACSM"),  # titles of sources
    "sessions/exercises/": ("starting point",),  # an exercise's own dose
    "sessions/pain_rule.toml: screen": ("24 to 48 hours", "two weeks"),  # signs, in their source's words
    "assets/phrases/en.toml: way": ("for eight seconds",),  # a rest on the way up, as long as it is said
    "assets/phrases/en.toml: phrases": (
        "in ten seconds.",
        "Thirty seconds more.",
        "Ten seconds more.",
        "last three seconds",
    ),  # of a wait or a hold
    "hipcoach/ui/setup/teach": ("each word three times", "a few minutes", "At least four words", "at least four words"),
    "assets/reading/": (
        "days a week",
        "gone well at least twice",
        "every 20 to 30 minutes",
        "Six minutes",
        "two hours after exercise",
        "five to ten minutes",
    ),  # a test compares
}


def told_by_hand() -> list[str]:
    found = [each for each in everything_told() if BY_HAND.search(each.text) and not each.where.startswith(FOR_USERS)]
    return [f"{each.where}: {each.text}" for each in found if not _allowed(each.where, each.text)]


def _allowed(where: str, text: str) -> bool:
    return any(where.startswith(place) and any(word in text for word in words) for place, words in NO_RULE.items())


def test_no_text_gives_a_number_of_the_rule_by_hand() -> None:
    assert told_by_hand() == []


def test_such_a_number_is_found() -> None:
    by_hand = ("In two minutes I ask", "less than half an hour ago", "worse a second time", "7 days, or", "6 or more")
    assert [text for text in by_hand if not BY_HAND.search(text)] == []
