"""Puts hipcoach among the programs of a desktop, and takes it away again without a trace."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hipcoach import APP_ID
from hipcoach.installation.desktop_texts import file_kinds, menu_entry, metainfo

SIZES_PX = (16, 22, 24, 32, 48, 64, 128, 256, 512)
FOR_ALL = Path("/usr/local/share")
READABLE = 0o644  # by every desktop here; nothing personal is in them
TOOL_WITHIN_S = 20.0
TOOLS = (  # each makes a list that its desktops read; where it is missing, they read the files themselves
    ("update-desktop-database", "applications"),
    ("update-mime-database", "mime"),
    ("gtk-update-icon-cache", "icons/hicolor"),
)


@dataclass(frozen=True, slots=True)
class DesktopFolders:
    """Where a desktop looks: `shared` for programs, icons and kinds of files, `login` for what starts by itself."""

    shared: Path
    login: Path


def user_folders() -> DesktopFolders:
    """Return the folders of the user who runs this."""
    return DesktopFolders(
        _folder("XDG_DATA_HOME", ".local/share"),
        _folder("XDG_CONFIG_HOME", ".config") / "autostart",
    )


def folders_for_all() -> DesktopFolders:
    """Return the folders of everybody on this computer. Each user's own decides what starts at login."""
    return DesktopFolders(FOR_ALL, user_folders().login)


def is_installed(folders: DesktopFolders) -> bool:
    """Return True if the desktop has an entry of ours."""
    return _entry(folders).is_file()


def install(folders: DesktopFolders, icons: Path, words: tuple[str, ...]) -> None:
    """Write the entry, the icons, the kinds of files and the description; `words` start the program.

    Raises OSError; what was written of a first installation is taken away again then.
    """
    first = not is_installed(folders)
    try:
        for place, content in _contents(icons, words).items():
            write_for_all(folders.shared / place, content)
    except OSError:
        if first:
            _take_away(folders, [folders.shared / place for place in _places()])
        raise
    _tell_desktop(folders)


def remove(folders: DesktopFolders) -> bool:
    """Take away all that `install` and the start at login have put there. Return True if there was any of it.

    Raises OSError. Folders that are left empty go too; the desktop's own lists are made anew.
    """
    return _take_away(folders, [*(folders.shared / place for place in _places()), login_place(folders)])


def _take_away(folders: DesktopFolders, places: Sequence[Path]) -> bool:
    there = [path for path in places if path.is_file() or path.is_symlink()]
    for path in there:
        path.unlink()
    if there:
        _tell_desktop(folders)
        _drop_lists(folders.shared)
    for path in there:
        _drop_empty(path.parent, {folders.shared, folders.login.parent})
    return bool(there)


def _places() -> list[str]:
    return [*_icon_places().values(), *_text_places()]


def _icon_places() -> Mapping[str, str]:
    """Return where each icon goes, by its file's name among the shipped ones."""
    theme = "icons/hicolor"
    return {
        f"{APP_ID}.svg": f"{theme}/scalable/apps/{APP_ID}.svg",
        f"{APP_ID}-symbolic.svg": f"{theme}/symbolic/apps/{APP_ID}-symbolic.svg",
        **{f"{px}.png": f"{theme}/{px}x{px}/apps/{APP_ID}.png" for px in SIZES_PX},
    }


def _text_places() -> tuple[str, str, str]:
    return f"applications/{APP_ID}.desktop", f"mime/packages/{APP_ID}.xml", f"metainfo/{APP_ID}.metainfo.xml"


def _contents(icons: Path, words: tuple[str, ...]) -> Mapping[str, bytes]:
    texts = (menu_entry(words), file_kinds(), metainfo())
    return {
        **{place: (icons / name).read_bytes() for name, place in _icon_places().items()},
        **{place: text.encode() for place, text in zip(_text_places(), texts, strict=True)},
    }


def write_for_all(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, with its folders; others may read both. Raises OSError."""
    missing = [folder for folder in path.parents if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir()
        folder.chmod(0o755)
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_bytes(content)
        new.chmod(READABLE)
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise


def _tell_desktop(folders: DesktopFolders) -> None:
    """Let the desktop make its lists anew; each is a help, none is needed."""
    for tool, place in TOOLS:
        found, folder = shutil.which(tool), folders.shared / place
        if found and folder.is_dir():
            try:
                subprocess.run([found, folder], capture_output=True, timeout=TOOL_WITHIN_S, check=False, umask=0o022)
            except (OSError, subprocess.SubprocessError):
                continue


def _drop_lists(shared: Path) -> None:
    """Remove the desktop's own lists where nothing is left that they could be made from."""
    kinds = shared / "mime"
    if kinds.is_dir() and not any(kinds.glob("packages/*.xml")):
        shutil.rmtree(kinds)
    for lone in (shared / "applications/mimeinfo.cache", shared / "icons/hicolor/icon-theme.cache"):
        if lone.is_file() and all(each == lone or each.is_dir() for each in lone.parent.rglob("*")):
            lone.unlink()


def _drop_empty(folder: Path, stop: set[Path]) -> None:
    """Remove a folder and those above it, as long as they are empty, up to those that were there before us."""
    while folder not in stop:
        try:
            folder.rmdir()
        except FileNotFoundError:  # it went with another file's
            pass
        except OSError:
            return
        folder = folder.parent


def _entry(folders: DesktopFolders) -> Path:
    return folders.shared / f"applications/{APP_ID}.desktop"


def login_place(folders: DesktopFolders) -> Path:
    """Return where the entry stands that starts hipcoach when the user logs in."""
    return folders.login / f"{APP_ID}.desktop"


def _folder(variable: str, in_home: str) -> Path:
    """Return one of the user's folders; a relative path in the variable counts for nothing (freedesktop.org)."""
    named = Path(os.environ.get(variable) or "")
    return named if named.is_absolute() else Path.home() / in_home
