"""What is saved is offered under a name that says what it is and of which day."""

from pytestqt.qtbot import QtBot

from hipcoach.gallery.demo_world import World, fill
from hipcoach.ui.history.history_page import HistoryPage
from hipcoach.ui.library.plans_page import PlansPage
from tests.ui.history.history_world import Chosen
from tests.ui.user import back, press, show


def test_a_plan_is_saved_by_its_name_its_kind_and_the_day(qtbot: QtBot, world: World) -> None:
    ask = Chosen(None)
    page = show(qtbot, PlansPage(world.context, ask))
    page.open_plan("first-steps")
    for button in ("Save the leaflet as PDF", "Save as a sound file", "Send this plan as a file"):
        press(page, button)
    assert ask.asked == [
        "hipcoach-first-steps-leaflet-2026-03-20.pdf",
        "hipcoach-first-steps-sound-2026-03-20.wav",
        "hipcoach-first-steps-plan-2026-03-20.hipcoach.toml",
    ]


def test_what_the_history_saves_says_what_it_is_and_of_which_day(qtbot: QtBot, world: World) -> None:
    fill(world)
    ask = Chosen(None)
    page = show(qtbot, HistoryPage(world.context, ask))
    press(page, "Save this chart")
    for place, button in (("Report", "Save as PDF"), ("Take it with you", "Everything (JSON)")):
        press(page, place)
        press(page, button)
        back(page)
    assert ask.asked == [
        "hipcoach-chart-2026-03-20.png",
        "hipcoach-report-2026-03-20.pdf",
        "hipcoach-json-2026-03-20.json",
    ]
