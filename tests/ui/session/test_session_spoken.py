"""The last numbers by taught words, for somebody who still lies on the floor; a number that is a rest stays one."""

from dataclasses import replace

import pytest

from hipcoach.coach.spoken_words import AFTER_VOICE_S, USUAL_NAMES, WORDS, SpokenWord
from hipcoach.gallery.demo_world import World
from hipcoach.listen.taught_words import TIMES, TaughtWord, write_words
from hipcoach.ui.player.player_page import PlayerPage
from hipcoach.ui.session.choice_page import ConfirmPage
from hipcoach.ui.session.ending_switch import SwitchedPage
from hipcoach.ui.session.pain_page import PainPage
from hipcoach.ui.session.summary_page import SummaryPage
from hipcoach.ui.shared.ear import Ear, TaughtAnswers
from hipcoach.ui.words_on import WordsOn
from tests.ui.made_up import MadeUpMicrophone
from tests.ui.session.session_story import Story

TICK_S = 0.2


class Spoken(Story):
    """The story of somebody who says words."""

    def __init__(self, world: World) -> None:
        self.microphone = MadeUpMicrophone()
        ear = Ear(lambda: self.microphone, world.clock)  # type: ignore[arg-type, return-value]
        self.answers = TaughtAnswers(ear, USUAL_NAMES)
        world.context = replace(world.context, words=lambda: self.answers)
        world.script = replace(world.script, ways=("words",), said=self.answers.said)
        super().__init__(world)

    def say(self, word: SpokenWord, *, at_once: bool = False, alone: bool = True) -> None:
        if not at_once:
            self.world.clock.jump(AFTER_VOICE_S)
        self.microphone.hear(word, alone=alone)
        self.answers.ear.look()

    def until_read(self, words: str) -> None:
        for _ in range(2_000):
            self.world.clock.jump(TICK_S)
            self.page(SwitchedPage).reader.look()
            if self.page(SwitchedPage).bar.label.text().startswith(words):
                self.world.clock.jump(1.0)
                return
        raise AssertionError(f"{words!r} was not read")


@pytest.fixture
def done(world: World) -> Spoken:
    """A session that has ended; its microphone is still open."""
    story = Spoken(world)
    page = story.into("first-steps", 3)
    assert isinstance(page, PlayerPage)
    assert story.answers.ear.on
    page.player.stop()
    story.say(SpokenWord.READY)
    assert isinstance(story.page(SwitchedPage).page, PainPage)
    return story


def after(story: Story) -> list[tuple[int | None, int | None]]:
    return [(row.score, row.effort) for row in story.world.store.pains.all() if row.question == "after"]


def test_both_numbers_are_taken_by_words_and_then_the_microphone_is_closed(done: Spoken) -> None:
    for number in ("Two.", "Five."):
        done.until_read("One.")
        done.say(SpokenWord.YES, at_once=True, alone=False)  # somebody else talks
        assert "keep" not in done.page(SwitchedPage).bar.label.text()
        done.until_read(number)
        done.say(SpokenWord.YES, at_once=True)
        done.until_read(f"{number} ")
        done.world.clock.jump(3.0)
        done.say(SpokenWord.YES)
    done.page(SummaryPage)
    assert after(done) == [(2, 5)]
    assert done.microphone.ended


def test_no_word_takes_a_red_number_back(done: Spoken) -> None:
    done.until_read("Eight.")
    done.say(SpokenWord.YES, at_once=True)
    assert isinstance(done.page(SwitchedPage).page, ConfirmPage)
    done.world.clock.jump(20.0)
    done.say(SpokenWord.NO)
    assert isinstance(done.page(SwitchedPage).page, ConfirmPage)
    buttons = done.page(SwitchedPage).page
    assert isinstance(buttons, ConfirmPage)
    buttons.answered.emit(False)  # by hand
    for _ in range(60):
        done.world.clock.jump(1.0)
        done.page(SwitchedPage).reader.look()
        done.say(SpokenWord.YES)
    assert isinstance(done.page(SwitchedPage).page, PainPage)
    assert [row.kind for row in done.world.store.pain_rests.in_force()] == ["hold"]


class SpeakingStandIn:
    """A voice, as far as it tells when it sounds."""

    def __init__(self) -> None:
        self.told: list[object] = []

    def tell_sounds(self, take: object) -> None:
        self.told.append(take)


def test_the_microphone_is_closed_where_the_file_of_the_words_was_lost_meanwhile(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    microphone = MadeUpMicrophone()
    monkeypatch.setattr("hipcoach.listen.listener.Listener", lambda *_: microphone)
    context = world.context
    context.settings.change(taught_words=True)
    words = [TaughtWord(str(word), meaning.said, ((),) * TIMES) for word, meaning in WORDS.items()]
    words[-1] = replace(words[-1], recordings=((),))
    write_words(context.paths.taught_words, words)
    voice = SpeakingStandIn()
    words_on = WordsOn(context.paths, context.settings, context.clock, lambda: voice)  # type: ignore[arg-type, return-value]
    answers = words_on()
    assert answers is not None
    assert set(answers.said) == {each.id for each in words[:-1]}  # what was said once is not listened for, nor named
    answers.ear.start()
    assert not microphone.ended
    assert voice.told == [microphone.take_out]  # what it says is taken out of what is heard
    context.paths.taught_words.write_text("damaged", "utf-8")
    assert words_on() is None
    assert microphone.ended
    assert not answers.ear.on
