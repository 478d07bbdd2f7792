"""A short rest has one name on every page, and the moment from which an answer can end it."""

from datetime import timedelta

from PySide6.QtWidgets import QLabel

from hipcoach.coach.stop_text import Stop, StopText
from hipcoach.safety.stored_keys import BREAK_SCORE_TOO_HIGH
from hipcoach.ui.session.question_pages import stop_page
from hipcoach.ui.shared.stop_page import StopPage
from hipcoach.ui.shared.times import moment_text
from tests.ui.session.session_story import Story
from tests.ui.user import settled


def test_it_has_one_name_and_its_moment_from_the_stop_to_its_page(story: Story) -> None:
    world = story.world
    world.do("first-steps", world.clock.utc(), before=3, after=4)
    ended = max(row.ended_at for row in world.store.sessions.all() if row.ended_at is not None)
    moment = moment_text((ended + timedelta(hours=world.rule.from_h)).astimezone(world.clock.zone()))
    stop = StopText(Stop.REST, "You reported 4, an ache, in Bridge.", "", "", "", BREAK_SCORE_TOO_HIGH)
    story.window.take_over(stop_page(world.context, stop, world.rule))
    story.page(StopPage)
    pages = [story.words()]
    story.window.give_back()
    settled()
    today = story.window.page("today")
    pages.append(" ".join(label.text() for label in today.findChildren(QLabel) if label.isVisible()))
    story.flow.show_pain_rest()
    pages.append(story.words())
    for words in pages:
        assert "short rest" in words.lower()
        assert "day of rest" not in words.lower()
        assert f"This short rest is over when an answer, from {moment} on, is no higher than before." in words
