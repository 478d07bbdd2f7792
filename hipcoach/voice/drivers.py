"""What our own pyttsx3 drivers have in common: how pyttsx3 finds them, and how they say that they cannot speak."""

import sys
import types
from collections.abc import Callable
from typing import Any, Protocol


class Unusable(Exception):
    """The engine cannot speak here, with the reason."""


class Proxy(Protocol):
    """What pyttsx3 gives to a driver."""

    def setBusy(self, busy: bool) -> None: ...  # noqa: D102 - pyttsx3's name
    def notify(self, topic: str, **values: object) -> None: ...  # noqa: D102


class SynchronousDriver:
    """A driver that renders to files, each command done when it returns."""

    def __init__(self, proxy: Proxy) -> None:
        self._proxy = proxy

    def say(self, text: str) -> None:
        """Refuse: cues are rendered, and the player helper plays them."""
        raise RuntimeError("this driver renders to files only")

    def startLoop(self) -> None:
        """Let pyttsx3 run what it has queued; it all happens inside this call."""
        self._proxy.setBusy(False)

    def endLoop(self) -> None:
        """Do nothing: no loop runs."""

    def stop(self) -> None:
        """Do nothing: no loop runs."""

    def destroy(self) -> None:
        """Leave what was loaded to the end of the process."""


def register(name: str, build: Callable[[Proxy], Any]) -> None:
    """Make `pyttsx3.init(name)` give the driver that `build` makes."""
    module = types.ModuleType(f"pyttsx3.drivers.{name}")
    vars(module)["buildDriver"] = build
    sys.modules[module.__name__] = module
