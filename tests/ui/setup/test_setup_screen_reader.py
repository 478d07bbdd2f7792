"""A screen reader that is found: who speaks is asked once, and never over another question."""

from PySide6.QtWidgets import QApplication, QWidget

from hipcoach.gallery.demo_world import World
from hipcoach.settings import WhoSpeaks
from hipcoach.ui.setup.screen_reader import ScreenReader
from hipcoach.ui.setup.who_speaks_page import WhoSpeaksPage
from hipcoach.ui.widgets.accessible import SpokenWidgets
from tests.ui.pages_world import today_window
from tests.ui.user import press


def test_who_speaks_is_asked_once_and_leads_on_to_the_first_questions(world: World) -> None:
    window, first_runs = today_window(world), list[str]()
    window.show_page("today")
    window.show()
    reader = ScreenReader(world.context, window, lambda: first_runs.append("first run"))
    assert reader.ask_who_speaks()
    page = window.taken_over_by
    assert isinstance(page, WhoSpeaksPage)
    press(page, "The screen reader")
    press(page, "Go on")
    assert world.context.settings.current.who_speaks is WhoSpeaks.READER
    assert first_runs == ["first run"]
    assert not reader.ask_who_speaks()
    window.close()


def test_who_speaks_is_not_asked_over_another_question(full: World) -> None:
    window, question = today_window(full), QWidget()
    window.show_page("today")
    window.take_over(question)
    assert not ScreenReader(full.context, window, lambda: None).ask_who_speaks()
    assert window.taken_over_by is question


def test_a_reader_is_found_when_it_asks_about_the_first_widget(qapp: QApplication) -> None:
    found: list[str] = []
    spoken, widget = SpokenWidgets(lambda: found.append("found")), QWidget()
    spoken.interface("", widget)
    spoken.interface("", widget)
    assert found == [], "not within Qt's own question"
    qapp.processEvents()
    assert found == ["found"]
