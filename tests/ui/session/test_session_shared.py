"""A session while the other computer goes on: what comes from there ends it before its next exercise."""

import argparse
import errno
import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hipcoach import settings_file
from hipcoach.cli import text_player
from hipcoach.cli.context import Context
from hipcoach.cli.diary_exchange import SessionExchange
from hipcoach.cli.text_play import TextPlay
from hipcoach.coach.mid_session import FROM_THERE, MidSession
from hipcoach.engine.questions import State
from hipcoach.engine.types import StepKind
from hipcoach.gallery.demo_world import World, paths_in
from hipcoach.settings import Settings
from hipcoach.store import Store
from hipcoach.sync.device import share_through
from hipcoach.sync.exchange import Exchange
from hipcoach.ui.shared.stop_page import StopPage
from tests.coach.coach_world import RULE, SHIPPED, begin, coach_world
from tests.sync.devices import SimulatedDevice, devices
from tests.ui.session.session_story import Story

if TYPE_CHECKING:
    from hipcoach.engine.cue import Cue

SAID = "The session ends here: a rest for pain has come from your other computer."


@pytest.fixture
def other(tmp_path: Path) -> Iterator[SimulatedDevice]:
    with devices(tmp_path / "other", [timedelta()]) as [made]:
        yield made


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Store]:
    """The diaries into which the folder was read, one for each reading."""
    found: list[Store] = []
    run = Exchange.run

    def counted(exchange: Exchange, *more: object) -> object:
        found.append(exchange._store)  # noqa: SLF001
        return run(exchange, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(Exchange, "run", counted)
    return found


def how_it_ended(store: Store) -> tuple[list[str], str | None, list[str | None]]:
    """The rests in force, how the only session ended, and its exercises."""
    [head] = store.sessions.all()
    outcomes = [row.outcome for row in store.sessions.exercises(head.id)]
    return [row.id for row in store.pain_rests.in_force()], head.finish, outcomes


def test_a_rest_that_comes_in_mid_session_ends_it_before_its_next_exercise_in_the_window(
    story: Story, other: SimulatedDevice, reads: list[Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    world: World = story.world
    prepared: list[str] = []
    cues: list[Cue] = []
    monkeypatch.setattr(type(world.context.voice()), "prepare", lambda _, texts: prepared.extend(texts))
    other.world.now = world.clock.utc()
    world.context.sharing.share_through(other.folder)
    world.context.sharing.exchange()
    page = story.into("first-steps", 3)
    page.player.cue_started.connect(cues.append)
    story.to(StepKind.CHECK, page)
    assert reads.count(world.store) == 1, "nothing is read where nothing has changed"
    hold = other.hold()
    other.exchange()
    assert world.store.pain_rests.in_force() == ()
    story.to(StepKind.ANNOUNCE, page)
    assert page.player.state is State.ENDED
    assert cues[-2].text.startswith(SAID)
    assert {cue.text for cue in cues[-2:]} <= set(prepared)
    story.page(StopPage)
    assert FROM_THERE in story.words()
    assert "Contact your doctor or physiotherapist before you try Bridge again." in story.words()
    assert how_it_ended(world.store) == ([hold], "stopped", ["done", *["skipped"] * 3])
    assert reads.count(world.store) == 2
    story.enter()
    assert story.at_home


def test_and_in_the_terminal(
    tmp_path: Path, other: SimulatedDevice, reads: list[Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    with coach_world(tmp_path / "data") as world:
        clock, screen = world.clock, io.StringIO()
        hold: list[str] = []

        def wait(seconds: float) -> None:
            clock.jump(seconds)
            if "Exercise one of four" in screen.getvalue() and not hold:
                other.choose(pain_stop=5)  # it cannot be saved here
                other.world.now = clock.utc()
                hold.append(other.hold())
                other.exchange()

        def full(_path: Path, _settings: Settings) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(text_player, "wait_s", wait)
        monkeypatch.setattr(settings_file, "save", full)
        context = Context(paths_in(tmp_path, SHIPPED), io.StringIO(), screen, screen)
        context.__dict__["clock"] = clock
        share_through(world.store.folder, other.folder)
        exchange = SessionExchange(context, world.store)
        exchange.exchange()
        flags = argparse.Namespace(answer="same", voice="silent", speed=1, rest=None)
        play = TextPlay(
            flags,
            context,
            clock,
            RULE,
            {},
            first_run_done=True,
            mid_session=lambda session: MidSession(exchange.look, world.diary, world.forecast, session),
        )
        played = play.play(begin(world))
        assert played.stop is not None
        assert played.stop.reported.startswith(FROM_THERE)
        assert SAID in screen.getvalue()
        assert how_it_ended(world.store) == (hold, "stopped", ["done", *["skipped"] * 3])
        assert context.settings.pain_stop == 5
        assert reads.count(world.store) == 2
