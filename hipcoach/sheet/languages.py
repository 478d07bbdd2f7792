"""What doses are written with, by language: under each meaning, the words for it as a pattern."""

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    "second_or_minute": r"seconds?|secs?|s|minutes?|mins?",
    "repetitions": r"repetitions?|reps?|rep\.|times",
    "sets": r"sets?",
    "rounds": r"rounds?",
    "times": r"times",  # so many times, before a time or a week
    "breaths": r"breaths?",
    "hold": r"hold|holding",  # before its time
    "holds": r"holds?",  # behind it
    "rest": r"rest|pause|break",
    "between": r"between",
    "between_which": r"each|the|all|every",
    "a": r"a|per|each|every",  # of "twice a day"
    "each": r"each|per|every",
    "limb": r"sides?|legs?|knees?|hips?|foot|feet|ankles?|arms?|way",
    "side": r"left|right|lt|rt|[lr]",
    "leg": r"side|leg",
    "both": r"each|per|both|either|every",
    "day": r"day",
    "daily": r"daily",
    "every_day": r"every\s+day|each\s+day",
    "every_other_day": r"(?:every|each)\s+(?:other|second|2nd)\s+day|(?:on\s+)?alternate\s+days",
    "week": r"week",
    "weekly": r"weekly",
    "joins": r"and",  # two doses or days
    "to": r"to",  # from one number to another
    "only": r"only",
}
GERMAN: Mapping[str, str] = {
    "second_or_minute": r"sekunden|sek|minuten",
    "repetitions": r"wiederholungen|wdh\.?|mal",
    "sets": r"sätze?n?|serien?",
    "rounds": r"runden?",
    "times": r"mal",
    "breaths": r"atemzüge",
    "hold": r"halten",
    "holds": r"halten",
    "rest": r"pause",
    "between": r"zwischen",
    "between_which": r"den",
    "a": r"am|pro",
    "each": r"pro|je|jede[srn]?",
    "limb": r"seiten?|beine?|knie|hüften?|fuß",
    "side": r"links|rechts",
    "leg": r"seite|bein",
    "both": r"pro|je|jede|beide",
    "day": r"tag",
    "daily": r"täglich",
    "every_day": r"jeden\s+tag",
    "every_other_day": r"jeden\s+(?:zweiten|2\.)\s+tag",
    "week": r"woche",
    "weekly": r"wöchentlich",
    "joins": r"und",
    "to": r"bis",
    "only": r"nur",
}
LANGUAGES = (ENGLISH, GERMAN)


def words_for(meaning: str) -> str:
    """Return a pattern for all words that mean this, in any language."""
    return "|".join(each[meaning] for each in LANGUAGES)
