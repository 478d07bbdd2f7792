"""The start at login: one file of the user's own, which each system has in its own place and form."""

import os
import plistlib
import sys
from pathlib import Path

from hipcoach import APP_ID
from hipcoach.installation.desktop_files import login_place, user_folders, write_for_all
from hipcoach.installation.desktop_texts import login_entry
from hipcoach.installation.start_command import FROM_MENU, IN_TRAY

WINDOWS, MACOS = "win32", "darwin"
_STARTUP = "Microsoft/Windows/Start Menu/Programs/Startup"


def login_file(platform: str = sys.platform) -> Path:
    """Return the file that the user's system reads when they log in; without it nothing starts."""
    if platform == WINDOWS:
        roaming = os.environ.get("APPDATA", "")
        return (Path(roaming) if roaming else Path.home() / "AppData/Roaming") / _STARTUP / "hipcoach.cmd"
    if platform == MACOS:
        return Path.home() / "Library/LaunchAgents" / f"{APP_ID}.plist"
    return login_place(user_folders())


def login_text(words: tuple[str, ...], platform: str = sys.platform) -> bytes:
    """Return what that file holds; `words` start the program, which goes to the tray."""
    hidden = (*words, FROM_MENU, IN_TRAY)
    if platform == WINDOWS:
        line = " ".join(f'"{word}"' for word in hidden).replace("%", "%%")  # a word may have & or ^, never a quote
        return f'@chcp 65001 >nul\r\n@start "" /min {line}\r\n'.encode()
    if platform == MACOS:
        return plistlib.dumps({"Label": APP_ID, "ProgramArguments": list(hidden), "RunAtLoad": True})
    return login_entry(words).encode()


def start_at_login(words: tuple[str, ...], *, on: bool, platform: str = sys.platform) -> None:
    """Turn the start at login on or off. Raises OSError."""
    if on:
        write_for_all(login_file(platform), login_text(words, platform))
    else:
        login_file(platform).unlink(missing_ok=True)
