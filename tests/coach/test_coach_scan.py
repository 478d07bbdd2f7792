"""Answering with one switch: what is read when, what a press takes, and that silence takes nothing."""

import re
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipcoach.catalogue.phrases import load_phrases
from hipcoach.coach.scan import AGAIN_AFTER_S, HEARS_S, Scan, ScanChoice, ScanPhase
from hipcoach.coach.scan_choices import choices_in, scan_texts
from hipcoach.coach.session_settings import script
from hipcoach.coach.spoken_words import SpokenWord
from hipcoach.engine.questions import QUESTIONS, Request, State, StepQuestion
from hipcoach.engine.session_table import SESSION
from hipcoach.engine.words.cue_length import estimate_s
from hipcoach.engine.words.script import Script
from hipcoach.paths import find_paths
from hipcoach.safety.load import load_rule
from hipcoach.settings import Settings

SHIPPED = find_paths()
RULE = load_rule(SHIPPED.sessions / "pain_rule.toml")
SCRIPT = Script(load_phrases(SHIPPED.assets / "phrases" / "en.toml"), estimate_s, RULE)
PACE_S = 2.5


def read_in(state: State, *, checking: bool = False, red: int = 6) -> tuple[ScanChoice, ...]:
    return choices_in(
        state,
        SCRIPT,
        PACE_S,
        asks=StepQuestion.CHECK if checking else None,
        can=lambda request: (state, request) in SESSION.transitions,
        is_red=lambda score: score >= red,
    )


def words(choices: tuple[ScanChoice, ...]) -> list[str]:
    return [choice.words + ("*" if choice.keep else "") for choice in choices]


@dataclass
class Reader:
    """Carries out a scan in time; notes what was said and taken, and when."""

    scan: Scan
    now: float = 0.0
    said: list[tuple[float, str]] = field(default_factory=list)
    taken: list[ScanChoice] = field(default_factory=list)

    def pass_s(self, seconds: float) -> None:
        until = self.now + seconds
        while self.scan.due_s is not None and self.scan.due_s <= until:
            self.now = max(self.now, self.scan.due_s)
            self._take(*self.scan.pass_time(self.now))
        self.now = until

    def press(self) -> None:
        self._take(*self.scan.press(self.now))

    def _take(self, scan: Scan, turn: object) -> None:
        self.scan = scan
        if turn.says:  # type: ignore[attr-defined]
            self.said.append((round(self.now, 3), turn.says))  # type: ignore[attr-defined]
        if turn.taken is not None:  # type: ignore[attr-defined]
            self.taken.append(turn.taken)  # type: ignore[attr-defined]


def reader(state: State, *, checking: bool = False) -> Reader:
    return Reader(Scan(read_in(state, checking=checking), lambda text: 0.5, PACE_S).begin(1.0))


NUMBERS = ["Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"]
SCORES = [f"{word}.{'*' if place < 6 else ''}" for place, word in enumerate(NUMBERS)]
READ = {  # an answer with a star counts only after a second press
    (State.RUNNING, False): [],
    (State.WAITING, False): [],
    (State.RESUMING, False): [],
    (State.RUNNING, True): ["Better.", "The same.", "Worse."],
    (State.PAUSED, False): ["It hurts more.", "Go on.", "End the session.*"],
    (State.PAIN_SCORE, False): [*SCORES, "I did not mean that.*"],
    (State.PAIN_CONFIRM, False): ["Yes.", "No."],
    (State.PAIN_KIND, False): [
        "An ache.*",
        "Sharp or catching.*",
        "Burning, tingling or numb.",  # on record at once, and confirmed
        "Weak or giving way.",
        "A higher number.",
    ],
    (State.KIND_CONFIRM, False): ["Yes.", "No."],
    (State.SHARP_WAIT, False): ["It hurts more.", "End the session.*"],
    (State.SHARP_QUESTION, False): ["Yes.", "No.*"],
    (State.PAIN_BREAK, False): ["It hurts more.", "End the session.*"],
    (State.BREAK_SCORE, False): SCORES,
}


@pytest.mark.parametrize(("state", "checking"), READ)
def test_what_is_read_in_each_state(state: State, checking: bool) -> None:
    more = ["Skip this exercise.", "Back to the start of this exercise."]
    found = [each for each in words(read_in(state, checking=checking)) if each not in more]
    assert found == READ[state, checking]


def test_every_question_is_read_and_all_of_it_can_be_rendered_before() -> None:
    assert {state for state, question in QUESTIONS.items() if question.takes_answer} <= {state for state, _ in READ}
    texts = scan_texts(SCRIPT, PACE_S)
    for state, checking in READ:
        for choice in read_in(state, checking=checking):
            assert {choice.words, choice.keep} - {""} <= set(texts)


def test_what_is_said_for_one_way_of_answering_takes_the_place_of_a_phrase() -> None:
    templates = SCRIPT.phrases.templates
    ways = {"switch": replace(SCRIPT, ways=("switch",)), "nothing": replace(SCRIPT, ways=("nothing", "switch"))}
    for key in templates:
        base, _, way = key.rpartition("_")
        if way in ways:
            assert base in templates, key
    assert "press Enter" in SCRIPT.text("tell_ready")
    assert "press once" in ways["nothing"].text("tell_ready")
    assert "back at the screen" in ways["nothing"].text("finish")


CALLED = {str(word): f"wort-{word}!" for word in SpokenWord}
BY_WORDS = {key.partition("_words")[0] for key in SCRIPT.phrases.templates if "_words" in key}
FILL = dict.fromkeys(("skip", "minutes", "seconds", "score", "kind", "answer"), "7")


def test_a_phrase_names_words_by_what_the_user_calls_them() -> None:
    made = script(SHIPPED.assets, Settings(), RULE, estimate_s, taught=CALLED)
    assert "say wort-ready." in made.text("tell_ready")
    for key in BY_WORDS:
        assert "wort-" in made.text(key, **FILL), key
        assert re.findall(r"[Ss]ay:? (?!wort-|the number)", made.text(key, **FILL)) == [], key


@pytest.mark.parametrize("left_out", SpokenWord)
def test_a_phrase_names_no_word_that_is_not_taught(left_out: SpokenWord) -> None:
    taught = {word: called for word, called in CALLED.items() if word != left_out}
    made = script(SHIPPED.assets, Settings(), RULE, estimate_s, taught=taught)
    for key in BY_WORDS:
        named = set(re.findall(r"wort-(\w+)", made.text(key, **FILL)))
        assert named <= set(taught), key
        assert named or left_out in SCRIPT.phrases.words_of(f"{key}_words"), key


def test_how_to_stop_is_named_also_where_pause_is_not_taught() -> None:
    made = script(SHIPPED.assets, Settings(), RULE, estimate_s, taught={"hurts": "au", "yes": "ja"})
    assert "say: au." in made.text("how_to_rest")
    assert "au" not in replace(made, said={"yes": "ja"}).text("how_to_rest").split()


def test_answers_are_read_every_two_and_a_half_seconds_numbers_every_one_point_two_twice_round() -> None:
    check = reader(State.RUNNING, checking=True)
    check.pass_s(60.0)
    every = [word.rstrip("*") for word in READ[State.RUNNING, True]] * 2
    assert check.said == [(1.0 + PACE_S * place, word) for place, word in enumerate(every)]
    assert not check.taken
    score = reader(State.BREAK_SCORE)
    score.pass_s(60.0)
    assert [at_s for at_s, _ in score.said] == pytest.approx([1.0 + 1.2 * place for place in range(22)], abs=1e-3)


def test_a_number_counts_only_after_a_second_press() -> None:
    pain = reader(State.PAIN_SCORE)
    pain.pass_s(1.0 + 4 * 1.2 + 0.3)
    pain.press()
    assert (pain.said[-1][1], pain.taken) == ("Four. Press again to keep it.", [])
    pain.pass_s(AGAIN_AFTER_S - 0.01)
    pain.press()  # the same press
    assert not pain.taken
    pain.pass_s(0.1)
    pain.press()
    assert [(each.request, each.answer) for each in pain.taken] == [(Request.ANSWER, 4)]


def test_a_number_that_is_not_kept_is_not_given_and_is_read_once_more_at_most() -> None:
    pain = reader(State.PAIN_SCORE)
    pain.pass_s(1.0 + 4 * 1.2 + 0.3)
    pain.press()
    pain.pass_s(120.0)
    assert [said for _, said in pain.said].count("Zero.") == 2
    assert (pain.taken, pain.scan.phase) == ([], ScanPhase.QUIET)
    pain.press()  # silent by now: it is read again, and nothing is taken
    assert (pain.said[-1][1], pain.taken) == ("Zero.", [])


def test_a_red_number_is_taken_at_the_first_press() -> None:
    pain = reader(State.PAIN_SCORE)
    pain.pass_s(1.0 + 7 * 1.2 + 0.3)
    pain.press()
    assert [each.answer for each in pain.taken] == [7]


def test_a_press_as_the_next_answer_begins_was_meant_for_the_one_before() -> None:
    for late_s, taken in ((HEARS_S - 0.01, Request.REPORT_PAIN), (HEARS_S + 0.01, Request.RESUME)):
        pause = reader(State.PAUSED)
        pause.pass_s(1.0 + PACE_S + late_s)
        assert pause.said[-1][1] == "Go on."
        pause.press()
        assert [each.request for each in pause.taken] == [taken]
    pain = reader(State.PAIN_SCORE)
    pain.pass_s(1.0 + 11 * 1.2 + 0.1)  # "I did not mean that" has just begun
    pain.press()
    assert pain.said[-1][1] == "Ten."
    kept = reader(State.PAIN_SCORE)
    kept.pass_s(1.0 + 4 * 1.2 + 0.3)
    kept.press()
    kept.pass_s(0.5 + 2 * PACE_S + 0.1)  # it was not kept, and is read from the beginning
    kept.press()
    assert kept.said[-1][1] == "Zero. Press again to keep it."


def test_a_press_before_anything_was_read_takes_nothing() -> None:
    check = reader(State.RUNNING, checking=True)
    check.press()
    assert (check.said, check.taken) == ([(0.0, "Better.")], [])
    late = reader(State.RUNNING, checking=True)
    late.pass_s(1.1)
    late.now += 30.0  # the machine stood still: what was read then is not what is meant now
    late.press()
    assert not late.taken


PRESSES = st.lists(st.floats(0.0, 8.0), max_size=20)
QUESTIONS_READ = [key for key, read in READ.items() if read]


@given(st.sampled_from(QUESTIONS_READ), PRESSES)
@settings(max_examples=60, deadline=None)
def test_whatever_is_pressed_only_what_was_just_read_is_taken(asked: tuple[State, bool], waits: list[float]) -> None:
    hand = reader(asked[0], checking=asked[1])
    for wait in waits:
        hand.pass_s(wait)
        before, taken, counts = hand.scan, len(hand.taken), hand.now - hand.scan.pressed_s >= AGAIN_AFTER_S
        soon = before.before is not None and hand.now - before.read_s < HEARS_S
        last = hand.said[-2 if soon and before.phase is ScanPhase.READING else -1][1] if hand.said else ""
        hand.press()
        if len(hand.taken) == taken:
            continue
        choice = hand.taken[-1]
        assert counts
        assert last == (choice.keep or choice.words)  # what was said last, or asked for again
        assert (before.phase is ScanPhase.KEEPING) is bool(choice.keep)
        return
    hand.pass_s(200.0)
    assert hand.scan.due_s is None
    assert not hand.taken
