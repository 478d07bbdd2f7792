"""Words are taught, tried, called otherwise and forgotten; what the listening process tells is made up here."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from hipcoach.coach.spoken_words import SpokenWord
from hipcoach.gallery.demo_world import World
from hipcoach.gallery.draw import settle
from hipcoach.listen.taught_words import TIMES, read_words
from hipcoach.ui.setup import teaching
from hipcoach.ui.setup.teach_words_page import SURE, TeachWordsPage
from tests.ui.made_up import MadeUpMicrophone

FIRST_FOUR = (SpokenWord.HURTS, SpokenWord.PAUSE, SpokenWord.GO_ON, SpokenWord.READY)


class Taught:
    """The page in the hand, with its microphone."""

    def __init__(self, app: QApplication, world: World) -> None:
        self.world, self.microphone = world, MadeUpMicrophone()
        self.page = TeachWordsPage(world.context, lambda: self.microphone)  # type: ignore[arg-type, return-value]
        self.page.resize(1000, 700)
        self.page.show()
        settle(app)

    def tell(self, event: str, **more: object) -> None:
        self.microphone.answers.append({"event": event, **more})
        self.page.teaching.look()

    def teach(self, id: SpokenWord) -> None:
        self.page.rows[id].teach.click()
        for _ in range(TIMES):
            assert self.microphone.asked[-1] == {"do": "record", "word": id}
            self.tell("recorded", word=str(id), rows=["AAAA"])

    @property
    def line(self) -> str:
        return self.page.now.text()


@pytest.fixture
def taught(qapp: QApplication, world: World) -> Iterator[Taught]:
    made = Taught(qapp, world)
    yield made
    made.page.close()
    made.page.deleteLater()
    settle(qapp)


def test_words_are_taught_one_after_the_other_and_kept_at_once(taught: Taught) -> None:
    page, path = taught.page, taught.world.context.paths.taught_words
    assert taught.line == "The microphone is off."
    page.rows[SpokenWord.HURTS].teach.click()
    assert taught.line == "Now say: it hurts (1 of 3)"
    taught.tell("bad", word="hurts", message="Nothing was heard.")
    assert taught.line == "Nothing was heard. Now say: it hurts (1 of 3)"
    taught.tell("recorded", word="hurts", rows=["AAAA"])
    assert taught.line == "Heard well. Now say: it hurts (2 of 3)"
    assert [each.id for each in read_words(path)] == ["hurts"]
    for word in FIRST_FOUR:
        assert not page.teaching.can_listen
        taught.teach(word)
    assert taught.line == "Heard well. “ready” is taught."
    assert page.rows[SpokenWord.READY].state.text() == "Taught"
    assert taught.microphone.asked[-1] == {"do": "compare"}
    taught.tell("compared", alike=[["hurts", "ready"]])
    assert taught.line == "“it hurts” and “ready” sound too alike: call one of them something else."
    page.teaching.begin_trial()
    taught.tell("heard", word="pause", near=0.2, alone=True)
    taught.tell("heard", word="yes", near=0.2, alone=False)  # somebody else talks
    assert taught.line == "Heard: pause"
    asked = len(taught.microphone.asked)
    taught.tell("ready")  # the listening process was started again
    assert taught.microphone.asked[asked:] == [{"do": "listen"}]
    assert taught.line == teaching.TRY_THEM


def test_a_word_that_is_called_otherwise_is_taught_anew_and_all_may_be_forgotten(taught: Taught) -> None:
    page, path = taught.page, taught.world.context.paths.taught_words
    for word in FIRST_FOUR:
        taught.teach(word)
    row = page.rows[SpokenWord.PAUSE]
    row.field.setText("halt")
    row.field.editingFinished.emit()
    assert row.state.text() == "0 of 3"
    taught.teach(SpokenWord.PAUSE)
    assert {each.id: each.said for each in read_words(path)}["pause"] == "halt"
    page.rows[SpokenWord.GO_ON].leave_out.click()
    assert not page.teaching.can_listen
    button = page._forget  # noqa: SLF001
    button.click()
    assert button.text() == SURE
    button.click()
    assert not path.exists()


def test_a_disk_that_is_full_is_said_and_nothing_is_taught(
    taught: Taught, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(teaching, "write_words", full)
    taught.page.rows[SpokenWord.YES].teach.click()
    taught.tell("recorded", word="yes", rows=["AAAA"])
    assert taught.line == "Your words could not be kept (No space left on device)."
    assert caplog.messages == ["the taught words could not be kept: No space left on device"]


def test_a_microphone_that_is_missing_is_one_sentence_and_is_asked_again_when_it_is_back(taught: Taught) -> None:
    taught.microphone.listening, taught.microphone.problem = False, "No microphone was found."
    taught.page.rows[SpokenWord.YES].teach.click()
    taught.page.teaching.look()
    assert taught.line.startswith("No microphone was found.")
    asked = len(taught.microphone.asked)
    taught.microphone.listening, taught.microphone.problem = True, ""
    taught.page.teaching.look()
    assert taught.microphone.asked[asked:] == [{"do": "record", "word": "yes"}]
    taught.page.hide()
    assert taught.microphone.ended


def test_the_bar_follows_how_loud_it_is(taught: Taught) -> None:
    taught.page.rows[SpokenWord.HURTS].teach.click()
    shares = []
    for loud in (0.0, 0.05, 0.1, 1.0, 0.0):
        taught.tell("level", loud=loud)
        shares.append(taught.page.level.value())
    assert shares[0] == shares[-1] == 0
    assert 0 < shares[1] < shares[2] <= shares[3] == taught.page.level.maximum()
