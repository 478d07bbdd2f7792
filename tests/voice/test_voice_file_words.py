"""A session as a sound file: a player has no key, and nobody answers."""

import re

import pytest

from hipcoach.engine.timeline import NO_KEYS, timeline
from hipcoach.engine.types import Timing
from hipcoach.voice.rehearsal import for_a_file
from tests.engine.script_told import CATALOGUE, DECLARED, RULE, SCRIPT, told

NEEDS_A_KEY = re.compile(r"\b(?:Enter|Escape|at the keys|press (?:P|N|one)|the letter|I ask|I wait|questions wait)\b")


@pytest.mark.parametrize("plan", CATALOGUE.plans)
def test_no_sound_file_names_a_key_or_waits_for_an_answer(plan: str) -> None:
    script, timing = for_a_file(SCRIPT, Timing())
    for times in (0, 5):
        session = told(plan, times, DECLARED[0])
        assert session is not None
        cues = timeline(session.session, rule=RULE, timing=timing, script=script, answers=NO_KEYS)["cues"]
        assert [cue["text"] for cue in cues if NEEDS_A_KEY.search(cue["text"])] == []


def test_in_a_session_at_the_screen_keys_are_named() -> None:
    session = told("first-steps", 0, DECLARED[0])
    assert session is not None
    cues = timeline(session.session, rule=RULE, timing=Timing(), script=SCRIPT, answers=NO_KEYS)["cues"]
    assert any(NEEDS_A_KEY.search(cue["text"]) for cue in cues)
