"""A session carried by one switch."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QApplication

from hipcoach.catalogue.types import Dose
from hipcoach.coach.keys import DEFAULT_KEYS
from hipcoach.coach.scan import HEARS_S
from hipcoach.coach.switch_options import SwitchOptions
from hipcoach.engine.questions import State
from hipcoach.engine.types import StepKind
from hipcoach.ui.player.one_switch import OneSwitch
from tests.ui.player.player_page_story import K, Shown
from tests.ui.player.player_world import SCRIPT

TICK_S = 0.2
MOST_TICKS = 4_000


class Switched(Shown):
    """A page whose user has one switch, and nothing else in reach."""

    keeps = "Press again to keep it."

    def __init__(
        self,
        app: QApplication,
        options: SwitchOptions | None = None,
        ways: tuple[str, ...] = (),
        dose: Dose | None = None,
        said: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(app, ways=("switch",), dose=dose)
        script, options = replace(SCRIPT, ways=ways, said=said or {}), options or SwitchOptions()
        self.switch = OneSwitch(self.page, self.theme, self.played.clock, script, options, DEFAULT_KEYS)
        self.switch.look()

    @property
    def read(self) -> str:
        """What is shown large at the foot."""
        return self.switch.bar.label.text()

    def tick(self, seconds: float = TICK_S) -> None:
        self.pass_s(seconds)
        self.switch.look()
        self.switch.reader.look()

    def press_switch(self) -> None:
        self.press(K.Key_Space)

    def click(self) -> None:
        """Press the switch, at least as long after the press before as a hand needs."""
        self.tick(0.5)
        self.press_switch()

    def take(self, words: str) -> None:
        """Press as soon as these words were heard."""
        for _ in range(MOST_TICKS):
            self.tick()
            if self.read == words:
                self.tick(HEARS_S)
                self.press_switch()
                return
        raise AssertionError(f"{words!r} was not read; {self.read!r} is")

    def keep(self, words: str) -> None:
        self.take(words)
        assert self.read == f"{words} {self.keeps}"
        self.click()

    def end_wait(self) -> None:
        self.click()

    def come_to(self, *states: State, kind: StepKind | None = None) -> None:
        """Let time pass to a state, or a step; waits are ended by the switch, checks left."""
        for _ in range(MOST_TICKS):
            status = self.played.player.status()
            here = status.step is not None and not status.step.is_greeting and status.step.kind is kind
            if status.state in states or (here and status.state is State.RUNNING):
                self.tick()
                return
            if status.state is State.WAITING:
                self.end_wait()
            self.tick(min(5.0, max(0.3, status.remaining_s)))
        raise AssertionError(f"it did not come; the session is {self.state}")
