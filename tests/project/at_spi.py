"""Listens to the program as a screen reader does: over AT-SPI, on a bus of its own."""

import os
import shutil
import subprocess
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hipcoach.clock import wait_s

REGISTRY_DAEMON = Path("/usr/libexec/at-spi2-registryd")  # Debian's package at-spi2-core
HERE = REGISTRY_DAEMON.is_file() and shutil.which("dbus-daemon") and find_spec("jeepney")
MISSING = "" if HERE else "needs AT-SPI: apt-get install at-spi2-core dbus-daemon; pip install jeepney"
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <listen>unix:dir={folder}</listen>
  <policy context="default"><allow send_destination="*"/><allow own="*"/><allow eavesdrop="true"/></policy>
</busconfig>
"""
REGISTRY = "org.a11y.atspi.Registry"
ACCESSIBLE = "org.a11y.atspi.Accessible"
ASSERTIVE = 2  # of AT-SPI
LONGEST_S = 60.0
LOOK_S = 0.02

Place = tuple[str, str]  # a bus name, and the path of an object there


@dataclass(frozen=True, slots=True)
class Said:
    """One announcement."""

    text: str
    urgent: bool


@dataclass(frozen=True, slots=True)
class Focused:
    """What got the focus."""

    name: str
    role: str
    description: str


@contextmanager
def accessibility_bus(folder: Path) -> Iterator[str]:
    """Run a bus for screen readers with its registry; give its address. `folder`: for the bus's own files."""
    config = folder / "bus.conf"
    config.write_text(BUS.format(folder=folder))
    reads, writes = os.pipe()
    words = ["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile", f"--print-address={writes}"]
    with ExitStack() as running:
        running.enter_context(_process(words, pass_fds=[writes]))
        os.close(writes)
        with os.fdopen(reads) as answer:
            address = answer.readline().strip()  # written when it is ready
        running.enter_context(_process([str(REGISTRY_DAEMON)], env={**os.environ, "AT_SPI_BUS_ADDRESS": address}))
        yield address


@contextmanager
def _process(words: list[str], **options: Any) -> Iterator[None]:
    process = subprocess.Popen(
        words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options
    )
    try:
        yield
    finally:
        process.kill()
        process.wait()


def env_on(address: str) -> dict[str, str]:
    """What tells Qt that a screen reader listens there, and not to say each time that what was asked for is gone."""
    return {
        "AT_SPI_BUS_ADDRESS": address,
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "QT_LOGGING_RULES": "qt.accessibility.atspi=false",
    }


class Reader:
    """A screen reader that notes everything, and asks about everything that gets the focus.

    What a program has said before it answers a call of ours lies before that answer: nothing waits by the clock.
    """

    def __init__(self, address: str) -> None:
        from jeepney import DBusAddress, MatchRule, message_bus
        from jeepney.io.blocking import open_dbus_connection

        self._address = DBusAddress
        self._bus = open_dbus_connection(bus=address)
        self._signals: deque[Any] = deque()
        for _ in range(round(LONGEST_S / LOOK_S)):
            if self._bus.send_and_get_reply(message_bus.NameHasOwner(REGISTRY), timeout=LONGEST_S).body[0]:
                break
            wait_s(LOOK_S)
        for kind in ("Object", "Focus"):
            rule = MatchRule(type="signal", interface=f"org.a11y.atspi.Event.{kind}")
            self._bus.filter(rule, queue=self._signals)
            self._bus.send_and_get_reply(message_bus.AddMatch(rule), timeout=LONGEST_S)
            self._call(
                (REGISTRY, "/org/a11y/atspi/registry"), REGISTRY, "RegisterEvent", "sass", (f"{kind.lower()}:", [], "")
            )
        self.said: list[Said] = []
        self.focused: list[Focused] = []

    def look(self) -> None:
        """Take in all that has been announced and focused up to now."""
        for program in self._programs():
            with suppress(LookupError):
                self._property(program, "Name")
        while self._signals:
            message = self._signals.popleft()
            member, where = message.header.fields[3], (message.header.fields[7], message.header.fields[1])
            if member == "Announcement":
                self.said.append(Said(message.body[3][1], message.body[1] == ASSERTIVE))
            elif member == "StateChanged" and message.body[:2] == ("focused", 1):
                with suppress(LookupError):  # what is gone since then has nothing to say
                    self.focused.append(self._described(where))

    def close(self) -> None:
        """Stop listening."""
        self._bus.close()

    def _described(self, where: Place) -> Focused:
        role = self._call(where, ACCESSIBLE, "GetRoleName")[0]
        return Focused(self._property(where, "Name"), role, self._property(where, "Description"))

    def _programs(self) -> list[Place]:
        return list(self._call((REGISTRY, "/org/a11y/atspi/accessible/root"), ACCESSIBLE, "GetChildren")[0])

    def _property(self, where: Place, name: str) -> str:
        found = self._call(where, "org.freedesktop.DBus.Properties", "Get", "ss", (ACCESSIBLE, name))
        return str(found[0][1])

    def _call(self, where: Place, interface: str, method: str, signature: str = "", body: tuple[Any, ...] = ()) -> Any:
        from jeepney import MessageType, new_method_call

        address = self._address(where[1], bus_name=where[0], interface=interface)
        message = new_method_call(address, method, signature or None, body)
        reply = self._bus.send_and_get_reply(message, timeout=LONGEST_S)
        if reply.header.message_type is MessageType.error:
            raise LookupError(reply.header.fields)
        return reply.body
