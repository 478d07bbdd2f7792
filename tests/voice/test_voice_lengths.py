"""The estimate against really rendered speech: plan by plan, voice by voice, and what is kept of earlier sessions."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from session_cues import cues_of, plan_names, timeline_of

from hipcoach.engine.types import CueLength
from hipcoach.engine.words.cue_length import estimate_s
from hipcoach.settings import Settings
from hipcoach.voice import engines, loudness
from hipcoach.voice.cache import Cache, Phrase
from hipcoach.voice.engines import Manner, SpeechEngine
from hipcoach.voice.last_voice import FILE, LastVoice
from hipcoach.voice.lengths import FEWEST_RENDERS, cue_length, kept_cue_length
from hipcoach.voice.protocol import VoiceState
from hipcoach.voice.render_process import serve
from hipcoach.voice.silent import SilentVoice

pytestmark = pytest.mark.slow

NEAR = 0.03
SHORT_PLAN = "first-steps"
lines = cache(lambda plan: [text for _, text in cues_of(plan)])


class SomeVoice(SilentVoice):
    """A voice of an engine, with some phrases rendered."""

    def __init__(self, engine: str, rendered: dict[str, float]) -> None:
        super().__init__()
        self._engine, self._rendered = engine, rendered

    def length_s(self, text: str) -> float | None:
        return self._rendered.get(text)

    def state(self) -> VoiceState:
        return VoiceState(self._engine, True, "", f"{self._engine} speaks.")


@pytest.fixture(scope="module")
def engine_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], SpeechEngine]]:
    """Start engines, whose loudness stays as it is: levelling takes eSpeak longer than speaking, for milliseconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loudness, "levelled", lambda sound: sound)
        yield cache(lambda name: engines.start_engine(name, tmp_path_factory.mktemp(name)))


@pytest.fixture(scope="module")
def true_length(engine_of: Callable[[str], SpeechEngine]) -> Callable[[str, Manner], CueLength]:
    """Give the lengths of what an engine renders, in a manner."""

    def length_of(engine: str, manner: Manner) -> CueLength:
        return cache(lambda text: engine_of(engine).render(text, manner).duration_s)

    return length_of


def off(plan: str, length_s: CueLength, true_s: CueLength) -> float:
    """By which share a session is expected to be longer than it is."""
    expected, real = (timeline_of(plan, length_s=each)["duration_s"] for each in (length_s, true_s))
    return expected / real - 1


@pytest.mark.parametrize(
    ("engine", "rate_wpm", "plans"),
    [
        ("natural", 140, [SHORT_PLAN]),
        ("espeak", 140, plan_names()),
        *(("espeak", rate_wpm, [SHORT_PLAN]) for rate_wpm in (110, 131, 163, 190)),
    ],
)
def test_a_session_is_as_long_as_is_expected_without_a_render(true_length, engine, rate_wpm, plans):
    length_s = cue_length(SomeVoice(engine, {}), replace(Settings(), rate_wpm=rate_wpm))
    true_s = true_length(engine, Manner("", rate_wpm, 2))
    found = {plan: off(plan, length_s, true_s) for plan in plans}
    assert not {plan: round(share, 3) for plan, share in found.items() if abs(share) > NEAR}


@pytest.mark.parametrize(
    ("voice", "rate_wpm", "engine"),
    [("gmw/en-GB-scotland", 110, "system"), ("gmw/en", 190, "system"), ("gmw/en-US", 120, "natural")],
)
def test_a_voice_that_nobody_measured_is_met_after_its_first_renders(true_length, voice, rate_wpm, engine):
    true_s = true_length("espeak", Manner(voice, rate_wpm, 2))
    settings = replace(Settings(), voice_id=voice)  # its engine takes the rate as it likes
    said = [text for text in lines(SHORT_PLAN) if "minutes" not in text]  # those depend on the length themselves
    first = {text: true_s(text) for text in said[:FEWEST_RENDERS]}
    length_s = cue_length(SomeVoice(engine, first), settings)
    timeline_of(SHORT_PLAN, length_s=length_s)  # as before a session: all is asked for once, to have it rendered
    assert abs(off(SHORT_PLAN, length_s, true_s)) <= NEAR
    assert abs(off(SHORT_PLAN, cue_length(SomeVoice(engine, {}), settings), true_s)) > NEAR


def test_a_rendered_phrase_has_its_true_length_and_a_voice_without_sound_the_estimate():
    assert cue_length(SomeVoice("natural", {"One.": 0.5}), Settings())("One.") == 0.5
    estimate = cue_length(SilentVoice(), Settings())
    assert estimate("Keep breathing.") == estimate_s("Keep breathing.") > 0.8
    slow = cue_length(SilentVoice(), replace(Settings(), rate_wpm=110))
    assert slow("Keep breathing.") > 1.2 * estimate("Keep breathing.")


def test_what_an_earlier_session_has_rendered_is_known_without_a_voice(engine_of, tmp_path):
    texts, settings = lines("go-for-a-walk"), Settings()
    manner = {"rate_wpm": settings.rate_wpm, "word_gap": settings.word_gap}
    request = {"voice": "", **manner, "stands_in": False}
    answers: list[dict[str, object]] = []
    requests = [{"id": i, "text": text, **request} for i, text in enumerate(texts)]
    serve(engine_of("espeak"), Cache(tmp_path), requests, lambda **answer: answers.append(answer))
    length_s = kept_cue_length(tmp_path, settings)
    assert [length_s(text) for text in texts] == [answer["duration_s"] for answer in answers]
    espeak = cue_length(SomeVoice("espeak", {}), settings)
    assert length_s("Never said.") == pytest.approx(espeak("Never said."), rel=0.05)
    faster = replace(settings, rate_wpm=190)
    assert kept_cue_length(tmp_path, faster)(texts[0]) == cue_length(SomeVoice("espeak", {}), faster)(texts[0])


@pytest.mark.parametrize("content", [None, b"", b"{}", b'{"engine": 1, "asked": 2, "phrase": []}', b"\xff"])
def test_where_nothing_or_nonsense_is_kept_the_best_voice_is_expected(tmp_path: Path, content: bytes | None):
    if content is not None:
        (tmp_path / FILE).write_bytes(content)
    assert kept_cue_length(tmp_path, Settings())("Lift slowly.") == estimate_s("Lift slowly.")


def test_the_voice_is_written_down_once_and_no_part_of_it_is_left(tmp_path: Path):
    last = LastVoice.of("espeak", {"voice": "", "rate_wpm": 140, "word_gap": 2}, Phrase("One.", "en-us", 140, 2, "x"))
    last.write(tmp_path / "speech")
    assert [path.name for path in (tmp_path / "speech").iterdir()] == [FILE]
