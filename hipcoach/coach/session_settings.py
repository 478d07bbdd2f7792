"""What the user's settings mean for a session: the pain rule in force, the engine's times, how much is said.

Right after its first frame the window needs the rule alone, so the engine is imported inside functions.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from hipcoach.safety.rule import PainRule, stricter
from hipcoach.settings import Settings, SpeechAmount

if TYPE_CHECKING:
    from hipcoach.engine.types import CueLength, Timing
    from hipcoach.engine.words.script import Script, SpeechDetail

SENTENCE_ENDS = " .!?…"  # what somebody writes after a word would end the sentence that names it


def rule_in_force(shipped: PainRule, settings: Settings) -> PainRule:
    """Return the shipped rule, or the stricter one where the user set a lower absolute stop."""
    return stricter(shipped) if settings.pain_stop < shipped.red_absolute else shipped


def timing(settings: Settings) -> "Timing":
    """Return the times that the user set, as the engine takes them."""
    from hipcoach.coach.scan import scanned_s
    from hipcoach.engine.types import Timing  # 5 ms, as below

    check_s = max(settings.check_s, scanned_s(3, settings.switch_pace_s)) if settings.switch else settings.check_s
    return Timing(
        up_s=settings.up_s,
        down_s=settings.down_s,
        breath_s=settings.breath_s,
        lead_in_s=settings.lead_in_s,
        reach_s=settings.reach_s,
        between_holds_s=settings.between_holds_s,
        changeover_s=settings.changeover_s,
        position_change_s=settings.position_change_s,
        floor_waits=settings.floor_waits and not settings.no_answers,
        floor_settle_s=settings.floor_settle_s,
        floor_goes_on_s=settings.floor_goes_on_s if settings.goes_on or settings.no_answers else None,
        floor_timed_s=settings.floor_timed_s,
        check_s=check_s,
        question_limits=settings.question_limits or settings.no_answers,
        asks=not settings.no_answers,
    )


def speech_detail(settings: Settings) -> "SpeechDetail":
    """Return how much is said."""
    from hipcoach.engine.words.script import SpeechDetail  # 14 ms that today's first frame does not wait for

    return {
        SpeechAmount.FULL: SpeechDetail.FULL,
        SpeechAmount.SHORT: SpeechDetail.SHORT,
        SpeechAmount.COUNTS: SpeechDetail.COUNTS,
        SpeechAmount.TONES: SpeechDetail.TONES,
    }[settings.speech]


def script(
    assets: Path, settings: Settings, rule: PainRule, length_s: "CueLength", *, taught: Mapping[str, str] | None = None
) -> "Script":
    """Load the phrases of a session. `rule` is in force; `length_s` gives the seconds that a text takes to say.

    `taught` has what the user calls each word that is listened for, by what it means. A phrase names only these.
    """
    from hipcoach.catalogue.phrases import load_phrases  # 8 ms, as above
    from hipcoach.coach.keys import KeyTable
    from hipcoach.engine.words.script import Script
    from hipcoach.session_keys import PlayerCommand

    skip_key = KeyTable.of(settings).cap(PlayerCommand.SKIP)
    phrases = load_phrases(assets / "phrases" / "en.toml")
    said = {word: name for word, called in (taught or {}).items() if (name := called.rstrip(SENTENCE_ENDS))}
    every_way = (("nothing", settings.no_answers), ("words", bool(said)), ("switch", settings.switch))
    ways = [way for way, on in every_way if on]
    return Script(phrases, length_s, rule, speech_detail(settings), skip_key, tuple(ways), said)
