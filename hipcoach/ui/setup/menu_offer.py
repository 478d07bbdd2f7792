"""Offers, once, to put hipcoach into the desktop's menu, where it runs from its source and no package did."""

import sys
from collections.abc import Callable, Mapping
from typing import Protocol

from hipcoach.errors import EnvironmentProblem
from hipcoach.installation.desktop_files import install, is_installed, user_folders
from hipcoach.installation.start_command import start_words
from hipcoach.paths import Paths
from hipcoach.small_files import write_small_file

OFFER = "hipcoach in your desktop's menu?"
YES, NOT_NOW = "Yes", "No"


class Teller(Protocol):
    """Shows a sentence with buttons beneath the open page."""

    def __call__(
        self,
        problem: str,
        *,
        buttons: Mapping[str, Callable[[], object]] | None = None,
        close: str = "Close",
        gives_way: bool = False,
    ) -> None:
        """Show it."""


def offer_menu(paths: Paths, tell: Teller) -> None:
    """Offer it, where hipcoach is in no menu and this was never offered before."""
    if sys.platform in ("win32", "darwin") or paths.menu_offered.exists() or is_installed(user_folders()):
        return
    try:
        write_small_file(paths.menu_offered, b"")
    except OSError:
        return  # it would be offered at every start
    tell(OFFER, buttons={YES: lambda: _install(paths, tell)}, close=NOT_NOW, gives_way=True)


def _install(paths: Paths, tell: Teller) -> None:
    try:
        install(user_folders(), paths.assets / "app", start_words(paths.home))
    except OSError as error:
        where = error.filename or user_folders().shared
        raise EnvironmentProblem(f"{where}: expected a folder that can be written to ({error.strerror})") from error
    tell("hipcoach is in your menu now. In a terminal, “hipcoach desktop --remove” takes it out again.")
